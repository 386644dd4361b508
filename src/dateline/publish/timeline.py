"""The timeline of a brief: what is said to have happened, day by day (SVG)."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.publish import english
from dateline.publish.html import escape
from dateline.publish.labels import text_width
from dateline.publish.phrase import in_text, said
from dateline.publish.rank import ranked
from dateline.publish.sheet import sheet
from dateline.publish.view import View
from dateline.records import Event

WIDTH = 760.0
_ROWS, _ROW, _TOP, _SIDE = 10, 24.0, 34.0, 16.0
_LONGEST = timedelta(days=60)  # spans longer than that are background
_LETTERS = 11.0
_DAY_MARKS = 8  # dates written on the axis at most


def timeline(view: View) -> str:
    """The gravest dated events as SVG, earliest first; empty where fewer than two days are told."""
    shown = sorted(_dated(view)[:_ROWS], key=lambda e: (_days(e), e.id))
    days = [d for e in shown for d in _days(e)]
    if len(set(days)) < 2:
        return ""
    first, last = min(days), max(days)
    height = _TOP + _ROW * len(shown) + 8
    rows = (line for n, e in enumerate(shown) for line in _row(view, e, n, first, last))
    told = f"Timeline of {len(shown)} events"
    return sheet(WIDTH, height, told, [*_axis(first, last, height), *rows])


def _dated(view: View) -> list[Event]:
    """Events with a time of their own, the gravest first, none told twice and none far from the others."""
    found: dict[str, Event] = {}
    for event in ranked(view):
        start_end = event.when and event.when.start and event.when.end
        known = start_end and event.when and event.when.precision in ("day", "interval", "week")
        if known and event.kind != "position" and in_text(view, event) and said(view, event):
            begun, ended = _days(event)
            if ended - begun <= _LONGEST:
                found.setdefault(said(view, event), event)
    if not found:
        return []
    middle = sorted(_days(e)[0] for e in found.values())[len(found) // 2]
    return [e for e in found.values() if abs(_days(e)[0] - middle) <= _LONGEST]


def _days(event: Event) -> tuple[date, date]:
    when = event.when
    assert when is not None  # noqa: S101 only events with a time of their own come here
    assert when.start is not None  # noqa: S101 as above
    return when.start, when.end or when.start


def _x(day: date, first: date, last: date) -> float:
    return _SIDE + (WIDTH - 2 * _SIDE) * ((day - first).days + 0.5) / ((last - first).days + 1)


def _axis(first: date, last: date, height: float) -> list[str]:
    """A line with a mark for each day, or for every so many days where there are many."""
    step = max(1, -(-((last - first).days + 1) // _DAY_MARKS))
    found = [f'<path d="M{_SIDE:.0f} 24H{WIDTH - _SIDE:.0f}" stroke="#8d877b"/>']
    for number in range(0, (last - first).days + 1, step):
        day = first + timedelta(days=number)
        x = _x(day, first, last)
        found.append(f'<path d="M{x:.1f} 20V{height - 6:.0f}" stroke="#e4dfd3"/>')
        written = english.day(day, year=number == 0)
        anchor = "middle" if _SIDE + 30 < x < WIDTH - 40 else "start" if x < WIDTH / 2 else "end"
        found.append(
            f'<text x="{x:.1f}" y="15" font-size="11" fill="#5b5852" text-anchor="{anchor}">{written}</text>'
        )
    return found


def _row(view: View, event: Event, number: int, first: date, last: date) -> list[str]:
    """A bar or dot for when it happened, and what happened beside it, where there is room."""
    begun, ended = _days(event)
    left, right, y = _x(begun, first, last), _x(ended, first, last), _TOP + _ROW * number + 10
    hollow = event.status in ("disputed", "conceded")
    fill = "#fff" if hollow else "#1c1b19"
    dash = ' stroke-dasharray="3 2"' if hollow else ""
    high = 14.0 if right > left else 10.0
    box = (
        f'<rect x="{left - 5:.1f}" y="{y - high / 2:.1f}" width="{right - left + 10:.1f}" '
        f'height="{high:.0f}" rx="5" fill="{fill}" stroke="#1c1b19" stroke-width="1.4"{dash}/>'
    )
    words = english.capital(said(view, event)).removesuffix(f" {english.time_phrase(event.when)}")
    words += " (disputed)" if hollow else ""
    before = (left + right) / 2 > WIDTH / 2
    room = (left - 14 - _SIDE) if before else (WIDTH - _SIDE - right - 14)
    letters = max(12, int(room / text_width("n", _LETTERS)))
    x, anchor = (left - 11, "end") if before else (right + 11, "start")
    ink, halo = "#1c1b19", ' paint-order="stroke" stroke="#fff" stroke-width="3"'
    if right - left > room:
        x, anchor, letters = left + 4, "start", int((right - left) / text_width("n", _LETTERS))
        ink, halo = ("#1c1b19" if hollow else "#fff"), ""
    text = escape(english.short(words, letters))
    return [
        box,
        f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="{_LETTERS:.0f}" fill="{ink}" text-anchor="{anchor}"'
        f"{halo}>{text}</text>",
    ]
