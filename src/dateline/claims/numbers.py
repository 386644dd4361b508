"""Numbers in words and digits, with their bounds and denominators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from typing import Any

from dateline import tables
from dateline.records import Quantity, Sentence
from dateline.syntax import words

_LONGEST_BOUND = 3  # words: "no fewer than"


@cache
def _table() -> Mapping[str, Any]:
    return tables.read(__package__, "numbers.toml")


@cache
def _pattern() -> re.Pattern[str]:
    table = _table()
    spelled = "|".join(sorted([*table["small"], *table["scale"]], key=len, reverse=True))
    digits = r"\d{1,3}(?:[,\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    word = rf"(?:{spelled})(?:[\s-]+(?:and[\s-]+)?(?:{spelled}))*"
    vague = "|".join(sorted(table["vague"], key=len, reverse=True))
    value = rf"(?:{digits})(?:\s*(?:{'|'.join(table['scale'])}))?\b|{word}\b|(?:{vague})\b"
    before = "|".join(sorted((re.escape(w) for w in table["bounds"]), key=len, reverse=True))
    after = "|".join(sorted(table["bounds_behind"], key=len, reverse=True))
    fraction = "|".join(sorted(table["fractions"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<bound>{before})\s+)?(?:"
        rf"(?P<fraction>(?:{fraction}))\b(?=\s+of\b|\s+the\b)"
        rf"|(?P<first>{value})(?:\s*(?:to|and|or|[-–])\s*(?P<second>{value}))?)"
        r"(?P<percent>\s*(?:%|per\s?cent\b|percentage points?\b))?"
        rf"(?:\s+(?P<after>{after})\b)?",
        re.IGNORECASE,
    )


def is_spelled(word: str) -> bool:
    """Is the word a number in letters ("Thirteen")?"""
    return word.lower() in _table()["small"]


def quantities(text: str, unit: str) -> tuple[Quantity, ...]:
    """Every number in ``text`` as a quantity of ``unit``, in order.

    "more than 100" is low 100 with an open high; "four of 19" is 4 of 19; "dozens" takes the bounds
    of numbers.toml. Years, ordinals, times of day and ages are not quantities.
    """
    found: list[Quantity] = []
    for match in _pattern().finditer(text):
        if _is_not_a_count(text, match):
            continue
        made = _quantity(match, unit)
        if made is not None:
            found.append(made)
    return tuple(_with_denominators(text, found))


def bounded_from(sentence: Sentence, first: int) -> int:
    """The token from which a count begins with its bound, where the parse hung "over" on the verb."""
    for back in range(_LONGEST_BOUND, 0, -1):
        if first >= back and words(sentence, first - back, first).lower() in _table()["bounds"]:
            return first - back
    return first


def value_of(words: str) -> float | None:
    """The number that ``words`` spell ("1,200", "two million", "forty-seven"), or None.

    >>> value_of("two hundred and six"), value_of("1.5 million"), value_of("both")
    (206.0, 1500000.0, None)
    """
    small, scale = _table()["small"], _table()["scale"]
    total, current, seen = 0.0, 0.0, False
    cleaned = re.sub(r"(?<=\d)[,\u202f ](?=\d{3})", "", words.lower())
    for word in re.findall(r"[a-z]+|\d+(?:\.\d+)?", cleaned):
        if word[0].isdigit():
            current, seen = current + float(word), True
        elif word in small:
            current, seen = current + small[word], True
        elif word in scale:
            multiplier = float(scale[word])
            current = (current or 1) * multiplier
            if multiplier >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif word != "and":
            return None
    return total + current if seen else None


def _is_not_a_count(text: str, match: re.Match[str]) -> bool:
    words = match.group(0)
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return True
    after = text[match.end() : match.end() + 12].lower()
    before = text[max(0, match.start() - 12) : match.start()].lower()
    if re.match(r"\s*(?:st|nd|rd|th|-year|-month|-day|-hour|a\.?m|p\.?m|:\d|years? old)\b", after):
        return True
    named = re.search(r"[A-Z][\w’'-]+,\s*$", text[: match.start()])
    if named and re.match(r"\s*(?:,|$)", text[match.end() :]):
        return True  # an age: "Amina Yusuf, 27, was killed"
    months = "|".join(_table()["months"])
    return bool(re.search(rf"(?:{months})\.?\s*$", before)) or bool(re.match(rf"\s*(?:{months})\b", after))


def _quantity(match: re.Match[str], unit: str) -> Quantity | None:
    table, words = _table(), match.group(0).strip()
    bound = _bound(match)
    if match["fraction"]:
        share = float(table["fractions"][_plain(match["fraction"])])
        return _bounded(share, (share, share), bound, "share", words)
    unit = "percent" if match["percent"] else unit
    first = match["first"].lower()
    value = value_of(first)
    if value is None:
        low, high = (float(v) for v in table["vague"][_plain(first)])
        return _bounded(None, (low, high), bound, unit, words)
    other = _upper_end(match, value)
    if other is not None:
        return Quantity(None, value, other, unit, words)
    return _bounded(value, (value, value), bound, unit, words)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())


def _bound(match: re.Match[str]) -> str:
    """What the words before or behind the number make of it: "low", "high", "about" or nothing."""
    before = _table()["bounds"].get(_plain(match["bound"] or ""), "")
    return str(before or _table()["bounds_behind"].get(_plain(match["after"] or ""), ""))


def _upper_end(match: re.Match[str], value: float) -> float | None:
    """The upper end of a range ("12 to 15", "between 12 and 15"); "12 and 15" are two numbers."""
    other = value_of(match["second"]) if match["second"] else None
    if other is None or other <= value:
        return None
    joined = re.search(r"\b(?:and|or)\b", match.group(0))
    between = (match["bound"] or "").lower().startswith("between")
    return other if between or not joined else None


def _bounded(value: float | None, ends: tuple[float, float], bound: str, unit: str, text: str) -> Quantity:
    low, high = ends
    return Quantity(value, None if bound == "high" else low, None if bound == "low" else high, unit, text)


def _with_denominators(text: str, found: list[Quantity]) -> list[Quantity]:
    made: list[Quantity] = []
    skip = False
    for here, following in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        if following is not None and following.value and here.value and following.value > here.value:
            between = re.search(
                rf"{re.escape(here.text)}\s+(?:out\s+)?of\s+(?:[\w’'.-]+\s+){{0,3}}?{re.escape(following.text)}",
                text,
            )
            if between:
                here = Quantity(here.value, here.low, here.high, here.unit, here.text, following.value)
                skip = True
        made.append(here)
    return made
