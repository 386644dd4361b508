"""Names of persons: titles dropped, spellings compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from dateline.fold import fold
from dateline.resolve.actors.rows import people

# Letters that transliterations use for one another; vowels last, since they differ most.
_ALIKE = (
    *(("zh", "j"), ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "c"), ("th", "t"), ("ph", "f"), ("ou", "u")),
    *(("oo", "u"), ("ee", "i"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("ks", "x"), ("q", "k"), ("w", "v")),
    *(("y", "i"), ("e", "i"), ("o", "u"), ("z", "s")),
)
_LONG = 8  # letters of a word whose spellings may differ by two
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aiu]")


@lru_cache(maxsize=20_000)
def bare_name(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without titles and offices in front.

    >>> bare_name("Lt. Gen. Abdel Fattah al-Burhan")
    ('abdel', 'fattah', 'al', 'burhan')
    """
    titles = people()["titles"]
    words = fold(re.sub(r"[’']s\b", "", name)).split()
    first = 0
    while first < len(words) - 1 and (words[first] in titles or words[first] in ("of", "the", "and")):
        first += 1
    return tuple(words[first:])


def person_id(name: str) -> str:
    """The stable key of a person: "person:abdel fattah al burhan"."""
    return "person:" + " ".join(bare_name(name))


def same_person(a: str, b: str) -> bool:
    """Whether two names can be one person's: family names alike, given names compatible.

    A family name alone, an initial and a left-out middle name are compatible; spelling may differ as
    transliterations do. One name may also be the other with a further family name at its end.
    """
    left, right = _compared(a), _compared(b)
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    if _alike(short[-1], long[-1]):
        return _in_order(short[:-1], long[:-1])
    return len(short) >= 2 and len(long) > len(short) and all(map(_alike, short, long))


@lru_cache(maxsize=20_000)
def name_keys(name: str) -> frozenset[str]:
    """Keys of which any two names that ``same_person`` joins share one: the sounds of the family name.

    A name of which more may follow goes by its first and each later word too.
    """
    words = _compared(name)
    found = set(_sound_keys(words[-1])) if words else set()
    for word in words[1:]:
        found.update(f"{first} {key}" for first in _sound_keys(words[0]) for key in _sound_keys(word))
    return frozenset(found)


def _sound_keys(word: str) -> Iterator[str]:
    """The consonants of a word; of a long one, of which two spellings may differ in one, all but each too."""
    sound = _sound(word)
    first, rest = "k" if sound[0] == "g" else sound[0], _VOWELS.sub("", sound[1:])
    yield first + rest
    if len(sound) >= _LONG:
        yield from (first + rest[:at] + rest[at + 1 :] for at in range(len(rest)))


def _compared(name: str) -> tuple[str, ...]:
    particles = people()["particles"]
    return tuple(word for word in bare_name(name) if word not in particles)


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the given names of the one occur in the other, in order."""
    at = 0
    for word in short:
        while at < len(long) and not _given_alike(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _given_alike(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _alike(a, b)


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    for written, heard in _ALIKE:
        word = word.replace(written, heard)
    return _REPEATED.sub(r"\1", word)


def _alike(a: str, b: str) -> bool:
    """Whether two words are one name in two spellings: the same sounds, or consonants, or one letter off."""
    x, y = _sound(a), _sound(b)
    if x == y:
        return True
    if x[1:] == y[1:] and {x[0], y[0]} == {"g", "k"}:
        return True  # Gaddafi, Qaddafi
    if x[0] != y[0] or min(len(x), len(y)) < 4:
        return False
    skeletons = _VOWELS.sub("", x), _VOWELS.sub("", y)
    limit = 1 if min(len(x), len(y)) < _LONG else 2
    same_consonants = skeletons[0] == skeletons[1] and len(skeletons[0]) > 2
    return Levenshtein.distance(x, y) <= (2 if same_consonants else limit - (skeletons[0] != skeletons[1]))
