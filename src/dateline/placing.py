"""Which place a name means that one report leaves open and others of the case settle.

A leaf that the set-wise rooms share. A report that names a town and no country cannot say which town is
meant; beside reports of the same case that do, it can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.fold import fold
from dateline.gist import is_vague
from dateline.plans import Step, Take
from dateline.records import Claim, Where

AGREED = 0.8  # of the claims that settle a name, the share that must settle it alike


@dataclass(frozen=True, slots=True)
class Meant:
    """A place that some claim means by a name."""

    name: str
    place: Where


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A name of a report of which it is open what place it means."""

    report: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """The place that the claims of a case mean by a name, where they all but agree."""

    name: str
    place: Where


@dataclass(frozen=True, slots=True)
class PlaceFor:
    """As above, for a report that leaves the name open."""

    report: str
    name: str
    place: Where


def steps() -> tuple[Step, ...]:
    """From ``Meant`` and ``Unsettled``, which ``names_told`` gives, to ``PlaceFor``."""
    return (
        Step("known places", (Take(Meant, lambda m: (m.name,), counted=True),), (KnownPlace,), _known),
        Step("places asked", (Take(Unsettled, lambda u: (u.name,)), Take(KnownPlace, lambda k: (k.name,))),
             (PlaceFor,), _asked, each=True),
    )  # fmt: skip


def names_told(claims: Iterable[Claim]) -> Iterator[Meant | Unsettled]:
    """The names of places that claims settle, and those that they leave open."""
    for claim in claims:
        for where in claim.places:
            if where.id and where.precision == "exact":
                yield Meant(fold(where.name), replace(where, text="", reason="", candidates=()))
            elif not where.id and not is_vague(where):
                yield Unsettled(claim.report, fold(where.name))


def _known(name: str, told: Sequence[tuple[Meant, int]]) -> Iterator[KnownPlace]:
    often: Counter[str] = Counter()
    for meant, times in told:
        often[str(meant.place.id)] += times
    best = min(often, key=lambda i: (-often[i], i))
    if often[best] >= AGREED * sum(often.values()):
        yield KnownPlace(name, min((m.place for m, _ in told if m.place.id == best), key=lambda w: w.name))


def _asked(_: str, asking: Sequence[Unsettled], known: Sequence[KnownPlace]) -> Iterator[PlaceFor]:
    yield from (PlaceFor(each.report, place.name, place.place) for each in asking for place in known)


def placed(claims: Sequence[Claim], known: Mapping[str, Where]) -> list[Claim]:
    """The claims of one report with unsettled places settled as ``known`` has them by name.

    The report must not speak of other countries alone. ``Where.reason`` says whence the place is known.
    """
    countries = {p.country for claim in claims for p in claim.places if p.id and p.country}
    return [_settled(claim, known, countries) for claim in claims]


def _settled(claim: Claim, known: Mapping[str, Where], countries: set[str]) -> Claim:
    if all(where.id for where in claim.places):
        return claim

    def meant(where: Where) -> Where:
        place = known.get(fold(where.name))
        if where.id or place is None or is_vague(where) or (countries and place.country not in countries):
            return where
        return replace(place, text=where.text, reason="settled by other reports of the case that name it")

    return replace(claim, places=tuple(map(meant, claim.places)))
