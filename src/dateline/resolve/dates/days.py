"""Forms that mean days: dates, weekdays, yesterday."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from dateline.resolve.dates.calendar import Interval, holding, shifted, single, unknown
from dateline.resolve.dates.expression import Expression
from dateline.resolve.dates.frame import Frame, nearest
from dateline.resolve.dates.periods import relative


def _date(e: Expression, frame: Frame) -> Interval:
    if e.day is None:
        return unknown("a date without its day")
    if e.month is None:
        return _day_of_month(e.day, frame)
    if e.year is None:
        days = _in_years(frame, e.month, e.day)
        fitting = [d for d in days if e.weekday in (None, d.weekday())]
        return single(nearest(fitting or days, frame), "day and month, year from publication")
    given = date(e.year, e.month, e.day)
    if not e.swapped:
        return single(given, "full date")
    other = date(e.year, e.day, e.month)
    return single(
        nearest([given, other], frame), "full date, day and month in the order nearer to publication"
    )


def _day_of_month(day: int, frame: Frame) -> Interval:
    first = frame.published.replace(day=1)
    starts = (shifted(first, "month", n) for n in (-2, -1, 0, 1, 2))
    days = [d for start in starts if (d := start + timedelta(days=day - 1)).month == start.month]
    return single(nearest(days, frame), "day of the month nearest to publication")


def _in_years(frame: Frame, month: int, day: int) -> list[date]:
    """That day in the years about publication; 29 February only where there is one."""
    found = []
    for year in range(max(frame.published.year - 5, 1), frame.published.year + 3):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _days(e: Expression, frame: Frame) -> Interval:
    last = _date(replace(e, day=e.last_day, last_day=None), frame)
    if last.end is None or e.day is None:
        return last
    return Interval(last.end.replace(day=e.day), last.end, "interval", f"first and last day, {last.basis}")


def _weekday(e: Expression, frame: Frame) -> Interval:
    if e.weekday is None:
        return unknown("a weekday without its name")
    if e.relation in ("same", "following", "previous"):
        return _weekday_from(e.weekday, frame.focus, e.relation)
    ahead = (e.weekday - frame.published.weekday()) % 7
    behind = (ahead - 7) % -7
    if e.relation == "next" or (e.relation is None and frame.tense == "future"):
        steps = ahead or (7 if e.relation == "next" else 0)
    elif e.relation in ("last", "past"):
        steps = behind or -7
    else:
        steps = ahead if frame.tense == "future" else behind
    side = "after" if steps > 0 else "before" if steps < 0 else "of"
    return single(frame.published + timedelta(days=steps), f"weekday {side} publication")


def _weekday_from(weekday: int, focus: date, relation: str) -> Interval:
    ahead = (weekday - focus.weekday()) % 7
    if relation == "previous":
        return single(focus + timedelta(days=ahead - 7), "weekday before the day spoken of")
    steps = ahead if relation == "same" else ahead or 7
    return single(focus + timedelta(days=steps), "weekday counted from the day spoken of")


def _weekday_of(e: Expression, frame: Frame) -> Interval:
    week = relative(replace(e, form="relative", weekday=None), frame)
    if week.start is None or week.precision != "week" or e.weekday is None:
        return _weekday(replace(e, relation=None), frame)
    return single(week.start + timedelta(days=e.weekday), f"weekday of the {week.basis}")


def _deictic(e: Expression, frame: Frame) -> Interval:
    step = 0 if e.unit is None else 1 if e.direction == "after" else -1
    names = {-2: "two days before", -1: "day before", 0: "day of", 1: "day after", 2: "two days after"}
    offset = (e.offset or 0) + step
    return single(
        frame.published + timedelta(days=offset), f"{names.get(offset, 'day counted from')} publication"
    )


def _overnight(_: Expression, frame: Frame) -> Interval:
    return Interval(
        frame.published - timedelta(days=1), frame.published, "interval", "night to the day of publication"
    )


def _nth_day(e: Expression, frame: Frame) -> Interval:
    if e.count == 1:
        return unknown("the first of something that is not dated here")
    unit = "day" if e.unit in (None, "night", "hour", "minute") else e.unit
    return holding(frame.published, unit, f"{unit} number {e.count} of it, at publication")


def _hour(_: Expression, frame: Frame) -> Interval:
    return single(frame.focus, "hour of the day spoken of")


FORMS: Mapping[str, Callable[[Expression, Frame], Interval]] = {
    "date": _date,
    "days": _days,
    "weekday": _weekday,
    "weekday of": _weekday_of,
    "deictic": _deictic,
    "overnight": _overnight,
    "nth day": _nth_day,
    "hour": _hour,
}
