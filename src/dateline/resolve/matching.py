"""Spellings of a place name that the gazetteer lacks, matched inside a country or province.

The measure and its threshold were set on 165 spelling variants of conflict-news places, of which
161 came out right and 2 wrong; see docs/decisions/gazetteer.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.records import Place
from dateline.resolve.spelling import joined, skeleton, vowel_key

ACCEPT = 92.0
AHEAD = 4.0  # of the next place farther than APART
APART = 20.0  # kilometres
SHORTEST = 4  # letters of a joined name below which spellings say nothing
_SHOWN = 5
_SIFTED = 200
_LOWEST = 55.0  # ratio of the plain forms below which no bonus lifts a name to ACCEPT


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


@dataclass(frozen=True, slots=True)
class Spelt:
    """The names of an area, ready to be compared: folded names, and the places that they belong to."""

    pieces: tuple[str, ...]  # the folded names in one piece, for a first sift
    keys: tuple[str, ...]
    places: tuple[Callable[[], Place], ...]


def best(name: str, spelt: Spelt) -> Near:
    """The place among ``spelt`` that ``name`` is another spelling of.

    Score: half the ratio of the joined forms, half that of the vowel keys, 10 for equal consonants.
    """
    from rapidfuzz import fuzz, process

    wanted = Forms.of(name)
    if len(wanted.joined) < SHORTEST:
        return Near(None)
    sifted = process.extract(
        wanted.joined, spelt.pieces, scorer=fuzz.ratio, limit=_SIFTED, score_cutoff=_LOWEST
    )
    scored: dict[str, tuple[float, Place]] = {}
    for _, _, i in sifted:
        forms, place = Forms.of(spelt.keys[i]), spelt.places[i]()
        score = (fuzz.ratio(forms.joined, wanted.joined) + fuzz.ratio(forms.vowels, wanted.vowels)) / 2
        score += 10 if forms.consonants == wanted.consonants else 0
        if score > scored.get(place.id, (0.0, place))[0]:
            scored[place.id] = score, place
    ranked = sorted(scored.values(), key=lambda found: (-found[0], -found[1].population, found[1].id))
    return _judged(ranked) if ranked else Near(None)


def _judged(ranked: Sequence[tuple[float, Place]]) -> Near:
    top, place = ranked[0]
    rival = next((score for score, other in ranked[1:] if kilometres(place, other) > APART), 0.0)
    shown = tuple(other for score, other in ranked[:_SHOWN] if score >= ACCEPT - 20)
    accepted = top >= ACCEPT and top >= rival + AHEAD
    return Near(place if accepted else None, shown, top)


def kilometres(a: Place, b: Place) -> float:
    """Distance of two places on the sphere."""
    north, south = math.radians(a.lat), math.radians(b.lat)
    across = math.radians(a.lon - b.lon) / 2
    along = (north - south) / 2
    h = math.sin(along) ** 2 + math.cos(north) * math.cos(south) * math.sin(across) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(h)))
