"""What the rooms ask about names of the world: one room reads text with them, another holds the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.records import KnownActor, Place


class PlaceNames(Protocol):
    """What ``annotate`` needs to know about places; ``resolve`` provides it."""

    def longest(self, words: Sequence[str], at: int) -> int:
        """Number of words of the longest place name that starts at ``words[at]``; 0 if none."""

    def named(self, name: str) -> tuple[Place, ...]:
        """Every gazetteer entry that bears ``name`` in some spelling, most prominent first."""


class ActorNames(Protocol):
    """What ``annotate`` and ``claims`` need to know about actors; ``resolve`` provides it."""

    def longest(self, words: Sequence[str], at: int) -> int:
        """Number of words of the longest known actor name that starts at ``words[at]``; 0 if none."""

    def named(self, name: str) -> KnownActor | None:
        """The actor that bears ``name``, or None."""

    def demonym(self, word: str) -> KnownActor | None:
        """The state that "Afghan", "Afghans" or "Kabul" (as a metonym of its government) leads to."""

    def state(self, country: str) -> KnownActor | None:
        """The state of a country (ISO 3166 code), or None."""
