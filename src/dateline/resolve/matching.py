"""Spellings of a place name that the gazetteer lacks, matched inside a country or province.

The measure and its threshold were set on 165 spelling variants of conflict-news places, of which
161 came out right and 2 wrong; see docs/decisions/gazetteer.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.records import Place
from dateline.resolve.spelling import joined, skeleton, vowel_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ACCEPT = 92.0
AHEAD = 4.0  # of the next place farther than APART
APART = 20.0  # kilometres
SHORTEST = 4  # letters of a joined name below which spellings say nothing
_SHOWN = 5
_SHOW = ACCEPT - 20  # score from which a place is shown as one that may be meant
_SIFTED = 200
_LOWEST = 55.0  # ratio of the plain forms below which no bonus lifts a name to ACCEPT
_DEGREE = 111.0  # kilometres in a degree of latitude, rather less than more
_LETTERS = 37  # a to z, digits, and whatever else
_CODES = bytes(c - 97 if 97 <= c < 123 else c - 22 if 48 <= c < 58 else _LETTERS - 1 for c in range(256))


@dataclass(frozen=True, slots=True)
class Forms:
    """A name of a place, in the forms that are compared."""

    joined: str
    vowels: str
    consonants: str

    @classmethod
    def of(cls, name: str) -> Forms:
        """The forms of ``name`` in any spelling."""
        piece = joined(name)
        key = vowel_key(piece)
        return cls(piece, key, skeleton(key))


@dataclass(frozen=True, slots=True)
class Near:
    """The place whose spelling is near enough, if there is one, and the nearest ones seen."""

    place: Place | None
    candidates: tuple[Place, ...] = ()
    score: float = 0.0


class Spelt:
    """The names of an area, ready to be compared."""

    def __init__(self, keys: Sequence[str], place: Callable[[int], Place]) -> None:
        """``keys`` are folded names; ``place`` gives the place that the name of a number belongs to."""
        self.keys = keys
        self.place = place
        self.pieces = [key.replace(" ", "") for key in keys]
        self._letters = _letters(self.pieces)
        self._lengths = self._letters.sum(axis=0, dtype="int32")

    def sifted(self, piece: str) -> list[int]:
        """Numbers of the names that look most like ``piece``, nearest first."""
        from rapidfuzz import fuzz, process

        likely = self._likely(piece)
        found = process.extract(
            piece,
            [self.pieces[i] for i in likely],
            scorer=fuzz.ratio,
            limit=_SIFTED,
            score_cutoff=_LOWEST,
        )
        return [likely[at] for _, _, at in found]

    def _likely(self, piece: str) -> list[int]:
        """Names that share so many letters with ``piece`` that their ratio may come to the lowest."""
        import numpy as np

        shared = np.zeros(len(self.pieces), np.uint8)
        for letter, times in enumerate(_letters([piece])[:, 0]):
            if times:
                shared += np.minimum(self._letters[letter], times)
        enough = 200 * shared.astype(np.int32) >= _LOWEST * (self._lengths + len(piece))
        found: list[int] = np.flatnonzero(enough).tolist()
        return found


def _letters(pieces: Sequence[str]) -> NDArray[np.uint8]:
    """How often each letter or digit stands in each name: an array (letters, names)."""
    import numpy as np

    block = np.frombuffer("".join(f"{piece}\n" for piece in pieces).encode(), np.uint8)
    ends = block == ord("\n")
    cells = _LETTERS * (np.cumsum(ends) - ends) + np.frombuffer(_CODES, np.uint8)[block]
    counts = np.bincount(cells[~ends], minlength=_LETTERS * len(pieces)).astype(np.uint8)
    return np.ascontiguousarray(counts.reshape(len(pieces), _LETTERS).T)


def best(name: str, spelt: Spelt) -> Near:
    """The place among ``spelt`` that ``name`` is another spelling of.

    Score: half the ratio of the joined forms, half that of the vowel keys, 10 for equal consonants.
    """
    wanted = Forms.of(name)
    if len(wanted.joined) < SHORTEST:
        return Near(None)
    scores = {i: _score(wanted, Forms.of(spelt.keys[i])) for i in spelt.sifted(wanted.joined)}
    scored: dict[str, tuple[float, Place]] = {}
    for i, score in scores.items():
        if score < _SHOW:
            continue
        place = spelt.place(i)
        if score > scored.get(place.id, (0.0, place))[0]:
            scored[place.id] = score, place
    ranked = sorted(scored.values(), key=lambda found: (-found[0], -found[1].population, found[1].id))
    return _judged(ranked) if ranked else Near(None, score=max(scores.values(), default=0.0))


def _score(wanted: Forms, forms: Forms) -> float:
    from rapidfuzz import fuzz

    score = (fuzz.ratio(forms.joined, wanted.joined) + fuzz.ratio(forms.vowels, wanted.vowels)) / 2
    return score + (10 if forms.consonants == wanted.consonants else 0)


def _judged(ranked: Sequence[tuple[float, Place]]) -> Near:
    top, place = ranked[0]
    rival = next((score for score, other in ranked[1:] if kilometres(place, other) > APART), 0.0)
    accepted = top >= ACCEPT and top >= rival + AHEAD
    return Near(place if accepted else None, tuple(other for _, other in ranked[:_SHOWN]), top)


def within(a: Place, b: Place, distance: float) -> bool:
    """Are two places at most ``distance`` kilometres apart?"""
    return abs(a.lat - b.lat) * _DEGREE <= distance and kilometres(a, b) <= distance


def kilometres(a: Place, b: Place) -> float:
    """Distance of two places on the sphere."""
    north, south = math.radians(a.lat), math.radians(b.lat)
    across = math.radians(a.lon - b.lon) / 2
    along = (north - south) / 2
    h = math.sin(along) ** 2 + math.cos(north) * math.cos(south) * math.sin(across) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(h)))
