"""Organs that every state has, named from the state: "Kenyan interior ministry", "army of Chad"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline import tables
from dateline.fold import fold
from dateline.records import KnownActor
from dateline.resolve.actors.rows import PACKAGE, states

Owner = tuple[int, KnownActor]
_TYPES = {"ministry": "ministry", "force": "force", "government": "government"}


@dataclass(frozen=True, slots=True)
class Organ:
    """A row of organs.toml under one of its phrases."""

    slug: str
    type: str
    name: str  # canonical phrase


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, Organ]:
    """Organs by their folded phrases."""
    table = tables.read(PACKAGE, "organs.toml")
    return {
        fold(phrase): Organ(slug, kind, names[0])
        for section, kind in _TYPES.items()
        for slug, names in table[section].items()
        for phrase in names
    }


@lru_cache(maxsize=1)
def _begins() -> frozenset[str]:
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases())


@lru_cache(maxsize=1)
def official_phrases() -> Mapping[str, str]:
    """Folded words for people in a state's service: the slug of the organ they serve."""
    table = tables.read(PACKAGE, "organs.toml")["officials"]
    return {fold(phrase): slug for slug, names in table.items() for phrase in names}


def organ_of(owner: KnownActor, organ: Organ) -> KnownActor:
    """The organ of a state or group as an actor of its own, on its side.

    The armed forces of a state have the id "force:AF", others "state:AF/interior-ministry"; those of a group
    are the group itself.
    """
    if owner.type != "state":
        return owner if organ.type != "ministry" else _group_organ(owner, organ)
    code = str(owner.country)
    style = states()[code].style
    key = f"force:{code}" if organ.type == "force" else f"state:{code}/{organ.slug}"
    if organ.type == "force" and organ.slug != "forces":
        key += f"/{organ.slug}"
    return KnownActor(key, f"{style} {organ.name}", organ.type, (), code, owner.id)


def _group_organ(owner: KnownActor, organ: Organ) -> KnownActor:
    singular = owner.name.removesuffix("s")
    style = singular if singular in owner.aliases else owner.name
    name = f"{style} {organ.name}"
    return KnownActor(f"{owner.id}/{organ.slug}", name, "ministry", (), owner.country, owner.side or owner.id)


class OrganNames:
    """Finds organs by the words around an owner; ``owner_at`` finds the state or group."""

    def __init__(self, owner_at: Callable[[Sequence[str], int], Owner | None]) -> None:
        self._owner_at = owner_at

    def span(self, words: Sequence[str], at: int) -> int:
        """Number of words of the organ's name that starts at ``words[at]``; 0 if none."""
        found = self._found(words, at)
        return found[0] if found else 0

    def actor(self, words: Sequence[str]) -> KnownActor | None:
        """The organ that ``words`` name from first to last, a leading article aside; None if they do not."""
        first = 1 if words and words[0].lower() == "the" else 0
        found = self._found(words, first)
        return found[1] if found and first + found[0] == len(words) else None

    def _found(self, words: Sequence[str], at: int) -> Owner | None:
        if at >= len(words) or not words[at][:1].isalpha():
            return None
        return self._owner_first(words, at) or self._organ_first(words, at)

    def _owner_first(self, words: Sequence[str], at: int) -> Owner | None:
        if not words[at][:1].isupper():
            return None
        owner = self._owner_at(words, at) or self._owner_possessive(words, at)
        if owner is None:
            return None
        length, actor = owner
        if at + length < len(words) and fold(words[at + length]) == "s":
            length += 1
        organ = _phrase_at(words, at + length)
        return (length + organ[0], organ_of(actor, organ[1])) if organ else None

    def _owner_possessive(self, words: Sequence[str], at: int) -> Owner | None:
        """ "Ukraine's" as one word."""
        for end in range(at, min(at + 3, len(words))):
            if words[end].endswith(("'s", "’s")):
                stripped = [*words[at:end], words[end][:-2]]
                owner = self._owner_at(stripped, 0)
                return owner if owner and owner[0] == len(stripped) else None
        return None

    def _organ_first(self, words: Sequence[str], at: int) -> Owner | None:
        organ = _phrase_at(words, at)
        if organ is None:
            return None
        next_ = at + organ[0]
        if next_ >= len(words) or words[next_].lower() != "of":
            return None
        next_ += 1
        if next_ < len(words) and words[next_].lower() == "the":
            next_ += 1
        owner = self._owner_at(words, next_) if next_ < len(words) else None
        return (next_ + owner[0] - at, organ_of(owner[1], organ[1])) if owner else None


def _phrase_at(words: Sequence[str], at: int) -> tuple[int, Organ] | None:
    """The longest organ phrase that starts at ``at``."""
    known = phrases()
    begins = fold(words[at]).split(" ", 1)[0] if at < len(words) else ""
    if begins and begins not in _begins():
        return None
    for length in range(min(6, len(words) - at), 0, -1):
        organ = known.get(fold(" ".join(words[at : at + length])))
        if organ and fold(words[at + length - 1]):
            return length, organ
    return None
