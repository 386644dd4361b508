"""The publication date: every candidate with its reason, the best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dateline.read.dates import Day, find_days, table
from dateline.read.infer import days_told, infer
from dateline.read.layout import Layout
from dateline.read.lines import Line
from dateline.records import Published

_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")
_EARLIEST = date(1980, 1, 1)  # an older date on a page is a fault of the page
_NEAR = timedelta(days=45)


def date_report(
    *,
    given: str | None,
    metadata: date | None,
    layout: Layout,
    url: str | None,
    fetched: str | None,
    paragraphs: Sequence[str],
) -> tuple[Published, ...]:
    """Candidates for the day of publication, best first; empty where there are none.

    Ranked: the sender's word, the page's metadata, the date under the headline, the dateline, the
    address, a date of updating, the words of the text, a date above the headline. A date that is
    the day of fetching or later, or does not fit the days that the text tells, is the site's own
    today and left out where anything else is known.
    """
    got = parse_day(fetched)
    found = [*_stated(given, metadata), *_lines(layout, paragraphs)]
    found += _dateline(layout, found, paragraphs, got)
    found += _address(url)
    inferred = infer(paragraphs, got)
    found += [inferred] if inferred else []
    found.sort(key=lambda candidate: _RANK.index(_kind(candidate)))
    possible = [c for c in found if c.date >= _EARLIEST and (got is None or c.date <= got + timedelta(1))]
    return tuple(_without_today(possible, got))


_RANK = ("given", "dateline block", "metadata", "dateline", "address", "updated", "text", "site date")


def _kind(candidate: Published) -> str:
    return next((kind for kind in _RANK if candidate.basis.startswith(kind)), "text")


def parse_day(value: str | None) -> date | None:
    """The day of an ISO date or date-time, or of a date in words; None where there is none."""
    if not value:
        return None
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return next((day.date for day in find_days(value) if day.date), None)


def _stated(given: str | None, metadata: date | None) -> list[Published]:
    day = parse_day(given)
    found = [Published(day, "given", "high")] if day else []
    return found + ([Published(metadata, "metadata of the page", "high")] if metadata else [])


def _lines(layout: Layout, paragraphs: Sequence[str]) -> list[Published]:
    """Dates that stand alone on a line."""
    found = []
    for line, above in layout.date_lines:
        day = next((d for d in find_days(line.text) if d.date), None)
        if day is None:
            continue
        when = _unswapped(day, paragraphs)
        if _labelled(line, "updated") and not _labelled(line, "published"):
            found.append(Published(when, "updated, by the page", "medium"))
        elif above and not _labelled(line, "published"):
            found += (
                [Published(when, "site date above the headline", "low")] if _fits(when, paragraphs) else []
            )
        else:
            found.append(Published(when, "dateline block", "high"))
    return found


def _labelled(line: Line, label: str) -> bool:
    return any(re.search(rf"\b{word}\b", line.text, re.I) for word in table()["lines"][label])


def _unswapped(day: Day, paragraphs: Sequence[str]) -> date:
    """A day in numbers, the other way round where only that fits the days the text tells."""
    plain = day.date or _EARLIEST
    if not day.swapped:
        return plain
    other = date(plain.year, plain.day, plain.month)
    told = days_told(paragraphs)
    return other if told and _fits(other, paragraphs) and not _fits(plain, paragraphs) else plain


def _fits(when: date, paragraphs: Sequence[str]) -> bool:
    """Whether a date can be that of a text: no later than 45 days after some day that it tells."""
    told = days_told(paragraphs)
    if not told:
        return True
    days = [
        d for day in told for d in ([day.date] if day.date else [day.on(when.year), day.on(when.year - 1)])
    ]
    return any(d is not None and d <= when + timedelta(1) and when - d <= _NEAR for d in days)


def _dateline(
    layout: Layout, known: Sequence[Published], paragraphs: Sequence[str], got: date | None
) -> list[Published]:
    """The day in the dateline; its year from the dateline or from what else is known."""
    day = layout.head.day if layout.head else None
    if day is None:
        return []
    if day.date:
        return [Published(day.date, "dateline", "high")]
    inferred = infer(paragraphs, got)
    others = [*(c.date for c in known), *([inferred.date] if inferred else []), *([got] if got else [])]
    for other in others:
        near = [d for d in (day.on(other.year), day.on(other.year - 1), day.on(other.year + 1)) if d]
        if near:
            return [Published(min(near, key=lambda d: abs(d - other)), "dateline, year inferred", "medium")]
    return []


def _address(url: str | None) -> list[Published]:
    for year, month, day in _ADDRESS.findall(url or ""):
        try:
            return [Published(date(int(year), int(month), int(day)), "address", "medium")]
        except ValueError:
            continue
    return []


def _without_today(found: Sequence[Published], got: date | None) -> list[Published]:
    """Leave out dates that are only the day of fetching, where an earlier one is known."""
    if got is None:
        return list(found)
    earlier = [c for c in found if c.date < got or _kind(c) == "given"]
    return earlier or list(found)
