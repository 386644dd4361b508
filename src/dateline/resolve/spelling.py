"""Keys under which the spellings of one transliterated place name fall together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline import tables
from dateline.fold import fold

_VOWELS = str.maketrans({"e": "i", "o": "u", "q": "k", "w": "v"})
_DIGRAPHS = (("sh", "s"), ("kh", "k"), ("gh", "g"))
_DOUBLE = re.compile(r"(.)\1+")
_NOT_SKELETON = re.compile("[aiuyh]")


@lru_cache(maxsize=8)
def words(*lists: str) -> frozenset[str]:
    """The words of some lists of ``spelling.toml``: "divisions", "settlements", "crossings", ..."""
    found = tables.read("dateline.resolve", "spelling.toml")
    return frozenset(word for name in lists for word in found[name])


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    found = tables.read("dateline.resolve", "states.toml")
    return {**found["traditional"], **found["postal"]}


def state(word: str) -> str | None:
    """The state or province that ``word`` shortens behind a town's name: "Va.", "LA"; None if none."""
    return _states().get(word)


def state_after(words: Sequence[str], at: int) -> str | None:
    """The state that ``words[at]`` shortens, where a comma parts it from a name ("Slidell, La.")."""
    if at < 2 or words[at - 1] != "," or not words[at - 2][:1].isupper():
        return None
    return _states().get(words[at]) or (_states().get(f"{words[at]}.") if "." in words[at] else None)


def is_division_word(word: str) -> bool:
    """Is the folded ``word`` one for a province, district or the like?"""
    return word in words("divisions")


def is_crossing_word(word: str) -> bool:
    """Does the folded ``word`` begin or end a phrase for a border crossing?"""
    return word in words("crossings")


def generics() -> frozenset[str]:
    """Every word for a kind of place."""
    return words("divisions", "settlements", "crossings", "sites")


@lru_cache(maxsize=100_000)
def joined(name: str) -> str:
    """``name`` folded, without generic words and connectors, in one piece.

    >>> joined("Qala-i-Naw district"), joined("al-Qa'im crossing")
    ('qalanaw', 'qaim')
    """
    parts = fold(name).split()
    kept = [part for part in parts if part not in generics() and part not in words("connectors")]
    return "".join(kept or parts)


@lru_cache(maxsize=100_000)
def vowel_key(piece: str) -> str:
    """A joined name with vowels and gutturals that transliterations confuse made alike."""
    for pair, single in _DIGRAPHS:
        piece = piece.replace(pair, single)
    return _DOUBLE.sub(r"\1", piece.translate(_VOWELS))


def skeleton(key: str) -> str:
    """The consonants of a vowel key."""
    return _NOT_SKELETON.sub("", key)
