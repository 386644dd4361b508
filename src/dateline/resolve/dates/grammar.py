"""Finds time expressions: words to classes, then passes of rules over the string of classes.

A cascade of finite-state rules (Abney 1996, "Partial parsing via finite-state cascades") over one
character per word, so that a whole sentence costs a few dozen matches of short regular expressions.
The words stand in words.toml, the rules in rules.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from dateline import tables
from dateline.records import TimeSpan
from dateline.resolve.dates.expression import Expression, Piece, compose, exists

_PACKAGE = "dateline.resolve.dates"
_SHAPES = (
    (
        "numeric",
        r"\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.]+Z?)?|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4}",
    ),
    ("clock", r"\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?|\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\s?o[’']clock"),
    ("decade", r"1\d\d0s\b|20\d0s\b|[’']\d0s\b"),
    ("nth", r"\d{1,2}(?:st|nd|rd|th)\b"),
    ("digits", r"\d[\d,]*\d(?:\.\d+)?|\d(?:\.\d+)?"),
    ("letters", r"[^\W\d_]+"),
    ("sign", r"[^\w\s]"),
)
_WORD = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES), re.IGNORECASE)
_TRIGGERS = (
    "weekday",
    "wdabbr",
    "month",
    "mabbr",
    "unit",
    "deictic",
    "overnight",
    "noon",
    "part",
    "season",
    "quarter",
)
_MADE = ("day_of", "period", "length", "hour_of", "span", "set", "reference")
_SHAPED = ("numeric", "clock", "decade", "nth", "day", "year", "number")
_LEADS_TO_MONTH = (
    "in",
    "since",
    "by",
    "from",
    "until",
    "between",
    "to",
    "and",
    "of",
    "modifier",
    "rel",
    "after",
    "before",
)
_UNKNOWN = "\x01"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of rules.toml."""

    makes: str
    form: str
    pattern: str
    number: str = "day"
    tells_day: bool = True  # False: words for the tagger alone, which date no event ("now", "two-week")
    tagged: bool = True  # False: a stretch, of which the tagger takes both ends apart


class Rules(NamedTuple):
    """The rules of a pass with their patterns, and one pattern that matches wherever one of them does."""

    each: tuple[tuple[Rule, re.Pattern[str]], ...]
    any: re.Pattern[str]


Passes = tuple[Rules, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables, compiled."""

    classes: Mapping[str, tuple[str, Any]]  # lower-case word: its class and value
    capital: frozenset[str]
    letters: Mapping[str, str]  # class: its one-character code
    passes: Passes  # what dates events: points, days with their hours, stretches
    tagging: Passes  # what TimeML tags: points and days alone, but also those that date no event
    gate: re.Pattern[str]
    names: re.Pattern[str]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of words.toml and rules.toml.

    Raises:
        TableError: a rule names a class that is neither in words.toml nor made by an earlier rule.
    """
    words, rules = tables.read(_PACKAGE, "words.toml"), tables.read(_PACKAGE, "rules.toml")
    names = [*words["class"], *_SHAPED, *_MADE]
    letters = {name: chr(0x100 + i) for i, name in enumerate(names)}
    classes = {w: (name, value) for name, rows in words["class"].items() for w, value in rows.items()}
    every = [
        tuple(
            (r, _compiled(r.pattern, rules["alias"], letters))
            for r in tables.rows(_PACKAGE, "rules.toml", part, Rule)
        )
        for part in ("point", "day", "stretch")
    ]
    passes = tuple(_pass((r, p) for r, p in part if r.tells_day) for part in every)
    triggers = "|".join(
        sorted((w for w, (name, _) in classes.items() if name in _TRIGGERS), key=len, reverse=True)
    )
    gate = re.compile(
        rf"\b(?:{triggers}|(?:1\d|20)\d\ds?)\b|\d[/.-]\d+[/.-]\d|\d:\d\d|\d\s?[ap]\.?m", re.IGNORECASE
    )
    capital = frozenset(words["capital"])
    tagging = tuple(_pass((r, p) for r, p in part if r.tagged) for part in every[:2])
    return Grammar(classes, capital, letters, passes, tagging, gate, _names(words["names"]))


def _pass(rules: Iterable[tuple[Rule, re.Pattern[str]]]) -> Rules:
    each = tuple(rules)
    return Rules(each, re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in each)))


def _names(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + ")", re.IGNORECASE)


def _compiled(pattern: str, alias: Mapping[str, str], letters: Mapping[str, str]) -> re.Pattern[str]:
    """``pattern`` with every name replaced by its character, aliases first, spaces dropped."""

    def spelt(match: re.Match[str]) -> str:
        name = match.group()
        if name in alias:
            return re.sub(r"[a-z_]+", spelt, alias[name])
        if name not in letters:
            raise tables.TableError(
                f"{_PACKAGE}/rules.toml: {name!r} in {pattern!r} is no class of words.toml; "
                f"expected one of {', '.join(sorted([*letters, *alias]))}"
            )
        return letters[name]

    return re.compile(re.sub(r"\s+", "", re.sub(r"[a-z_]+", spelt, pattern)))


