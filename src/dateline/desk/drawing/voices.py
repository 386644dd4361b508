"""Who said that it happened and who denied it, by day: a row for each speaker, a line where one turned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.desk.drawing.charts import Axis, Paper, axis
from dateline.desk.index.standings import Span
from dateline.publish import english

_ROW, _ROWS = 28.0, 24  # speakers at most; the list below the picture has them all


@dataclass(frozen=True, slots=True)
class Word:
    """Something that somebody said on a day, for it or against it."""

    who: str
    day: date
    against: bool
    told: str
    claim: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One speaker's words of a day."""

    x: float
    y: float
    against: bool
    told: str
    claim: str


@dataclass(frozen=True, slots=True)
class Turn:
    """From denial to granting it, or the other way."""

    begin: float
    end: float
    y: float
    conceded: bool


@dataclass(frozen=True, slots=True)
class Voices:
    """A row for each speaker, from the first word on."""

    width: float
    left: float
    right: float
    rows: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    turns: tuple[Turn, ...]
    axis: Axis
    more: int
    beside: bool


def voices(found: Sequence[Word], paper: Paper) -> Voices | None:
    """``found`` in order of time; None where all was said on one day and nobody denied it."""
    days = {w.day for w in found}
    if not days or (len(days) == 1 and not any(w.against for w in found)):
        return None
    covered = Span(min(days), max(days))
    left, right = paper.side, paper.width - 8
    step = (right - left) / covered.length
    names = list(dict.fromkeys(w.who for w in found))
    rows, marks, turns = list[tuple[float, str]](), list[Mark](), list[Turn]()
    for number, who in enumerate(names[:_ROWS]):
        y = 16 + paper.above + (_ROW + paper.above) * number
        mine = [_mark(words, covered, left, step, y) for words in _by_day(w for w in found if w.who == who)]
        rows.append((y, english.short(who, paper.letters)))
        marks += mine
        turns += [Turn(a.x, b.x, y, a.against) for a, b in pairwise(mine) if a.against != b.against]
    under = axis(covered, left, right, 8 + (_ROW + paper.above) * len(rows), paper.dates)
    return Voices(
        paper.width, left, right, tuple(rows), tuple(marks), tuple(turns), under,
        max(0, len(names) - _ROWS), not paper.above,
    )  # fmt: skip


def _by_day(words: Iterable[Word]) -> list[list[Word]]:
    """A speaker's words, those of one day and one side together; denials before what was granted that day."""
    found: dict[tuple[date, bool], list[Word]] = {}
    for word in words:
        found.setdefault((word.day, not word.against), []).append(word)
    return [found[key] for key in sorted(found)]


def _mark(words: Sequence[Word], days: Span, left: float, step: float, y: float) -> Mark:
    first = words[0]
    aside = min(18.0, step / 4) * (-1 if first.against else 1)
    x = left + ((first.day - days.first).days + 0.5) * step + aside
    return Mark(x, y, first.against, "; ".join(dict.fromkeys(w.told for w in words)), first.claim)
