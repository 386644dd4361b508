"""A war that never was, for the tests of the set-wise rooms: short reports and the claims in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline import parties
from dateline.between import Identified
from dateline.engine import run
from dateline.pipeline import derive
from dateline.plans import Plan, Take
from dateline.records import (
    Actor,
    Claim,
    ControlPeriod,
    CopyLink,
    Dateline,
    Event,
    Extraction,
    Kind,
    Origin,
    Passage,
    Published,
    Quantity,
    Record,
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
    """Reports and claims carried through the set-wise rooms."""

    reports: tuple[Report, ...]
    record: Record

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims as they were read."""
        return self.record.claims

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened."""
        return self.record.events

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Whose statements they are."""
        return self.record.origins

    @property
    def periods(self) -> tuple[ControlPeriod, ...]:
        """Who holds what."""
        return self.record.control

    def event(self, kind: str, change: str, holder: str | None = None) -> Event:
        """The one event of a kind and change (and actor)."""
        found = [e for e in self.events if (e.kind, e.change) == (kind, change)]
        (only,) = [e for e in found if holder is None or holder in e.actors]
        return only


def record_of(
    reports: Sequence[Report], claims: Sequence[Claim] = (), *, profile: str = "ged-range"
) -> Record:
    """What the set-wise rooms make of reports with the claims in them."""
    told = [Extraction(r, tuple(c for c in claims if c.report == r.id)) for r in reports]
    return derive(told, profile=profile)


def copies_of(reports: Sequence[Report]) -> tuple[CopyLink, ...]:
    """The sentences that reports carry from one another."""
    return record_of(reports).copies


def case(reports: Sequence[Report], claims: Sequence[Claim], profile: str = "ged-range") -> Case:
    """Run the set-wise rooms as the pipeline does."""
    return Case(tuple(reports), record_of(reports, claims, profile=profile))


def identified(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, in their order, with places and parties as all of them together settle these."""
    plan = Plan((Take(Claim, lambda c: (c.report,)),), parties.steps(), (Identified,))
    found = {each.claim.id: each.claim for each in run(plan, claims)[Identified]}
    return [found[claim.id] for claim in claims]
