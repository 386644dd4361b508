"""The brief as the JSON of the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from dateline import wire
from dateline.publish.rank import ranked
from dateline.publish.view import View
from dateline.records import (
    ControlPeriod,
    CrossingStatus,
    Disagreement,
    Event,
    Origin,
    Report,
    Story,
    Toll,
)

Json = dict[str, Any]


class Carried(Protocol):
    """Reports made from one text, as lineage finds them."""

    @property
    def id(self) -> str: ...
    @property
    def reports(self) -> tuple[str, ...]: ...
    @property
    def original(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def shares(self) -> tuple[float, ...]: ...
    @property
    def versions(self) -> tuple[tuple[str, str], ...]: ...


def brief_json(view: View, stories: Sequence[Story] = (), families: Sequence[Carried] = ()) -> Json:
    """Everything a brief says, as data; lists in the order of the brief.

    ``stories`` are the reports grouped by incident, ``families`` those that carry one text.
    """
    record, events = view.record, ranked(view)
    return {
        "case": view.case,
        "as_of": wire.iso(view.as_of),
        "known": wire.iso(view.known),
        "events": [event(view, e) for e in events],
        "control": [control(p) for p in record.control],
        "crossings": [crossing(c) for c in record.crossings],
        "tolls": [toll(t) for t in record.tolls],
        "disagreements": [disagreement(view, d) for d in record.disagreements],
        "sources": sources(view),
        "coverage": coverage(record.reports, Counter(c.report for c in record.claims)),
        "stories": _stories(events, stories),
        "families": [family(f) for f in families],
        "rejections": [
            {"report": r.name, "stage": r.stage, "reason": r.reason, "start": r.start, "end": r.end}
            for r in record.rejections
        ],
    }


def event(view: View, found: Event) -> Json:
    """An event with its origins for and against."""
    return {
        "id": found.id,
        "kind": found.kind,
        "change": found.change,
        "title": found.title,
        "place": None if found.place is None else wire.place(found.place),
        "when": wire.when(found.when),
        "actors": list(found.actors),
        "origins": {
            "for": [origin(o) for o in found.origins_for],
            "against": [origin(o) for o in found.origins_against],
        },
        "carriers": list(found.carriers),
        "status": found.status,
        "claims": list(found.claim_ids),
        "quotes": {c: view.claims[c].quote for c in found.claim_ids if c in view.claims},
    }


def _stories(events: Sequence[Event], found: Sequence[Story]) -> list[Json]:
    """Reports that tell of one incident, with the events that they tell of."""
    of = {report: number for number, each in enumerate(found) for report in each.reports}
    told: list[dict[str, None]] = [{} for _ in found]
    for each in events:
        for report in each.carriers:
            if report in of:
                told[of[report]][each.id] = None
    return [_story(each, events) for each, events in zip(found, told, strict=True)]


def _story(found: Story, events: Iterable[str]) -> Json:
    return {
        "id": found.id,
        "reports": list(found.reports),
        "first": wire.iso(found.first),
        "last": wire.iso(found.last),
        "events": list(events),
    }


def family(found: Carried) -> Json:
    """Reports that carry one text: the likely original, and the share of each that the others carry."""
    return {
        "id": found.id,
        "reports": list(found.reports),
        "original": found.original,
        "why": found.why,
        "shares": dict(zip(found.reports, found.shares, strict=True)),
        "versions": [list(pair) for pair in found.versions],
    }


def origin(found: Origin) -> Json:
    """One independent statement, whoever carried it."""
    return {
        "id": found.id,
        "source": found.source,
        "channel": found.channel,
        "carriers": list(found.carriers),
        "first_reported": wire.iso(found.first_reported),
        "claim_ids": list(found.claim_ids),
        "why": found.why,
    }


def control(found: ControlPeriod) -> Json:
    """Who holds a place, according to whom, from when to when."""
    return {
        "id": found.id,
        "place": wire.place(found.place),
        "holder": found.holder,
        "status": found.status,
        "according_to": [origin(o) for o in found.according_to],
        "valid_from": wire.iso(found.valid_from),
        "valid_to": wire.iso(found.valid_to),
        "known_from": wire.iso(found.known_from),
        "last_heard": wire.iso(found.last_heard),
        "basis": found.basis,
        "claims": list(found.claim_ids),
    }


def crossing(found: CrossingStatus) -> Json:
    """Whether a crossing is open, according to whom."""
    return {
        "id": found.id,
        "place": wire.place(found.place),
        "state": found.state,
        "according_to": [origin(o) for o in found.according_to],
        "valid_from": wire.iso(found.valid_from),
        "known_from": wire.iso(found.known_from),
        "last_heard": wire.iso(found.last_heard),
        "claims": list(found.claim_ids),
    }


def toll(found: Toll) -> Json:
    """A toll with the claims behind it and those set aside; its category is also a key of its own."""
    bounds = {
        "low": wire.whole(found.low),
        "best": wire.whole(found.best),
        "high": wire.whole(found.high),
        "profile": found.profile,
        "claims": list(found.claim_ids),
        "set_aside": list(found.set_aside),
    }
    return {
        "id": found.id,
        "event": found.event_id,
        "scope": found.scope,
        "category": found.category,
        "victims": found.victims,
        **bounds,
        found.category: bounds,
        "why": found.why,
    }


def disagreement(view: View, found: Disagreement) -> Json:
    """Claims that differ, with their words on each side and the reason for the type."""
    return {
        "id": found.id,
        "type": found.type,
        "events": list(found.event_ids),
        "left": _sides(view, found.left),
        "right": _sides(view, found.right),
        "why": found.why,
    }


def sources(view: View) -> list[Json]:
    """Whoever spoke, with the number of claims, carriers and events that others dispute."""
    found: dict[tuple[str | None, str | None], list[Origin]] = {}
    for origin_ in view.record.origins:
        found.setdefault((origin_.source, origin_.channel), []).append(origin_)
    denied: dict[str, list[str]] = {}
    for told in view.record.events:
        for name in dict.fromkeys(o.id for o in told.origins_for if told.origins_against):
            denied.setdefault(name, []).append(told.id)
    listed = [_source(view, name, channel, group, denied) for (name, channel), group in found.items()]
    return sorted(listed, key=lambda s: (-s["claims"], s["source"] or "", s["channel"] or ""))


def coverage(reports: Iterable[Report], claims: Counter[str]) -> list[Json]:
    """Reports per outlet, so that a silent source is not read as peace."""
    found: dict[str | None, list[Report]] = {}
    for report in reports:
        found.setdefault(report.outlet, []).append(report)
    listed = []
    for outlet, group in found.items():
        days = sorted(r.published.date for r in group if r.published)
        listed.append(
            {
                "outlet": outlet,
                "reports": len(group),
                "report_ids": sorted(r.id for r in group),
                "claims": sum(claims[r.id] for r in group),
                "first": wire.iso(days[0]) if days else None,
                "last": wire.iso(days[-1]) if days else None,
                "published": {r.id: wire.published(r) for r in sorted(group, key=lambda r: r.id)},
            }
        )
    return sorted(listed, key=lambda c: (-int(str(c["reports"])), str(c["outlet"] or "")))


def _sides(view: View, claim_ids: Sequence[str]) -> list[Json]:
    return [
        {
            "claim": c.id,
            "report": c.report,
            "quote": c.quote,
            "source": wire.source(c.source),
            "quantity": [wire.quantity(q) for q in c.quantities],
        }
        for c in (view.claims[i] for i in claim_ids if i in view.claims)
    ]


def _source(
    view: View,
    name: str | None,
    channel: str | None,
    group: Sequence[Origin],
    denied: Mapping[str, Sequence[str]],
) -> Json:
    claims = {c for o in group for c in o.claim_ids}
    return {
        "source": name,
        "channel": channel,
        "grade": view.grades.get(name or channel or ""),
        "claims": len(claims),
        "carriers": sorted({r for o in group for r in o.carriers}),
        "disputed_events": sorted({event for o in group for event in denied.get(o.id, ())}),
    }
