"""From any id one walks down to characters in a report."""

from __future__ import annotations

import pytest

import fictional
from dateline.errors import UsageError
from dateline.publish.view import View
from dateline.publish.why import why

VIEW = View("fictional war", fictional.record())


@pytest.mark.parametrize(
    "wanted", ["e-capture", "c-fell-1", "t-1", "d-denial", "cp-rebels.20310305", "cs-1", "o-officers"]
)
def test_every_kind_of_record_leads_to_the_words(wanted: str) -> None:
    text = why(VIEW, wanted, {})
    assert "«" in text
    assert "read by frames/test@1" in text


def test_the_walk_shows_origins_carriers_and_offsets() -> None:
    text = why(VIEW, "e-capture", {})
    assert "Two origins for:" in text
    assert "One origin against:" in text
    assert "courier-1:66–112" in text
    assert "that «Varna Gate had fallen to the rebels on Tuesday»." in text


def test_the_beginning_of_an_id_will_do() -> None:
    assert why(VIEW, "e-cap", {}) == why(VIEW, "e-capture", {})


def test_an_earlier_id_leads_to_what_answers_now() -> None:
    assert why(VIEW, "e-old", {"e-old": "e-capture"}) == why(VIEW, "e-capture", {})


@pytest.mark.parametrize(
    ("wanted", "words"), [("e-captur3", "Did you mean e-capture"), ("c-fell", "2 ids begin")]
)
def test_an_unknown_or_short_id_is_answered_with_help(wanted: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        why(VIEW, wanted, {})
