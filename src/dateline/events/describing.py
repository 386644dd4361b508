"""An event made of a cluster: its id, and what its claims say of it between them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from dateline.events.members import Cluster, Member
from dateline.events.titles import title
from dateline.gist import extent_key, is_count, parties, party, place_key, victim_names
from dateline.records import Actor, Claim, Event, Origin, When, Where
from dateline.sourcing import narrowed, withdrawn

LONGEST_ACTOR = 6  # words of a name; longer ones are clauses
Status = Literal["single-origin", "corroborated", "disputed", "conceded", "superseded", "unattributed"]


def event_of(cluster: Cluster, sources: Mapping[str, Origin], published: Mapping[str, date]) -> Event:
    told = cluster.supporting or cluster.against
    kind = min(told, key=lambda m: m.order).claim.kind
    own = [
        m for m in told if m.claim.kind == kind
    ]  # without vows to retake a place, which only grant its loss
    claims = _unique(own)
    every = _unique(cluster.supporting + cluster.against)
    change = _change(claims)
    actors, targets = _names(claims, change, losing=False), _names(claims, change, losing=True)
    if kind == "casualties":
        targets = _victims(claims)
    place = _place(own)
    supporting = narrowed(_unique(cluster.supporting), sources, published)
    against = narrowed(_unique(cluster.against), sources, published)
    counting = claims[0] if is_count(claims[0]) else None
    return Event(
        id=_id(min(told, key=lambda m: m.order)),
        kind=kind,
        change=change,
        title=title(kind, change, actors, targets, place, counting),
        place=place,
        when=_when(claims),
        actors=actors,
        origins_for=supporting,
        origins_against=against,
        carriers=tuple(sorted({c.report for c in every})),
        status=_status(cluster, supporting, against),
        claim_ids=tuple(sorted(c.id for c in every)),
    )


def _id(member: Member) -> str:
    return _id_of(member.claim.id, member.at)


def _id_of(claim: str, at: str) -> str:
    return "ev-" + hashlib.sha256(f"event\n{claim}\n{at}".encode()).hexdigest()[:16]


def aliases(events: Iterable[Event], claims: Iterable[Claim]) -> dict[str, str]:
    """Ids that events bore, or would have borne, before they grew or merged, and the event that answers now.

    An event is called after its earliest claim, so the id that each of its claims would have given it
    leads to it.
    """
    known = {claim.id: claim for claim in claims}
    found: dict[str, str] = {}
    for event in sorted(events, key=lambda e: e.id):
        key = extent_key if event.kind in ("control", "crossing") else place_key
        at = {key(event.place) if event.place else ""}
        for name in event.claim_ids:
            own = {key(p) for p in known[name].places}
            for place in sorted(at | (own if len(own) == 1 else set())):
                found.setdefault(_id_of(name, place), event.id)
    for event in events:
        found.pop(event.id, None)
    return found


def _unique(told: Iterable[Member]) -> list[Claim]:
    ordered = {m.claim.id: m.claim for m in sorted(told, key=lambda m: m.order)}
    return list(ordered.values())


def _change(claims: Sequence[Claim]) -> str | None:
    """What changed: a capture where any claim tells of one, else what most claims say."""
    found = Counter(c.change for c in claims if c.change)
    if claims[0].kind == "control":
        return next((c for c in ("gained", "lost", "held", "contested") if found[c]), None)
    return min(found, key=lambda c: (-found[c], c)) if found else None


def _names(claims: Sequence[Claim], change: str | None, *, losing: bool) -> tuple[str, ...]:
    """Names of the actors (or of the other side), one for each party, most often named first."""
    found: Counter[str] = Counter()
    side: dict[str, str] = {}
    for claim in claims:
        swapped = claim.kind == "control" and claim.change == "lost" and change == "gained"
        named = claim.targets if losing != swapped else claim.actors
        if swapped and not losing:
            named = tuple(a for a in named if party(a) not in parties(claim.actors))
        named = tuple(a for a in named if not a.name.isdigit() and len(a.name.split()) <= LONGEST_ACTOR)
        found.update(map(_in_sentence, named))
        side.update((_in_sentence(a), party(a)) for a in named)
    best: dict[str, str] = {}
    for name in sorted(found, key=lambda n: (-found[n], n)):
        best.setdefault(side[name], name)
    return tuple(best.values())


def _in_sentence(actor: Actor) -> str:
    """An actor's name; a common noun that opened a sentence ("Residents") is lower-case again."""
    return actor.name.lower() if actor.type == "civilians" and " " not in actor.name else actor.name


def _victims(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Who was killed or hurt, most often named first, else "people"."""
    found = Counter(name for claim in claims for name in victim_names(claim.targets) or ("people",))
    return tuple(sorted(found, key=lambda n: (-found[n], n))) or ("people",)


def _place(told: Sequence[Member]) -> Where | None:
    """The place that most members name, resolved before unresolved."""
    places = [m.place for m in told if m.place]
    if not places:
        return None
    often = Counter(place_key(p) for p in places)
    return min(places, key=lambda p: (p.id is None, -often[place_key(p)], p.name, p.text))


def _when(claims: Sequence[Claim]) -> When | None:
    """When it happened: the day most claims name, the most precise and earliest first.

    A day after a report had already told of it, as "held since the 28th" gives for what was told on the
    27th, is not the day it happened.
    """
    told = [c.when for c in claims if c.when and c.when.start]
    known = min((w.start for w in told if w.precision == "unknown" and w.start), default=date.max)
    told = [w for w in told if w.start and w.start <= known]
    often = Counter((w.start, w.end) for w in told)
    precise = ("day", "interval", "week", "month", "year", "unknown")

    def rank(when: When) -> tuple[int, int, date, date, str]:
        start, end = when.start or date.max, when.end or date.max
        return (precise.index(when.precision), -often[when.start, when.end], start, end, when.text or "")

    return min(told, key=rank, default=None)


def _status(cluster: Cluster, supporting: Sequence[Origin], against: Sequence[Origin]) -> Status:
    if cluster.conceded:
        return "conceded"
    if supporting and len(withdrawn(supporting, against)) == len(supporting):
        return "superseded"
    if against:
        return "disputed"
    if cluster.superseded:
        return "superseded"
    if all(origin.source is None for origin in supporting):
        return "unattributed"
    return "corroborated" if len(supporting) > 1 else "single-origin"
