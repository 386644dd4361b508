"""Where the parts of small charts lie: events by day, a range of figures, who held a place when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.desk.ledger import Span
from dateline.publish import english
from dateline.publish.symbols import Symbol

WIDTH = 960.0
_DATES = 8  # dates written under an axis at most


@dataclass(frozen=True, slots=True)
class Tick:
    """A date under an axis."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of days with dates under it."""

    left: float
    right: float
    y: float
    ticks: tuple[Tick, ...]


def axis(first: date, last: date, left: float, right: float, y: float) -> Axis:
    """An axis of days with a date every so many."""
    length = (last - first).days + 1
    every, step = max(1, -(-length // _DATES)), (right - left) / length
    ticks = []
    for number in range(0, length, every):
        x, day = left + (number + 0.5) * step, first + timedelta(days=number)
        anchor = "start" if x < 40 else "end" if x > WIDTH - 40 else "middle"
        ticks.append(Tick(x, f"{day.day} {day:%b}" + (f" {day.year}" if number == 0 else ""), anchor))
    return Axis(left, right, y, tuple(ticks))


# --- events by day -------------------------------------------------------------------------------

_HIGH = 84.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's events: how high all of them and the disputed ones stand."""

    x: float
    wide: float
    all: float
    disputed: float
    number: int  # day of the span, from 0
    after: bool  # later than the day shown
    address: str
    told: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Events by day as bars, each a link to its day."""

    bars: tuple[Bar, ...]
    axis: Axis
    high: float = _HIGH


def histogram(found: Sequence[tuple[date, int, int, str]], days: Span, as_of: date) -> Histogram | None:
    """``found`` holds day, events, disputed events and address; None where nothing is dated."""
    most = max((events for _, events, _, _ in found), default=0)
    if not most:
        return None
    step = WIDTH / days.length
    bars = []
    for day, events, disputed, address in found:
        number = (day - days.first).days
        told = f"{english.day(day)}: {english.count(events, 'event')}, {disputed or 'none'} disputed"
        bars.append(
            Bar(number * step, step, _height(events, most), _height(disputed, most), number, day > as_of,
                address, told)
        )  # fmt: skip
    return Histogram(tuple(bars), axis(days.first, days.last, 0, WIDTH, _HIGH))


def _height(count: int, most: int) -> float:
    """Bars grow slower than counts, so that quiet days are seen beside loud ones."""
    return 0.0 if not count else max(4.0, (_HIGH - 6) * float(count / most) ** 0.6)


# --- figures ---------------------------------------------------------------------------------------

_LEFT, _RIGHT, _ROW, _TOP = 240.0, 840.0, 24.0, 44.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One source's number: a point where low and high are one, else a line."""

    who: str
    y: float
    begin: float
    end: float
    words: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high as a bar, with each source's figure on a line of its own."""

    begin: float
    end: float
    best: float | None
    high: float
    left: float
    figures: tuple[Figure, ...]
    told: str


Number = float | None


def ranged(
    low: Number, best: Number, high: Number, found: Sequence[tuple[str, Number, Number, bool]]
) -> Range | None:
    """``found`` holds who says it, low, high (None: open), and whether it was set aside."""
    known = [n for _, a, b, _ in found for n in (a, b) if n is not None]
    known += [n for n in (low, best, high) if n is not None]
    if not known:
        return None
    most = max(*known, 1.0) * 1.08

    def x(value: Number) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (most if value is None else value) / most

    figures = tuple(
        Figure(english.short(who, 34), _TOP + _ROW * n, x(a or 0), x(b), _bounds(a, b), aside)
        for n, (who, a, b, aside) in enumerate(found)
    )
    each = "; ".join(f"{who}: {_bounds(a, b)}{', set aside' if aside else ''}" for who, a, b, aside in found)
    told = f"Low {english.figure(low)}, best {english.figure(best)}, high {_open(high)}. {each}"
    bottom = _TOP + _ROW * len(found) + 16
    return Range(x(low or 0), x(high), None if best is None else x(best), bottom, _LEFT, figures, told)


def _open(value: Number) -> str:
    return "open" if value is None else english.figure(value)


def _bounds(low: Number, high: Number) -> str:
    if high is None:
        return f"{english.figure(low)} or more"
    return english.figure(low) if low == high else f"{english.figure(low)} to {english.figure(high)}"


# --- who held a place when -------------------------------------------------------------------------

_SIDE, _BAND = 230.0, 34.0


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
class Bands:
    """One row for each claimant, from top to bottom."""

    rows: tuple[tuple[float, str], ...]
    bands: tuple[Band, ...]
    today: float
    axis: Axis
    left: float
    right: float


def bands(found: Sequence[Held], days: Span, marks: Mapping[str, Symbol], as_of: date) -> Bands | None:
    """Bands over ``days`` in the holders' ``marks``; None where nobody says who held it."""
    if not found:
        return None
    right = WIDTH - 8
    step = (right - _SIDE) / days.length
    names = list(dict.fromkeys(h.claimant for h in found))

    def x(day: date) -> float:
        return _SIDE + (days.within(day) - days.first).days * step

    def band(held: Held) -> Band:
        begin, end = x(held.first or days.first), x(held.last or days.last) + step
        fill, colour = _paint(marks.get(held.holder))
        heard = x(held.heard) + step / 2 if held.heard else None
        y = 6 + _BAND * names.index(held.claimant)
        return Band(begin, y, max(3.0, end - begin), held.status, fill, colour, heard, held.told)

    rows = tuple((_BAND * n, english.short(name, 32)) for n, name in enumerate(names))
    bottom = axis(days.first, days.last, _SIDE, right, _BAND * len(names) + 8)
    return Bands(rows, tuple(map(band, found)), x(as_of) + step / 2, bottom, _SIDE, right)


def _paint(symbol: Symbol | None) -> tuple[str, str]:
    """Fill and outline in a holder's colour and hatching."""
    if symbol is None:
        return "none", "currentColor"
    return symbol.colour if symbol.hatch == "solid" else f"url(#hatch{symbol.number})", symbol.colour
