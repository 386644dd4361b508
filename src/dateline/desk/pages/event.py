"""An event: origins against propositions, figures, what changed when, and what is like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dateline.desk.index.doubts import doubts
from dateline.desk.page import Ask, Json, Page
from dateline.desk.rows import CLAIM_HEAD, claim_table, claims, events
from dateline.fold import fold
from dateline.publish import english
from dateline.publish.amounts import who_says
from dateline.publish.holdings import merged
from dateline.publish.names import by_reach, origin_name, place_name
from dateline.publish.phrase import said, victims
from dateline.publish.view import View
from dateline.records import Claim, Disagreement, Event, Origin, Quantity, Toll

_COLUMNS = 5  # propositions that have a column of their own
OTHER = "Other words"


def event(ask: Ask, ref: str) -> Page:
    """Everything that is told of one happening.

    Raises:
        NotThereError: no event has the id.
    """
    found: Event = ask.one(Event, ref, "event")
    view = ask.view([found])
    rows = claims(ask, view, sorted(found.claim_ids, key=lambda c: _order(view, c)))
    row = events(ask, "WHERE id = ?", ref)[0]
    labels = _labels(view, found)
    data: Json = {
        **row,
        "title": row["told"],
        "place_told": english.capital(place_name(view, found.place)) if found.place else "",
        "place_reason": found.place.reason if found.place else "",
        "matrix": _matrix(view, found, labels),
        "tolls": [_toll(view, found, t) for t in view.record.tolls],
        "changes": _changes(view, found, labels),
        "disagreements": _disagreements(ask, ref),
        "similar": _similar(ask, row),
        "doubts": [words for _, words in doubts(view, found)],
        "claim_rows": rows,
        "decisions": ask.history.of(f"event:{ref}", found.claim_ids),
    }
    return Page("event.html", row["told"], data, CLAIM_HEAD, claim_table(rows))


def _order(view: View, claim_id: str) -> tuple[Any, ...]:
    claim = view.claims[claim_id]
    return view.published(claim.report), claim.report, claim.start


def _labels(view: View, found: Event) -> dict[str, str]:
    """Claim -> the proposition that it states, whether it asserts or denies it."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for c in sorted(c for c in found.claim_ids if c in view.claims):
        groups.setdefault(_point(view.claims[c]), []).append(c)
    common = sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0])))
    kept = len(common) if len(common) <= _COLUMNS else _COLUMNS - 1
    return {
        c: _told(view, found, key, ids) if number < kept else OTHER
        for number, (key, ids) in enumerate(common)
        for c in ids
    }


def _point(claim: Claim) -> tuple[Any, ...]:
    """What claims of one event must share to state the same: whoever gained a place, another lost it."""
    if claim.kind == "control" and claim.change in ("gained", "lost"):
        return "control", "changed hands"
    if claim.kind == "casualties":
        return "casualties", *((_number(q), q.unit) for q in claim.quantities)
    return claim.kind, claim.change, *((fold(a.name) for a in claim.actors) if claim.change == "held" else ())


def _number(q: Quantity) -> float | None:
    return q.value if q.value is not None else q.low


def _told(view: View, found: Event, point: tuple[Any, ...], ids: Sequence[str]) -> str:
    """The words over a column: the event's own where the claims state it, else those of most of them."""
    if point == ("control", "changed hands") and found.kind == "control":
        bare = replace(view, record=replace(view.record, tolls=()))
        if own := said(bare, replace(found, when=None)):
            return english.capital(own)
    told = Counter(_proposition(view, found, view.claims[c]) for c in ids)
    return min(told, key=lambda label: (-told[label], label))


def _proposition(view: View, found: Event, claim: Claim) -> str:
    if claim.quantities and claim.kind == "casualties":
        numbers = [f"{english.figure(_number(q))} {q.unit}" for q in claim.quantities]
        return english.capital(english.listing(numbers))
    alone = replace(
        found,
        change=claim.change,
        kind=claim.kind,
        when=None,
        claim_ids=(claim.id,),
        actors=tuple(a.name for a in claim.actors),
        place=claim.places[0] if claim.places else found.place,
    )
    told = said(replace(view, record=replace(view.record, tolls=())), alone)
    return english.capital(told) or _plainly(claim)


def _plainly(claim: Claim) -> str:
    who = english.listing([a.name for a in claim.actors[:2]])
    return english.capital(" ".join(filter(None, (who, claim.change or claim.kind)))).replace("-", " ")


