"""Pictures and pages on paper: what they say, where the data come from, and that words stay words."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

import fictional
from dateline.errors import UsageError
from dateline.publish.brief import brief
from dateline.publish.estimates import estimate
from dateline.publish.markdown import markdown
from dateline.publish.paper import pdf, png
from dateline.publish.pictures import KINDS, picture
from dateline.publish.view import View
from dateline.records import Record


@pytest.fixture
def view() -> View:
    return View("fictional war", fictional.record())


@pytest.mark.parametrize("kind", ["map", "tolls", "lineage"])
def test_a_picture_stands_alone_with_title_caption_and_sources(view: View, kind: str) -> None:
    svg = picture(view, kind)
    ElementTree.fromstring(svg)  # noqa: S314 our own drawing
    assert KINDS[kind].title in svg
    assert "three reports by Morning Courier and Tribune &lt;b&gt;of&lt;/b&gt; Orlo | east" in svg
    assert "published 5–6 March 2031" in svg
    assert "<b>" not in svg
    assert png(svg).startswith(b"\x89PNG")


def test_a_map_names_where_its_places_and_outlines_come_from(view: View) -> None:
    assert "GeoNames (CC BY 4.0)" in picture(view, "map")


def test_an_open_toll_has_an_arrow_and_its_bounds(view: View) -> None:
    svg = picture(view, "tolls")
    assert "24 · 31 · open" in svg
    assert "l8 6l-8 6" in svg


def test_lineage_shows_denials_dashed_and_shared_words_as_arcs(view: View) -> None:
    svg = picture(view, "lineage", event="e-capture")
    assert "Two border officers" in svg
    assert "Ana Reyes" in svg
    assert svg.count("stroke-dasharray") == 2  # from the source to the newsroom, from there to the report
    assert svg.count("#6b665d") == 1


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_to_draw_is_told_in_words(kind: str) -> None:
    with pytest.raises(UsageError, match=r"(No|Fewer)"):
        picture(View("quiet", Record()), kind)


def test_an_unknown_event_is_told(view: View) -> None:
    with pytest.raises(UsageError, match="No event has an id"):
        picture(view, "lineage", event="e-nothing")


def test_a_page_on_paper_is_the_same_each_time_and_takes_words_as_words(view: View) -> None:
    hostile = replace(view, case='#import "x": * $ _a_ *b* @c <d> \\ #panic("run")')
    first = pdf(brief(hostile, pictures=True))
    assert first.startswith(b"%PDF")
    assert first == pdf(brief(hostile, pictures=True))
    assert b"/Link" in first or len(first) > 10_000


@pytest.mark.parametrize(
    ("percent", "word"),
    [(0.5, None), (1, "almost no chance"), (12, "very unlikely"), (30, "unlikely"),
     (50, "roughly even chance"), (60, "likely"), (80, "very likely"), (86, "very likely"),
     (95, "almost certain"), (100, None)],
)  # fmt: skip
def test_words_of_likelihood_are_those_of_icd_203(percent: float, word: str | None) -> None:
    assert estimate(percent) == word


def test_no_word_of_likelihood_stands_without_its_number(view: View) -> None:
    text = markdown(brief(view, length="full"))
    words = r"\b(?:almost no chance|(?:very )?(?:un)?likely|roughly even chance|almost certain)\b"
    told = [m for m in re.finditer(words, text) if not text[: m.start()].endswith("how ")]
    assert told
    assert all(re.match(r" \(\d+ to \d+ percent by ICD 203\)", text[m.end() :]) for m in told)
