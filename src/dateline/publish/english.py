"""Small things that English wants right: dates, lists, numbers and plurals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.records import When


def day(value: date, *, year: bool = True) -> str:
    """``8 July 2021``."""
    return f"{value.day} {value:%B}" + (f" {value.year}" if year else "")


def days(start: date, end: date) -> str:
    """``8 July 2021``, ``8–9 July 2021``, ``30 June–2 July 2021``; years only where they differ."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start, year=start.year != end.year)}–{day(end)}"


def time_phrase(when: When | None) -> str:
    """``on 8 July 2021``, ``in July 2021``; empty where the event has no date of its own."""
    if when is None or when.precision == "unknown":
        return ""
    start, end = when.start, when.end
    if start is None:
        return "" if end is None else f"by {day(end)}"
    if end is None:
        return f"from {day(start)}"
    if when.precision == "year":
        return f"in {start.year}"
    if when.precision == "month":
        return f"in {start:%B %Y}"
    if when.precision == "week":
        return f"in the week of {day(start)}"
    return f"on {day(start)}" if start == end else f"between {days_between(start, end)}"


def days_between(start: date, end: date) -> str:
    """``6 and 8 July 2021``, for use after ``between``."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} and {day(end)}"
    return f"{day(start, year=start.year != end.year)} and {day(end)}"


def listing(items: Sequence[str], *, word: str = "and") -> str:
    """``A, B and C``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``one report``, ``12 reports``: small numbers in words."""
    word = _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def figure(number: float | None) -> str:
    """A number as a reader expects it: thousands parted, no needless decimals; ``?`` for none."""
    if number is None:
        return "?"
    return f"{int(number):,}" if float(number).is_integer() else f"{number:,.1f}"


def sentence(text: str) -> str:
    """``text`` with a capital first letter and a full stop."""
    text = " ".join(text.split())
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…" or text[-2:] in (".”", "!”", "?”") else text + "."


def short(text: str, limit: int = 220) -> str:
    """``text`` on one line, cut at a word's end with an ellipsis if it is longer than ``limit``."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"


_BODIES = {
    "government", "army", "ministry", "military", "police", "forces", "authorities", "council", "union",
    "bloc", "alliance", "coalition", "navy", "presidency", "parliament", "court", "hospital", "junta",
}  # fmt: skip
_DETERMINED = {"the", "a", "an", "some", "several", "many", "no", "one", "two", "three", "both", "other"}


def with_article(name: str) -> str:
    """``name`` with "the" where English wants it: "the army", "the Quilian government"; not "rebels"."""
    words = name.split()
    if not words or words[0].lower() in _DETERMINED:
        return name
    common = words[0].islower() and not words[0].endswith("s") and not words[-1].endswith("s")
    return f"the {name}" if common or words[-1].lower() in _BODIES else name
