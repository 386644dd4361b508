"""Claims and control as plain tables, CSV and GeoJSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dateline.errors import UsageError
from dateline.fold import fold
from dateline.publish import brief_json, english
from dateline.publish.holdings import by_place, merged
from dateline.publish.names import by_reach, extent, holder, origin_name, place_name, standing
from dateline.publish.phrase import where_told
from dateline.publish.view import View, places_named
from dateline.records import Claim, ControlPeriod
from dateline.spreadsheet import csv_text
from dateline.telling import key

_NEVER = date.max  # sorts what has no date last
_COLUMNS = (
    "id", "report", "outlet", "kind", "change", "actor", "target", "place", "when", "quantity",
    "stance", "modality", "source", "via", "start", "end", "quote",
)  # fmt: skip


def claims_wanted(
    view: View, *, kind: str | None = None, place: str | None = None, source: str | None = None
) -> list[Claim]:
    """The claims that fit what was asked, in the order of reports and text.

    Raises:
        UsageError: no claim speaks of ``place``, or none is by ``source``.
    """
    wanted = places_named(view.record, place) if place else None
    found = [
        c
        for c in view.record.claims
        if (kind is None or c.kind == kind)
        and (wanted is None or any(key(w) in wanted for w in c.places))
        and (source is None or _is_by(view, c, source))
    ]
    if not found and source and not any(_is_by(view, c, source) for c in view.record.claims):
        raise UsageError(f"No claim is by a source called {source!r}." + speakers_near(view, source))
    return sorted(found, key=lambda c: (c.report, c.start, c.end, c.id))


def speakers_near(view: View, who: str) -> str:
    """The sources, agencies and outlets whose names are nearest to ``who``, as the end of a message."""
    from rapidfuzz import process

    spoke = [c.source.name or c.source.text for c in view.record.claims if c.source]
    names = sorted({*spoke, *(via for c in view.record.claims for via in c.via)})
    near = [n for n, _, _ in process.extract(who, names, limit=3, score_cutoff=60, processor=fold)]
    if near:
        return f" Did you mean {' or '.join(near)}?"
    return f" There are {', '.join(names[:6])}{' …' if len(names) > 6 else ''}." if names else ""


def claim_row(view: View, claim: Claim) -> dict[str, str]:
    """A claim as flat text, for a table or CSV."""
    source = claim.source
    return {
        "id": claim.id,
        "report": claim.report,
        "outlet": view.reports[claim.report].outlet or "",
        "kind": claim.kind,
        "change": claim.change or "",
        "actor": "; ".join(a.name for a in claim.actors),
        "target": "; ".join(a.name for a in claim.targets),
        "place": "; ".join(w.name for w in claim.places),
        "when": _interval(claim),
        "quantity": "; ".join(q.text for q in claim.quantities),
        "stance": claim.stance,
        "modality": claim.modality,
        "source": (source.name or source.text) if source else "",
        "via": " > ".join(claim.via),
        "start": str(claim.start),
        "end": str(claim.end),
        "quote": claim.quote,
    }


def claims_csv(view: View, claims: Iterable[Claim]) -> str:
    """Claims as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    rows = (claim_row(view, c) for c in claims)
    return csv_text(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows))


def claims_table(view: View, claims: Iterable[Claim]) -> str:
    """Claims as lines of at most 100 columns: what, where and when, by whom, the words."""
    lines = []
    for claim in claims:
        row = claim_row(view, claim)
        denied = "denied " if claim.stance == "denies" else ""
        what = denied + "/".join(filter(None, (row["kind"], row["change"])))
        place = "; ".join(extent(view, w) or w.name for w in claim.places)
        said = (row["source"] or f"{view.outlet(claim.report)}, on its own account") + (
            f", via {row['via']}" if row["via"] and row["source"] else ""
        )
        told = [claim.id, what, place, row["when"], said, *([claim.part] if claim.part != "body" else [])]
        lines += _wrapped(" | ".join(filter(None, told)), "", "    ")
        lines += _wrapped(
            f"{english.quote(claim.quote)} {claim.report}:{claim.start}–{claim.end}", "    ", "    "
        )
    return "\n".join(lines) if lines else "No claim fits."


def control_table(view: View, periods: Sequence[ControlPeriod]) -> str:
    """Control periods as lines: who holds what, according to whom, since when."""
    if not periods:
        return "No report says who holds it." if view.record.reports else "The case holds no reports."
    lines: list[str] = []
    for group in sorted(by_place(periods), key=lambda g: (g[0].place.name, key(g[0].place))):
        lines.append(english.capital(place_name(view, group[0].place)))
        for period in sorted(group, key=lambda p: (p.valid_from or p.known_from or _NEVER, p.holder, p.id)):
            lines += _period(view, period)
    return "\n".join(lines)


def _period(view: View, period: ControlPeriod) -> Iterable[str]:
    """A holder with its state, the part of the place that is meant, and by whose word."""
    told = where_told(view, period.place, period.claim_ids)
    part = f" ({told})" if told and fold(told) != fold(standing(period.place)) else ""
    who = english.capital(holder(view, period.holder))
    if period.status == "contested" and fold(period.holder) in ("contested", "unknown", ""):
        who = "Fought over"
    yield from _wrapped(f"{who}{part}: {_state(period)}  [{period.id}]", "  ", "    ")
    for origin in merged(by_reach(period.according_to)):
        yield from _wrapped(f"according to {origin_name(view, origin)}", "      ", "        ")
    if period.basis:
        yield from _wrapped(english.dated(period.basis), "      ", "        ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text,
        100,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def control_geojson(periods: Iterable[ControlPeriod]) -> brief_json.Json:
    """Control periods with a known place as GeoJSON points, longitude first."""
    features: list[dict[str, Any]] = []
    for period in periods:
        where = period.place
        if where.lat is not None and where.lon is not None:
            features.append(
                {
                    "type": "Feature",
                    "id": period.id,
                    "geometry": {"type": "Point", "coordinates": [where.lon, where.lat]},
                    "properties": brief_json.control(period) | {"name": where.name},
                }
            )
    return {"type": "FeatureCollection", "features": features}


def _state(period: ControlPeriod) -> str:
    parts: list[str] = [period.status]
    if period.valid_from:
        parts.append(f"since {english.day(period.valid_from)}")
    if period.valid_to:
        parts.append(f"until {english.day(period.valid_to)}")
    if period.last_heard:
        parts.append(f"last heard {english.day(period.last_heard)}")
    return ", ".join(parts)


def _interval(claim: Claim) -> str:
    if claim.when is None or claim.when.start is None:
        return ""
    start, end = claim.when.start, claim.when.end
    return start.isoformat() if end in (None, start) else f"{start}/{end}"


def _is_by(view: View, claim: Claim, who: str) -> bool:
    source = claim.source
    named = [source.name, source.text, source.affiliation] if source else [view.outlet(claim.report)]
    return any(name and fold(who) in fold(name) for name in (*named, *claim.via))
