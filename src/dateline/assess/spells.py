"""One party's hold on one place, as far as it was known on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from dateline.assess.figures import camp
from dateline.assess.granted import grants
from dateline.gist import days, gainer, is_count, is_dated, kin, known_on, party_name
from dateline.records import Claim, Event
from dateline.sourcing import mouth, withdrawn

Act = Literal["taken", "held", "contested", "lost", "denied", "granted"]
Status = Literal["held", "claimed", "contested", "denied"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one claim says of one party and one place, with its two clocks."""

    claim: Claim
    event: str
    act: Act
    holder: str  # key of the party
    name: str  # its name, as the claim has it
    valid: date
    dated: bool
    known: date
    mouth: str = ""  # key of whoever said so


@dataclass(slots=True)
class Spell:
    """A party's hold by one event: the facts behind it and what was made of them."""

    event: str
    holder: str
    facts: list[Fact] = field(default_factory=list)
    denials: list[Fact] = field(default_factory=list)
    rivals: int = 0
    taken: bool = False
    since: date | None = None  # where it reaches back further than the first day told
    granted: date | None = None  # the day on which an opponent granted it
    withdrawn: date | None = None  # the day by which all who had reported it took it back
    end: date | None = None
    ended_by: str = ""

    @property
    def start(self) -> date:
        """The first day told: that of the capture where one is, the claims' own days first."""
        if self.since:
            return self.since
        told = [f for f in self.facts if f.act == "taken"] or self.facts
        return min(f.valid for f in ([f for f in told if f.dated] or told))

    @property
    def disputed(self) -> bool:
        """Whether somebody denies it or names another holder, and no opponent has granted it."""
        return bool(self.denials or self.rivals) and self.granted is None

    @property
    def name(self) -> str:
        """The holder as most claims call it."""
        often = Counter(f.name for f in self.facts)
        return min(often, key=lambda n: (-often[n], n))


def facts(event: Event, known: Mapping[str, Claim], published: Mapping[str, date]) -> Iterator[Fact]:
    """What the claims of a control event say of who has the place."""
    against = {name for origin in event.origins_against for name in origin.claim_ids}
    granting = set(grants(event, known, published))
    owner = _owner(event, known)
    gone = withdrawn(event.origins_for, event.origins_against)
    every = (*event.origins_for, *event.origins_against)
    mouths = {name: gone.get(o.id, mouth(o)) for o in every for name in o.claim_ids}
    for name in event.claim_ids:
        claim = known[name]
        span = days(claim, published)
        told = known_on(claim, published) or (span[0] if span else None)
        if span is None or told is None or is_count(claim):
            continue
        act, holder, label = _reading(claim, name in against, name in granting, owner)
        if holder:
            yield Fact(claim, event.id, act, holder, label, span[0], is_dated(claim), told, mouths[name])


def _owner(event: Event, known: Mapping[str, Claim]) -> tuple[str, str]:
    """The party that the event gives the place to, and its name."""
    for origin in event.origins_for:
        for name in origin.claim_ids:
            claim = known[name]
            party = gainer(claim) if claim.kind == "control" and claim.stance == "asserts" else None
            if party:
                return party, _label(claim)
    denied = [known[n] for n in event.claim_ids if known[n].stance == "denies" and gainer(known[n])]
    return (str(gainer(denied[0])), _label(denied[0])) if denied else ("", "")


def _label(claim: Claim) -> str:
    named = claim.targets if claim.change == "lost" else claim.actors
    return named[0].name if named else ""


def _reading(claim: Claim, against: bool, granting: bool, owner: tuple[str, str]) -> tuple[Act, str, str]:
    if claim.stance == "denies":
        return ("denied", *owner)
    if granting and not against:
        return ("granted", *owner)
    if claim.change == "contested":
        return ("contested", gainer(claim) or owner[0] or "contested", _label(claim) or "contested")
    party = gainer(claim)
    if party is None:
        return ("taken" if claim.change in ("gained", "lost") else "held", *owner)
    return ("held" if claim.change == "held" else "taken", party, _label(claim))


