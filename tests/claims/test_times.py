"""Which of a report's days belongs to which claim, in a report of Friday 19 May 2023."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline import extract
from dateline.records import Passage, Published, Report

pytestmark = pytest.mark.model
UNDATED = "unknown"


def whens(text: str) -> list[tuple[str, str]]:
    """The kind of each claim, and its first day, or its stretch of days, or that it has none of its own."""
    published = Published(date(2023, 5, 19), "given", "high")
    parts, at = [], 0
    for line in text.split("\n"):
        parts.append(Passage(at, at + len(line), "body"))
        at += len(line) + 1
    (found,) = extract([Report("r", "d", text, tuple(parts), published=published)])
    told: list[tuple[str, str]] = []
    for claim in found.claims:
        when = claim.when
        assert when is not None
        days = f"{when.start}" if when.start == when.end else f"{when.start}/{when.end}"
        told.append((claim.kind, UNDATED if when.precision == "unknown" else days))
    return told


def when(text: str, kind: str) -> str:
    """The time of the first claim of a kind."""
    return next(days for found, days in whens(text) if found == kind)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Officials said on Friday that the town fell on Thursday.", "control", "2023-05-18"),
        ("The army said on Monday that Bunia was still in its hands.", "control", "2023-05-15"),
        ("An official in Goma spoke on Wednesday of 2,900 dead.", "casualties", UNDATED),
        ("The ministry had counted 773 bodies in Goma, up from 700 on Friday.", "casualties", UNDATED),
        ("The toll in Goma stood at 60 on Sunday, up from 47 on Saturday.", "casualties", "2023-05-14"),
        ("Militants attacked the base on Tuesday and seized two trucks.", "fighting", "2023-05-16"),
        ("Gunmen stormed the barracks on Tuesday and took 40 soldiers hostage.", "casualties", "2023-05-16"),
        ("Rebels launched an assault on Goma on 9 May, seizing the airport.", "control", "2023-05-09"),
        ("On Monday evening residents cheered as troops entered the city.", "movement", "2023-05-15"),
        ("Overnight and early on Thursday, drones struck the port.", "fighting", "2023-05-17/2023-05-18"),
        (
            "A bomber struck on Monday; the roof came down and 59 people died.",
            "casualties",
            "2023-05-15",
        ),
        (
            "The army returned in late March, when rebels withdrew.",
            "movement",
            "2023-03-01/2023-03-31",
        ),
        ("Between 3 and 9 May, clashes displaced 400 families.", "movement", "2023-05-03/2023-05-09"),
        (
            "Nine people died on Wednesday shortly after jets bombed the market.",
            "fighting",
            "2023-05-17",
        ),
    ],
)
def test_a_time_reaches_what_its_clause_carries_along(text: str, kind: str, expected: str) -> None:
    assert when(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bloc said on Thursday it was ready to use force.", "2023-05-18"),
        ("The president condemned the coup on Tuesday night and vowed to punish its leaders.", "2023-05-16"),
    ],
)
def test_a_commitment_happens_when_it_is_said(text: str, expected: str) -> None:
    assert {days for kind, days in whens(text) if kind == "position"} == {expected}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Shops reopened on Wednesday, a day after police fired on marchers.",
            "fighting",
            "2023-05-16",
        ),
        ("The town was quiet on Monday, five days after gunmen attacked it.", "fighting", "2023-05-10"),
        ("Two days after rebels captured Bunagana, aid workers left.", "control", "2023-05-17"),
    ],
)
def test_a_day_after_it_is_counted_back_to_the_event(text: str, kind: str, expected: str) -> None:
    assert when(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Officials said on Friday that the town had fallen.", "control"),
        ("The government that drove out the rebels in 2019 declared a ceasefire.", "talks"),
        ("Eighteen soldiers died in the raid, after one of the wounded succumbed on Monday.", "casualties"),
        ("Seven people were killed, said the ministry, which was founded in March 2011.", "casualties"),
        ("The government declared a ceasefire after eight months of fighting.", "talks"),
        ("The town, captured in the first week of the war, was shelled.", "control"),
    ],
)
def test_a_time_of_something_else_does_not_date_it(text: str, kind: str) -> None:
    assert when(text, kind) == UNDATED


def test_what_follows_in_the_simple_past_goes_on_from_the_day_told() -> None:
    assert whens("Gunmen attacked the camp on Sunday. Four guards were shot dead.") == [
        ("fighting", "2023-05-14"),
        ("casualties", "2023-05-14"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the camp on Sunday. Four guards have been killed.",
        "Gunmen attacked the camp on Sunday. Rebels had captured the town.",
        "Talks opened on Sunday. Four guards were shot dead.",
        "Gunmen attacked the camp on Sunday.\nThe camp is old.\nFour guards were shot dead.",
    ],
)
def test_background_and_other_matters_do_not(text: str) -> None:
    assert whens(text)[-1][1] == UNDATED


@pytest.mark.parametrize(
    "text",
    [
        "More than 320 people have died since the offensive began on 1 May.",
        "Some 4,000 families have been displaced since fighting broke out on 1 May.",
    ],
)
def test_what_has_lasted_since_something_began_is_dated_from_then(text: str) -> None:
    kind, days = whens(text)[0]
    assert (kind in ("casualties", "movement"), days) == (True, "2023-05-01/2023-05-19")


def test_a_day_told_holds_for_the_sentences_that_go_on_from_it() -> None:
    text = (
        "Heavy shelling along the border on Monday left 14 people dead.\nSix soldiers were killed at Uri, "
        "the army said.\nFour civilians died in Keran."
    )
    assert [days for _, days in whens(text)] == ["2023-05-15"] * 3


def test_since_then_counts_from_what_was_told_last() -> None:
    text = "Rebels attacked Goma in April.\nMore than 280 civilians have died since then, the UN says."
    assert when(text, "casualties") == "2023-04-01/2023-05-19"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Five men were hurt in a drive-by shooting in Perris early Sunday, May 14, officials said.",
            "2023-05-14",
        ),
        ("A man opened fire outside a bar Sunday, injuring five people.", "2023-05-14"),
        ("Police arrested two men over the May 3 raid that killed a guard.", "2023-05-03"),
        ("He was wanted since the May 3 raid that killed two guards.", "2023-05-03"),
    ],
)
def test_the_time_of_an_event_is_that_of_its_dead_and_wounded(text: str, expected: str) -> None:
    harm = [days for kind, days in whens(text) if kind == "casualties"]
    assert harm[-1] == expected
