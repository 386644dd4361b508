"""When a claim happened: its time expression against the calendar of its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from dateline.mentions import CARRIED, COUNTED_FROM, SINCE
from dateline.records import Annotated, Mention, Statement, When
from dateline.resolve.dates import resolve_time
from dateline.resolve.spoken import day_spoken_of, day_told

_AHEAD = ("planned",)  # modalities that look ahead
_TURNED = {"after": "before", "before": "after"}


def when(statement: Statement, annotated: Annotated) -> When:
    """The interval of days; with no time of its own, the report's date with precision "unknown"."""
    published = annotated.report.published.date if annotated.report.published else None
    found = _told(statement, statement.time, annotated, published) if statement.time else None
    return found or When(published, published, "unknown", None, "no date of its own: the report's date")


def _told(statement: Statement, time: Mention, annotated: Annotated, published: date | None) -> When | None:
    tense: Literal["past", "future"] = "future" if statement.modality in _AHEAD else "past"
    words, spoken_of = time.text, day_spoken_of(annotated, time)
    if time.reason == COUNTED_FROM:
        words, spoken_of = _turned(words), _day_counting(annotated, time) or published
    if time.reason == SINCE:
        words = f"since {words}"
    found = resolve_time(words, published=published, tense=tense, focus=spoken_of)
    if found.start is None or (time.reason == CARRIED and found.precision != "day"):
        return None
    basis = f"{found.basis}, told in the sentence before" if time.reason == CARRIED else found.basis
    return replace(found, text=time.text, basis=basis)


def _turned(words: str) -> str:
    """ "A day after" as "a day before": from the later event back to the one that it counts from."""
    head, _, last = words.rpartition(" ")
    return f"{head} {_TURNED.get(last.lower(), last)}"


def _day_counting(annotated: Annotated, time: Mention) -> date | None:
    """The day that the same sentence gives to what happened later."""
    others = (m for m in annotated.mentions if m.type == "time" and m.sentence == time.sentence and m != time)
    published = annotated.report.published
    days = (day_told(m, published.date) for m in others) if published else iter(())
    return next((day for day in days if day), None)
