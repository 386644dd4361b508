from __future__ import annotations

import os

import pytest

from dateline import blas


def test_products_take_one_thread_unless_the_user_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"OPENBLAS_NUM_THREADS": "4"})
    blas.prepare()
    assert os.environ == {"OPENBLAS_NUM_THREADS": "4", "OMP_NUM_THREADS": "1"}
