"""Which words tell a time, and which days they mean in a report of Friday 15 September 2017."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.dates import find_times, resolve_time

FRIDAY = date(2017, 9, 15)


def texts(sentence: str) -> list[str]:
    return [span.text for span in find_times(sentence)]


def days(words: str, tense: str = "past", focus: date | None = None) -> str:
    when = resolve_time(words, published=FRIDAY, tense=tense, focus=focus)  # type: ignore[arg-type]
    if when.start is None:
        return when.precision
    return f"{when.start}" if when.start == when.end else f"{when.start}/{when.end}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The militia took the port on Thursday, a resident said.", ["Thursday"]),
        ("Marawi was stormed on 23 May 2017 and again on May 28.", ["23 May 2017", "May 28"]),
        ("Since November the road has been cut.", ["Since November"]),
        (
            "They met in Juba late on Tuesday and in Bor early Wednesday.",
            ["late on Tuesday", "early Wednesday"],
        ),
        ("The shelling began at noon on Saturday.", ["noon on Saturday"]),
        ("Between 3 and 5 June they held the bridge.", ["Between 3 and 5 June"]),
        ("It was the third straight day of strikes.", ["third straight day"]),
        ("Friday prayers were cancelled.", ["Friday"]),
        ("The toll from Monday's blast rose.", ["Monday"]),
        ("In 2014, and not before, 2014 fighters came.", ["2014"]),
        ("Filed on Wed., Sept. 13, 2017.", ["Wed., Sept. 13, 2017"]),
    ],
)
def test_finds_the_words_that_tell_a_time(sentence: str, expected: list[str]) -> None:
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The army may march on the capital.",
        "March on the palace, he told them.",
        "May they return home?",
        "Theresa May met the delegation.",
        "It was the deadliest assault since the 9/11 attacks and the September 11 attacks.",
        "At least 20 people a day cross the river.",
        "A 25-year-old farmer and a girl of 3 were hurt; he is 40 years old.",
        "Some 2,019 houses and 31 shops burned.",
        "The second division seized the first checkpoint.",
        "The Sunday Times reported an august gathering.",
    ],
)
def test_other_words_tell_no_time(sentence: str) -> None:
    assert texts(sentence) == []


def test_spans_are_exact_offsets() -> None:
    sentence = "Rebels – who left in August 2016 – came back “last week”, he said on 3 September."
    spans = find_times(sentence)
    assert [sentence[s.start : s.end] for s in spans] == ["August 2016", "last week", "3 September"]
    assert all(sentence[s.start : s.end] == s.text for s in spans)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("8 July 2017", "2017-07-08"),
        ("July 8, 2017", "2017-07-08"),
        ("the 8th of July", "2017-07-08"),
        ("July 8th", "2017-07-08"),
        ("2017-07-08", "2017-07-08"),
        ("7/28/2017", "2017-07-28"),
        ("28/7/2017", "2017-07-28"),
        ("28.7.2017", "2017-07-28"),
        ("9/8/2017", "2017-09-08"),
        ("10/8/2017", "2017-08-10"),
        ("Sun, 21 May, 2017", "2017-05-21"),
        ("Friday 9 September", "2016-09-09"),  # the weekday tells the year
        ("December 20", "2016-12-20"),
        ("September 18", "2017-09-18"),
    ],
)
def test_dates_in_every_order(words: str, expected: str) -> None:
    assert days(words) == expected


@pytest.mark.parametrize(
    ("words", "tense", "expected"),
    [
        ("Thursday", "past", "2017-09-14"),
        ("Friday", "past", "2017-09-15"),
        ("last Friday", "past", "2017-09-08"),
        ("Saturday", "past", "2017-09-09"),
        ("Saturday", "future", "2017-09-16"),
        ("next Friday", "future", "2017-09-22"),
        ("this Sunday", "future", "2017-09-17"),
        ("Monday of last week", "past", "2017-09-04"),
        ("earlier on Thursday", "past", "2017-09-14"),
        ("the early hours of Wednesday", "past", "2017-09-13"),
        ("Tuesday night", "past", "2017-09-12"),
        ("yesterday", "past", "2017-09-14"),
        ("the day before yesterday", "past", "2017-09-13"),
        ("tomorrow", "future", "2017-09-16"),
        ("overnight", "past", "2017-09-14/2017-09-15"),
        ("last night", "past", "2017-09-14"),
        ("overnight and early on Wednesday", "past", "2017-09-12/2017-09-13"),
        ("two days ago", "past", "2017-09-13"),
        ("a second day", "past", "2017-09-15"),
        ("for a second day", "past", "2017-09-15"),
    ],
)
def test_days_count_from_publication(words: str, tense: str, expected: str) -> None:
    assert days(words, tense) == expected


@pytest.mark.parametrize(
    ("words", "tense", "expected", "precision"),
    [
        ("earlier this week", "past", "2017-09-11/2017-09-15", "week"),
        ("last week", "past", "2017-09-04/2017-09-10", "week"),
        ("in the last week", "past", "2017-09-08/2017-09-15", "week"),
        ("a week", "past", "2017-09-08/2017-09-15", "week"),
        ("after a week", "past", "2017-09-08/2017-09-15", "week"),
        ("late last month", "past", "2017-08-01/2017-08-31", "month"),
        ("in early November", "past", "2016-11-01/2016-11-30", "month"),
        ("last August", "past", "2017-08-01/2017-08-31", "month"),
        ("last October", "past", "2016-10-01/2016-10-31", "month"),
        ("late November last year", "past", "2016-11-01/2016-11-30", "month"),
        ("in October", "future", "2017-10-01/2017-10-31", "month"),
        ("March 2015", "past", "2015-03-01/2015-03-31", "month"),
        ("in 2013", "past", "2013-01-01/2013-12-31", "year"),
        ("late last year", "past", "2016-11-01/2016-12-31", "interval"),
        ("second half of 2015", "past", "2015-07-01/2015-12-31", "interval"),
        ("over the past two days", "past", "2017-09-14/2017-09-15", "interval"),
        ("in the past three months", "past", "2017-06-15/2017-09-15", "interval"),
        ("for eight months", "past", "2017-01-15/2017-09-15", "interval"),
        ("in recent days", "past", "2017-09-10/2017-09-15", "interval"),
        ("since November", "past", "2016-11-01/2017-09-15", "interval"),
        ("since 1 May", "past", "2017-05-01/2017-09-15", "interval"),
        ("between 3 and 5 May", "past", "2017-05-03/2017-05-05", "interval"),
        ("from Monday to Wednesday", "past", "2017-09-11/2017-09-13", "interval"),
        ("from 28 December to 3 January", "past", "2016-12-28/2017-01-03", "interval"),
        ("by the end of October", "future", "2017-09-15/2017-10-31", "interval"),
        ("from 2011 to 2014", "past", "2011-01-01/2014-12-31", "interval"),
        ("from September 25", "future", "2017-09-25", "day"),
        ("over the weekend", "past", "2017-09-09/2017-09-10", "interval"),
    ],
)
def test_stretches_of_time(words: str, tense: str, expected: str, precision: str) -> None:
    assert days(words, tense) == expected
    assert resolve_time(words, published=FRIDAY, tense=tense).precision == precision  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("that day", "2017-06-03"),
        ("the same day", "2017-06-03"),
        ("a day earlier", "2017-06-02"),
        ("the day before", "2017-06-02"),
        ("two days later", "2017-06-05"),
        ("the next morning", "2017-06-04"),
        ("the following day", "2017-06-04"),
        ("noon", "2017-06-03"),
        ("at noon that day", "2017-06-03"),
    ],
)
def test_the_day_spoken_of_is_the_anchor_where_the_words_point_back(words: str, expected: str) -> None:
    assert days(words, focus=date(2017, 6, 3)) == expected


def test_what_has_happened_does_not_lie_after_the_report() -> None:
    assert days("a day after") == "unknown"


def test_says_what_it_counted_from() -> None:
    assert resolve_time("Thursday", published=FRIDAY).basis == "weekday before publication"
    assert resolve_time("3 May 2016", published=FRIDAY).basis == "full date"


def test_without_a_publication_date_only_the_calendar_counts() -> None:
    assert resolve_time("3 May 2016", published=None).start == date(2016, 5, 3)
    assert resolve_time("in August 2016", published=None).precision == "month"
    assert resolve_time("Thursday", published=None).precision == "unknown"
    assert resolve_time("since 2014", published=None).start is None


def test_words_that_tell_no_time_resolve_to_nothing() -> None:
    when = resolve_time("the eastern gate", published=FRIDAY)
    assert (when.start, when.precision, when.text) == (None, "unknown", "the eastern gate")


def test_days_that_no_calendar_has_are_not_made_up() -> None:
    assert "31 June" not in texts("It fell on 31 June, they said.")
    assert days("29 February 2017") != "2017-02-29"


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_full_dates_come_back_whatever_the_publication_date(day: date, published: date) -> None:
    for words in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()):
        assert resolve_time(words, published=published).start == day


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 -/.,aMondyJulthes", max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    for span in find_times(text):
        when = resolve_time(span, published=FRIDAY)
        assert when.start is None or when.end is None or when.start <= when.end


def test_a_long_page_does_not_take_long() -> None:
    page = "On Thursday the army said 3 of 5 posts fell since last week. " * 400
    began = time.perf_counter()
    find_times(page)
    assert time.perf_counter() - began < 5
