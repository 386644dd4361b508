"""Whether crossings, roads, ports and airports are open, by each side's word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dateline.assess.told import origins_of, published_of
from dateline.between import Told
from dateline.gist import days, extent_key, extents, known_on
from dateline.plans import Step, Take
from dateline.records import Claim, CrossingStatus, Origin, Where
from dateline.sourcing import narrowed


def steps() -> tuple[Step, ...]:
    """From ``Told`` to ``CrossingStatus``: one for each crossing and state, with whose word it is.

    Where two sides differ, both stand. A state that a source repeats is one status, last heard later.
    """
    return (Step("crossings", (Take(Told, _states),), (CrossingStatus,), _statuses),)


def _states(told: Told) -> tuple[str, ...]:
    """Keys of the places and states that the claims of an event tell."""
    if told.event.kind != "crossing":
        return ()
    return tuple(sorted({key for heard in told.heard for key, _ in _keyed(heard.claim)}))


def _keyed(claim: Claim) -> Iterator[tuple[str, Where]]:
    if claim.kind == "crossing" and claim.change and _stands(claim):
        yield from ((f"{extent_key(place)}\n{claim.change}", place) for place in extents(claim))


def _statuses(key: str, told: Sequence[Told]) -> Iterator[CrossingStatus]:
    sources = {name: origin for t in told for name, origin in origins_of(t).items()}
    published = {name: day for t in told for name, day in published_of(t).items()}
    claims = {heard.claim.id: heard.claim for t in told for heard in t.heard}
    said = [(c, place) for _, c in sorted(claims.items()) for at, place in _keyed(c) if at == key]
    for spell in _spells(said, published):
        yield _status(key.partition("\n")[2], spell, sources, published)


def _stands(claim: Claim) -> bool:
    return claim.stance == "asserts" and claim.modality != "planned"


def _spells(
    said: Sequence[tuple[Claim, Where]], published: Mapping[str, date]
) -> list[list[tuple[Claim, Where]]]:
    """Cut where more than a month passes without word of the state."""
    ordered = sorted(said, key=lambda s: (_day(s[0], published), s[0].id))
    spells: list[list[tuple[Claim, Where]]] = []
    for item in ordered:
        if spells and (_day(item[0], published) - _day(spells[-1][-1][0], published)).days <= 31:
            spells[-1].append(item)
        else:
            spells.append([item])
    return spells


def _day(claim: Claim, published: Mapping[str, date]) -> date:
    span = days(claim, published)
    return span[0] if span else date.max


def _status(
    state: str,
    spell: Sequence[tuple[Claim, Where]],
    sources: Mapping[str, Origin],
    published: Mapping[str, date],
) -> CrossingStatus:
    claims = [claim for claim, _ in spell]
    known = [day for c in claims if (day := known_on(c, published))]
    starts = [span[0] for c in claims if (span := days(c, published))]
    body = "\n".join(("crossing", state, extent_key(spell[0][1]), min(c.id for c in claims)))
    return CrossingStatus(
        id="cs-" + hashlib.sha256(body.encode()).hexdigest()[:16],
        place=min((p for _, p in spell), key=lambda p: (p.id is None, p.name, p.text)),
        state=state,  # type: ignore[arg-type]
        according_to=narrowed(claims, sources, published),
        valid_from=min(starts, default=None),
        known_from=min(known, default=None),
        last_heard=max(known, default=None),
        claim_ids=tuple(sorted(c.id for c in claims)),
    )
