"""The tables that set-wise rooms hand to one another within a plan: nothing of them is kept in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.records import Claim, Event, Origin


@dataclass(frozen=True, slots=True)
class Press:
    """Whose page a report is, and of what day: what the set-wise rooms need of it beside its claims."""

    report: str
    published: date | None
    outlet: str | None
    agency: str | None
    byline: str | None


@dataclass(frozen=True, slots=True)
class Identified:
    """A claim whose places and parties are settled as the whole case settles them."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose statement a claim is; the origin has no claims and carriers of its own here."""

    claim: str
    report: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Repeats:
    """A claim that an analyst holds to be one statement with another."""

    claim: str
    report: str
    other: str
    by: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A claim of an event: whose statement it is, and when its report was published."""

    claim: Claim
    origin: Origin
    published: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its claims, as the room that assesses it takes it."""

    event: Event
    heard: tuple[Heard, ...]
