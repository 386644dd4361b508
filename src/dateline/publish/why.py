"""From any id down to the words: what it says, who says so, who carried it, and where it stands."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dateline.errors import UsageError
from dateline.publish import english
from dateline.publish.amounts import who_says
from dateline.publish.holdings import merged
from dateline.publish.html import visible
from dateline.publish.names import by_reach, holder, origin_name, place_name
from dateline.publish.notes import reference
from dateline.publish.phrase import asserted, quoted, said, toll_said, where_told
from dateline.publish.view import View
from dateline.records import (
    Claim,
    ControlPeriod,
    CrossingStatus,
    Disagreement,
    Event,
    Origin,
    Toll,
)

_CONTEXT = 120  # characters of the report shown on each side of a quote


def why(view: View, wanted: str, earlier: Mapping[str, str]) -> str:
    """What stands behind the record called ``wanted``; the first characters of an id do.

    ``earlier`` leads from ids that records bore once to those that answer now.

    Raises:
        UsageError: no record has the id, or several ids begin so.
    """
    found = find(view, earlier.get(wanted, wanted))
    return visible("\n".join(_EXPLAIN[type(found)](view, found))) + "\n"


def find(view: View, wanted: str) -> Any:
    """The record called ``wanted``, or the one whose id alone begins so.

    Raises:
        UsageError: there is none, or there are several.
    """
    wanted = wanted.partition("@")[0]  # a holding that follows from a province's bears that one's id
    record = view.record
    parts: Sequence[Sequence[Any]] = (
        record.events,
        record.claims,
        record.tolls,
        record.disagreements,
        record.control,
        record.crossings,
        record.origins,
    )
    every = {item.id: item for part in reversed(parts) for item in part}
    if wanted in every:
        return every[wanted]
    begins = sorted(i for i in every if wanted and i.startswith(wanted))
    if len(begins) == 1:
        return every[begins[0]]
    if begins:
        raise UsageError(
            f"{len(begins)} ids begin with {wanted!r}: {', '.join(begins[:5])}. Give more of it."
        )
    raise UsageError(f"Nothing in the case has the id {wanted!r}." + _near(wanted, list(every)))


def _near(wanted: str, ids: Sequence[str]) -> str:
    from rapidfuzz import process

    near = [n for n, _, _ in process.extract(wanted, ids, limit=3, score_cutoff=70)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return hint + " `dateline claims CASE` and `dateline brief CASE --format json` list the ids."


def _event(view: View, event: Event) -> Iterator[str]:
    yield f"Event {event.id}: {english.sentence(said(view, event) or quoted(view, event))}"
    yield f"  {event.kind}{'/' + event.change if event.change else ''}, {event.status}"
    if event.place:
        yield f"  place: {place_name(view, event.place)}" + (
            f", {event.place.reason}" if event.place.reason else ""
        )
    for side, found in (("for", event.origins_for), ("against", event.origins_against)):
        if found:
            yield f"\n{english.count(len(found), 'origin').capitalize()} {side}:"
            for origin in by_reach(found):
                yield from _origin_within(view, origin, set(event.claim_ids))
    left = set(event.claim_ids) - {
        c for o in (*event.origins_for, *event.origins_against) for c in o.claim_ids
    }
    yield from _claims(view, "Other claims", sorted(left))
    for dispute in view.record.disagreements:
        if event.id in dispute.event_ids:
            yield f"\nDisagreement of type {dispute.type} [{dispute.id}]: {english.dated(dispute.why)}"


def _origin(view: View, origin: Origin) -> Iterator[str]:
    yield f"Origin {origin.id}: {origin_name(view, origin)}"
    yield from _origin_within(view, origin, set(origin.claim_ids))


def _origin_within(view: View, origin: Origin, among: set[str]) -> Iterator[str]:
    yield f"\n  {english.capital(origin_name(view, origin))}  [{origin.id}]"
    if origin.why:
        yield f"  {english.sentence(origin.why)}"
    for claim in asserted(view, origin):
        if claim in among:
            yield from _words(view, view.claims[claim], "    ")


def _claim(view: View, claim: Claim) -> Iterator[str]:
    denied = " (denied)" if claim.stance == "denies" else ""
    yield f"Claim {claim.id}: {claim.kind}{'/' + claim.change if claim.change else ''}{denied}"
    yield from _words(view, claim, "  ")
    source = claim.source
    named = f" = {source.name}" if source and source.name and source.name != source.text else ""
    yield f"  source: “{source.text}”{named}" if source else f"  source: {who_says(view, claim)}"
    yield f"  via: {' > '.join(claim.via)}" if claim.via else f"  via: {view.outlet(claim.report)}"
    for role, parties in (("actor", claim.actors), ("target", claim.targets)):
        for party in parties:
            yield f"  {role}: “{party.text}” = {party.name}" + (f" [{party.id}]" if party.id else "")
    for place in claim.places:
        yield f"  place: “{place.text}” = {place_name(view, place)}" + (
            f" ({place.reason})" if place.reason else ""
        )
    if claim.when:
        yield f"  when: {english.time_phrase(claim.when) or 'not said'} ({claim.when.basis})"
    for quantity in claim.quantities:
        bounds = f"{english.figure(quantity.low)} to {english.figure(quantity.high)}"
        yield f"  number: “{quantity.text}” = {bounds} {quantity.unit}"
    for note in claim.notes:
        yield f"  note: {note}"
    if claim.denies and claim.denies in view.claims:
        yield "  denies:"
        yield from _words(view, view.claims[claim.denies], "    ")


def _toll(view: View, toll: Toll) -> Iterator[str]:
    low, best, high = (english.figure(n) for n in (toll.low, toll.best, toll.high))
    event = next((e for e in view.record.events if e.id == toll.event_id), None)
    told = f"{toll_said(view, toll)}" + (f" {english.time_phrase(event.when)}" if event else "")
    yield f"Toll {toll.id}: {told.strip()}" + (
        f", {place_name(view, event.place)}" if event and event.place else ""
    )
    yield f"  low {low}, best {best}, high {high if toll.high is not None else 'open'}; by {toll.profile}"
    yield f"  {english.sentence(toll.why)}"
    yield f"  event {toll.event_id}"
    origins = (*event.origins_for, *event.origins_against) if event else ()
    for title, ids in (("Figures behind it", toll.claim_ids), ("Set aside", toll.set_aside)):
        yield from _by_origin(view, title, origins, ids)


def _by_origin(view: View, title: str, origins: Sequence[Origin], claim_ids: Sequence[str]) -> Iterator[str]:
    """Claims under the origins that they come from; those of none by themselves."""
    if not claim_ids:
        return
    yield f"\n{title}:"
    left = set(claim_ids)
    for origin in by_reach(merged(origins)):
        mine = left & set(origin.claim_ids)
        if mine:
            yield from _origin_within(view, origin, mine)
            left -= mine
    yield from (line for c in sorted(left) if c in view.claims for line in _words(view, view.claims[c], "  "))


def _disagreement(view: View, dispute: Disagreement) -> Iterator[str]:
    yield f"Disagreement {dispute.id}: {dispute.type}"
    yield f"  {english.sentence(english.dated(dispute.why))}"
    yield from (f"  event {e}" for e in dispute.event_ids)
    yield from _claims(view, "On one side", dispute.left)
    yield from _claims(view, "On the other", dispute.right)


def _control(view: View, period: ControlPeriod) -> Iterator[str]:
    where = where_told(view, period.place, period.claim_ids) or period.place.name
    yield f"Control {period.id}: {place_name(view, period.place, told=where)}"
    yield f"  {period.status}: {holder(view, period.holder)}"
    begun = english.day(period.valid_from) if period.valid_from else "a day not told"
    ended = english.day(period.valid_to) if period.valid_to else "no known end"
    yield f"  from {begun} to {ended}; {english.dated(period.basis)}"
    for origin in by_reach(merged(period.according_to)):
        yield from _origin_within(view, origin, set(period.claim_ids))
    told = {c for o in period.according_to for c in o.claim_ids}
    yield from _claims(view, "Other claims", [c for c in period.claim_ids if c not in told])


def _crossing(view: View, status: CrossingStatus) -> Iterator[str]:
    since = f" since {english.day(status.valid_from)}" if status.valid_from else ""
    yield f"Crossing {status.id}: {place_name(view, status.place)}, {status.state}{since}"
    for origin in by_reach(merged(status.according_to)):
        yield from _origin_within(view, origin, set(status.claim_ids))


def _claims(view: View, title: str, claim_ids: Sequence[str]) -> Iterator[str]:
    known = [view.claims[c] for c in claim_ids if c in view.claims]
    if known:
        yield f"\n{title}:"
    for claim in known:
        yield from _words(view, claim, "  ")


def _words(view: View, claim: Claim, indent: str) -> Iterator[str]:
    """The quote in its surroundings, where it stands, and the rule that read it."""
    text = view.reports[claim.report].received_text
    before = text[max(0, claim.start - _CONTEXT) : claim.start]
    after = text[claim.end : claim.end + _CONTEXT]
    begins = "…" if claim.start > _CONTEXT else ""
    ends = "…" if claim.end + _CONTEXT < len(text) else ""
    shown = f"{begins}{before}«{text[claim.start : claim.end]}»{after}{ends}"
    yield f"{indent}{reference(view, claim)}  [{claim.id}]"
    yield from textwrap.wrap(
        " ".join(shown.split()), 100, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}  "
    )
    rule = claim.rule or "a rule without a name"
    yield f"{indent}  characters {claim.start:,} to {claim.end:,}; read by {rule}"


_EXPLAIN: dict[type, Callable[[View, Any], Iterator[str]]] = {
    Event: _event,
    Claim: _claim,
    Toll: _toll,
    Disagreement: _disagreement,
    ControlPeriod: _control,
    CrossingStatus: _crossing,
    Origin: _origin,
}
