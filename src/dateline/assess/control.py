"""The control ledger: who holds what, from when to when, and since when that is known."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.assess.spells import Fact, Spell, facts, spells, status
from dateline.gist import extent_key
from dateline.parties import identified
from dateline.records import Claim, ControlPeriod, Event, Origin, Where
from dateline.sourcing import narrowed


def control(
    claims: Sequence[Claim],
    events: Sequence[Event],
    origins: Sequence[Origin],
    *,
    published: Mapping[str, date],
) -> tuple[ControlPeriod, ...]:
    """The ledger of every place: periods with two clocks, sorted by place, day and holder.

    A period is written anew whenever a report changes what is known of it; its versions share the id up
    to the dot, and ``known_from`` tells since when each is known. ``control_as_of`` picks among them.
    """
    known = {claim.id: claim for claim in identified(claims)}
    sources = {claim: origin for origin in origins for claim in origin.claim_ids}
    told: dict[str, list[Fact]] = defaultdict(list)
    places: dict[str, list[Where]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.id):
        if event.kind == "control" and event.place:
            at = extent_key(event.place)
            told[at].extend(facts(event, known, published))
            places[at].append(event.place)
    found: list[ControlPeriod] = []
    for at in sorted(told):
        place = min(places[at], key=lambda p: (p.id is None, p.name, p.text))
        found.extend(_versions(place, told[at], sources, published))
    return tuple(sorted(found, key=_order))


def _order(period: ControlPeriod) -> tuple[str, date, str, date, str]:
    first, known = period.valid_from or date.min, period.known_from or date.min
    return (period.place.name, first, period.holder, known, period.id)


def _versions(
    place: Where, told: Sequence[Fact], sources: Mapping[str, Origin], published: Mapping[str, date]
) -> Iterator[ControlPeriod]:
    """The periods of one place as each day's reports leave them; a version only where something changed."""
    written: dict[str, ControlPeriod] = {}
    seen: dict[tuple[str, str], tuple[object, ...]] = {}
    for day in sorted({fact.known for fact in told}):
        for spell in spells([fact for fact in told if fact.known <= day]):
            if seen.get((spell.event, spell.holder)) == _told(spell):
                continue
            seen[spell.event, spell.holder] = _told(spell)
            period = _period(place, spell, day, sources, published)
            name = period.id.partition(".")[0]
            before = written.get(name)
            if before is None or replace(before, id="", known_from=None) != replace(
                period, id="", known_from=None
            ):
                written[name] = period
                yield period


def _told(spell: Spell) -> tuple[object, ...]:
    """What a spell rests on: facts are only added from day to day, so that their number tells of news."""
    facts = (len(spell.facts), len(spell.denials), spell.rivals)
    return (*facts, spell.start, spell.end, spell.ended_by, spell.granted, spell.withdrawn)


def _period(
    place: Where, spell: Spell, day: date, sources: Mapping[str, Origin], published: Mapping[str, date]
) -> ControlPeriod:
    body = "\n".join(("control", extent_key(place), spell.event, spell.holder))
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    said = list({f.claim.id: f.claim for f in spell.facts}.values())
    ended = spell.end if spell.end is None or spell.end >= spell.start else spell.start
    return ControlPeriod(
        id=f"cp-{digest}.{day:%Y%m%d}",
        place=place,
        holder=spell.name,
        status=status(spell),
        according_to=narrowed(said, sources, published),
        valid_from=spell.start,
        valid_to=ended,
        known_from=day,
        last_heard=max(f.known for f in spell.facts),
        basis=_basis(spell),
        claim_ids=tuple(sorted({*(c.id for c in said), *(f.claim.id for f in spell.denials)})),
    )


def _basis(spell: Spell) -> str:
    """In words: what the period rests on, who disputes it and what ended it."""
    acts = {f.act for f in spell.facts}
    rests = (
        "reported captured" if spell.taken else "said to hold it" if "held" in acts else "fighting over it"
    )
    if acts == {"denied"}:
        rests = "reported by others, and denied"
    if spell.granted:
        rests += f"; granted by the other side on {spell.granted}"
    elif spell.disputed:
        rests += "; disputed"
    if spell.withdrawn:
        return f"{rests}; taken back by its own source on {spell.withdrawn}"
    return f"{rests}; ended by {spell.ended_by}" if spell.ended_by else rests
