"""How the reports of a case write names: with a capital, with an article, or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from dateline.records import Report

LEARNT = 500  # reports from which is learnt how names are written
_DIRECTIONS = {"western", "eastern", "northern", "southern"}  # capitals where they name a camp


class Usage:
    """What the words of some reports show of how names are written."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._articles: dict[str, bool] = {}

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(re.findall(r"(?<=[a-z,] )[a-z][a-z'’-]*", self._words))

    @cached_property
    def _capitals(self) -> frozenset[str]:
        return frozenset(re.findall(r"(?<=[a-z,] )[A-Z][\w'’-]*", self._words))

    def is_common(self, word: str) -> bool:
        """Whether a word begins with a capital only where a sentence does."""
        return word.lower() in self._small and word.lower() not in _DIRECTIONS and not word[1:2].isupper()

    def is_capital(self, word: str) -> bool:
        """Whether a word begins with a capital in the middle of a sentence too."""
        return word in self._capitals or word.lower() in _DIRECTIONS or word[1:2].isupper()

    def has_article(self, name: str) -> bool:
        """Whether "the" stands before a name nearly as often as not."""
        if name not in self._articles:
            told = list(self._told(name)) if name else []
            self._articles[name] = len(told) > 0 and sum(told) >= 0.4 * len(told)
        return self._articles[name]

    def _told(self, name: str) -> Iterator[bool]:
        """For each time that a name stands there as a whole: whether "the" stands before it."""
        words, at = self._words, self._words.find(name)
        while at >= 0:
            end = at + len(name)
            if not _joins(words[at - 1 : at]) and not _joins(words[end : end + 1], "’'"):
                yield words[max(0, at - 4) : at].lower() == "the " and not _joins(words[at - 5 : at - 4])
            at = words.find(name, end)


def _joins(letter: str, more: str = "") -> bool:
    """Whether a letter goes on with the word beside it."""
    return letter.isalnum() or letter == "_" or (letter != "" and letter in more)


def learn(reports: Sequence[Report]) -> Usage:
    """How the first of ``reports`` write names."""
    return Usage("\n".join(r.received_text for r in reports[:LEARNT]))
