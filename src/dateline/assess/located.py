"""Differing days of one event, and one happening that is told of two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from dateline.assess.typed import Finding
from dateline.between import Told
from dateline.fold import fold
from dateline.gist import contains, place_key, victims
from dateline.records import Claim, Event, Where

DISTINCTIVE = 5  # a count from which two incidents of one day rarely share it by chance
FAR = 2.0  # degrees of latitude or longitude beyond which two places are two incidents


def dates(event: Event, known: Mapping[str, Claim]) -> Iterator[Finding]:
    """Claims that put the event on different days, each naming its day."""
    days: dict[str, set[str]] = defaultdict(set)
    mouths: dict[str, set[str]] = defaultdict(set)
    for origin in event.origins_for:
        for name in origin.claim_ids:
            when = known[name].when
            dated = when and when.start and when.precision == "day" and when.start == (when.end or when.start)
            if dated and when and known[name].kind == event.kind and known[name].change == event.change:
                days[str(when.start)].add(name)
                mouths[str(when.start)].add(origin.id)
    ordered = sorted(days)
    for one, other in pairwise(ordered):
        if mouths[one] != mouths[other]:
            why = f"The same happening is put on {one} and on {other}."
            yield Finding("date", (event.id,), sorted(days[one]), sorted(days[other]), why)


def signatures(told: Told) -> tuple[str, ...]:
    """Keys of the day, the distinctive toll and the victims that an event's claims tell."""
    if told.event.kind != "casualties" or told.event.place is None:
        return ()
    return tuple(sorted({key for heard in told.heard for key in _signature(heard.claim)}))


def places(key: str, told: Sequence[Told]) -> Iterator[Finding]:
    """Events of one day with the same distinctive toll and victims at two places near each other."""
    found = sorted(told, key=lambda t: t.event.id)[:10]
    for one, other in combinations(found, 2):
        at, elsewhere = one.event.place, other.event.place
        if at and elsewhere and _rival(at, elsewhere):
            why = f"The same toll on the same day is told of {at.name} and of {elsewhere.name}."
            yield Finding(
                "place", (one.event.id, other.event.id), _telling(one, key), _telling(other, key), why
            )


def _telling(told: Told, key: str) -> list[str]:
    return sorted(heard.claim.id for heard in told.heard if key in _signature(heard.claim))


def _signature(claim: Claim) -> Iterator[str]:
    when = claim.when
    if not (when and when.start and when.precision == "day" and victims(claim)) or claim.stance == "denies":
        return
    for quantity in claim.quantities:
        if quantity.value and quantity.value >= DISTINCTIVE and quantity.low == quantity.high:
            told = (str(when.start), fold(quantity.unit), str(quantity.value), victims(claim))
            yield "\n".join(told)


def _rival(one: Where, other: Where) -> bool:
    if place_key(one) == place_key(other) or contains(one, other) or contains(other, one):
        return False
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) <= FAR and abs(one.lon - other.lon) <= FAR
