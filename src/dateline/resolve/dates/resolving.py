"""Sets the meaning of a time expression against the calendar of its report: one function a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dateline.resolve.dates import days, periods
from dateline.resolve.dates.calendar import Interval, unknown
from dateline.resolve.dates.expression import Expression
from dateline.resolve.dates.frame import Frame, Tense


def resolve(expression: Expression, published: date | None, focus: date | None, tense: Tense) -> Interval:
    """The interval of days meant, or an unknown one with the reason."""
    if published is None and focus is None and not _absolute(expression):
        return unknown("no publication date to count from")
    anchor = published or focus or date(2000, 1, 1)
    return _resolved(expression, Frame(anchor, focus or anchor, tense))


def _absolute(e: Expression) -> bool:
    """Whether the calendar alone settles it."""
    inner = [part for part in (e.left, e.right) if part]
    if inner:
        return all(_absolute(part) for part in inner) and e.form not in ("since", "by")
    return e.year is not None and e.relation is None


def _resolved(e: Expression, frame: Frame) -> Interval:
    return _FORMS[e.form](e, frame)


def _range(e: Expression, frame: Frame) -> Interval:
    """From one point to another: the later one is read first, the earlier one as the last before it."""
    if e.left is None or e.right is None:
        return unknown("a stretch without its ends")
    right = _resolved(e.right, frame)
    past = right.start is not None and e.left.form in ("weekday", "date", "month", "overnight")
    left = _resolved(e.left, Frame(right.start, frame.focus, "past") if past and right.start else frame)
    if left.start is None or right.end is None or left.start > right.end:
        return left
    return Interval(left.start, right.end, "interval", f"from {left.basis} to {right.basis}")


def _since(e: Expression, frame: Frame) -> Interval:
    point = _resolved(e.left, replace(frame, tense="past")) if e.left else unknown("since what is not said")
    if point.start is None or point.start > frame.published:
        return point
    return Interval(point.start, frame.published, "interval", f"since {point.basis}, up to publication")


def _by(e: Expression, frame: Frame) -> Interval:
    """A limit: of what is to come, the stretch from publication; of what has happened, the limit itself."""
    if e.left is None:
        return unknown("by when is not said")
    point = _resolved(e.left, frame)
    if point.end is None or point.end <= frame.published:
        return point
    return Interval(frame.published, point.end, "interval", f"up to {point.basis}")


_FORMS: Mapping[str, Callable[[Expression, Frame], Interval]] = {
    **days.FORMS,
    **periods.FORMS,
    "range": _range,
    "both": _range,
    "since": _since,
    "by": _by,
}
