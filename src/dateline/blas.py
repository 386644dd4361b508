"""How numpy multiplies matrices. The settings count only if they are made before numpy is first imported."""

from __future__ import annotations

import os
from pathlib import Path

_WIDE = frozenset(("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"))


def prepare(told: Path = Path("/proc/cpuinfo")) -> None:
    """Set up OpenBLAS for the many small products of a language model, unless the user has done so.

    Threads wait for one another longer than such a product takes. AMD processors newer than the library
    are taken for ones without AVX-512, on which a product takes twice as long.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    cpu = told.read_text(encoding="utf-8", errors="replace") if told.exists() else ""
    flags = next((line.split() for line in cpu.splitlines() if line.startswith("flags")), [])
    if "AuthenticAMD" in cpu and set(flags) >= _WIDE:
        os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")
