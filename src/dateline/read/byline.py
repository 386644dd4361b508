"""Lines that name who wrote a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from dateline import tables
from dateline.read.credits import whole_credit

_PERSON = r"[A-ZÀ-Þ][\w’'.-]+(?:\s(?:[A-ZÀ-Þ][\w’'.-]*|al|de|van|von|bin|ibn|el|da|di|der)){1,3}"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?:,\s*|\s+and\s+|,\s+and\s+){_PERSON})*")
_PLACED = re.compile(
    rf"(?P<who>{_PERSON}(?:\s+and\s+{_PERSON})*)\s*(?:in|\||–|—|-|·)\s+(?P<rest>[A-Z].{{1,60}})"
)


@cache
def _patterns() -> tuple[list[re.Pattern[str]], int]:
    row: Any = tables.read(__package__, "furniture.toml")["byline"]
    return [re.compile(pattern, re.I) for pattern in row["matches"]], row["most"]


def find_byline(text: str, agencies: Callable[[str], str | None], *, under_headline: bool) -> str | None:
    """Who a line says wrote the report; None where it is no byline.

    Names alone count only ``under_headline``, and when an agency or outlet follows them.
    """
    patterns, most = _patterns()
    if len(text) > most or (text.rstrip().endswith((".", "!", "?")) and len(text.split()) > 6):
        return None
    for pattern in patterns:
        found = pattern.match(text)
        if found:
            rest = re.sub(r"^\w+(?:\s+by)?\s*:?\s+", "", text, count=1)
            return rest if re.match(r"[A-ZÀ-Þ(@]", rest) else None
    if not under_headline:
        return None
    who, _, where = re.sub(r"\s[·|–—-]\s", ",", text).rpartition(",")
    if who and _PEOPLE.fullmatch(who.strip()) and whole_credit(where, agencies):
        return text
    placed = _PLACED.fullmatch(text)
    return text if placed and (len(placed["rest"].split()) <= 4) and len(text.split()) <= 9 else None
