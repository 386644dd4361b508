"""Forms that mean weeks, months, seasons and years, and lengths of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dateline import tables
from dateline.records import Precision
from dateline.resolve.dates import calendar
from dateline.resolve.dates.calendar import Interval, holding, precision_of, shifted, unknown
from dateline.resolve.dates.expression import Expression
from dateline.resolve.dates.frame import Frame, nearest, told


def _month(e: Expression, frame: Frame) -> Interval:
    if e.month is None:
        return unknown("a month without its name")
    if e.unit is not None:
        year = relative(replace(e, form="relative", month=None, part=None), frame)
        found = calendar.month((year.start or frame.published).year, e.month, f"month of the {year.basis}")
    elif e.year is not None:
        found = calendar.month(e.year, e.month, "month and year")
    else:
        found = _month_near(e.month, e.relation, frame)
    return calendar.part_of(found, e.part)


def _month_near(number: int, relation: str | None, frame: Frame) -> Interval:
    here = frame.published.replace(day=1)
    years = range(max(here.year - 2, 1), here.year + 3)
    starts = [date(year, number, 1) for year in years]
    if relation in ("last", "past", "previous"):
        return calendar.month(max(s for s in starts if s < here).year, number, "last month of that name")
    if relation in ("next", "following"):
        return calendar.month(min(s for s in starts if s > here).year, number, "next month of that name")
    if relation == "this":
        return calendar.month(here.year, number, "month of the year of publication")
    likely = nearest(starts, replace(frame, published=here))
    return calendar.month(likely.year, number, "month nearest to publication")


def _year(e: Expression, frame: Frame) -> Interval:
    return calendar.part_of(calendar.year(e.year or frame.published.year, "year"), e.part)


def _years(e: Expression, _: Frame) -> Interval:
    first, last = e.year or 1, e.last_year or 1
    return Interval(date(first, 1, 1), date(max(first, last), 12, 31), "interval", "first and last year")


def _decade(e: Expression, _: Frame) -> Interval:
    first = e.year or 1
    starts = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (8, 9)}
    since, until = starts.get(e.part or "", (0, 9))
    return Interval(date(first + since, 1, 1), date(first + until, 12, 31), "interval", "decade")


def _stretch_of_month(e: Expression, frame: Frame) -> Interval:
    """ "The first week of June": the month, since editors' weeks of a month follow no calendar."""
    return _month(replace(e, unit=None, relation=None), frame)


_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "latest": 0,
    "same": 0,
    "next": 1,
    "following": 1,
}


def relative(e: Expression, frame: Frame) -> Interval:
    """A unit counted from publication, or from the day spoken of: "last week", "that month"."""
    unit, relation = e.unit or "day", e.relation or "this"
    if relation == "recent" or (relation == "past" and e.form == "relative"):
        return _trailing(e, frame)
    if relation == "last" and unit == "weekend":
        return _weekend(e, frame)
    if relation == "last" and unit == "day":
        return unknown("the last day of something")
    if e.plural and relation in ("next", "last"):
        return _trailing(e, frame)
    from_focus = relation in ("same", "previous", "following")
    anchor = frame.focus if from_focus else frame.published
    origin = "the day spoken of" if from_focus else "publication"
    step = _STEPS[relation]
    side = "of" if step == 0 else "before" if step < 0 else "after"
    found = holding(shifted(anchor, unit, step), unit, f"{unit} {side} {origin}")
    return _until_told(told(calendar.part_of(found, e.part), frame), e.part, frame)


def _until_told(found: Interval, part: str | None, frame: Frame) -> Interval:
    """ "Earlier this week" ends at publication and "later this week" begins there."""
    if found.start is None or found.end is None or not found.start <= frame.published <= found.end:
        return found
    if part == "later" or (part is None and frame.tense == "future"):
        return replace(found, start=frame.published)
    if part == "earlier" or frame.tense == "past":
        return replace(found, end=frame.published)
    return found


def _told_of(e: Expression, frame: Frame) -> Interval:
    """ "Later in the day", "earlier in the week": within the unit that the text speaks of."""
    return relative(replace(e, form="relative", relation="same"), frame)


def _weekend(_: Expression, frame: Frame) -> Interval:
    if frame.tense == "future":
        saturday = frame.published + timedelta(days=(5 - frame.published.weekday()) % 7)
        return holding(saturday, "weekend", "coming weekend")
    return holding(frame.published, "weekend", "weekend before publication")


def _season(e: Expression, frame: Frame) -> Interval:
    first = e.season or 1
    if e.year is not None:
        year, basis = e.year, "season and year"
    elif e.unit is not None:
        start = relative(replace(e, form="relative", season=None, part=None), frame).start
        year, basis = (start or frame.published).year, "season of a year counted from publication"
    else:
        year, basis = _year_of_season(first, e.relation, frame), "season counted from publication"
    return calendar.months(year, first, 3, f"{basis}, northern half of the world")


def _year_of_season(first: int, relation: str | None, frame: Frame) -> int:
    year = frame.published.year
    begun = date(year, first, 1) <= frame.published
    over = date(year, first, 1) + timedelta(days=92) <= frame.published
    if relation in ("last", "past", "previous", "recent"):
        return year if over else year - 1
    if relation in ("next", "following"):
        return year + 1 if begun else year
    return year if begun or first != 12 else year - 1


