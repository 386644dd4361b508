"""How the reports of a case write names: with a capital, with an article, or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
            told = re.findall(rf"(\b[Tt]he )?\b{re.escape(name)}\b(?![\w’'])", self._words)
            self._articles[name] = len(told) > 0 and sum(map(bool, told)) >= 0.4 * len(told)
        return self._articles[name]


def learn(reports: Sequence[Report]) -> Usage:
    """How the first of ``reports`` write names."""
    return Usage("\n".join(r.received_text for r in reports[:LEARNT]))