def spells(told: Sequence[Fact]) -> list[Spell]:
    """Spells at one place from the facts known so far, each ended by the next sure capture."""
    found: dict[tuple[str, str], Spell] = {}
    denied: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in sorted(told, key=lambda f: (f.known, f.claim.id)):
        if fact.act == "denied":
            denied[fact.event, fact.holder].append(fact)
            continue
        spell = found.setdefault((fact.event, fact.holder), Spell(fact.event, fact.holder))
        spell.facts.append(fact)
        spell.taken = spell.taken or fact.act == "taken"
        if fact.act == "granted":
            spell.granted = min(fact.known, spell.granted or fact.known)
    for key, spell in found.items():
        spell.denials = denied.pop(key, [])
        spell.withdrawn = _withdrawn(spell)
    holders = Counter(event for (event, _), spell in found.items() if not spell.withdrawn)
    for (event, _), spell in found.items():
        spell.rivals = holders[event] - (not spell.withdrawn)
    for (event, holder), refused in denied.items():
        found[event, holder] = Spell(event, holder, list(refused), list(refused))
    _stretch(found.values())
    ordered = sorted(found.values(), key=lambda s: (s.start, s.event, s.holder))
    _end(ordered)
    return ordered


def _withdrawn(spell: Spell) -> date | None:
    """The day by which everybody who said that the party has the place had taken it back, if all did."""
    said = {f.mouth: f.known for f in sorted(spell.facts, key=lambda f: f.known, reverse=True)}
    back = {f.mouth: f.known for f in spell.denials if f.known > said.get(f.mouth, date.max)}
    return max(back.values()) if said and said.keys() <= back.keys() else None


def _stretch(found: Iterable[Spell]) -> None:
    """Let who says, after a capture was reported, that it still holds the place say so of that day too."""
    taken = {s.event: s.start for s in found if s.taken}
    for spell in found:
        if not spell.taken and spell.event in taken and {f.act for f in spell.facts} == {"held"}:
            spell.since = min(spell.start, taken[spell.event])


def _end(ordered: Sequence[Spell]) -> None:
    """End each spell by the next capture of another party that nobody disputes, or by its own concession."""
    granted = {s.event: s for s in ordered if s.granted}
    later: dict[str, Spell] = {}  # by party: its next sure capture after the spell at hand
    start = {(s.event, s.holder): s.start for s in ordered}
    for spell in reversed(ordered):
        first = start[spell.event, spell.holder]
        heirs = [
            s for party, s in later.items() if party != spell.holder and start[s.event, s.holder] > first
        ]
        if heirs:
            heir = min(heirs, key=lambda s: (start[s.event, s.holder], s.event))
            spell.end, spell.ended_by = start[heir.event, heir.holder] - timedelta(days=1), heir.name
        if spell.withdrawn:
            spell.end, spell.ended_by = first, "its own source"  # who takes a word back says it was never so
        winner = granted.get(spell.event)
        if winner and winner is not spell and winner.granted:
            spell.end = max(first, winner.granted - timedelta(days=1))
            spell.ended_by = winner.name
        if spell.taken and not spell.disputed:
            later[spell.holder] = spell


def status(spell: Spell) -> Status:
    """How sure a hold is: contested, denied (by its own word alone, and refused), claimed or held."""
    acts = {f.act for f in spell.facts}
    if acts == {"contested"}:
        return "contested"
    if acts == {"denied"}:
        return "denied"
    own = all(_is_own_word(f) for f in spell.facts)
    if spell.disputed:
        return "denied" if own and spell.denials else "claimed"
    return "claimed" if own else "held"


def _is_own_word(fact: Fact) -> bool:
    """Whether a claim is the holder's own."""
    side = camp(fact.claim)
    own = kin(frozenset(side.split()), frozenset(party_name(fact.name).split()))
    return bool(side) and (own or side == fact.holder)
