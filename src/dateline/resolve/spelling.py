"""Keys under which the spellings of one transliterated place name fall together."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline import tables
from dateline.fold import fold

_VOWELS = str.maketrans({"e": "i", "o": "u", "q": "k", "w": "v"})
_DIGRAPHS = (("sh", "s"), ("kh", "k"), ("gh", "g"))
_DOUBLE = re.compile(r"(.)\1+")
_NOT_SKELETON = re.compile("[aiuyh]")


@lru_cache(maxsize=1)
def _dropped() -> frozenset[str]:
    words = tables.read("dateline.resolve", "spelling.toml")
    return frozenset(words["generics"]) | frozenset(words["connectors"])


def joined(name: str) -> str:
    """``name`` folded, without generic words and connectors, in one piece.

    >>> joined("Qala-i-Naw district"), joined("al-Qa'im crossing")
    ('qalanaw', 'qaim')
    """
    words = fold(name).split()
    kept = [word for word in words if word not in _dropped()]
    return "".join(kept or words)


@lru_cache(maxsize=100_000)
def vowel_key(piece: str) -> str:
    """A joined name with vowels and gutturals that transliterations confuse made alike."""
    for pair, single in _DIGRAPHS:
        piece = piece.replace(pair, single)
    return _DOUBLE.sub(r"\1", piece.translate(_VOWELS))


def skeleton(key: str) -> str:
    """The consonants of a vowel key."""
    return _NOT_SKELETON.sub("", key)
