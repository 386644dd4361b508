"""Differing days of one event, and one happening that is told of two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from dateline.assess.typed import Finding
from dateline.between import Heard, Told
from dateline.fold import fold
from dateline.gist import contains, place_key, victims
from dateline.records import Claim, Event, Where
from dateline.sourcing import mouth

DISTINCTIVE = 5  # a count from which two incidents of one day rarely share it by chance
_JOINT = " and "  # between the figures of a toll
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
    """Events of one day with the same distinctive toll and victims, put at two places by different sources.

    Where the toll is of the dead and the wounded, both alike, the places may be far apart or on no map.
    """
    found = sorted(told, key=lambda t: t.event.id)[:10]
    for one, other in combinations(found, 2):
        at, elsewhere = one.event.place, other.event.place
        if at and elsewhere and _rival(at, elsewhere, anywhere=_JOINT in key) and _apart(one, other, key):
            why = f"The same toll on the same day is told of {at.name} and of {elsewhere.name}."
            yield Finding(
                "place", (one.event.id, other.event.id), _telling(one, key), _telling(other, key), why
            )


def _apart(one: Told, other: Told, key: str) -> bool:
    """Whether nobody who tells the toll of one place tells it of the other: that would be two incidents."""
    mouths = ({_voice(h) for h in each.heard if key in _signature(h.claim)} for each in (one, other))
    return not set.intersection(*mouths)


def _voice(heard: Heard) -> tuple[str, str]:
    """Who tells it: a named source is one, an unnamed one is one for each newsroom."""
    source, through = heard.claim.source, heard.origin.channel or ""
    named = source is not None and not source.anonymous
    return (mouth(heard.origin), "" if named else through)


def _telling(told: Told, key: str) -> list[str]:
    return sorted(heard.claim.id for heard in told.heard if key in _signature(heard.claim))


def _signature(claim: Claim) -> Iterator[str]:
    when = claim.when
    if not (when and when.start and when.precision == "day" and victims(claim)) or claim.stance == "denies":
        return
    exact = sorted(
        {
            (fold(quantity.unit), str(quantity.value))
            for quantity in claim.quantities
            if quantity.value and quantity.value >= DISTINCTIVE and quantity.low == quantity.high
        }
    )
    for told in (*([each] for each in exact), *([exact] if len(exact) > 1 else [])):
        yield "\n".join([str(when.start), victims(claim), _JOINT.join(" ".join(each) for each in told)])


def _rival(one: Where, other: Where, *, anywhere: bool) -> bool:
    """Whether two places exclude each other, and one happening may still have been put at either."""
    if place_key(one) == place_key(other) or contains(one, other) or contains(other, one):
        return False
    if one.country and other.country and one.country != other.country:
        return False
    if anywhere:
        return "country" not in (one.feature, other.feature)
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) <= FAR and abs(one.lon - other.lon) <= FAR
