"""A STIX 2.1 bundle: an event as a report, a claim as a note, a denial as an opinion on what it denies.

Ids are made from content (UUID version 5 in the namespace that STIX 2.1 sets aside for that), so that a
second import changes nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from dateline import wire
from dateline.export.happening import Happening, happenings
from dateline.export.shape import Dossier
from dateline.records import Actor, Claim, Report, Where

_NAMESPACE = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # STIX 2.1, section 2.9
_REGIONS = {"armed group": "group", "person": "individual", "civilians": "class", "people": "class"}


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write one bundle, each object once."""
    objects = {found["id"]: found for found in _objects(dossier)}
    bundle = {"type": "bundle", "id": _id("bundle", dossier.digest), "objects": list(objects.values())}
    path.write_text(wire.dumps(bundle, indent=1) + "\n", encoding="utf-8")
    return ()


def _objects(dossier: Dossier) -> Iterator[wire.Json]:
    yield _object(dossier, "identity", "program", name=dossier.program, identity_class="system")
    for happening in happenings(dossier):
        within = list(_within(happening))
        yield from within
        yield _report(happening, within)


def _object(dossier: Dossier, kind: str, key: str, **values: object) -> wire.Json:
    moment = f"{dossier.day.isoformat()}T00:00:00.000Z"
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, key),
        "created_by_ref": _id("identity", "program"),
        "created": moment,
        "modified": moment,
        **{name: value for name, value in values.items() if value},
    }


def _within(h: Happening) -> Iterator[wire.Json]:
    """What an event is made of: its place, its parties, its sources, its claims."""
    if h.where:
        yield from _location(h.dossier, h.where)
    for claim in h.claims:
        for actor in (*claim.actors, *claim.targets):
            yield _party(h.dossier, actor)
        yield _speaker(h.dossier, claim)
        yield _opinion(h, claim) if _is_opinion(h, claim) else _note(h, claim)


def _report(h: Happening, within: list[wire.Json]) -> wire.Json:
    days = [r.published.date for r in h.reports if r.published]
    published = min(days, default=h.dossier.day)
    return _object(
        h.dossier,
        "report",
        h.event.id,
        name=h.event.title,
        description=f"{h.event.kind} {h.event.change or ''}".strip()
        + f"; {h.event.status}; {len(h.origins)} origins for, {len(h.event.origins_against)} against",
        published=f"{published.isoformat()}T00:00:00.000Z",
        object_refs=sorted({o["id"] for o in within}),
        labels=[h.event.kind, h.event.status],
        external_references=[{"source_name": "dateline event", "external_id": h.event.id}],
    )


def _location(dossier: Dossier, where: Where) -> Iterator[wire.Json]:
    if where.country or where.lat is not None:
        yield _object(
            dossier,
            "location",
            _place_key(where),
            name=where.name,
            latitude=where.lat,
            longitude=where.lon if where.lat is not None else None,
            country=where.country,
            administrative_area=where.admin1,
        )


def _place_key(where: Where) -> str:
    return where.id or where.name


def _party(dossier: Dossier, actor: Actor) -> wire.Json:
    kind = _REGIONS.get(actor.type, "unknown" if actor.type == "unknown" else "organization")
    return _object(
        dossier, "identity", f"party {actor.id or actor.name}", name=actor.name, identity_class=kind
    )


def _speaker(dossier: Dossier, claim: Claim) -> wire.Json:
    """Whoever answers for the words: the source, or the outlet."""
    name = _who(dossier, claim)
    kind = "individual" if claim.source and claim.source.type == "person" else "organization"
    return _object(dossier, "identity", f"speaker {name}", name=name, identity_class=kind)


def _who(dossier: Dossier, claim: Claim) -> str:
    if claim.source:
        return claim.source.name or claim.source.text
    return dossier.reports[claim.report].outlet or "an outlet that is not named"


def _note(h: Happening, claim: Claim) -> wire.Json:
    about = [_id("location", _place_key(h.where))] if h.where and h.where.country else []
    return _object(
        h.dossier,
        "note",
        claim.id,
        abstract=f"{claim.stance} {claim.kind} {claim.change or ''}".strip(),
        content=claim.quote,
        authors=[_who(h.dossier, claim)],
        object_refs=[*about, _id("identity", f"speaker {_who(h.dossier, claim)}")],
        external_references=_references(h.dossier.reports[claim.report], claim),
    )


def _is_opinion(h: Happening, claim: Claim) -> bool:
    """A denial of a claim that stands in the same bundle as a note."""
    denied = h.dossier.claims.get(claim.denies or "")
    return claim.stance == "denies" and denied in h.asserted


def _opinion(h: Happening, claim: Claim) -> wire.Json:
    return _object(
        h.dossier,
        "opinion",
        claim.id,
        explanation=claim.quote,
        authors=[_who(h.dossier, claim)],
        opinion="strongly-disagree",
        object_refs=[_id("note", str(claim.denies))],
        external_references=_references(h.dossier.reports[claim.report], claim),
    )


def _references(report: Report, claim: Claim) -> list[wire.Json]:
    """Where the words stand, and the id that leads to them."""
    words: wire.Json = {
        "source_name": report.outlet or report.id,
        "description": f"characters {claim.start} to {claim.end} of {report.id}",
    }
    if report.url:
        words["url"] = report.url
    return [words, {"source_name": "dateline claim", "external_id": claim.id}]


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid.uuid5(_NAMESPACE, f'{kind} {key}')}"
