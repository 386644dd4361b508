"""Sentences of a passage as exact slices of the received text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline import tables

LONGEST = 1200  # characters; what is longer is a list or a table, and is cut at the last pause before

_OPEN, _CLOSE = "\"'“‘«([", "\"'”’»)]"
_STOP = re.compile(rf"[.!?…]+[{re.escape(_CLOSE)}]*")
_SOFT = re.compile(r"\n\s*\n|\n(?=\s*[•▪●◦*·–—-]\s)|(?<=[.!?…:;”\"’)])[ \t]*\n")
_BULLET = re.compile(r"[•▪●◦*·–—-]+\s+|\s+")
# The stamp of an entry in a live report: "18:40 ", "9.20am: ", "14:05 GMT - "
_STAMP = re.compile(
    r"(?:[01]?\d|2[0-3])(?::[0-5]\d(?:\s?[ap]\.?m\.?)?|[.h][0-5]\d(?=\s?[ap]\.?m\b)\s?[ap]\.?m\.?)"
    r"(?:\s(?:GMT|UTC|BST|CES?T|E[SD]?T|local time))?\s*[:|–—-]?\s+(?=[\"“‘']?[A-Z])"
)
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]]+$")
_NEXT_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")


@dataclass(frozen=True, slots=True)
class _Words:
    before_names: frozenset[str]
    before_numbers: frozenset[str]
    maybe_last: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]


@cache
def _words() -> _Words:
    table = tables.read(__package__, "splitting.toml")
    return _Words(**{key: frozenset(values) for key, values in table.items()})


def split(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the sentences of ``text``, without the white space around them.

    Deterministic; each sentence is ``text[start:end]``; bullets in front are left out.
    """
    found: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        for first, last in _sentences(text, start, end):
            found.extend(_shorten(text, *_strip(text, first, last)))
    return [(start, end) for start, end in found if end > start]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches parted by blank lines, bullets and line ends after a full stop."""
    here = 0
    for match in _SOFT.finditer(text):
        yield here, match.start()
        here = match.end()
    yield here, len(text)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here, depth, seen = start, 0, start
    for match in _STOP.finditer(text, start, end):
        depth += text.count("(", seen, match.end()) - text.count(")", seen, match.end())
        seen = match.end()
        if depth > 0 and ")" in text[match.end() : match.end() + 200]:
            continue
        if _ends(text, here, match, end):
            yield here, match.end()
            here, depth = match.end(), 0
    yield here, end


def _ends(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Does the stop found by ``match`` end the sentence that begins at ``start``?"""
    after = match.end()
    rest = text[after : min(end, after + 80)]
    if not rest.strip():
        return True
    word = _word_before(text, start, match.start())
    if not rest[0].isspace():
        return _glued(word, rest)
    rest = rest.lstrip().lstrip(_OPEN + "—–- ")
    if not rest or rest[0].islower() or not (rest[0].isalnum() or rest[0] in "$£€#@"):
        return False
    if match.group()[0] == "." and match.group() != "..." and _abbreviated(word, rest):
        return False
    return not (match.group()[0] in "?!" and match.end() - match.start() > 1 and _spoken(rest))


def _word_before(text: str, start: int, stop: int) -> str:
    match = _LAST_WORD.search(text[max(start, stop - 40) : stop])
    return match.group() if match else ""


def _glued(word: str, rest: str) -> bool:
    """A missing space: 'fell.The', 'fell."The'; not 'example.Com' or 'U.S'."""
    if not word.isalpha() or len(word) < 2 or not word[-1].islower():
        return False
    core = rest.lstrip(_OPEN)
    return (
        len(core) > 2 and core[0].isupper() and (core[1].islower() or core[1] == " ") and "/" not in rest[:20]
    )


def _abbreviated(word: str, rest: str) -> bool:
    """Does ``word`` with its full stop belong to ``rest`` rather than end the sentence?"""
    words, low = _words(), word.lower().rstrip(".")
    following = _NEXT_WORD.match(rest)
    begins = following is not None and following.group().lower() in words.starters
    if low in words.before_names:
        return rest[0].isupper()
    if low in words.before_numbers:
        return rest[0].isdigit()
    if low in words.maybe_last or _ACRONYM.fullmatch(word):
        return not begins
    return len(word) == 1 and word.isupper() and not begins


def _spoken(rest: str) -> bool:
    return any(word.lower().strip(",.") in _words().speech for word in rest.split()[:5])


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (match := _BULLET.match(text, start, end)):
        start = match.end()
    if match := _STAMP.match(text, start, end):
        start = match.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _shorten(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind("; "), window.rfind("\n"))
        cut = cut if cut > LONGEST // 4 else window.rfind(" ")
        cut = cut + 1 if cut > 0 else LONGEST
        yield _strip(text, start, start + cut)
        start += cut
    yield _strip(text, start, end)
