"""What the words of a time expression mean before they are set against a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Expression:
    """The parsed, unanchored meaning of a time expression: ``form`` says how the rest is read."""

    form: str  # a key of resolving.FORMS
    year: int | None = None
    last_year: int | None = None  # "2014" in "2011 to 2014"
    month: int | None = None
    day: int | None = None
    last_day: int | None = None  # "5" in "3 to 5 May"
    swapped: bool = False  # 5/8/2021 may be 8 May as well as 5 August
    weekday: int | None = None  # Monday is 0
    unit: str | None = None  # "day", "week", "month", ...
    plural: bool = False
    count: int | None = None
    most: int | None = None  # upper end of a vague count
    offset: int | None = None  # days from publication
    relation: str | None = None  # "last", "past", "this", "next", "same", "recent", "PAST_REF", ...
    direction: str | None = None  # "ago", "before", "after"; "by", "until"
    part: str | None = None  # "early", "mid", "late", "end", "earlier", "later"
    hour: str | None = None  # "morning", "noon", "10 p.m.", ...
    season: int | None = None  # first month of a season; months in a quarter or half year
    left: Expression | None = None
    right: Expression | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or words already joined by a rule, with its class and value."""

    kind: str
    start: int
    end: int
    text: str
    value: Any


_NAMES = {field.name for field in fields(Expression)}
_FIELDS: Mapping[str, str] = {
    "weekday": "weekday", "wdabbr": "weekday", "month": "month", "mabbr": "month", "nth": "day", "day": "day",
    "number": "count", "word": "count", "a": "count", "ordinal": "count", "year": "year", "decade": "year",
    "deictic": "offset", "rel": "relation", "ago": "direction", "before": "direction", "after": "direction",
    "by": "direction", "until": "direction", "modifier": "part", "sooner": "part", "edge": "part",
    "part": "hour", "noon": "hour", "clock": "hour", "season": "season", "fall": "season",
    "quarter": "season", "half": "season", "letters": "year", "reference": "relation",
    "previously": "relation", "future": "relation", "rate": "unit",
}  # fmt: skip


def compose(form: str, number: str, pieces: Sequence[Piece]) -> Expression | None:
    """What ``pieces`` mean together, a bare number filling the field ``number``; None if it cannot be."""
    if form == "at":
        return _at(pieces)
    found: dict[str, Any] = {}
    for piece in pieces:
        _add(found, piece, number)
    if "day" in found and number == "count":
        found["count"] = found.pop("day")
    made = Expression(form=form, **found)
    return made if _possible(made) else None


def _at(pieces: Sequence[Piece]) -> Expression | None:
    """The day among ``pieces``; what else they hold is its hour."""
    if any(piece.kind == "unit" and piece.value not in ("night", "hour") for piece in pieces):
        return None
    days: list[Expression] = [p.value for p in pieces if p.kind in ("day_of", "period")]
    hours = [hour for piece in pieces if (hour := _hour(piece))]
    return replace(days[0], hour=hours[0]) if hours else days[0]


def _hour(piece: Piece) -> str | None:
    """The part of the day, or the hour by the clock, that a piece of "noon on Friday" names."""
    if isinstance(piece.value, Expression):
        return piece.value.hour
    if piece.kind in ("part", "noon", "clock"):
        return str(piece.value)
    return "night" if piece.value == "night" else None


_COUNTED = (
    "last",
    "past",
    "previous",
    "this",
    "next",
    "following",
    "same",
    "latest",
)  # relations that ask for a unit


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _possible(e: Expression) -> bool:
    if e.month and e.day and not exists(e.year or 2000, e.month, e.last_day or e.day):
        return False
    if e.form in ("weekend", "century") and e.unit != e.form:
        return False
    if (e.form == "reference" and e.relation in _COUNTED) or (e.form == "the past" and e.relation != "past"):
        return False
    if e.form == "measure" and e.count is None and e.unit and not e.plural:
        return False
    if e.last_day is not None and e.day is not None and e.day >= e.last_day:
        return False
    return e.form != "both" or _neighbours(e.left, e.right)


def _neighbours(left: Expression | None, right: Expression | None) -> bool:
    """Two days close enough to be one stretch: "Saturday and Sunday", "3 July and 5 July"."""
    near = ("weekday", "deictic", "overnight")
    if left is None or right is None:
        return False
    if left.form in near and right.form in near:
        return True
    return left.form == right.form == "date" and (left.year, left.month) == (right.year, right.month)


def _add(found: dict[str, Any], piece: Piece, number: str) -> None:
    if isinstance(piece.value, Expression):
        found["right" if "left" in found else "left"] = piece.value
    elif piece.kind == "numeric":
        found.update(piece.value)
    elif piece.kind == "unit":
        found["unit"], found["plural"] = piece.value, piece.text.lower().endswith("s")
    elif piece.kind == "vague":
        found["count"], found["most"] = piece.value
    elif number == "year" and piece.kind in ("day", "number", "year"):
        found["year"] = piece.value
    elif piece.kind in ("year", "number") and number == "count":
        found["count"] = piece.value
    elif piece.kind in ("word", "ordinal") and "count" in found:
        found["count"] += piece.value  # "twenty-five", "twenty-first"
    elif name := _FIELDS.get(piece.kind):
        later = f"last_{name}"
        found[later if name in found and later in _NAMES else name] = piece.value
