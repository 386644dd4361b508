"""Every time expression of a text as TimeML would tag it, beside the dating of claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import zip_longest

from dateline import tables
from dateline.records import TimeSpan
from dateline.resolve.dates.calendar import Interval, unknown
from dateline.resolve.dates.expression import Expression, exists
from dateline.resolve.dates.frame import Tense
from dateline.resolve.dates.grammar import tagged
from dateline.resolve.dates.resolving import resolve
from dateline.resolve.dates.timex import same_quarter, timex, whole

_SENTENCE = re.compile(r".+?(?:[.!?][\"”')]*\s+(?=[A-Z\"“'(`])|\n\s*\n|\Z)", re.DOTALL)
_JOINS = re.compile(r"\s*(?:,|and|or|to|until|through|[-–—])\s*")
_AHEAD = ("next", "following")
_FAR_BACK = 8  # months: from here on a bare month is likelier the coming one; set on WikiWars' training part


@dataclass(frozen=True, slots=True)
class Timex:
    """A tagged expression; ``value`` is empty where the words count from something unknown."""

    start: int
    end: int
    text: str
    type: str  # "DATE", "TIME", "DURATION", "SET"
    value: str


@dataclass(slots=True)
class _Spoken:
    """What a text has spoken of: the last day it told, and the last quarter of a year."""

    created: date
    narrative: bool
    day: date
    quarter: Interval


def tag_times(text: str, *, created: date, narrative: bool = False) -> Iterator[Timex]:
    """The time expressions of ``text`` in text order, with TIMEX3 types and values.

    Args:
        created: the document's own day, which "yesterday" counts from.
        narrative: the text tells history, so that words count forward from the day told last.
    """
    spoken = _Spoken(created, narrative, created, unknown("no quarter told"))
    for sentence in _SENTENCE.finditer(text):
        words, shift = sentence.group(), sentence.start()
        for span, expression in _with_years(words):
            type_, value = _valued(whole(expression), _tense(words, span.start, span.end), spoken)
            yield Timex(shift + span.start, shift + span.end, span.text, type_, value)


def _valued(e: Expression, tense: Tense, spoken: _Spoken) -> tuple[str, str]:
    """Type and value, the day and the quarter spoken of kept for what follows."""
    if spoken.narrative:
        e, tense = _in_story(e, spoken.day), "future"
    anchor = spoken.day if spoken.narrative else spoken.created
    found = resolve(e, anchor, spoken.day, "future" if e.relation in _AHEAD else tense)
    if e.form == "quarter":
        found = spoken.quarter = _quarter(e, found, spoken.quarter)
    if e.form == "shift" and e.unit == "year" and e.count in (None, 1) and spoken.quarter.start:
        return "DATE", same_quarter(spoken.quarter, -1)
    type_, value = timex(e, found, spoken.day)
    if found.start and type_ in ("DATE", "TIME") and (spoken.narrative or found.precision == "day"):
        spoken.day = found.start
    return type_, value


def _in_story(e: Expression, day: date) -> Expression:
    """History goes forward: "the next year" follows the one told, a bare month has the year told last.

    Only a month far back in the year, as January is in November, begins the next one.
    """
    if e.relation == "next" and not _many(e):
        return replace(e, form="relative", relation="following")
    if not _yearless(e) or e.month is None:
        return e
    year = day.year + (e.month < day.month - _FAR_BACK)
    return replace(e, year=year) if e.day is None or exists(year, e.month, e.day) else e


def _quarter(e: Expression, found: Interval, spoken: Interval) -> Interval:
    """ "The quarter" and "the latest quarter" are the one spoken of."""
    pointing = e.count is None and e.relation in (None, "latest")
    return spoken if (pointing and spoken.start) or found.start is None else found


def _many(e: Expression) -> bool:
    return e.plural or e.count is not None


def _yearless(e: Expression) -> bool:
    return e.form in ("date", "month") and e.month is not None and e.year is None and e.unit is None


def _with_years(words: str) -> Iterator[tuple[TimeSpan, Expression]]:
    found = tagged(words)
    for (span, e), after in zip_longest(found, found[1:]):
        yield span, _with_year_of(e, after[1], words[span.end : after[0].start]) if after else e


def _with_year_of(e: Expression, following: Expression, between: str) -> Expression:
    """ "March and April 1955", "26 June - 4 August 1952": the second year is the first one's too."""
    if not _yearless(e) or not following.year or not following.month or not _JOINS.fullmatch(between):
        return e
    return replace(e, year=following.year - ((e.month or 0) > following.month))


@cache
def _verbs() -> re.Pattern[str]:
    words = tables.read("dateline.resolve.dates", "words.toml")["verbs"]
    ahead, behind = ("|".join(words[side]) for side in ("ahead", "behind"))
    return re.compile(rf"\b(?:(?P<ahead>{ahead})|(?P<behind>{behind}))\b", re.IGNORECASE)


def _tense(sentence: str, start: int, end: int) -> Tense:
    """The tense of the verb before the expression, or else of the first one behind it."""
    before = [*_verbs().finditer(sentence, 0, start)]
    verb = before[-1] if before else _verbs().search(sentence, end)
    return "future" if verb and verb["ahead"] else "past"
