"""Names found in a sentence as the rooms find them."""

from __future__ import annotations

from typing import Protocol


class Table(Protocol):
    """Anything that knows how many words its longest name at a word takes."""

    def longest(self, words: list[str], at: int) -> int: ...


def spotted(table: Table, sentence: str) -> list[str]:
    """Names found from left to right, the longest at each place."""
    words, at, found = sentence.split(), 0, []
    while at < len(words):
        length = table.longest(words, at)
        if length:
            found.append(" ".join(words[at : at + length]))
        at += length or 1
    return found
