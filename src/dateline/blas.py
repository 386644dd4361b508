"""How numpy multiplies matrices. The settings count only if they are made before numpy is first imported."""

from __future__ import annotations

import os


def prepare() -> None:
    """One thread for matrix products, unless the user has said otherwise.

    The products of a small language model are many and small: threads wait for one another longer than one
    takes, and processes share the processors already.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
