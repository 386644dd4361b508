"""Who held a place when, by whose word: one row for each claimant, as many lanes as its words overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.desk.drawing.charts import Axis, Paper, axis
from dateline.desk.index.standings import Span
from dateline.publish import english
from dateline.publish.symbols import Symbol

_LANE, _HIGH, _GAP = 26.0, 20.0, 8.0


@dataclass(frozen=True, slots=True)
class Held:
    """What one claimant says of a place: who held it, from a day up to another."""

    claimant: str
    holder: str
    status: str
    first: date | None
    last: date | None
    heard: date | None
    told: str


@dataclass(frozen=True, slots=True)
class Band:
    """One period on its claimant's row."""

    x: float
    y: float
    wide: float
    status: str
    fill: str
    colour: str
    heard: float | None
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claimant's name, and where the line under its bands lies."""

    name: str
    y: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Bands:
    """One row for each claimant, from top to bottom."""

    width: float
    left: float
    right: float
    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    today: float
    axis: Axis
    beside: bool  # names stand beside their rows, not above


def bands(
    found: Sequence[Held], days: Span, marks: Mapping[str, Symbol], as_of: date, paper: Paper
) -> Bands | None:
    """Bands over ``days`` in the holders' ``marks``; None where nobody says who held it."""
    if not found:
        return None
    left, right = paper.side, paper.width - 8
    step = (right - left) / days.length

    def x(day: date) -> float:
        return left + (days.within(day) - days.first).days * step

    rows, drawn, y = list[Row](), list[Band](), 4.0
    for name in dict.fromkeys(h.claimant for h in found):
        y += paper.above
        lanes = _lanes([h for h in found if h.claimant == name], days)
        for number, lane in enumerate(lanes):
            for h in lane:
                begin, end = x(h.first or days.first), x(h.last or days.last) + step
                fill, colour = _paint(marks.get(h.holder))
                heard = x(h.heard) + step / 2 if h.heard else None
                drawn.append(Band(begin, y + _LANE * number, max(3.0, end - begin), h.status, fill, colour,
                                  heard, h.told))  # fmt: skip
        bottom = y + _LANE * len(lanes)
        rows.append(Row(english.short(name, paper.letters), y, bottom))
        y = bottom + _GAP
    under = axis(days, left, right, y, paper.dates)
    return Bands(
        paper.width, left, right, tuple(rows), tuple(drawn), x(as_of) + step / 2, under, not paper.above
    )


def _lanes(found: Sequence[Held], days: Span) -> list[list[Held]]:
    """Periods on as few lines as they need so that none lies on another."""
    lanes: list[list[Held]] = []
    for held in sorted(found, key=lambda h: (h.first or days.first, h.last or days.last)):
        free = next((lane for lane in lanes if _ends(lane[-1], days) < (held.first or days.first)), None)
        if free is None:
            lanes.append([held])
        else:
            free.append(held)
    return lanes


def _ends(held: Held, days: Span) -> date:
    return max(held.last or days.last, held.first or days.first)


def _paint(symbol: Symbol | None) -> tuple[str, str]:
    """Fill and outline in a holder's colour and hatching."""
    if symbol is None:
        return "none", "currentColor"
    return symbol.colour if symbol.hatch == "solid" else f"url(#hatch{symbol.number})", symbol.colour
