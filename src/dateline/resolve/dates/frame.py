"""What the words of one report count from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.resolve.dates.calendar import Interval, unknown

Tense = Literal["past", "future", "none"]

# How much farther off a date without its year may lie before the other side of publication is likelier:
# "in November" said in June of what happened is the last one, "on May 25" said on May 20 the coming one.
_UNLIKELY = {"past": 8, "none": 3, "future": 8}


@dataclass(frozen=True, slots=True)
class Frame:
    """The day of publication, the day spoken of before, and the tense of the verb."""

    published: date
    focus: date
    tense: Tense


def nearest(days: Iterable[date], frame: Frame) -> date:
    """The day nearest to publication, days on the unlikely side of it counting several times."""
    ahead = 1 if frame.tense == "future" else _UNLIKELY[frame.tense]
    behind = _UNLIKELY["future"] if frame.tense == "future" else 1

    def distance(day: date) -> int:
        away = (day - frame.published).days
        return away * ahead if away > 0 else -away * behind

    return min(sorted(days), key=distance)


def told(found: Interval, frame: Frame) -> Interval:
    """``found``, unless it has happened and yet lies after the report: then it counts from something else."""
    if frame.tense == "past" and found.start is not None and found.start > frame.published:
        return unknown("counts from something that is not dated here")
    return found
