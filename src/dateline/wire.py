"""Records as the JSON of the contract: the one place that decides what outsiders see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from dateline.records import Actor, Claim, Extraction, Quantity, Rejection, Report, Source, When, Where

Json = dict[str, Any]


def dumps(value: Any, *, indent: int = 0) -> str:
    """``value`` as JSON text; dates as ISO strings, keys in the order given."""
    text = msgspec.json.encode(value)
    return (msgspec.json.format(text, indent=indent) if indent else text).decode()


def extraction(found: Extraction) -> Json:
    """A line of ``dateline extract``."""
    report = found.report
    return {
        "id": report.id,
        "received_text": report.received_text,
        "text": report.text,
        "title": report.title,
        "outlet": report.outlet,
        "published": published(report),
        "dateline": _dateline(report),
        "credits": list(report.credits),
        "furniture": [{"start": f.start, "end": f.end, "why": f.why} for f in report.furniture],
        "claims": [claim(c) for c in found.claims],
        "rejections": [rejection(r) for r in found.rejections],
    }


def unread(found: Rejection) -> Json:
    """A line of ``dateline extract`` for an input that could not be read."""
    return {
        "id": found.name,
        "received_text": "",
        "text": "",
        "title": None,
        "outlet": None,
        "published": None,
        "dateline": None,
        "credits": [],
        "furniture": [],
        "claims": [],
        "rejections": [rejection(found)],
    }


def published(report: Report) -> Json | None:
    """Date of publication, from what, and how far to trust it."""
    if report.published is None:
        return None
    found = report.published
    return {"date": found.date.isoformat(), "basis": found.basis, "confidence": found.confidence}


def claim(found: Claim) -> Json:
    """A claim, as in the contract; ``total``, ``notes`` and ``report`` beside it."""
    return {
        "id": found.id,
        "report": found.report,
        "kind": found.kind,
        "change": found.change,
        "start": found.start,
        "end": found.end,
        "quote": found.quote,
        "actor": party(found.actors),
        "target": party(found.targets),
        "places": [place(p) for p in found.places],
        "when": when(found.when),
        "quantity": [quantity(q) for q in found.quantities],
        "stance": found.stance,
        "modality": found.modality,
        "part": found.part,
        "source": source(found.source),
        "via": list(found.via),
        "cue": None if found.cue is None else {"start": found.cue.start, "end": found.cue.end},
        "denies": found.denies,
        "total": found.total,
        "notes": list(found.notes),
        "rule": found.rule,
    }


def party(actors: Sequence[Actor]) -> Json | None:
    """One actor, or several as one object whose ``members`` are the actors; None for nobody."""
    if not actors:
        return None
    if len(actors) == 1:
        return _actor(actors[0])
    types = {a.type for a in actors}
    return {
        "name": "; ".join(a.name for a in actors),
        "text": "; ".join(dict.fromkeys(a.text for a in actors)),
        "id": None,
        "type": types.pop() if len(types) == 1 else "several",
        "members": [_actor(a) for a in actors],
    }


def place(found: Where) -> Json:
    """A place of a claim; without an id it is the words alone, with what they may mean."""
    given: Json = {
        "name": found.name,
        "text": found.text,
        "id": found.id,
        "lat": found.lat,
        "lon": found.lon,
        "country": found.country,
        "admin1": found.admin1,
        "admin2": found.admin2,
        "feature": found.feature,
        "precision": found.precision,
        "reason": found.reason,
    }
    if found.candidates:
        given["candidates"] = list(found.candidates)
    return given


def when(found: When | None) -> Json | None:
    """The interval of whole days in which it happened."""
    if found is None:
        return None
    return {
        "start": iso(found.start),
        "end": iso(found.end),
        "precision": found.precision,
        "text": found.text,
        "basis": found.basis,
    }


def quantity(found: Quantity) -> Json:
    """A number with its bounds; whole numbers without a decimal point."""
    return {
        "value": whole(found.value),
        "low": whole(found.low),
        "high": whole(found.high),
        "unit": found.unit,
        "of": whole(found.of),
        "text": found.text,
    }


def source(found: Source | None) -> Json | None:
    """Whoever is answerable for the words; None for the outlet itself."""
    if found is None:
        return None
    return {
        "name": found.name,
        "text": found.text,
        "role": found.role,
        "affiliation": found.affiliation,
        "anonymous": found.anonymous,
        "count": found.count,
        "type": found.type,
    }


def rejection(found: Rejection) -> Json:
    """What was not used, and why."""
    return {"start": found.start, "end": found.end, "stage": found.stage, "reason": found.reason}


def whole(number: float | None) -> float | int | None:
    """``number`` as an int where it is one, so that 69 is not written 69.0."""
    return int(number) if number is not None and float(number).is_integer() else number


def iso(day: date | None) -> str | None:
    """An ISO date, or None."""
    return None if day is None else day.isoformat()


def _actor(found: Actor) -> Json:
    return {
        "name": found.name,
        "text": found.text,
        "id": found.id,
        "type": found.type,
        "side": found.side,
        "country": found.country,
    }


def _dateline(report: Report) -> Json | None:
    if report.dateline is None:
        return None
    return {
        "place": report.dateline.place,
        "agency": report.dateline.agency,
        "region": report.dateline.region,
    }
