"""What the tables are asked by and the pages show alike: how grave an event is, which words say the same.

A leaf that ``store`` and ``publish`` share, so that what SQL puts first is what a page puts first.
"""

from __future__ import annotations

import hashlib

from dateline.fold import fold
from dateline.gist import is_count, measures_land
from dateline.records import Claim, Event, Quantity, Where

_KINDS = ("control", "casualties", "crossing", "fighting", "movement", "talks", "position")
_STATUS = ("disputed", "conceded", "superseded", "corroborated", "single-origin", "unattributed")


def key(place: Where) -> str:
    """What a place is known by: its id, or its words where it has none."""
    return place.id or f"words:{fold(place.name)}"


def names(place: Where) -> tuple[str, ...]:
    """What a place may be asked for by: its own name, and what it lies in."""
    every = (place.name, place.text, place.id, place.admin1, place.admin2, place.country)
    return tuple(name for name in every if name)


def weight(event: Event) -> tuple[int, ...]:
    """A key that sorts disputed control first, then what else is disputed, control, casualties and so on."""
    disputed = event.status in ("disputed", "conceded") and bool(event.origins_for)
    found = event.place is not None and event.place.id is not None
    return (
        not (disputed and event.kind == "control" and found),
        not (disputed and event.kind != "position" and found),
        _KINDS.index(event.kind),
        not found,
        -len(event.origins_for) - len(event.origins_against),
        -len(event.carriers),
        _STATUS.index(event.status),
    )


def wording(claim: Claim) -> str:
    """The same for claims of one kind by one source in the same words, whoever carries them."""
    who = (claim.source.name or claim.source.text) if claim.source else ""
    told = (claim.kind, claim.change or "", fold(claim.quote), fold(who).removeprefix("the "))
    return hashlib.blake2b("\n".join(told).encode(), digest_size=9).hexdigest()


def measure(claim: Claim) -> Quantity | None:
    """The number by which a claim says in its report's body how much ground somebody has or took."""
    said = claim.part == "body" and claim.stance == "asserts" and is_count(claim)
    if not said or any(fold(q.text).startswith("both") for q in claim.quantities):
        return None
    return next((q for q in claim.quantities if measures_land(q.unit)), None)
