"""What a time expression is worth in TimeML: the type and value of a TIMEX3 (Pustejovsky et al. 2003)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dateline.resolve.dates.calendar import Interval
from dateline.resolve.dates.expression import Expression

_UNITS = {
    "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_REPEATED = {"day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "week": "XXXX-WXX", "month": "XXXX-XX",
             "year": "XXXX"}  # fmt: skip
_HOURS = {"morning": "TMO", "dawn": "TMO", "noon": "T12:00", "midnight": "T24:00", "afternoon": "TAF",
          "evening": "TEV", "dusk": "TEV", "night": "TNI"}  # fmt: skip
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s*([ap])?", re.IGNORECASE)
_VAGUE = {"recent": "PAST_REF", "past": "PAST_REF", "current": "PRESENT_REF", "next": "FUTURE_REF"}


def timex(e: Expression, found: Interval, anchor: date) -> tuple[str, str]:
    """Type and value of an expression whose days were ``found``; ``anchor`` is the day spoken of.

    The value is empty where the words count from something that is not known.
    """
    if e.form in ("reference", "the past"):
        return "DATE", _VAGUE.get(e.relation or "", e.relation or "")
    if e.form == "set":
        return "SET", _repeated(e)
    if e.form in ("length", "measure", "stretch of month") or (e.form == "trailing" and _counted(e)):
        return "DURATION", _length(e)
    if vague := _vague(e):
        return "DATE", vague
    hour = _hour(e.hour or ("night" if e.unit == "night" else ""))
    day = found.start if found.precision == "day" else anchor if e.form == "overnight" else None
    if day is not None and hour:
        return "TIME", f"{day.isoformat()}{hour}"
    return "DATE", _named(e, found)


def _counted(e: Expression) -> bool:
    return e.relation not in ("recent", "same") and (e.plural or e.count is not None)


def _length(e: Expression) -> str:
    """ "Three weeks" as P3W; a vague number is X."""
    unit = _UNITS.get(e.unit or "day", "D")
    vague = e.most is not None and e.most != e.count
    count = "X" if vague or (e.count is None and e.plural) else str(e.count or 1)
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def _repeated(e: Expression) -> str:
    if e.weekday is not None:
        return f"XXXX-WXX-{e.weekday + 1}"
    if e.month is not None:
        return f"XXXX-{e.month:02}"
    if e.season is not None:
        return f"XXXX-{_SEASONS[e.season]}"
    if e.unit is None:
        return f"XXXX-XX-XX{_hour(e.hour or '')}"
    return _REPEATED.get(e.unit, "") if e.count is None and e.unit == "day" else _length(e)


def _vague(e: Expression) -> str | None:
    """ "Recent days", "weeks ago" and "a few months later" point to the past or the future alone."""
    if e.relation == "recent":
        return "PAST_REF"
    if e.form == "shift" and (e.most not in (None, e.count) or (e.count is None and e.plural)):
        return "FUTURE_REF" if e.direction == "after" or e.part == "later" else "PAST_REF"
    return None


def _hour(words: str) -> str:
    """ "10 p.m." as T22:00, "morning" as TMO; empty where there is no hour."""
    if words in _HOURS:
        return _HOURS[words]
    clock = _CLOCK.match(words)
    if clock is None:
        return ""
    hour, minute, half = int(clock[1]), clock[2] or "00", (clock[3] or "").lower()
    hour += 12 if half == "p" and hour < 12 else -12 if half == "a" and hour == 12 else 0
    return f"T{hour:02}:{minute}"


def _named(e: Expression, found: Interval) -> str:
    """The name of a stretch of the calendar, or its first day cut to its precision."""
    if e.form == "bc":
        return _before_christ(e)
    if found.start is None:
        return ""
    if found.precision == "week" or "weekend" in (e.unit, e.form):
        year, week, _ = found.start.isocalendar()
        return f"{year}-W{week:02}" + ("" if found.precision == "week" else "-WE")
    name = _NAMES.get(e.form if e.form in _NAMES else e.unit or "")
    return name(found.start, e) if name else found.start.isoformat()[: _CUT.get(found.precision, 10)]


def _quarter(start: date, e: Expression) -> str:
    length = e.season or 3
    return f"{start.year}-{'Q' if length == 3 else 'H'}{(start.month - 1) // length + 1}"


def _before_christ(e: Expression) -> str:
    year = e.year if e.year is not None else 0
    return f"BC{year:04}" + (f"-{e.month:02}" if e.month else "") + (f"-{e.day:02}" if e.day else "")


_CUT = {"month": 7, "year": 4}
_NAMES: Mapping[str, Callable[[date, Expression], str]] = {
    "season": lambda start, _: f"{start.year}-{_SEASONS[start.month]}",
    "quarter": _quarter,
    "decade": lambda start, _: str(start.year)[:3],
    "century": lambda start, _: f"{(start.year - 1) // 100:02}",
}


def whole(e: Expression) -> Expression:
    """The expression without "early" or "late", which TIMEX3 keeps apart from the value."""
    return e if e.form == "shift" else replace(e, part=None)


def same_quarter(quarter: Interval, years: int) -> str:
    """The quarter ``years`` after one spoken of: "a year earlier" in a comparison of quarters."""
    if quarter.start is None:
        return ""
    return f"{quarter.start.year + years}-Q{(quarter.start.month + 2) // 3}"
