"""The control ledger: who holds what, from when to when, and since when that is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.assess.spells import Fact, Spell, facts, spells, status
from dateline.assess.told import claims_of, origins_of, published_of
from dateline.between import Told
from dateline.gist import extent_key
from dateline.plans import Step, Take
from dateline.records import ControlPeriod, Origin, Where
from dateline.sourcing import narrowed


def steps() -> tuple[Step, ...]:
    """From ``Told`` to ``ControlPeriod``: the ledger of every place, its periods with two clocks.

    A period is written anew whenever a report changes what is known of it; its versions share the id up
    to the dot, and ``known_from`` tells since when each is known. ``control_as_of`` picks among them.
    """
    return (Step("control", (Take(Told, _held),), (ControlPeriod,), _ledger),)


def _held(told: Told) -> tuple[str, ...]:
    event = told.event
    return (extent_key(event.place),) if event.kind == "control" and event.place else ()


def _ledger(_: str, told: Sequence[Told]) -> Iterator[ControlPeriod]:
    ordered = sorted(told, key=lambda t: t.event.id)
    places = [t.event.place for t in ordered if t.event.place]
    found = [fact for t in ordered for fact in facts(t.event, claims_of(t), published_of(t))]
    sources = {name: origin for t in ordered for name, origin in origins_of(t).items()}
    published = {name: day for t in ordered for name, day in published_of(t).items()}
    yield from _versions(min(places, key=lambda p: (p.id is None, p.name, p.text)), found, sources, published)


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
