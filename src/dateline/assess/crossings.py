"""Whether crossings, roads, ports and airports are open, by each side's word."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.gist import days, extent_key, extents, known_on
from dateline.placing import placed
from dateline.records import Claim, CrossingStatus, Origin, Where
from dateline.sourcing import narrowed


def crossings(
    claims: Sequence[Claim], origins: Sequence[Origin], *, published: Mapping[str, date]
) -> tuple[CrossingStatus, ...]:
    """One status for each crossing and state, with whose word it is, by place, day and state.

    Where two sides differ, both stand. A state that a source repeats is one status, last heard later.
    """
    sources = {claim: origin for origin in origins for claim in origin.claim_ids}
    told: dict[tuple[str, str], list[tuple[Claim, Where]]] = defaultdict(list)
    for claim in sorted(placed(claims), key=lambda c: c.id):
        if claim.kind == "crossing" and claim.change and _stands(claim):
            for place in extents(claim):
                told[extent_key(place), claim.change].append((claim, place))
    found = []
    for (_, state), said in sorted(told.items()):
        for spell in _spells(said, published):
            found.append(_status(state, spell, sources, published))
    return tuple(sorted(found, key=lambda s: (s.place.name, s.valid_from or date.max, s.state, s.id)))


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
