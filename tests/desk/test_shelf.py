"""The index of a large case is made beside those who read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.desk import shelf
from desk.conftest import fictional_case


def test_of_a_large_case_the_index_is_made_by_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = fictional_case(tmp_path / "war")
    found = shelf.Shelf(case, {}, pipeline.known_on, pipeline.control_on)
    assert found.apart(os.getpid) == os.getpid()
    monkeypatch.setattr(shelf, "LARGE", 0)
    assert found.apart(os.getpid) != os.getpid()
    assert found.settled().index.one("SELECT count(*) FROM events") == len(case.record().events)
    found.close()
