"""Claims as they enter the grouping: one member for each place that a claim speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.gist import (
    contains,
    days,
    extent_key,
    extents,
    gainer,
    is_count,
    is_dated,
    is_vague,
    known_on,
    place_key,
    same_proposition,
)
from dateline.records import Claim, Origin, Where


@dataclass(frozen=True, slots=True)
class Member:
    """A claim at one of its places, with the days it speaks of."""

    claim: Claim
    place: Where | None
    first: date
    last: date
    dated: bool  # the claim names its day; else the days are its report's
    known: date
    published: date | None
    origin: Origin  # whose statement it is
    topics: tuple[str, ...] = ()  # what it may be one happening about
    near: tuple[str, ...] = ()  # topics on which it is words of somebody, and no more
    decided: bool = False  # an analyst joined or parted it

    @property
    def at(self) -> str:
        """Key of the place, "" where there is none."""
        if self.place is None:
            return ""
        held = self.claim.kind in ("control", "crossing")
        return extent_key(self.place) if held else place_key(self.place)

    @property
    def order(self) -> tuple[date, str, str]:
        """Sorts members the same way whatever order they came in."""
        return (self.known, self.claim.id, self.at)


@dataclass(slots=True)
class Cluster:
    """Members that speak of one happening, for it and against it."""

    party: str | None
    supporting: list[Member] = field(default_factory=list)
    against: list[Member] = field(default_factory=list)
    superseded: bool = False
    conceded: bool = False

    @property
    def first(self) -> date:
        """First day of the happening: by the claims that name a day, where any does."""
        told = [m for m in self.supporting if m.dated] or self.supporting or self.against
        return min(m.first for m in told)

    @property
    def last(self) -> date:
        """Last day of the happening, as above."""
        told = [m for m in self.supporting if m.dated] or self.supporting or self.against
        return max(m.last for m in told)


def members(
    claims: Sequence[Claim], origins: Mapping[str, Origin], published: Mapping[str, date]
) -> list[Member]:
    """Members of all claims, in a fixed order; a lead's "key district" takes the place its copy names."""
    adopted = _adopted(claims, origins) | _within(claims)
    found = []
    for claim in claims:
        span = days(claim, published) or (date.max, date.max)
        known = known_on(claim, published) or date.max
        told = extents(claim)
        places = adopted.get(claim.id) or tuple(p for p in told if not is_vague(p)) or told
        for place in places or (None,):
            told_on, origin = published.get(claim.report), origins[claim.id]
            found.append(Member(claim, place, *span, is_dated(claim), known, told_on, origin))
    return sorted(found, key=lambda m: m.order)


def _adopted(claims: Sequence[Claim], origins: Mapping[str, Origin]) -> dict[str, tuple[Where, ...]]:
    """Places for claims that tell theirs by a common noun alone: what the same source names in one report."""
    told: dict[tuple[str | None, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        origin = origins[claim.id]
        if not is_count(claim):
            told[origin.source, origin.channel, claim.report, claim.kind].append(claim)
    found: dict[str, tuple[Where, ...]] = {}
    for group in told.values():
        for claim in group:
            if claim.places and all(is_vague(p) for p in claim.places):
                named = {extent_key(p): p for full in group for p in _named_twin(claim, full)}
                if len(named) == 1:
                    found[claim.id] = tuple(named.values())
    return found


def _within(claims: Sequence[Claim]) -> dict[str, tuple[Where, ...]]:
    """Places for tolls told of a whole country or province that the same report counts at one place in it."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "casualties":
            told[claim.report].append(claim)
    found: dict[str, tuple[Where, ...]] = {}
    for inside in told.values():
        for claim in inside:
            named = {place_key(p): p for other in inside for p in _inner(claim, other)}
            if len(named) == 1:
                found[claim.id] = tuple(named.values())
    return found


def _inner(claim: Claim, other: Claim) -> Iterator[Where]:
    """The places of another claim with a count in common that lie within all the places of a claim."""
    if claim.places and _numbers(claim) & _numbers(other):
        yield from (p for p in other.places if all(contains(outer, p) for outer in claim.places))


def _numbers(claim: Claim) -> set[tuple[str, float]]:
    """Counts with their units, "at least 59" and 59 alike."""
    told = ((q.unit, q.low if q.value is None else q.value) for q in claim.quantities)
    return {(unit, value) for unit, value in told if value is not None}


def _named_twin(claim: Claim, full: Claim) -> tuple[Where, ...]:
    if not same_proposition(claim, full) or gainer(claim) != gainer(full):
        return ()
    return tuple(p for p in extents(full) if not is_vague(p))
