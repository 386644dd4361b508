"""The gold files are sound: quotes stand where they say, fields hold what the scheme allows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.records import CHANGES

HERE = Path(__file__).parent


def reports(split: str) -> dict[str, Any]:
    lines = (HERE / split / "reports.jsonl").read_text(encoding="utf8").splitlines()
    return {report["id"]: report for report in map(json.loads, lines)}


def gold(split: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((HERE / split / "gold.json").read_text(encoding="utf8"))
    return loaded


@pytest.mark.parametrize("split", ["dev", "test"])
class TestGoldFiles:
    def test_every_quote_stands_at_its_offsets(self, split: str) -> None:
        texts = reports(split)
        wrong = [
            c["quote"]
            for c in gold(split)["claims"]
            if texts[c["doc"]]["text"][c["start"] : c["end"]] != c["quote"]
        ]
        assert wrong == []

    def test_kinds_and_changes_are_those_of_the_scheme(self, split: str) -> None:
        wrong = [c for c in gold(split)["claims"] if c["change"] not in CHANGES[c["kind"]]]
        assert wrong == []

    def test_denials_point_at_an_earlier_or_later_assertion_of_the_same_report(self, split: str) -> None:
        claims = gold(split)["claims"]
        denials = [c for c in claims if c["denies"] is not None]
        assert denials
        for claim in denials:
            denied = claims[claim["denies"]]
            assert claim["stance"] == "denies"
            assert denied["doc"] == claim["doc"]
            assert denied["stance"] == "asserts"

    def test_dates_are_iso_and_in_order(self, split: str) -> None:
        for claim in gold(split)["claims"]:
            days = [date.fromisoformat(day) for day in claim["when"].split("/")]
            assert days == sorted(days), claim["quote"]

    def test_every_report_is_annotated(self, split: str) -> None:
        assert {c["doc"] for c in gold(split)["claims"]} == set(reports(split))


def test_the_splits_share_no_report() -> None:
    assert not set(reports("dev")) & set(reports("test"))
