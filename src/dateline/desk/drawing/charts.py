"""Where the parts of charts lie: what they have in common, and events by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.desk.index.standings import Span
from dateline.publish import english


@dataclass(frozen=True, slots=True)
class Paper:
    """How wide a chart is drawn, and how far its rows are set in beside their names; 0: names stand above."""

    width: float
    side: float
    dates: int  # dates written under an axis at most
    letters: int  # of a name

    @property
    def above(self) -> float:
        """Room for a name above its row."""
        return 0.0 if self.side else 18.0


WIDE, NARROW = Paper(960.0, 230.0, 8, 32), Paper(400.0, 0.0, 4, 48)  # screens and paper; telephones
WIDTH = WIDE.width


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


def axis(days: Span, left: float, right: float, y: float, dates: int = WIDE.dates) -> Axis:
    """An axis of days with at most so many dates."""
    every, step = max(1, -(-days.length // dates)), (right - left) / days.length
    ticks = []
    for number in range(0, days.length, every):
        x, day = left + (number + 0.5) * step, days.first + timedelta(days=number)
        anchor = "start" if x < 40 else "end" if x > right - 40 else "middle"
        ticks.append(Tick(x, f"{day.day} {day:%b}" + (f" {day.year}" if number == 0 else ""), anchor))
    return Axis(left, right, y, tuple(ticks))


# --- events by day -------------------------------------------------------------------------------

_HIGH = 84.0
_BARS = 180  # at most
_WIDEST = 48.0  # of a bar, so that few days do not look like many events


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's events: how high all of them and the disputed ones stand."""

    x: float  # of the day
    step: float  # how wide the day is
    left: float  # of the bar
    wide: float
    all: float
    disputed: float
    number: int  # first day of the bar, from 0
    after: bool  # later than the day shown
    address: str
    told: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Events by day as bars, each a link to its day."""

    bars: tuple[Bar, ...]
    axis: Axis
    high: float = _HIGH


def histogram(
    found: Sequence[tuple[date, int, int]], days: Span, as_of: date, to: Callable[[date], str]
) -> Histogram | None:
    """``found`` holds day, events and disputed events; ``to`` gives the address of a day.

    Where the span is long a bar stands for several days, and leads to the last of them. None where nothing
    is dated.
    """
    together = -(-days.length // _BARS)
    counts: dict[int, tuple[int, int]] = {}
    for day, events, disputed in found:
        number = (day - days.first).days // together
        before = counts.get(number, (0, 0))
        counts[number] = before[0] + events, before[1] + disputed
    most = max((events for events, _ in counts.values()), default=0)
    if not most:
        return None
    step = WIDTH * together / days.length
    bars = []
    for number, (events, disputed) in sorted(counts.items()):
        first = days.first + timedelta(days=number * together)
        last = min(days.last, first + timedelta(days=together - 1))
        told = f"{english.days(first, last)}: {english.count(events, 'event')}, {disputed or 'none'} disputed"
        wide = min(_WIDEST, 0.7 * step)
        left = (number + 0.5) * step - wide / 2
        bars.append(
            Bar(number * step, step, left, wide, _height(events, most), _height(disputed, most),
                (first - days.first).days, first > as_of, to(last), told)
        )  # fmt: skip
    return Histogram(tuple(bars), axis(days, 0, WIDTH, _HIGH))


def _height(count: int, most: int) -> float:
    """Bars grow slower than counts, so that quiet days are seen beside loud ones."""
    return 0.0 if not count else max(4.0, (_HIGH - 6) * float(count / most) ** 0.6)
