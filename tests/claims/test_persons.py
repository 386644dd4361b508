"""Who is counted without a number, and shots that kill."""

from __future__ import annotations

import pytest
from claims_world import read

pytestmark = pytest.mark.model


def told(text: str) -> list[tuple[str | None, list[tuple[float | None, str]]]]:
    """Change of each casualty claim with its numbers and their units."""
    found = (s for s in read(text).statements if s.kind == "casualties")
    return [(s.change, [(q.value, q.unit) for q in s.quantities]) for s in found]


@pytest.mark.parametrize(
    ("text", "change", "value"),
    [
        ("A cameraman was shot in the leg, colleagues said.", "wounded", 1),
        ("A driver and a first-aid worker were hurt.", "wounded", 2),
        ("Two police officers and a civilian were wounded.", "wounded", 3),
        ("The attack killed 12 soldiers and a civilian.", "killed", 13),
        ("The commander and his two bodyguards were killed.", "killed", 3),
        ("The governor of Kandahar was killed by a bomb.", "killed", 1),
        ("Journalist Mohamed Isse Koonaa died.", "killed", 1),
        ("Vontay Price, 22, and Royal Willrich, 30, were gunned down in May.", "killed", 2),
        ("Gunmen took 40 soldiers hostage.", "captured", 40),
        ("He killed his girlfriend and her daughter on Friday.", "killed", 2),
        ("Gunmen killed his brother-in-law and a housemate.", "killed", 2),
    ],
)
def test_each_person_told_singly_is_one(text: str, change: str, value: float) -> None:
    assert told(text) == [(change, [(value, change)])]


@pytest.mark.parametrize(
    "text",
    [
        "A family was killed when a shell hit their home.",
        "Police officers and a civilian were wounded.",
        "No civilian was killed.",
        "The rebels were killed.",
    ],
)
def test_whoever_may_be_several_is_not_counted(text: str) -> None:
    assert [numbers for _, numbers in told(text)] == [[]]


def test_a_number_of_named_people_says_that_nobody_counted() -> None:
    (one,) = read("A guard was killed.").only("casualties").quantities
    (three,) = read("Two police officers and a civilian were wounded.").only("casualties").quantities
    assert (one.named, three.named) == (True, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A teenager was shot and killed on Thursday outside a shop.", 1),
        ("A 19-year-old man was fatally shot.", 1),
        ("A man fatally shot four people in two villages.", 4),
        ("Police shot a man dead in Nairobi.", 1),
        ("Three villagers were shot and later died.", 3),
        ("Six people were found shot to death in a home.", 6),
    ],
)
def test_a_shot_that_kills_is_one_death_and_no_wound(text: str, value: float) -> None:
    assert told(text) == [("killed", [(value, "killed")])]


def test_whoever_is_taken_to_hospital_is_not_captured() -> None:
    assert told("Five people were taken to hospital for treatment.") == []
    assert told("Militants took two aid workers from the compound.") == [("captured", [(2, "captured")])]


def test_a_shot_that_does_not_kill_is_a_wound() -> None:
    assert told("Soldiers shot two boys and arrested a third.")[0] == (
        "wounded",
        [(2, "wounded")],
    )


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Troops retreated from two districts.", "movement", (2, "districts")),
        ('Rebels control Mekelle "100%".', "control", (100, "percent")),
        ("Three gunmen attacked the base.", "fighting", (3, "gunmen")),
    ],
)
def test_places_and_parties_are_counted_too(text: str, kind: str, expected: tuple[float, str]) -> None:
    (found,) = read(text).only(kind).quantities
    assert (found.value, found.unit) == expected
