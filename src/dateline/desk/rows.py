"""Events and claims as the rows that lists on many pages show."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dateline.desk.page import Ask, Json
from dateline.publish import english
from dateline.publish.amounts import who_says
from dateline.publish.names import place_name
from dateline.publish.view import View
from dateline.records import Claim

EVENT_HEAD = ("id", "told", "kind", "change", "status", "place", "first", "last", "origins for",
              "origins against", "reports", "toll")  # fmt: skip
_EVENT = """SELECT id, told, quote, kind, change, status, place, place_key, first, last, pro, contra,
                   carriers, claims, toll, doubt FROM events"""


def events(ask: Ask, rest: str, *values: Any) -> list[Json]:
    """The events that the rest of an SQL statement chooses."""
    return [_event(row) for row in ask.index.rows(f"{_EVENT} {rest}", *values)]


def _event(row: sqlite3.Row) -> Json:
    found = dict(row)
    found["when"] = days(row["first"], row["last"])
    return found


def days(first: str | None, last: str | None) -> str:
    """Days as a reader writes them."""
    if not first:
        return ""
    return english.days(date.fromisoformat(first), date.fromisoformat(last or first))


def event_table(found: Iterable[Json]) -> list[list[Any]]:
    """Rows of a CSV, in the order of ``EVENT_HEAD``."""
    names = ("id", "told", "kind", "change", "status", "place", "first", "last", "pro", "contra", "carriers",
             "toll")  # fmt: skip
    return [[row[name] for name in names] for row in found]


CLAIM_HEAD = ("id", "report", "outlet", "published", "source", "kind", "change", "stance", "modality", "part",
              "place", "when", "quote", "start", "end", "event")  # fmt: skip


def claims(ask: Ask, view: View, ids: Sequence[str]) -> list[Json]:
    """Claims with who says them, where they stand, and the event that they belong to."""
    of, decided = events_of(ask, ids), ask.history.of_claims(ids)
    return [
        claim(view, view.claims[i]) | {"event": of.get(i), "decisions": decided.get(i, [])}
        for i in ids
        if i in view.claims
    ]


def claim(view: View, found: Claim) -> Json:
    """One claim, told."""
    report = view.reports.get(found.report)
    return {
        "id": found.id,
        "report": found.report,
        "outlet": report.outlet if report else None,
        "published": report.published.date.isoformat() if report and report.published else None,
        "source": who_says(view, found),
        "speaker": (found.source.name or found.source.text) if found.source else None,
        "kind": found.kind,
        "change": found.change,
        "stance": found.stance,
        "modality": found.modality,
        "part": found.part,
        "place": "; ".join(place_name(view, w) for w in found.places),
        "when": english.time_phrase(found.when),
        "quote": " ".join(found.quote.split()),
        "start": found.start,
        "end": found.end,
    }


def claim_table(found: Iterable[Json]) -> list[list[Any]]:
    """Rows of a CSV, in the order of ``CLAIM_HEAD``."""
    return [[row.get(name) for name in CLAIM_HEAD] for row in found]


def events_of(ask: Ask, claim_ids: Sequence[str]) -> dict[str, str]:
    """Claim id -> the id of the gravest event that it belongs to."""
    found: dict[str, str] = {}
    for at in range(0, len(claim_ids), 500):
        part = claim_ids[at : at + 500]
        marks = ",".join("?" * len(part))
        sql = (
            "SELECT ec.claim, e.id FROM event_claims ec JOIN events e ON e.id = ec.event "  # noqa: S608 marks alone
            f"WHERE ec.claim IN ({marks}) ORDER BY e.rank DESC"
        )
        found.update((row[0], row[1]) for row in ask.index.rows(sql, *part))
    return found
