"""Intervals of whole days and the arithmetic on them. Weeks run from Monday to Sunday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dateline.records import Precision

_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_PRECISIONS: dict[str, Precision] = {
    "day": "day",
    "night": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_PARTS_OF_YEAR = {"early": (1, 2), "mid": (5, 8), "late": (11, 12), "end": (12, 12)}  # first and last month


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days from ``start`` to ``end`` inclusive, both None when unknown, and how that was found."""

    start: date | None
    end: date | None
    precision: Precision
    basis: str


def unknown(basis: str) -> Interval:
    """No days, with the reason."""
    return Interval(None, None, "unknown", basis)


def single(day: date, basis: str) -> Interval:
    """One day."""
    return Interval(day, day, "day", basis)


def precision_of(unit: str) -> Precision:
    """The precision that goes with a calendar unit; "interval" for units that have none of their own."""
    return _PRECISIONS.get(unit, "interval")


def shifted(day: date, unit: str, count: int) -> date:
    """``day`` moved by ``count`` units; hours and minutes do not leave the day unless they fill days.

    Years that the calendar cannot hold are held at its edge.
    """
    try:
        if unit in _MONTHS:
            return day + relativedelta(months=count * _MONTHS[unit])
        return day + timedelta(days=_days(unit, count))
    except (OverflowError, ValueError):
        return date.min if count < 0 else date.max


def _days(unit: str, count: int) -> int:
    if unit in ("hour", "minute"):
        whole = abs(count) // (24 if unit == "hour" else 1440)
        return whole if count > 0 else -whole
    return count * _DAYS.get(unit, 1)


def holding(day: date, unit: str, basis: str) -> Interval:
    """The calendar unit that holds ``day``: its week, month, year, ..."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Interval(monday, monday + timedelta(days=6), "week", basis)
    if unit == "weekend":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7)
        return Interval(saturday, saturday + timedelta(days=1), "interval", basis)
    if unit == "month":
        return month(day.year, day.month, basis)
    if unit == "year":
        return year(day.year, basis)
    if unit == "decade":
        first = day.year - day.year % 10
        return Interval(date(first, 1, 1), date(first + 9, 12, 31), "interval", basis)
    if unit == "century":
        return century((day.year + 99) // 100, basis)
    return single(day, basis)


def century(number: int, basis: str) -> Interval:
    """A century: the 20th began in 1901."""
    last = min(number * 100, date.max.year)
    return Interval(date(last - 99, 1, 1), date(last, 12, 31), "interval", basis)


def month(year: int, number: int, basis: str) -> Interval:
    """A month of a year."""
    start = date(year, number, 1)
    return Interval(start, start + relativedelta(day=31), "month", basis)


def months(year: int, first: int, count: int, basis: str) -> Interval:
    """``count`` months from month ``first`` of ``year``, also over the turn of the year."""
    start = date(year, first, 1)
    return Interval(start, start + relativedelta(months=count, days=-1), "interval", basis)


def year(number: int, basis: str) -> Interval:
    """A year."""
    return Interval(date(number, 1, 1), date(number, 12, 31), "year", basis)


def part_of(whole: Interval, part: str | None) -> Interval:
    """ "Early", "mid", "late" or "end" of a stretch.

    A part of a year is two to four months. "Early" and "late" in a month or week leave it whole, since
    editors use them loosely; the end of a month is its last seven days, of a week its last two.
    """
    if not part or whole.start is None or whole.end is None:
        return whole
    basis = f"{part} in the {whole.precision}, {whole.basis}"
    if whole.precision == "year" and part in _PARTS_OF_YEAR:
        first, last = _PARTS_OF_YEAR[part]
        return months(whole.start.year, first, last - first + 1, basis)
    if part == "end" and whole.precision in ("month", "week"):
        width = 6 if whole.precision == "month" else 1
        return Interval(whole.end - timedelta(days=width), whole.end, "interval", basis)
    return Interval(whole.start, whole.end, whole.precision, basis)
