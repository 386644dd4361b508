"""Tolls as bars from the lowest to the highest count, with the best one marked (SVG)."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dateline.publish import english
from dateline.publish.html import escape
from dateline.publish.labels import text_width
from dateline.publish.phrase import victims
from dateline.publish.sheet import sheet
from dateline.publish.view import View
from dateline.records import Event, Toll

_WIDTH, _LEFT, _RIGHT = 760.0, 300.0, 70.0
_ROW, _TOP, _ROWS = 34.0, 30.0, 16
_COLOURS = {"killed": "#1c1b19", "wounded": "#d55e00", "captured": "#0072b2", "missing": "#8a6d00"}
_TICKS = 5


def tollbars(view: View) -> str:
    """The gravest tolls of events as SVG, in the order of time; empty where there is none."""
    shown = _shown(view)
    if not shown:
        return ""
    most = max(_high(t) for _, t in shown)
    height = _TOP + _ROW * len(shown) + 8
    rows = (part for n, (e, t) in enumerate(shown) for part in _row(e, t, n, most))
    return sheet(_WIDTH, height, f"{len(shown)} tolls", [*_axis(most, height), *rows])


def _shown(view: View) -> list[tuple[Event, Toll]]:
    events = {e.id: e for e in view.record.events}
    tolls = (t for t in view.record.tolls if t.scope == "event" and t.low is not None)
    told = [(events[t.event_id], t) for t in tolls if t.event_id in events]
    gravest = sorted(told, key=lambda et: (et[1].category != "killed", -_high(et[1]), et[1].id))[:_ROWS]
    return sorted(gravest, key=lambda et: (_day(et[0]), et[0].id, et[1].category))


def _day(event: Event) -> str:
    return event.when.start.isoformat() if event.when and event.when.start else "9999"


def _high(toll: Toll) -> float:
    return max(toll.high or 0, toll.best or 0, toll.low or 0, 1)


def _x(value: float, most: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * value / most


def _axis(most: float, height: float) -> Iterable[str]:
    """Lines at round numbers."""
    step = _round(most / _TICKS)
    for number in range(int(most / step) + 1):
        x = _x(number * step, most)
        yield f'<path d="M{x:.1f} 20V{height - 6:.0f}" stroke="#e4dfd3"/>'
        yield (
            f'<text x="{x:.1f}" y="14" font-size="11" fill="#5b5852" text-anchor="middle">'
            f"{number * step:,.0f}</text>"
        )


def _round(least: float) -> float:
    """The round number of people that is next above ``least``."""
    power = 10 ** math.floor(math.log10(max(least, 1)))
    return float(next(power * n for n in (1, 2, 5, 10) if power * n >= least))


def _row(event: Event, toll: Toll, number: int, most: float) -> Iterable[str]:
    y = _TOP + _ROW * number + _ROW / 2 - 4
    low, high = _x(toll.low or 0, most), _x(_high(toll), most)
    best = _x(toll.best if toll.best is not None else toll.low or 0, most)
    colour = _COLOURS.get(toll.category, "#1c1b19")
    where = event.place.name if event.place else "place not said"
    when = english.time_phrase(event.when) if event.when else ""
    yield _label(english.capital(where), f"{victims(toll.victims)} {toll.category}", when, y)
    yield (
        f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="{colour}" stroke-width="6" stroke-opacity=".45" '
        'stroke-linecap="round"/>'
    )
    yield f'<path d="M{best:.1f} {y - 9:.1f}V{y + 9:.1f}" stroke="{colour}" stroke-width="3"/>'
    end = high + 8
    if toll.high is None:
        arrow = f"M{high + 6:.1f} {y - 6:.1f}l8 6l-8 6"
        yield f'<path d="{arrow}" fill="none" stroke="{colour}" stroke-width="2"/>'
        end += 10
    yield f'<text x="{end + 4:.1f}" y="{y + 4:.1f}" font-size="11" fill="{colour}">{_figures(toll)}</text>'


def _label(where: str, who: str, when: str, y: float) -> str:
    letters = int((_LEFT - 26) / text_width("n", 12))
    first = escape(english.short(where, letters))
    second = escape(english.short(f"{who}{', ' + when if when else ''}", letters + 6))
    x = _LEFT - 14
    return (
        f'<text x="{x:.0f}" y="{y - 1:.1f}" font-size="12" fill="#1c1b19" text-anchor="end">{first}</text>'
        f'<text x="{x:.0f}" y="{y + 12:.1f}" font-size="10.5" fill="#5b5852" text-anchor="end">'
        f"{second}</text>"
    )


def _figures(toll: Toll) -> str:
    low, best = english.figure(toll.low), english.figure(toll.best)
    high = english.figure(toll.high) if toll.high is not None else "open"
    return best if low == best == high else f"{low} · {best} · {high}"
