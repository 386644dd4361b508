"""The brief says what the record holds, with references, and nothing of a report gets out unescaped."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

import fictional
from dateline import wire
from dateline.errors import UsageError
from dateline.publish.brief import brief
from dateline.publish.brief_json import brief_json
from dateline.publish.html import html
from dateline.publish.markdown import escape, markdown
from dateline.publish.view import View, select
from dateline.records import Record


@pytest.fixture
def view() -> View:
    return View("fictional war", fictional.record())


def test_disputed_capture_names_both_sides_and_folds_carriers(view: View) -> None:
    text = markdown(brief(view))
    assert "Northern Front took Varna Gate on 4 March 2031" in text
    assert "two border officers (via Agence Delta, in two reports)" in text
    assert "Denied by Ana Reyes, spokeswoman for the interior ministry (via Agence Delta)" in text


def test_every_reference_has_its_note_with_words_and_offsets(view: View) -> None:
    text = markdown(brief(view))
    body, _, notes = text.partition("## The words")
    cited = {int(n) for n in re.findall(r"\[\^(\d+)\]", body)}
    listed = {int(n) for n in re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE)}
    assert cited == listed == set(range(1, len(listed) + 1))
    assert "“24 people had died in Orlo” 6 March 2031, harbour-1:66–92" in notes


def test_empty_sections_are_left_out(view: View) -> None:
    headings = re.findall(r"^## (.+)$", markdown(brief(view)), re.MULTILINE)
    assert "Talks" not in headings
    assert "Casualties" in headings


def test_a_case_without_claims_says_so() -> None:
    reports = fictional.record().reports
    empty = View("quiet", Record(reports=reports))
    assert "No report of the case makes a claim" in markdown(brief(empty))


def test_the_order_of_records_does_not_change_the_brief(view: View) -> None:
    record = view.record
    turned = replace(
        record, events=record.events[::-1], claims=record.claims[::-1], control=record.control[::-1]
    )
    assert markdown(brief(replace(view, record=turned))) == markdown(brief(view))


def test_as_of_leaves_out_what_happened_later(view: View) -> None:
    before = select(view, as_of=date(2031, 3, 3), place=None)
    assert [e.id for e in before.record.events] == ["e-promise", "e-shelling"]


def test_place_is_found_in_any_spelling_and_by_its_district(view: View) -> None:
    for name in ("varna gate", "Varna-Gate", "Varna"):
        assert [e.id for e in select(view, as_of=None, place=name).record.events] == ["e-capture"]


def test_unknown_place_is_answered_with_near_names(view: View) -> None:
    with pytest.raises(UsageError, match="Did you mean Varna Gate"):
        select(view, as_of=None, place="Vorna Gate")


def test_watched_places_come_first(view: View) -> None:
    first = brief_json(replace(view, watch=("Orlo",)))["events"][0]
    assert first["id"] == "e-shelling"


def test_json_has_what_the_contract_names(view: View) -> None:
    data = json.loads(wire.dumps(brief_json(view)))
    assert {"case", "as_of", "known", "events", "control", "crossings", "tolls", "disagreements", "sources",
            "coverage"} <= data.keys()  # fmt: skip
    capture = data["events"][0]
    assert capture["status"] == "disputed"
    assert [o["carriers"] for o in capture["origins"]["for"]] == [["courier-1", "tribune-1"], ["harbour-1"]]
    assert data["tolls"][0]["killed"] == {"low": 24, "best": 31, "high": None, "profile": "latest-official",
                                          "claims": ["c-24", "c-31"], "set_aside": []}  # fmt: skip


def test_markup_in_a_report_stays_text(view: View) -> None:
    page, text = html(brief(view)), markdown(brief(view))
    assert "Tribune &lt;b&gt;of&lt;/b&gt; Orlo" in page
    assert "<b>of" not in page
    assert "Tribune \\<b\\>of\\</b\\> Orlo \\| east" in text


@pytest.mark.parametrize(
    "hostile", ["[a](javascript:x)", "<script>", "# head", "1. one", "`code`", "a | b", "![i](u)"]
)
def test_no_markdown_of_a_report_survives(hostile: str) -> None:
    assert not re.search(r"(?<!\\)[\[\]<>`|!#]|^\d+\.", escape(hostile))


def test_page_allows_no_script_and_loads_nothing(view: View) -> None:
    page = html(brief(view, pictures=True))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|\bon\w+=|url\((?!#)", page)


@pytest.mark.parametrize("length", ["short", "standard", "full"])
def test_length_limits_what_is_listed(view: View, length: str) -> None:
    claims = [c for c in view.record.claims if c.id == "c-passage"]
    promise = next(e for e in view.record.events if e.id == "e-promise")
    many = tuple(replace(promise, id=f"e-{i:03}", actors=(f"Party {i:03}",)) for i in range(40))
    crowded = replace(view, record=replace(view.record, events=many, claims=(*claims, *view.record.claims)))
    shown = markdown(brief(crowded, length=length)).count("- Party ")
    assert shown == {"short": 3, "standard": 8, "full": 40}[length]
