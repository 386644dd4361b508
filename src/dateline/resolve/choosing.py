"""Which of the places that bear a name a report means: every reading scored on its scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Place
from dateline.resolve.asking import Asked, Wanted
from dateline.resolve.gazetteer import Gazetteer, Reading
from dateline.resolve.matching import APART, kilometres
from dateline.resolve.scene import Scene

# Points are in units of standing: 1 is a tenfold population.
IN_COUNTRY = 1.5  # the report names the country at all; as much again by its share
IN_DIVISION = 2.0
CLOSE_BY = 1.0
SAID_INSIDE = 4.0
NOT_INSIDE = -4.0
MARGIN = 0.7
AMBIGUOUS = "several places bear the name and the report does not tell which"
SEAT = 200.0  # kilometres from the middle of a division within which the town of its name is its seat
TO_SEAT = 3.0
FAR_SIDE = 450.0  # kilometres from the middle of a division within which a crossing may lead to it
WELL_KNOWN = 5.0  # standing from which a place is meant though the report speaks of other countries
TOWN = 4.0  # standing from which a bare name may be taken in a report without any scene
MERGED = 15.0  # kilometres within which a crossing and the town of its name are one place ...
MERGED_SIZE = 25_000  # ... unless the town has more inhabitants

_FITS: Mapping[Wanted, Mapping[str, float]] = {
    "crossing": {"border crossing": 5.0, "admin1": -2.0, "country": -4.0, "region": -2.0},
    "admin1": {"admin1": 4.0, "region": 3.0, "city": -1.0, "border crossing": -2.0, "country": -2.0},
    "admin2": {"admin2": 3.0, "admin1": -1.0, "border crossing": -1.0, "country": -3.0},
    "settlement": {"city": 2.5, "village": 2.5, "admin1": -2.0, "admin2": -1.0, "country": -4.0},
    "country": {"country": 3.0},
    "site": {"city": 1.0, "village": 1.0, "border crossing": -1.0},
    "part": {"admin1": 1.5, "region": 1.5, "country": 1.0},
    "any": {},
}
_CONTAINERS = ("admin1", "admin2", "country")


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading chosen, if one is, why, and the readings considered, best first."""

    reading: Reading | None
    reason: str
    candidates: tuple[Place, ...] = ()


def choose(asked: Asked, scene: Scene, parents: Sequence[Reading], names: Gazetteer) -> Choice:
    """The place that a name means on a scene, or none where the words do not decide it.

    ``parents`` are the readings of what the place is said outright to lie in.
    """
    readings = names.readings(asked.name)
    if not readings:
        return Choice(None, "no entry bears this name")
    scored = sorted(
        ((_score(r, asked.wanted, scene, parents) - _seated(r, asked.wanted, readings), r) for r in readings),
        key=lambda found: (-found[0], found[1].place.id),
    )
    candidates = tuple(r.place for _, r in scored[:5])
    top, best = scored[0]
    best = _merged(best, asked.wanted, [r for _, r in scored])
    rivals = [score for score, other in scored[1:] if not _same_spot(best.place, other.place)]
    if rivals and top - rivals[0] < MARGIN:
        return Choice(None, AMBIGUOUS, candidates)
    if fault := _unsupported(best, scene, parents):
        return Choice(None, fault, candidates)
    return Choice(best, _why(best, scene, parents), candidates)


def _score(reading: Reading, wanted: Wanted, scene: Scene, parents: Sequence[Reading]) -> float:
    place, score = reading.place, reading.standing + _FITS[wanted].get(reading.place.feature, 0.0)
    if share := scene.share(place):
        score += IN_COUNTRY * (1 + share)
    if scene.names_division_of(place) and place.feature not in ("country", "region"):
        score += IN_DIVISION
    if scene.is_close(place) and place.feature in ("city", "village", "border crossing", "admin2"):
        score += CLOSE_BY
    if parents:
        score += SAID_INSIDE if any(lies_in(place, p.place) for p in parents) else NOT_INSIDE
    return score


def _seated(reading: Reading, wanted: Wanted, readings: Sequence[Reading]) -> float:
    """What a division loses to the town of its name where the words do not speak of a division."""
    if reading.place.feature not in ("admin1", "admin2") or wanted in ("admin1", "admin2", "part"):
        return 0.0
    seats = [
        r for r in readings
        if r.place.feature == "city"
        and r.place.country == reading.place.country
        and kilometres(r.place, reading.place) < SEAT
    ]  # fmt: skip
    return TO_SEAT if seats else 0.0


def lies_in(place: Place, parent: Place) -> bool:
    """Does ``place`` lie in ``parent``, as far as the gazetteer knows?"""
    if parent.id == place.id:
        return False
    if parent.feature == "country":
        return parent.country in (place.country, place.other_country)
    if parent.feature == "admin1":
        far_side = place.other_country == parent.country and kilometres(place, parent) < FAR_SIDE
        return far_side or (place.country == parent.country and place.admin1 == parent.name)
    if parent.feature == "admin2":
        return place.country == parent.country and place.admin2 == parent.name
    if parent.feature == "region":
        return kilometres(place, parent) < 1000 if not parent.country else place.country == parent.country
    return kilometres(place, parent) < 40


def _same_spot(a: Place, b: Place) -> bool:
    """Are two readings the same on the ground: neighbours, or a seat and the division of its name?"""
    if a.country == b.country and (a.feature in _CONTAINERS or b.feature in _CONTAINERS):
        return a.admin1 == b.admin1 or "country" in (a.feature, b.feature)
    return kilometres(a, b) <= APART


def _merged(best: Reading, wanted: Wanted, readings: Sequence[Reading]) -> Reading:
    """The crossing in place of the small town of its name: one place, known for the crossing."""
    place = best.place
    if place.feature not in ("city", "village") or place.population >= MERGED_SIZE or wanted == "admin2":
        return best
    for other in readings:
        if other.place.feature == "border crossing" and kilometres(other.place, place) <= MERGED:
            return other
    return best


def _unsupported(reading: Reading, scene: Scene, parents: Sequence[Reading]) -> str | None:
    """Why the best reading is still not to be trusted; None where it is."""
    place = reading.place
    if place.feature in ("country", "region"):
        return None
    contained = any(lies_in(place, p.place) for p in parents)
    if parents and not contained and place.feature in ("village", "city", "admin2", "border crossing"):
        return "the entries of this name lie elsewhere than the report says"
    if contained or scene.names_division_of(place) or scene.is_close(place):
        return None
    if place.feature == "village":
        return "a village is not pinned on its country alone"
    if scene.countries and not scene.share(place) and reading.standing < WELL_KNOWN:
        return "the report does not speak of the country of this place"
    if not scene.countries and reading.standing < TOWN:
        return "the report does not say in which country"
    return None


def _why(reading: Reading, scene: Scene, parents: Sequence[Reading]) -> str:
    if any(lies_in(reading.place, p.place) for p in parents):
        return "name in the gazetteer, where the report says it lies"
    if scene.names_division_of(reading.place):
        return "name in the gazetteer, in a province of the report"
    if scene.share(reading.place):
        return "name in the gazetteer, in a country of the report"
    return "name in the gazetteer, best-known bearer"
