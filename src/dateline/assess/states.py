"""A crossing, road or port said to be open and said to be closed: at one time, or one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from dateline.assess.typed import Finding
from dateline.gist import extent_key
from dateline.records import Event, Origin

SAME_TIME = 2  # days within which two states are told of one time
NEXT_STATE = 31  # days within which the later of two states replaces the earlier


def opened(event: Event) -> tuple[str, ...]:
    """The place of which an event tells that it is open or closed."""
    told = event.kind == "crossing" and event.change in ("open", "closed") and event.origins_for
    return (extent_key(event.place),) if told and event.place else ()


def states(told: Sequence[Event]) -> Iterator[Finding]:
    """How the states told of one place differ; who changes their own word tells of a change."""
    ordered = sorted(told, key=lambda e: (_day(e), e.id))
    for at, one in enumerate(ordered):
        for other in takewhile(lambda e: (_day(e) - _day(one)).days <= NEXT_STATE, ordered[at + 1 :]):  # noqa: B023
            if one.change != other.change:
                yield from _of_pair(one, other)


def _of_pair(one: Event, other: Event) -> Iterator[Finding]:
    apart = (_day(other) - _day(one)).days
    name = other.place.name if other.place else "the place"
    sides = (_claims(one), _claims(other))
    shared = {o.source for o in one.origins_for} & {o.source for o in other.origins_for} - {None}
    if apart <= SAME_TIME and not shared and not (apart and _is_told(one) and _is_told(other)):
        why = (
            f"By {_who(one)} {name} is {one.change}; by {_who(other)} it is {other.change} at the same time."
        )
        yield Finding("holder", (one.id, other.id), *sides, why)
    elif apart > 0:
        why = f"{name} was {one.change} on {_day(one)} and {other.change} on {_day(other)}, after it."
        yield Finding("superseded", (one.id, other.id), *sides, why)


def _is_told(event: Event) -> bool:
    """Whether the day of a state is told, not taken from the report's own date."""
    return event.when is not None and event.when.precision == "day"


def _day(event: Event) -> date:
    return event.when.start if event.when and event.when.start else date.max


def _claims(event: Event) -> list[str]:
    return [name for origin in event.origins_for for name in origin.claim_ids]


def _who(event: Event) -> str:
    def name(origin: Origin) -> str:
        return origin.source or origin.channel or "an unnamed outlet"

    return " and ".join(list(dict.fromkeys(map(name, event.origins_for)))[:3])
