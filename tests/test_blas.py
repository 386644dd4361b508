from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline import blas

_WIDE = "avx512f avx512cd avx512bw avx512dq avx512vl"


@pytest.mark.parametrize(
    ("cpu", "core"),
    [
        (f"vendor_id : AuthenticAMD\nflags : sse2 {_WIDE}\n", "SkylakeX"),
        ("vendor_id : AuthenticAMD\nflags : sse2 avx2 avx512f\n", None),
        (f"vendor_id : GenuineIntel\nflags : sse2 {_WIDE}\n", None),
        (None, None),
    ],
)
def test_wide_products_are_asked_for_where_the_processor_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cpu: str | None, core: str | None
) -> None:
    told = tmp_path / "cpuinfo"
    if cpu:
        told.write_text(cpu, encoding="utf-8")
    monkeypatch.setattr(os, "environ", {})
    blas.prepare(told)
    assert os.environ.get("OPENBLAS_CORETYPE") == core
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


def test_what_the_user_has_set_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"OPENBLAS_NUM_THREADS": "4"})
    blas.prepare(tmp_path / "none")
    assert os.environ["OPENBLAS_NUM_THREADS"] == "4"
