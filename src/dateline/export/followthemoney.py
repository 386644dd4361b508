"""FollowTheMoney entities as JSON lines, for Aleph and its relatives.

A report is an Article, an event an Event with the articles as proof, a claim a Note on its event, a
party an entity that articles mention. Schema: FollowTheMoney 4, where names of entities and properties
are checked by the reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from dateline import wire
from dateline.export import codes
from dateline.export.happening import Happening, happenings
from dateline.export.shape import Dossier
from dateline.fold import fold
from dateline.records import Actor, Claim, Report

_SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "government": "PublicBody",
    "ministry": "PublicBody",
    "force": "PublicBody",
    "body": "Organization",
    "alliance": "Organization",
    "armed group": "Organization",
    "agency": "Organization",
    "outlet": "Organization",
}
_NOBODY = {"civilians", "people", "unknown"}  # no entity that anybody could be looked up by

Properties = dict[str, list[str]]


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write one entity a line, each id once."""
    lines = {entity["id"]: entity for entity in _entities(dossier)}
    path.write_text("".join(wire.dumps(e) + "\n" for e in lines.values()), encoding="utf-8")
    return ()


def _entities(dossier: Dossier) -> Iterator[wire.Json]:
    for report in dossier.record.reports:
        yield _article(report)
    for claim in dossier.record.claims:
        for actor in _known(claim):
            yield _party(actor)
            yield _mention(claim.report, actor)
    for happening in happenings(dossier):
        yield _event(happening)
        for claim in happening.claims:
            yield _note(happening, claim)


def _entity(schema: str, id_: str, **values: str | list[str] | None) -> wire.Json:
    """An entity; properties without a value are left out, and every value is a list."""
    properties: Properties = {}
    for name, value in values.items():
        told = [value] if isinstance(value, str) else value or []
        if any(told):
            properties[name] = list(dict.fromkeys(v for v in told if v))
    return {"id": id_, "schema": schema, "properties": properties}


def _article(report: Report) -> wire.Json:
    return _entity(
        "Article",
        _article_id(report.id),
        title=report.title,
        author=report.byline,
        publisher=report.outlet,
        publishedAt=report.published.date.isoformat() if report.published else None,
        retrievedAt=report.fetched,
        language="eng" if report.language == "en" else None,
        sourceUrl=report.url,
        fileName=report.id,
        bodyText=report.received_text,
        notes=[f"sha256:{report.digest}", *(f"credits {name}" for name in report.credits)],
    )


def _party(actor: Actor) -> wire.Json:
    return _entity(
        _schema(actor), _party_id(actor), name=actor.name, country=_country(actor.country), notes=actor.type
    )


def _mention(report: str, actor: Actor) -> wire.Json:
    id_ = _digest("mention", report, _party_id(actor))
    return _entity(
        "Mention",
        id_,
        name=actor.name,
        document=_article_id(report),
        resolved=_party_id(actor),
        detectedSchema=_schema(actor),
    )


def _event(h: Happening) -> wire.Json:
    where = h.where
    return _entity(
        "Event",
        _event_id(h),
        name=h.event.title,
        startDate=h.start.isoformat() if h.is_dated else None,
        endDate=h.end.isoformat() if h.is_dated and h.days > 1 else None,
        date=h.start.isoformat(),
        location=where.name if where else None,
        country=_country(where.country if where else None),
        summary=f"{h.event.status}: {len(h.origins)} origins for, {len(h.event.origins_against)} against",
        description=h.words,
        keywords=[h.event.kind, *([h.event.change] if h.event.change else []), h.event.status],
        recordId=h.event.id,
        proof=[_article_id(r.id) for r in h.reports],
        involved=[_party_id(a) for c in h.claims for a in _known(c)],
        notes=[
            f"{t.category}: {wire.whole(t.low)} to {wire.whole(t.high) if t.high is not None else 'open'}, "
            f"{wire.whole(t.best)} by {t.profile}"
            for t in h.tolls
        ],
    )


def _note(h: Happening, claim: Claim) -> wire.Json:
    """The words of a claim, with who says so and where they stand."""
    report = h.dossier.reports[claim.report]
    who = (claim.source.name or claim.source.text) if claim.source else report.outlet
    return _entity(
        "Note",
        _digest("note", h.event.id, claim.id),
        name=f"{claim.stance}: {claim.quote}",
        description=claim.quote,
        entity=_event_id(h),
        proof=_article_id(claim.report),
        publisher=report.outlet,
        sourceUrl=report.url,
        keywords=[claim.kind, claim.stance],
        notes=[
            f"claim {claim.id}",
            f"characters {claim.start} to {claim.end} of {claim.report}",
            f"source: {who}",
        ],
    )


def _country(code: str | None) -> str | None:
    """The code of a country as FollowTheMoney has it; None for one that it does not know."""
    return code.lower() if code and code in codes.countries() else None


def _known(claim: Claim) -> list[Actor]:
    return [a for a in (*claim.actors, *claim.targets) if a.id and a.type not in _NOBODY]


def _schema(actor: Actor) -> str:
    return _SCHEMATA.get(actor.type, "LegalEntity")


def _article_id(report: str) -> str:
    return _digest("article", report)


def _event_id(h: Happening) -> str:
    return _digest("event", h.event.id)


def _party_id(actor: Actor) -> str:
    return _digest("party", actor.id or fold(actor.name))


def _digest(*parts: str) -> str:
    """An id of letters and digits, as Aleph wants it."""
    return "dateline-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
