"""Frames filled anew, what two newsrooms were told, late and reworded copies, short sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.lineage import families
from dateline.records import CopyLink, Source
from setwise import LEAGUE, TORVIK, claim, copies_of, number, person, record_of, report

DAY = date(2031, 5, 6)
LONG = (
    "Market women who had hidden in the tannery since dawn came out with their hands raised when the "
    "shooting moved on towards the river."
)
MORE = (
    "The old bridge was left standing, and a single policeman went on directing carts across it until dusk."
)


def linked(*texts: str) -> tuple[CopyLink, ...]:
    return copies_of([report(f"r{i}", text, DAY + timedelta(i)) for i, text in enumerate(texts)])


def test_a_daily_frame_with_other_places_and_figures_is_no_copy() -> None:
    assert not linked(
        "The air force said it had shot down 23 of the 27 drones launched at Torvik overnight on Monday.",
        "The air force said it had shot down 41 of the 58 drones launched at Marnholm overnight on Friday.",
    )


def test_a_changed_spelling_of_a_name_is_still_a_copy() -> None:
    assert linked(
        "Porters carried the wounded of Dzhirgatol downhill on doors torn from the school, Ilse Varga said.",
        "Porters carried the wounded of Jirgatal downhill on doors torn from the school, Ilsa Varga said.",
    )


def test_what_two_newsrooms_were_told_in_like_words_is_no_copy() -> None:
    assert not linked(
        "Two nurses told Norland Press that the League took the lower town of Torvik after a short fight.",
        "Two nurses told Coast Courier that the League took the lower town of Torvik after a fight.",
    )


def test_a_reordered_sentence_with_synonyms_is_a_copy() -> None:
    assert linked(
        "Hungry families from the lower villages have crossed the frozen lake on foot since the shelling "
        "of the mill began.",
        "Since the shelling of the mill began, hungry families from the lower villages have walked across "
        "the frozen lake.",
    )


def test_short_sentences_count_between_reports_that_share_long_ones_alone() -> None:
    short = "The League has taken Torvik."
    assert {link.end - link.start for link in linked(f"{LONG} {short}", f"{LONG} {short}")} == {
        len(LONG),
        len(short),
    }
    assert not linked(f"{LONG} {short}", f"{MORE} {short}")


def test_a_copy_carried_days_later_is_no_new_origin() -> None:
    told = "Torvik has fallen to the League."
    pages = [report(f"r{i}", f"{LONG} {told} {MORE}", DAY + timedelta(5 * i)) for i in range(2)]
    residents = person(None, "residents", "resident")
    claims = [
        claim(p.id, p, told, "control", "gained", actors=(LEAGUE,), places=(TORVIK,), source=residents)
        for p in pages
    ]
    assert len(record_of(pages, claims).origins) == 1


def test_one_shared_sentence_makes_no_family_of_longer_reports() -> None:
    own = [
        "Nobody in the upper quarter had slept, and the bakers gave their bread away. Rain fell.",
        "Pupils were sent home at noon with their chairs. Trains no longer stop at the halt.",
    ]
    pages = [report(f"r{i}", f"{LONG} {text} {text.upper()}", DAY) for i, text in enumerate(own)]
    assert not families(pages, copies_of(pages))


def test_versions_of_one_page_are_told_from_copies() -> None:
    text = f"{LONG} {MORE}"
    first, later = (
        replace(report(f"v{i}", text, DAY + timedelta(i)), url="https://post.example/torvik")
        for i in range(2)
    )
    copy = report("other", text, DAY)
    pages = [first, later, copy]
    (family,) = families(pages, copies_of(pages))
    assert family.versions == (("v0", "v1"),)
    assert set(family.reports) == {"v0", "v1", "other"}


def test_a_ministry_told_without_its_country_is_that_of_the_place() -> None:
    one = report("one", "The defence ministry said 31 fighters were killed at Torvik.", DAY)
    two = report("two", "Shells killed 31 fighters in Torvik, the Ostravan defence ministry said.", DAY)
    dead = {"targets": (LEAGUE,), "places": (TORVIK,), "quantities": (number(31, "killed"),)}
    claims = [
        claim("a", one, "31 fighters were killed", "casualties", "killed",
              source=Source("defence ministry", "the defence ministry", type="body"), **dead),
        claim("b", two, "Shells killed 31 fighters", "casualties", "killed",
              source=Source("Ostravan defence ministry", "the Ostravan one", type="body"), **dead),
    ]  # fmt: skip
    assert len(record_of([one, two], claims).origins) == 1