@lru_cache(maxsize=8192)
def parsed(text: str) -> tuple[tuple[TimeSpan, Expression], ...]:
    """The time expressions of ``text`` with their meaning, in text order; spans do not overlap."""
    g = grammar()
    return _found(text, g.passes, g) if g.gate.search(text) else ()


def tagged(text: str) -> tuple[tuple[TimeSpan, Expression], ...]:
    """What TimeML tags in ``text``: also sets, references and lengths, but the ends of a stretch apart."""
    g = grammar()
    return _found(text, g.tagging, g)


def _found(text: str, passes: Passes, g: Grammar) -> tuple[tuple[TimeSpan, Expression], ...]:
    pieces = list(_pieces(text, g))
    for rules in passes:
        pieces = _reduced(text, pieces, rules, g)
    return tuple(
        (TimeSpan(p.start, p.end, p.text, p.value.form), p.value)
        for p in pieces
        if isinstance(p.value, Expression) and _tells_time(p)
    )


def _tells_time(piece: Piece) -> bool:
    """Not an hour of no stated day, except noon, midnight and times of the clock."""
    return piece.kind != "hour_of" or piece.value.hour in ("noon", "midnight") or piece.text[:1].isdigit()


def _pieces(text: str, g: Grammar) -> Iterator[Piece]:
    hidden = [m.span() for m in g.names.finditer(text)]
    for match in _WORD.finditer(text):
        shape, word = str(match.lastgroup), match.group()
        if any(start <= match.start() < end for start, end in hidden):
            yield Piece("", match.start(), match.end(), word, None)
        else:
            kind, value = _classified(shape, word, g)
            yield Piece(kind, match.start(), match.end(), word, value)


def _classified(shape: str, word: str, g: Grammar) -> tuple[str, Any]:
    if shape in ("letters", "sign"):
        lower = word.lower()
        known = g.classes.get(lower)
        if known is None or (lower in g.capital and word == lower):
            return "", None
        return known
    if shape == "digits":
        return _number(word)
    if shape == "numeric":
        value = _numeric(word)
        return ("numeric", value) if value else ("", None)
    if shape == "clock":
        return "clock", word
    number = int(re.sub(r"\D", "", word))
    return shape, 1900 + number if shape == "decade" and number < 100 else number


def _number(word: str) -> tuple[str, Any]:
    if not word.isdigit():
        return "number", int(float(word.replace(",", "")))
    value = int(word)
    if 1 <= value <= 31 and len(word) <= 2:
        return "day", value
    return ("year" if len(word) == 4 and 1000 <= value <= 2100 else "number"), value


def _numeric(word: str) -> dict[str, Any] | None:
    """Year, month and day of 2021-07-08, 5/20/2023 or 8.7.2021; None when no calendar has it."""
    parts = [int(part) for part in re.split(r"[-/.]", word.split("T")[0])]
    if "-" in word:
        year, month, day = parts
        return _dated(year, month, day, swapped=False)
    first, second, year = parts
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if "." in word or first > 12:
        return _dated(year, second, first, swapped=False)
    return _dated(year, first, second, swapped=second <= 12 and first != second)


def _dated(year: int, month: int, day: int, *, swapped: bool) -> dict[str, Any] | None:
    return (
        {"year": year, "month": month, "day": day, "swapped": swapped} if exists(year, month, day) else None
    )


def _reduced(text: str, pieces: list[Piece], rules: Rules, g: Grammar) -> list[Piece]:
    """``pieces`` with the longest match at each place joined into one."""
    codes = "".join(g.letters.get(p.kind, _UNKNOWN) for p in pieces)
    done: list[Piece] = []
    at = 0
    while at < len(pieces):
        rule, end = _longest(codes, at, rules) if codes[at] != _UNKNOWN else (None, at)
        made = _joined(text, rule, pieces[at:end], done[-1] if done else None) if rule else None
        done.append(made or pieces[at])
        at = end if made else at + 1
    return done


def _longest(codes: str, at: int, rules: Rules) -> tuple[Rule | None, int]:
    best, end = None, at
    for rule, pattern in rules.each if rules.any.match(codes, at) else ():
        match = pattern.match(codes, at)
        if match and match.end() > end:
            best, end = rule, match.end()
    return best, end


def _joined(text: str, rule: Rule, pieces: Sequence[Piece], before: Piece | None) -> Piece | None:
    if _other_word(pieces, before):
        return None
    expression = compose(rule.form, rule.number, pieces)
    if expression is None:
        return None
    start, end = pieces[0].start, pieces[-1].end
    return Piece(rule.makes, start, end, text[start:end], expression)


def _other_word(pieces: Sequence[Piece], before: Piece | None) -> bool:
    """ "May" and "March" that stand alone with nothing before them that leads to a month."""
    alone = len(pieces) == 1 and pieces[0].text.lower() in ("may", "march")
    return alone and (before is None or before.kind not in _LEADS_TO_MONTH)