def _matrix(view: View, found: Event, labels: dict[str, str]) -> Json:
    """A row for each origin, a column for each proposition, the claims in the cells."""
    columns = [label for label, _ in Counter(labels.values()).most_common() if label != OTHER]
    columns += [OTHER] if OTHER in labels.values() else []
    both = {fold(o.source or "") for o in found.origins_for} & {
        fold(o.source or "") for o in found.origins_against
    }
    rows = []
    told: set[str] = set()
    for side, origins in (("for", found.origins_for), ("against", found.origins_against)):
        for origin in by_reach(merged(origins)):
            mine = [c for c in origin.claim_ids if c in labels]
            told.update(mine)
            rows.append(_row(view, side, origin, mine, labels, columns) | {
                "moved": bool(origin.source) and fold(origin.source or "") in both
            })  # fmt: skip
    rest = [c for c in labels if c not in told]
    if rest:
        nobody = Origin("", None, "No origin told", (), None, tuple(rest), "")
        rows.append(
            _row(view, "", nobody, rest, labels, columns) | {"moved": False, "name": "No origin told"}
        )
    return {"columns": columns, "rows": rows}


def _row(
    view: View, side: str, origin: Origin, mine: Sequence[str], labels: dict[str, str],
    columns: Sequence[str],
) -> Json:  # fmt: skip
    cells = []
    for label in columns:
        here = sorted((c for c in mine if labels[c] == label), key=lambda c: _order(view, c))
        stances = {view.claims[c].stance for c in here}
        cells.append(
            {
                "stance": "both" if len(stances) > 1 else next(iter(stances), ""),
                "claims": [_cell(view, view.claims[c]) for c in here],
            }
        )
    return {
        "id": origin.id,
        "side": side,
        "name": english.capital(origin_name(view, replace(origin, carriers=origin.carriers[:1]))),
        "source": origin.source,
        "channel": origin.channel,
        "why": english.sentence(origin.why),
        "first": origin.first_reported,
        "carriers": [{"report": r, "outlet": view.outlet(r)} for r in origin.carriers],
        "cells": cells,
    }


def _cell(view: View, claim: Claim) -> Json:
    return {
        "id": claim.id,
        "report": claim.report,
        "outlet": view.outlet(claim.report),
        "quote": english.quote(claim.quote, 200),
        "stance": claim.stance,
        "part": claim.part,
        "modality": claim.modality,
    }


def _toll(view: View, found: Event, toll: Toll) -> Json:
    figures = []
    for aside, ids in ((False, toll.claim_ids), (True, toll.set_aside)):
        for origin in by_reach(merged((*found.origins_for, *found.origins_against))):
            figures += _figures(view, toll, [c for c in ids if c in origin.claim_ids], aside, origin)
    return {
        "id": toll.id,
        "category": toll.category,
        "victims": victims(toll.victims),
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "profile": toll.profile,
        "why": english.sentence(english.dated(toll.why)),
        "figures": figures,
    }


def _figures(view: View, toll: Toll, ids: Sequence[str], aside: bool, origin: Origin) -> list[Json]:
    """The different numbers that one origin gives for a toll."""
    seen: dict[tuple[float | None, float | None], Json] = {}
    for claim in (view.claims[c] for c in ids if c in view.claims):
        for q in claim.quantities:
            if q.unit == toll.category or len(claim.quantities) == 1:
                who = origin.source or origin.channel or who_says(view, claim)
                seen.setdefault(
                    (q.low, q.high),
                    {"who": english.capital(who), "low": q.low, "high": q.high, "aside": aside},
                )
    return list(seen.values())


def _changes(view: View, found: Event, labels: dict[str, str]) -> list[Json]:
    """Who first said, repeated or denied what, day by day; carriers of the same are folded away."""
    seen: dict[tuple[str, str, str], Json] = {}
    against = {c for o in found.origins_against for c in o.claim_ids}
    for claim in sorted(
        (view.claims[c] for c in found.claim_ids if c in view.claims), key=lambda c: _order(view, c.id)
    ):
        who, label = who_says(view, claim), labels[claim.id]
        entry = seen.setdefault(
            (fold(who), label, claim.stance),
            {"day": _day(view, claim), "who": english.capital(who), "stance": claim.stance, "label": label,
             "quote": english.quote(claim.quote, 200), "report": claim.report, "claim": claim.id, "also": 0,
             "against": claim.stance == "denies" or claim.id in against},
        )  # fmt: skip
        entry["also"] += claim.report != entry["report"]
    return list(seen.values())


def _day(view: View, claim: Claim) -> Any:
    day = view.published(claim.report)
    return day if day.year < 9999 else None


def _disagreements(ask: Ask, ref: str) -> list[Json]:
    condition = (
        "id IN (SELECT disagreement FROM disagreement_events WHERE event = ?) ORDER BY type, id LIMIT 20"
    )
    found = ask.index.where(Disagreement, condition, ref)
    return [{"id": d.id, "type": d.type, "why": english.sentence(english.dated(d.why))} for d in found]


def _similar(ask: Ask, row: Json) -> list[Json]:
    """Events of the same kind at the same place, nearest in time first."""
    if not row["place_key"]:
        return []
    near = "abs(julianday(coalesce(first, ?)) - julianday(?))"
    first = row["first"] or "2000-01-01"
    return events(
        ask, f"WHERE place_key = ? AND kind = ? AND id <> ? ORDER BY {near}, rank LIMIT 6",
        row["place_key"], row["kind"], row["id"], first, first,
    )  # fmt: skip
