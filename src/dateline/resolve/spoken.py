"""The day that a report was speaking of just before, which "that day" and "at noon" count from."""

from __future__ import annotations

import re
from datetime import date

from dateline.records import Annotated, Mention
from dateline.resolve.dates import resolve_time

_BACK = 2  # paragraphs that a day is carried over
_CLOCK = re.compile(r"\d.*(?:[ap]\.?m\b|:\d\d|hours|GMT)", re.IGNORECASE)


def day_spoken_of(annotated: Annotated, time: Mention) -> date | None:
    """The last single day that the report names before the words of ``time``, or None if none is near.

    Only days that the calendar and the day of publication settle count: dates, weekdays, "yesterday".
    The headline's and captions' days are not carried into the body, and an hour by the clock ("3 a.m.")
    looks back in its own paragraph alone.
    """
    if not annotated.report.published:
        return None
    here = annotated.sentences[time.sentence]
    back = 0 if _CLOCK.search(time.text) else _BACK
    for mention in reversed(annotated.mentions):
        other = annotated.sentences[mention.sentence]
        before = (mention.sentence, mention.last) <= (time.sentence, time.first)
        near = 0 <= here.passage - other.passage <= back and other.part == here.part
        if mention.type == "time" and before and near:
            day = day_told(mention, annotated.report.published.date)
            if day is not None:
                return day
    return None


def day_told(mention: Mention, published: date) -> date | None:
    """The day that the words mean whatever was spoken of before; None where that decides it."""
    found = resolve_time(mention.text, published=published)
    other = resolve_time(mention.text, published=published, focus=date(1900, 1, 1))
    settled = found.precision == "day" and found.start == other.start
    return found.start if settled else None
