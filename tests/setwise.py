"""A war that never was, for the tests of the set-wise rooms: short reports and the claims in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.assess import control
from dateline.events import group
from dateline.lineage import origins
from dateline.pipeline import copies_of
from dateline.records import (
    Actor,
    Claim,
    ControlPeriod,
    CopyLink,
    Dateline,
    Event,
    Kind,
    Origin,
    Passage,
    Published,
    Quantity,
    Report,
    Source,
    When,
    Where,
)

LEAGUE = Actor("Harbour League", "the League", id="actor:league", type="armed group")
ARMY = Actor("Ostrava government", "the army", id="actor:ostrava", type="state")
CIVILIANS = Actor("civilians", "civilians", type="civilians")

TORVIK = Where("Torvik", "Torvik", "geo:1", 10.0, 20.0, "OS", "Norland", "Torvik district", "city", "exact")
MARN = Where(
    "Marn Gate", "Marn Gate", "geo:2", 10.5, 20.5, "OS", "Norland", "Marn", "border crossing", "exact"
)
MARN_DISTRICT = Where(
    "Marn", "Marn district", "geo:3", 10.6, 20.4, "OS", "Norland", "Marn", "admin2", "exact"
)
COUNTRY = Where("Ostrava", "Ostrava", "country:OS", 10.0, 20.0, "OS", None, None, "country", "exact")
KEY_DISTRICT = Where("key border district", "a key border district", country="OS")


def same_person(one: str, other: str) -> bool:
    """Names are one person's when they end alike and begin with the same letter."""
    first, second = one.lower().split(), other.lower().split()
    return first[-1][:4] == second[-1][:4] and first[0][0] == second[0][0]


def report(
    name: str, text: str, day: date, *, outlet: str | None = None, agency: str | None = None
) -> Report:
    """A report of one passage per line; ``agency`` is the agency of its dateline."""
    passages, at = [], 0
    for line in text.split("\n"):
        passages.append(Passage(at, at + len(line), "body"))
        at += len(line) + 1
    return Report(
        name,
        name,
        text,
        tuple(passages),
        outlet=outlet or f"{name} Post",
        published=Published(day, "given", "high"),
        dateline=Dateline(0, 0, "Torvik", agency) if agency else None,
        credits=(agency,) if agency else (),
        agency=agency,
    )


def person(name: str | None, text: str, role: str | None = None, affiliation: str | None = None) -> Source:
    """A named person, or an unnamed one when ``name`` is None."""
    return Source(name, text, role, affiliation, anonymous=name is None)


def on(day: date) -> When:
    """A day that the claim itself names."""
    return When(day, day, "day", str(day), "told")


def number(value: float, unit: str, *, low: float | None = None) -> Quantity:
    """An exact number, or with ``low`` one that is open upwards."""
    if low is not None:
        return Quantity(None, low, None, unit, f"at least {low:g}")
    return Quantity(value, value, value, unit, f"{value:g}")


def claim(name: str, of: Report, quote: str, kind: Kind, change: str | None, **slots: Any) -> Claim:
    """A claim on the words ``quote`` of a report."""
    start = of.received_text.index(quote)
    return Claim(name, of.id, kind, change, start, start + len(quote), quote, **slots)


@dataclass(frozen=True, slots=True)
class Case:
    """Reports and claims carried through lineage, events and the ledger."""

    claims: tuple[Claim, ...]
    links: tuple[CopyLink, ...]
    origins: tuple[Origin, ...]
    events: tuple[Event, ...]
    periods: tuple[ControlPeriod, ...]
    published: Mapping[str, date]

    def event(self, kind: str, change: str, holder: str | None = None) -> Event:
        """The one event of a kind and change (and actor)."""
        found = [e for e in self.events if (e.kind, e.change) == (kind, change)]
        (only,) = [e for e in found if holder is None or holder in e.actors]
        return only


def case(reports: Sequence[Report], claims: Sequence[Claim]) -> Case:
    """Run the set-wise rooms as the pipeline does."""
    links = copies_of(reports)
    found = origins(claims, reports, links, same_person=same_person)
    published = {r.id: r.published.date for r in reports if r.published}
    events = group(claims, found, published=published)
    periods = control(claims, events, found, published=published)
    return Case(tuple(claims), links, found, events, periods, published)
