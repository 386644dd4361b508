"""Differing days of one event, and one happening that is told of two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from dateline.assess.typed import Finding
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


def places(events: Sequence[Event], known: Mapping[str, Claim]) -> Iterator[Finding]:
    """Events of one day with the same distinctive toll and victims at two places near each other."""
    alike: dict[tuple[str, ...], dict[str, tuple[Event, list[str]]]] = defaultdict(dict)
    for event in events:
        if event.kind == "casualties" and event.place:
            for name in event.claim_ids:
                for key in _signature(known[name]):
                    alike[key].setdefault(event.id, (event, []))[1].append(name)
    for group in alike.values():
        found = [group[name] for name in sorted(group)][:10]
        for (one, left), (other, right) in combinations(found, 2):
            if one.place and other.place and _rival(one.place, other.place):
                why = f"The same toll on the same day is told of {one.place.name} and of {other.place.name}."
                yield Finding("place", (one.id, other.id), sorted(left), sorted(right), why)


def _signature(claim: Claim) -> Iterator[tuple[str, ...]]:
    when = claim.when
    if not (when and when.start and when.precision == "day" and victims(claim)) or claim.stance == "denies":
        return
    for quantity in claim.quantities:
        if quantity.value and quantity.value >= DISTINCTIVE and quantity.low == quantity.high:
            yield (str(when.start), fold(quantity.unit), str(quantity.value), victims(claim))


def _rival(one: Where, other: Where) -> bool:
    if place_key(one) == place_key(other) or contains(one, other) or contains(other, one):
        return False
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) <= FAR and abs(one.lon - other.lon) <= FAR
