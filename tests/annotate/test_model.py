from __future__ import annotations

from pathlib import Path

import pytest

from dateline.annotate.model import ModelError, check_file, load


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model"
    file.write_bytes(b"other weights")
    with pytest.raises(ModelError, match=r"SHA-256 .* expected 00"):
        check_file(file, "00" * 32)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere is missing"):
        check_file(tmp_path / "nowhere", "00" * 32)


def test_an_unknown_model_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match="unknown language model 'xx_large'"):
        load("xx_large")
