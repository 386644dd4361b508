"""A page as lines, and lines that belong together as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_EDGE = " \t\xa0\u200b\u200c\u200d\u200e\u200f\ufeff\u202a\u202b\u202c\u2060\x00\ufffd"
_TERMINAL = re.compile(r"[.!?…]['\"”’)\]»]*$")
_WRAP_MOST = 100  # plain text is wrapped at 65 to 80 columns; longer lines are paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its ends; ``gap`` counts the empty lines above it."""

    start: int
    end: int
    text: str
    gap: int

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def ends_sentence(self) -> bool:
        """Whether the line closes like a sentence."""
        return bool(_TERMINAL.search(self.text))

    @property
    def is_sentence(self) -> bool:
        """Whether the line reads as text of a report: a sentence or more, or a long cut-off one."""
        count = len(self.words)
        return (self.ends_sentence and count >= 5) or count >= 28


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold anything, in order, with offsets into it."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        words = match.group().strip(_EDGE)
        if not words:
            continue
        start = match.start() + match.group().index(words)
        breaks = text[last : match.start()].replace("\r\n", "\n")
        gap = max(0, sum(breaks.count(mark) for mark in "\n\r\u2028\u2029\x0b\x0c\x85") - bool(found))
        found.append(Line(start, start + len(words), words, gap))
        last = match.end()
    return found


def join_wrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """Lines of hard-wrapped plain text joined to paragraphs; other text unchanged.

    A line was broken by a wrap when the first word below would not have fitted beside it within
    the width of the text; the text is wrapped when most of such lines stop inside a sentence.
    """
    broken = _broken(lines)
    joined: list[Line] = []
    for index, line in enumerate(lines):
        if index - 1 in broken:
            first = joined.pop()
            line = Line(first.start, line.end, text[first.start : line.end], first.gap)
        joined.append(line)
    return joined


def _broken(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that a wrap broke off."""
    lengths = [len(line.text) for line in lines]
    short = [length for length in lengths if length <= _WRAP_MOST]
    if len(short) < max(4, 0.8 * len(lines)):
        return set()
    width = max(short)
    full = {
        i
        for i, (line, below) in enumerate(pairwise(lines))
        if below.gap == 0 and lengths[i] <= width < lengths[i] + 1 + len(below.words[0])
    }
    inside = [i for i in full if not lines[i].ends_sentence]
    return full if len(inside) >= max(3, len(full) / 2) else set()
