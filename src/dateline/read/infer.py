"""The day on which a report was written, worked out from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.read.dates import Day, find_days, table, weekdays_in
from dateline.records import Published

_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)[\s-]+anniversary\b", re.I)
_YEARS_AFTER = re.compile(
    r"\b(\w+|\d{1,3})\s+years\s+(?:after|since)\s+(?:the\s+)?(?:\w+\s+){0,4}?((?:19|20)\d\d)\b", re.I
)
_NUMBERS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_LATEST = 2026  # the year of this table: where several years fit, none after it is taken


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A row of ``[[anniversary]]`` in dates.toml."""

    date: date
    words: tuple[str, ...]


@cache
def _anniversaries() -> tuple[Anniversary, ...]:
    rows: Any = table()["anniversary"]
    return tuple(Anniversary(row["date"], tuple(row["words"])) for row in rows)


def days_told(paragraphs: Sequence[str]) -> list[Day]:
    """Days that a report tells of as past: neither ahead ("until May 25") nor of history."""
    return [day for _, day in _told(paragraphs)]


def _told(paragraphs: Sequence[str]) -> Iterator[tuple[int, Day]]:
    context = table()["context"]
    aside = "|".join(re.escape(words) for words in (*context["ahead"], *context["history"]))
    cue = re.compile(rf"\b(?:{aside})\s+(?:(?:on|the|late|early)\s+)*$", re.I)
    for number, paragraph in enumerate(paragraphs):
        for day in find_days(paragraph):
            before = paragraph[max(0, day.start - 60) : day.start]
            sentence = re.split(r"[.!?]\s", paragraph[day.start : day.start + 80])[0]
            if not cue.search(before) and not _ORDINAL.search(sentence):
                yield number, day


def year_told(paragraphs: Sequence[str]) -> tuple[int, str] | None:
    """The year of a report by an anniversary or "N years after YEAR", and the basis in words."""
    for paragraph in paragraphs:
        for sentence in re.split(r"(?<=[a-z\d][.!?])\s+(?=[A-Z“\"])", paragraph):
            found = _ORDINAL.search(sentence)
            lower = sentence.lower().replace("’", "'")
            for row in _anniversaries() if found else ():
                if found and any(words in lower for words in row.words):
                    year = row.date.year + int(found[1])
                    return year, f"the {found[0]} of {row.date:%-d %B %Y}"
            after = _YEARS_AFTER.search(sentence)
            count = _number(after[1]) if after else None
            if after and count:
                return int(after[2]) + count, f'"{after[0]}"'
    return None


def _number(word: str) -> int | None:
    lower = word.lower()
    if lower in _NUMBERS:
        return _NUMBERS.index(lower) + 1
    return int(word) if word.isdigit() else None


def infer(paragraphs: Sequence[str], latest: date | None = None) -> Published | None:
    """The day of a report without a date of its own; None where its words tell too little.

    ``latest`` is the day on which the page was fetched. Tried in turn: the last day told, in the
    year of an anniversary; a full date told in the opening; the weekday of a day of the month.
    """
    told = [(number, day) for number, day in _told(paragraphs)]
    weekdays = weekdays_in("\n".join(paragraphs))
    year = year_told(paragraphs)
    partial = [day for _, day in told if day.year is None]
    if year and partial:
        last = max(filter(None, (day.on(year[0]) for day in partial)), default=None)
        if last and (latest is None or last <= latest):
            return Published(_forward(last, weekdays), f"last day told, in the year of {year[1]}", "medium")
    full = _full_date(told, weekdays, latest)
    if full:
        return full
    return _by_weekday(partial, weekdays, latest)


def _forward(day: date, weekdays: set[int]) -> date:
    """``day``, or the last of the two days after it whose weekday the report names."""
    return max((d for n in range(3) if (d := day + timedelta(n)).weekday() in weekdays), default=day)


def _full_date(told: Sequence[tuple[int, Day]], weekdays: set[int], latest: date | None) -> Published | None:
    """The last full date told, where it is news: in the opening, or on a weekday that is named."""
    dates = [(day.date, number) for number, day in told if day.date]
    dates = [(d, number) for d, number in dates if latest is None or d <= latest]
    if not dates:
        return None
    last = max(d for d, _ in dates)
    first = min(number for d, number in dates if d == last)
    named = {(last + timedelta(n)).weekday() for n in range(3)} & weekdays
    if first > 2 and not named:
        return None
    return Published(_forward(last, weekdays), "last full date in the text", "medium" if named else "low")


def _by_weekday(partial: Sequence[Day], weekdays: set[int], latest: date | None) -> Published | None:
    """The last year in which the last day of the month told fell on a weekday that is named."""
    if not partial:
        return None
    last = max(partial, key=lambda day: (day.month, day.day))
    own = {last.weekday} if last.weekday is not None else weekdays
    end = latest.year if latest else _LATEST
    for year in range(end, end - 12, -1):
        there = last.on(year)
        if there and there.weekday() in own and (latest is None or there <= latest):
            return Published(there, "weekday and day of the month", "low")
    return None
