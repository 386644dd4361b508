"""What TimeML would tag in a document of Friday 15 September 2017, and the values it would give."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.resolve.dates import tag_times

FRIDAY = date(2017, 9, 15)


def tags(text: str, *, narrative: bool = False) -> list[tuple[str, str, str]]:
    return [(t.text, t.type, t.value) for t in tag_times(text, created=FRIDAY, narrative=narrative)]


def values(text: str, *, narrative: bool = False) -> list[str]:
    return [value for _, _, value in tags(text, narrative=narrative)]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The siege lasted three weeks.", "P3W"),
        ("A two-month truce was signed.", "P2M"),
        ("It ended a year-long blockade.", "P1Y"),
        ("They waited for several days.", "PXD"),
        ("The convoy left after 36 hours.", "PT36H"),
        ("Prices rose over the past two decades.", "P2DE"),
        ("The 8-month-old truce held.", "P8M"),
    ],
)
def test_lengths_of_time(sentence: str, value: str) -> None:
    assert [(t, v) for _, t, v in tags(sentence)] == [("DURATION", value)]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Markets open every Monday.", "XXXX-WXX-1"),
        ("Each month the council meets.", "P1M"),
        ("The list is printed daily.", "XXXX-XX-XX"),
        ("Every August the river floods.", "XXXX-08"),
    ],
)
def test_what_happens_again_and_again(sentence: str, value: str) -> None:
    assert [(t, v) for _, t, v in tags(sentence)] == [("SET", value)]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The town is now calm.", "PRESENT_REF"),
        ("The bridge was recently rebuilt.", "PAST_REF"),
        ("It has seen shelling in recent weeks.", "PAST_REF"),
        ("Talks will soon resume.", "FUTURE_REF"),
        ("He left months ago.", "PAST_REF"),
        ("In the past they paid.", "PAST_REF"),
    ],
)
def test_words_that_point_at_no_day(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("They struck on Tuesday night.", "2017-09-12TNI"),
        ("A shell fell at 5:30 p.m. on Wednesday.", "2017-09-13T17:30"),
        ("It began at noon on Saturday.", "2017-09-09T12:00"),
        ("Troops left on Monday.", "2017-09-11"),
        ("Troops will leave on Monday.", "2017-09-18"),
        ("He arrived last week.", "2017-W36"),
        ("They fought over the weekend.", "2017-W36-WE"),
        ("Exports fell in the second quarter.", "2017-Q2"),
        ("Exports will rise in the fourth quarter.", "2017-Q4"),
        ("It was built in the second half of 2015.", "2015-H2"),
        ("The war began in the late 1990s.", "199"),
        ("The fort dates from the 18th century.", "17"),
        ("The town fell in the summer of 2014.", "2014-SU"),
        ("Elections are due next year.", "2018"),
        ("They left at the end of the month.", "2017-09"),
        ("The 1949 conventions apply.", "1949"),
        ("The city burned in 146 BC.", "BC0146"),
    ],
)
def test_points_in_time(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


def test_both_ends_of_a_stretch_are_tagged_apart() -> None:
    assert values("They held it from Monday to Wednesday.") == ["2017-09-11", "2017-09-13"]
    assert values("The war of 1861-1865 ended slavery.") == ["1861", "1865"]


def test_the_second_year_is_the_first_ones_too() -> None:
    assert values("It rained in March and April 1955.") == ["1955-03", "1955-04"]
    assert values("The siege (26 December - 4 January 1952) failed.") == ["1951-12-26", "1952-01-04"]


def test_a_year_earlier_is_the_same_quarter_where_a_quarter_is_spoken_of() -> None:
    assert values("Output fell in the second quarter. A year earlier it rose.") == ["2017-Q2", "2016-Q2"]


def test_history_goes_forward_from_the_day_told_last() -> None:
    story = "On 3 November 1917 they marched. The next day they met. In January the front broke."
    assert values(story, narrative=True) == ["1917-11-03", "1917-11-04", "1918-01"]
    back = "The army broke through on 9 September 1918. It had crossed the river in August."
    assert values(back, narrative=True) == ["1918-09-09", "1918-08"]


@pytest.mark.parametrize(
    "sentence",
    ["Prices fall again.", "A second division came.", "He may march.", "The road runs past the mill."],
)
def test_other_words_are_not_tagged(sentence: str) -> None:
    assert tags(sentence) == []
