"""The two questions asked of this package: which words tell a time, and which time is it."""

from __future__ import annotations

from datetime import date

from dateline.records import TimeSpan, When
from dateline.resolve.dates.expression import Expression
from dateline.resolve.dates.frame import Tense
from dateline.resolve.dates.grammar import parsed
from dateline.resolve.dates.resolving import resolve


def find_times(text: str) -> tuple[TimeSpan, ...]:
    """The time expressions of ``text``, in text order, not overlapping.

    Offsets count from the start of ``text``. A preposition belongs to the span only where it changes the
    meaning ("since November", "from 3 to 5 May"), so "on Thursday" gives "Thursday". The answer depends on
    the text alone.
    """
    return tuple(span for span, _ in parsed(text))


def resolve_time(
    time: TimeSpan | str,
    *,
    published: date | None,
    tense: Tense = "past",
    focus: date | None = None,
) -> When:
    """The interval of days that a time expression means in a report.

    Args:
        time: a span of ``find_times``, or words that hold an expression; the longest one is read.
        published: the report's day of publication, which relative words count from.
        tense: of the verb that the expression goes with; decides between the last and the next Thursday.
        focus: the day that the text was speaking of before, for "that day" and "two days later";
            without it these count from ``published``.

    Returns:
        When: with precision "unknown" and no days where the words tell no time, or only a relative one and
        there is nothing to count from.
    """
    words = time if isinstance(time, str) else time.text
    expression = _expression(words)
    if expression is None:
        return When(None, None, "unknown", words, "no time expression in these words")
    found = resolve(expression, published, focus, tense)
    return When(found.start, found.end, found.precision, words, found.basis)


def _expression(words: str) -> Expression | None:
    """The meaning of the longest expression in ``words``; a lone year or month needs its preposition."""
    found = parsed(words) or tuple(
        (span, meaning) for span, meaning in parsed("in " + words) if span.start >= len("in ")
    )
    return max(found, key=lambda pair: pair[0].end - pair[0].start)[1] if found else None
