"""The tables of ``case.duckdb``, one per kind of record.

Each table has the columns that questions are asked by, and ``record``: the whole record as JSON,
from which it is read back exactly as it was written. Bridge tables spell out the lists, so that
SQL can join along them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dateline import gist, records, telling
from dateline.fold import fold

VERSION = 5
KEPT = {records.Reading: "readings", records.Extraction: "extractions"}  # made from one report, by a key


@dataclass(frozen=True, slots=True)
class Column:
    """A column, its SQL type, and how its value is got from a record."""

    name: str
    type: str
    value: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds one part of ``records.Record``, in the order of that part."""

    name: str  # also the name of the part in Record
    record: type
    columns: tuple[Column, ...]
    order: str = "id"  # in which its rows are read, as SQL
    identity: tuple[str, ...] = ("id",)  # columns that tell one row from the others


@dataclass(frozen=True, slots=True)
class Bridge:
    """A table of pairs: one row for each member of a list that records of ``part`` have."""

    name: str
    part: str
    columns: tuple[str, ...]
    rows: Callable[[Any], Iterable[tuple[str | None, ...]]]


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n, "VARCHAR", _getter(n)) for n in names)


def _day(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n, "DATE", _getter(n)) for n in names)


def _number(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n, "DOUBLE", _getter(n)) for n in names)


def _whole(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n, "BIGINT", _getter(n)) for n in names)


def _getter(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


def _inner(name: str, part: str, field: str, kind: str = "VARCHAR") -> Column:
    """Column ``name`` from ``record.part.field``, NULL where there is no such part."""

    def value(record: Any) -> Any:
        inner = getattr(record, part)
        return None if inner is None else getattr(inner, field)

    return Column(name, kind, value)


def _when() -> tuple[Column, ...]:
    return (
        _inner("when_start", "when", "start", "DATE"),
        _inner("when_end", "when", "end", "DATE"),
        _inner("when_precision", "when", "precision"),
    )


def _where() -> tuple[Column, ...]:
    at = Column("place_key", "VARCHAR", lambda r: telling.key(r.place) if r.place else None)
    return (
        _inner("place_id", "place", "id"),
        _inner("place", "place", "name"),
        at,
        _inner("feature", "place", "feature"),
    )


TABLES: tuple[Table, ...] = (
    Table(
        "reports",
        records.Report,
        (
            *_text("id", "digest", "title", "outlet", "url", "language"),
            _inner("published", "published", "date", "DATE"),
            _inner("published_basis", "published", "basis"),
        ),
    ),
    Table(
        "claims",
        records.Claim,
        (
            *_text("id", "report", "kind", "change", "stance", "modality", "part"),
            *_whole("start", "end"),
            *_text("quote"),
            _inner("source", "source", "name"),
            _inner("source_text", "source", "text"),
            *_when(),
            *_text("denies", "rule"),
            Column("wording", "VARCHAR", telling.wording),  # the same for the same words of one source
            Column("counts", "BOOLEAN", gist.is_count),  # whether it counts or measures ground
            Column("amount", "VARCHAR", lambda c: fold(c.quantities[0].text) if telling.measure(c) else None),
            Column("unit", "VARCHAR", lambda c: m.unit if (m := telling.measure(c)) else None),
        ),
        'report, start, "end", id',
    ),
    Table(
        "copies",
        records.CopyLink,
        (*_text("report", "other", "how"), *_whole("start", "end", "other_start", "other_end"),
         *_number("similarity")),
        "report, start, other, other_start", ("report", "start", "other", "other_start"),
    ),
    Table("origins", records.Origin, (*_text("id", "source", "channel", "why"), *_day("first_reported"))),
    Table("events", records.Event, (*_text("id", "kind", "change", "title", "status"), *_where(), *_when(),
          Column("actor", "VARCHAR", lambda e: next(iter(e.actors), None)),
          Column("asserted", "BOOLEAN", lambda e: bool(e.origins_for)),
          Column("weight", "BIGINT[]", lambda e: list(map(int, telling.weight(e))))),  # the least comes first
          "when_start NULLS LAST, id"),
    Table("disagreements", records.Disagreement, _text("id", "type", "why")),
    Table(
        "tolls",
        records.Toll,
        (
            *_text("id", "event_id", "scope", "category", "victims", "profile"),
            *_number("low", "best", "high"),
        ),
        "event_id, category, id",
    ),
    Table(
        "control",
        records.ControlPeriod,
        (
            *_text("id", "holder", "status", "basis"),
            *_where(),
            *_day("valid_from", "valid_to", "known_from", "last_heard"),
        ),
        "place, valid_from NULLS FIRST, holder, known_from NULLS FIRST, id",
    ),
    Table(
        "crossings",
        records.CrossingStatus,
        (*_text("id", "state"), *_where(), *_day("valid_from", "known_from", "last_heard")),
        "place, valid_from NULLS LAST, state, id",
    ),
    Table("rejections", records.Rejection, (*_text("name", "stage", "reason"), *_whole("start", "end")),
          """stage NOT IN ('acquire', 'read'), name, start, "end", stage, reason""", ("name",)),
    Table(
        "outcomes",
        records.Outcome,
        (
            *_text("id", "state", "why"),
            _inner("by", "decision", "by"),
            _inner("action", "decision", "action"),
            _inner("target", "decision", "target"),
        ),
        "rowid",
    ),
)  # fmt: skip


BRIDGES: tuple[Bridge, ...] = (
    Bridge("furniture", "reports", ("report", "start", "end", "why"),
           lambda r: ((r.id, str(f.start), str(f.end), f.why) for f in r.furniture)),
    Bridge("claim_places", "claims",
           ("claim", "place_id", "place", "place_key", "text", "admin1", "admin2", "country"),
           lambda c: ((c.id, w.id, w.name, telling.key(w), w.text, w.admin1, w.admin2, w.country)
                      for w in c.places)),
    Bridge("claim_actors", "claims", ("claim", "role", "actor_id", "actor"),
           lambda c: ((c.id, role, a.id, a.name)
                      for role, group in (("actor", c.actors), ("target", c.targets)) for a in group)),
    Bridge("origin_carriers", "origins", ("origin", "report"),
           lambda o: ((o.id, report) for report in o.carriers)),
    Bridge("origin_claims", "origins", ("origin", "claim"),
           lambda o: ((o.id, claim) for claim in o.claim_ids)),
    Bridge("event_claims", "events", ("event", "claim"),
           lambda e: ((e.id, claim) for claim in e.claim_ids)),
    Bridge("event_origins", "events", ("event", "side", "origin"),
           lambda e: ((e.id, side, o.id)
                      for side, group in (("for", e.origins_for), ("against", e.origins_against))
                      for o in group)),
    Bridge("disagreement_events", "disagreements", ("disagreement", "event"),
           lambda d: ((d.id, event) for event in d.event_ids)),
    Bridge("disagreement_claims", "disagreements", ("disagreement", "side", "claim"),
           lambda d: ((d.id, side, claim) for side, group in (("left", d.left), ("right", d.right))
                      for claim in group)),
    Bridge("control_carriers", "control", ("period", "report"),
           lambda p: ((p.id, report) for o in p.according_to for report in o.carriers)),
)  # fmt: skip
