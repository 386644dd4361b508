"""Titles say what the reports mean: parts as parts, numbers once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.events.titles import called, title
from dateline.gist import amount, victim_names
from dateline.records import Actor, Claim, Quantity, Where

NORLAND = Where("Norland", "Norland", "geo:9", 10.0, 20.0, "OS", "Norland", None, "admin1", "within")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("most of the coastal plain of Norland, which has two ports", "most of the coastal plain of Norland"),
        ("The rest of Norland", "the rest of Norland"),
        ("most of it", "most of Norland"),
        ("a border town in western Norland that lies on the river", "a border town in western Norland"),
        ("the province", "Norland"),
        ("A part of the building", "Norland"),
    ],
)  # fmt: skip
def test_a_part_of_a_place_is_called_so(words: str, wanted: str) -> None:
    assert called(replace(NORLAND, text=words)) == wanted


def test_the_whole_of_a_place_goes_by_its_name() -> None:
    assert called(replace(NORLAND, text="all of the old province of Norland", precision="exact")) == "Norland"


def counting(quantity: Quantity, place: Where) -> str:
    claim = Claim("a", "r", "control", "held", 0, 1, "x", places=(place,), quantities=(quantity,))
    return title("control", "held", ("Harbour League",), (), place, claim)


def test_a_number_stands_once_in_a_title() -> None:
    hills = "40 villages in the hills"
    words = Where(hills, hills)
    assert counting(Quantity(40, 40, 40, "villages", "40"), words) == (
        "Harbour League control of 40 villages in the hills"
    )
    share = Quantity(60, 60, 60, "percent", "60%")
    assert counting(share, NORLAND) == "Harbour League control of 60% of Norland"
    assert counting(Quantity(3, 3, 3, "towns", "Only three"), NORLAND) == (
        "Harbour League control of only three towns in Norland"
    )


def test_a_vague_number_takes_of() -> None:
    assert amount(Quantity(None, 24, 99, "villages", "dozens")) == "dozens of villages"


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("Forty rebels", "15"), ("rebels",)),
        (("Harbour League", "others"), ("Harbour League",)),
        (("58", "people"), ()),
        (("gravely injured",), ()),
        (("injured between 2 and 6 May (health ministry",), ()),
    ],
)
def test_victims_are_named_without_their_numbers(names: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    assert victim_names([Actor(name, name) for name in names]) == wanted


def test_a_group_whose_name_holds_a_number_keeps_it() -> None:
    assert victim_names([Actor("A20", "A20 rebels", id="actor:a20", side="actor:a20")]) == ("A20",)
