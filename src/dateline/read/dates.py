"""Days written in English news: found, read, and told from other lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dateline import tables


@cache
def table() -> Mapping[str, Any]:
    """The words of dates, as ``dates.toml`` has them."""
    return tables.read(__package__, "dates.toml")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is written; ``year`` None where none stands there."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None  # 0 is Monday
    swapped: bool = False  # day and month could be the other way round

    def on(self, year: int) -> date | None:
        """The day in ``year``; None for 29 February elsewhere."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def date(self) -> date | None:
        """The full date, where the year is written."""
        return self.on(self.year) if self.year else None


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(table()["months"], key=len, reverse=True))
    weekdays = "|".join(f"{name}|{name[:4]}|{name[:3]}" for name in table()["weekdays"]["names"])
    weekday = rf"(?:\b(?P<wd{{n}}>{weekdays})\b\.?,?\s+(?:the\s+)?)?"
    day, month = r"(?P<d{n}>[0-3]?\d)(?:st|nd|rd|th)?", rf"(?P<m{{n}}>{months})\b\.?"
    year = r"(?P<y{n}>(?:19|20)\d\d)\b"
    forms = (
        rf"{weekday}(?<![\d.:/-])\b{day}(?:\s+of)?[\s-]+{month}(?:,?[\s-]+{year})?",
        rf"{weekday}\b{month}\s+{day}(?![\d:%]|\s*(?:,\d|per\s?cent|people|killed))\b(?:,?\s+{year})?",
        r"(?<![\d/-]){year}([-/.])(?P<m{n}>[01]?\d)\2(?P<d{n}>[0-3]?\d)(?![\d/-])",
        r"(?<![\d/.-])(?P<m{n}>[0-3]?\d)([-/.])(?P<d{n}>[0-3]?\d)\2{year}(?![\d/-])",
    )
    spelled = []
    for n, form in enumerate(forms):
        named = form.replace("{year}", year).replace("{n}", str(n))
        spelled.append(named.replace(r"\2", rf"(?P=s{n})").replace("([-/.])", rf"(?P<s{n}>[-/.])"))
    return re.compile("|".join(f"(?:{form})" for form in spelled), re.I)


def find_days(text: str) -> Iterator[Day]:
    """Every day written with its month, in order; numbers alone need their year.

    "5/20/2023" has the month first; where both orders can be read, ``swapped`` says so and slashes
    are read month first, full stops and hyphens day first.
    """
    for match in _pattern().finditer(text):
        groups = {key[:-1]: value for key, value in match.groupdict().items() if value}
        month, day, swapped = _month_and_day(groups, numeric=match.group("m3") is not None)
        weekday = groups.get("wd")
        names = table()["weekdays"]["names"]
        index = next((i for i, n in enumerate(names) if weekday and n.startswith(weekday.lower()[:3])), None)
        year = int(groups["y"]) if "y" in groups else None
        found = Day(match.start(), match.end(), year, month, day, index, swapped)
        if 1 <= month <= 12 and found.on(year or 2000):
            yield found


def _month_and_day(groups: Mapping[str, str], *, numeric: bool) -> tuple[int, int, bool]:
    month = groups["m"].lower()
    if not month.isdigit():
        return table()["months"][month], int(groups["d"]), False
    first, second = int(month), int(groups["d"])
    if not numeric:
        return first, second, False
    day_first = first > 12 or (groups["s"] in ".-" and second <= 12)
    both = first <= 12 and second <= 12 and first != second
    return (second, first, both) if day_first else (first, second, both)


@cache
def _line_words() -> re.Pattern[str]:
    data = table()
    words = {*data["lines"]["fillers"], *data["months"], *data["weekdays"]["names"]}
    words |= {name[:n] for name in data["weekdays"]["names"] for n in (3, 4)}
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    # each round is atomic: else a run of digits could be cut up in as many ways as it has subsets
    return re.compile(rf"(?>[\W_]*(?:(?:{listed})(?![a-z])|\d+))+[\W_]*", re.I)


def is_date_line(text: str) -> bool:
    """Whether a line holds a date or a time and nothing else ("Updated: 5/20/2023", "14:30 GMT")."""
    if len(text) > 120 or not _line_words().fullmatch(text):
        return False
    labels = table()["lines"]["published"] + table()["lines"]["updated"]
    words = re.findall(r"[a-z]+", text.lower())
    dated = any(True for _ in find_days(text)) or re.search(r"\d\s*[:.h]\s*\d\d|\d\s*(?:am|pm)\b", text, re.I)
    ago = bool(re.search(r"\bago\b", text, re.I))
    whole = set(words) & {*table()["months"], *table()["weekdays"]["names"]}
    return bool(
        dated or ago or (words and words[0] in labels and len(words) <= 4) or (whole and len(words) <= 3)
    )


def weekdays_in(text: str) -> set[int]:
    """Days of the week that a text names, without "last Monday" and "next Friday"."""
    names = table()["weekdays"]["names"]
    found = re.finditer(rf"(\b\w+\s+)?\b({'|'.join(names)})\b", text, re.I)
    aside = ("last ", "next ", "previous ", "following ", "coming ", "every ", "until ", "by ", "from ")
    return {names.index(m.group(2).lower()) for m in found if (m.group(1) or "").lower() not in aside}
