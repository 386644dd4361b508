"""Somebody who adds a frame learns at once what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from dateline import tables
from dateline.claims import frames
from dateline.records import CHANGES

_GOOD = {"name": "seize", "kind": "control", "change": "gained", "lemmas": ["seize"]}


def _load(monkeypatch: pytest.MonkeyPatch, **sections: list[dict[str, Any]]) -> frames.Frames:
    monkeypatch.setattr(tables, "read", lambda *_: sections)
    return frames.load.__wrapped__()


def test_a_row_is_found_under_each_of_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = _load(monkeypatch, verb=[_GOOD | {"lemmas": ["seize", "grab"]}])
    assert [f.name for f in loaded.verbs["grab"]] == ["seize"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"change": "conquered"}, "seize: control has no change 'conquered'"),
        ({"kind": "war"}, "Invalid enum value 'war'"),
        ({"objct": ["place"]}, "unknown field `objct`"),
        ({"lemmas": "seize"}, "Expected `array`"),
        ({"name": "seize-noun"}, "an event noun's name ends in -noun"),
    ],
)
def test_a_faulty_row_is_named_with_its_fault(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(tables.TableError, match=r"frames\.toml") as caught:
        _load(monkeypatch, verb=[_GOOD | change])
    assert words in str(caught.value)


def test_a_name_may_stand_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(tables.TableError, match="seize: the name stands 2 times"):
        _load(monkeypatch, verb=[_GOOD, _GOOD])


def test_all_kinds_and_changes_have_a_row() -> None:
    loaded = frames.load()
    rows = [
        f for table in (loaded.verbs, loaded.nouns, loaded.states) for under in table.values() for f in under
    ]
    missing = {(kind, change) for kind, changes in CHANGES.items() for change in changes} - {
        (f.kind, f.change) for f in rows
    }
    assert missing == set()
