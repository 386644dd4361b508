"""An event as data sets of events need it: two sides, one place, one day, one figure, its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dateline.export import codes
from dateline.export.shape import Dossier, LeftOut
from dateline.fold import fold
from dateline.records import Actor, Claim, Event, Origin, Report, Toll, Where

_STATE = {"state", "government", "ministry", "force", "leader", "governor"}
_UNSURE = {"planned", "possible"}


@dataclass(frozen=True)
class Happening:
    """An event with what is looked up of it. The first of two sides is who acts."""

    dossier: Dossier
    event: Event

    @cached_property
    def claims(self) -> list[Claim]:
        """Its claims, by report and place in it."""
        known = [self.dossier.claims[c] for c in self.event.claim_ids if c in self.dossier.claims]
        return sorted(known, key=lambda c: (c.report, c.start, c.id))

    @cached_property
    def asserted(self) -> list[Claim]:
        """Those that say that it happened."""
        return [c for c in self.claims if c.stance == "asserts"]

    @cached_property
    def reports(self) -> list[Report]:
        """The reports that carry it, the first published first."""
        known = [self.dossier.reports[r] for r in self.event.carriers if r in self.dossier.reports]
        return sorted(known, key=lambda r: (r.published.date if r.published else date.max, r.id))

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Who says so."""
        return self.event.origins_for

    @cached_property
    def side_a(self) -> Actor | None:
        """Who acts: the party that most claims name, the earliest claim's where several tie."""
        named = [a for c in self.asserted for a in c.actors if a.name in self.event.actors] or [
            a for c in self.asserted for a in c.actors
        ]
        return _foremost(named)

    @cached_property
    def side_b(self) -> Actor | None:
        """The other side, or the victims."""
        acting = self.side_a
        others = [a for c in self.asserted for a in c.targets]
        if self.event.kind in ("fighting", "talks"):
            others += [a for c in self.asserted for a in c.actors]
        return _foremost(a for a in others if acting is None or a.name != acting.name)

    @cached_property
    def killed(self) -> Toll | None:
        """The toll of the dead."""
        return next((t for t in self.tolls if t.category == "killed"), None)

    @cached_property
    def tolls(self) -> list[Toll]:
        return [t for t in self.dossier.record.tolls if t.event_id == self.event.id]

    @property
    def where(self) -> Where | None:
        return self.event.place

    @property
    def country(self) -> codes.Country | None:
        """What other data sets call the country."""
        return codes.countries().get(self.where.country) if self.where and self.where.country else None

    @property
    def country_name(self) -> str | None:
        code = self.where.country if self.where else None
        return self.dossier.countries.get(code, code) if code else None

    @cached_property
    def start(self) -> date:
        """The first day, or the day of the first report where no day is told."""
        when = self.event.when
        if when and when.start:
            return when.start
        days = [r.published.date for r in self.reports if r.published]
        return (when.end if when and when.end else None) or min(days, default=self.dossier.day)

    @cached_property
    def end(self) -> date:
        when = self.event.when
        return max(self.start, when.end) if when and when.end else self.start

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_dated(self) -> bool:
        """Whether the reports tell the day, or at least days."""
        return bool(self.event.when and self.event.when.start and self.event.when.precision != "unknown")

    @property
    def words(self) -> str:
        """What the reports say, in their own words, with who says it."""
        told: dict[str, str] = {}
        for claim in self.claims:
            told.setdefault(claim.quote, self._said(claim))
        return f"{self.event.title}. " + " ".join(told.values())

    def _said(self, claim: Claim) -> str:
        outlet = self.dossier.reports[claim.report].outlet or "an outlet that is not named"
        who = claim.source.name or claim.source.text if claim.source else outlet
        denied = ", denying" if claim.stance == "denies" else ""
        return f"{who}{denied}: “{' '.join(claim.quote.split())}” ({outlet}, {claim.id})."

    def is_home_state(self, actor: Actor | None) -> bool:
        """Whether a party is the state on whose ground it happened."""
        return is_state(actor) and actor is not None and actor.country in (None, self._ground)

    @property
    def _ground(self) -> str | None:
        return self.where.country if self.where else None


def happenings(dossier: Dossier) -> Iterator[Happening]:
    """Every event, by first day and id."""
    found = [Happening(dossier, event) for event in dossier.record.events]
    yield from sorted(found, key=lambda h: (h.start, h.event.id))


def sorted_out(dossier: Dossier) -> tuple[list[Happening], list[LeftOut]]:
    """The events that a data set of happenings can hold, and those that it cannot with the reason."""
    kept, left = [], []
    for happening in happenings(dossier):
        why = _unfit(happening)
        if why:
            left.append(LeftOut("events", happening.event.id, why))
        else:
            kept.append(happening)
    return kept, left


def _unfit(happening: Happening) -> str | None:
    if not happening.asserted or not happening.origins:
        return "nobody asserts it: it is only denied"
    if all(c.modality in _UNSURE for c in happening.asserted):
        return "it is only planned or possible"
    if any(t.scope == "campaign" for t in happening.tolls):
        return "it is a total of a war or a long period, not one event"
    if happening.where is None or happening.where.lat is None:
        return "its place is not known"
    return None


def is_state(actor: Actor | None) -> bool:
    """Whether a party is a state, its government or its forces."""
    return actor is not None and (
        actor.type in _STATE or (actor.side or "").startswith(("state:", "country:"))
    )


def is_civilian(actor: Actor | None) -> bool:
    """Whether a party is unarmed people, or people of whom nothing more is told."""
    return actor is not None and actor.type in ("civilians", "person", "people")


def is_unspecified(actor: Actor | None) -> bool:
    """Whether a party is people of whom nothing more is told ("20 people")."""
    words = fold(actor.name).split() if actor else []
    return bool(words) and words[-1] in codes.lists()["victims"]["unspecified"]


def _foremost(actors: Iterable[Actor]) -> Actor | None:
    """The actor named most often, the first where several are; unnamed ones ("them") only in need."""
    every = list(actors)
    known = [a for a in every if a.id and a.type != "unknown"] or [a for a in every if a.type != "unknown"]
    counted = Counter(a.name for a in known or every)
    best = max(counted.values(), default=0)
    return next((a for a in known or every if counted[a.name] == best), None)
