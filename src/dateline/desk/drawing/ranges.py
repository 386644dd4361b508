"""Where a range of figures lies: low, best and high, and each source's number on a line of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.desk.drawing.charts import Paper
from dateline.publish import english

_ROW, _TOP, _WORDS = 26.0, 14.0, 96.0  # _WORDS: room for figures to the right
_TICKS = 4

Number = float | None
Told = tuple[str, Number, Number, bool]  # who says it, low, high (None: open), whether it was set aside


@dataclass(frozen=True, slots=True)
class Figure:
    """One source's number: a point where low and high are one, an arrow where it is open, else a line."""

    who: str
    y: float
    begin: float
    end: float
    words: str
    aside: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high behind the figures that they are made from."""

    width: float
    high: float
    left: float
    bottom: float
    begin: float
    end: float
    best: float | None
    ticks: tuple[tuple[float, str], ...]
    figures: tuple[Figure, ...]
    told: str
    above: float  # how far above its row a name stands; 0: beside it


def ranged(low: Number, best: Number, high: Number, found: Sequence[Told], paper: Paper) -> Range | None:
    """The figures of a toll; None where nobody gives a number."""
    known = [n for _, a, b, _ in found for n in (a, b) if n is not None]
    known += [n for n in (low, best, high) if n is not None]
    if not known:
        return None
    most = max(*known, 1.0) * 1.05
    left, right = paper.side + 10, paper.width - _WORDS

    def x(value: Number) -> float:
        return left + (right - left) * (most if value is None else value) / most

    each = _ROW + paper.above
    figures = tuple(
        Figure(
            english.short(who, paper.letters), _TOP + paper.above + each * n, x(a or 0), x(b), _bounds(a, b),
            aside, b is None,
        )
        for n, (who, a, b, aside) in enumerate(found)
    )  # fmt: skip
    bottom = _TOP + each * max(1, len(found))
    return Range(
        paper.width, bottom + 40, left, bottom, x(low or 0), x(high), None if best is None else x(best),
        tuple((x(n), f"{n:,.0f}") for n in _round(most)), figures, _told(low, best, high, found), paper.above,
    )  # fmt: skip


def _round(most: float) -> list[float]:
    """Round numbers from nothing to ``most``."""
    power = 10.0 ** math.floor(math.log10(max(1.0, most / _TICKS)))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= most / _TICKS)
    return [number * step for number in range(int(most / step) + 1)]


def _told(low: Number, best: Number, high: Number, found: Sequence[Told]) -> str:
    each = "; ".join(f"{who}: {_bounds(a, b)}{', set aside' if aside else ''}" for who, a, b, aside in found)
    return f"Low {english.figure(low)}, best {english.figure(best)}, high {_open(high)}. {each}"


def _open(value: Number) -> str:
    return "open" if value is None else english.figure(value)


def _bounds(low: Number, high: Number) -> str:
    if high is None:
        return f"{english.figure(low)} or more"
    return english.figure(low) if low == high else f"{english.figure(low)} to {english.figure(high)}"