def _quarter(e: Expression, frame: Frame) -> Interval:
    length, number = e.season or 3, e.count or e.day
    if number is None:
        here = frame.published.replace(month=(frame.published.month - 1) // length * length + 1, day=1)
        first = shifted(here, "month", length * _STEPS.get(e.relation or "this", 0))
        return calendar.months(first.year, first.month, length, "part of the year counted from publication")
    if not 1 <= number <= 12 // length:
        return unknown(f"a year has no part {number} of {length} months")
    year = e.year
    if year is None and e.unit is not None:
        year = (relative(replace(e, form="relative", season=None), frame).start or frame.published).year
    if year is None:
        year = _year_of_quarter((number - 1) * length + 1, frame)
    return calendar.months(year, (number - 1) * length + 1, length, "part of the year")


def _year_of_quarter(first: int, frame: Frame) -> int:
    """Of the quarter that begins with month ``first``: the last one begun, or the next to begin."""
    year = frame.published.year
    if frame.tense == "future":
        return year if first >= frame.published.month else year + 1
    return year if first <= frame.published.month else year - 1


def _century(e: Expression, _: Frame) -> Interval:
    return calendar.century(e.count or 1, "century")


def _dayless(e: Expression, _: Frame) -> Interval:
    return unknown(f"words that tell no day: {e.form}")


@lru_cache(maxsize=1)
def _vague() -> Mapping[str, Any]:
    return dict(tables.read("dateline.resolve.dates", "words.toml")["vague"])


def _count(e: Expression) -> tuple[int, int]:
    """Least and most units meant; a plural without a number is as vague as "recent days"."""
    if e.count is not None:
        return e.count, e.most or e.count
    if e.plural:
        least, most = _vague().get(e.unit or "day", (1, 1))
        return least, most
    return 1, 1


def _trailing(e: Expression, frame: Frame) -> Interval:
    """ "The past two days", "the last week", "recent months", "the next two weeks", "the following day"."""
    unit, relation = e.unit or "day", e.relation or "past"
    if e.count is None and not e.plural and relation == "next" and frame.tense == "past":
        relation = "following"
    if relation in ("this", "same") or (relation in ("following", "previous") and e.count is None):
        return relative(replace(e, form="relative", relation=relation), frame)
    _, most = _count(e)
    vague = " or so" if e.most or (e.plural and e.count is None) else ""
    if relation in ("next", "following"):
        end = shifted(frame.published, unit, most)
        return Interval(frame.published, end, _width(e), f"{_many(most, unit)} from publication{vague}")
    return _ending(frame.published, unit, most, f"{_many(most, unit)} up to publication{vague}", _width(e))


def _width(e: Expression) -> Precision:
    return precision_of(e.unit or "day") if e.count in (None, 1) and not e.plural else "interval"


def _ending(end: date, unit: str, count: int, basis: str, precision: Precision) -> Interval:
    """A stretch of ``count`` units that ends on ``end``; of days, ``end`` is one of them."""
    whole_days = unit in ("day", "night") and count > 1
    start = shifted(end, unit, -(count - 1 if whole_days else count))
    return Interval(start, end, precision if start != end else "day", basis)


def _length(e: Expression, frame: Frame) -> Interval:
    _, most = _count(e)
    unit = e.unit or "day"
    if frame.tense == "future":
        return Interval(
            frame.published, shifted(frame.published, unit, most), _width(e), "duration from publication"
        )
    return _ending(frame.published, unit, most, "duration up to publication", _width(e))


def _shift(e: Expression, frame: Frame) -> Interval:
    """ "Two days ago" counts from publication; "a day earlier" from the day spoken of."""
    least, most = _count(e)
    unit, word = e.unit or "day", e.direction or e.part
    from_publication = word == "ago"
    anchor = frame.published if from_publication else frame.focus
    sign = 1 if word in ("after", "later") else -1
    side = f"{'after' if sign > 0 else 'before'} {'publication' if from_publication else 'the day spoken of'}"
    if least != most:
        ends = sorted((shifted(anchor, unit, sign * least), shifted(anchor, unit, sign * most)))
        precision: Precision = "interval" if ends[0] != ends[1] else "day"
        return told(Interval(ends[0], ends[1], precision, f"some {unit}s {side}"), frame)
    return told(holding(shifted(anchor, unit, sign * most), unit, f"{_many(most, unit)} {side}"), frame)


def _many(count: int, unit: str) -> str:
    return unit if count == 1 else f"{count} {unit}s"


FORMS: Mapping[str, Callable[[Expression, Frame], Interval]] = {
    "month": _month,
    "stretch of month": _stretch_of_month,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "relative": relative,
    "told of": _told_of,
    "weekend": _weekend,
    "season": _season,
    "quarter": _quarter,
    "century": _century,
    "bc": _dayless,
    "measure": _dayless,
    "set": _dayless,
    "reference": _dayless,
    "the past": _dayless,
    "trailing": _trailing,
    "length": _length,
    "shift": _shift,
}
