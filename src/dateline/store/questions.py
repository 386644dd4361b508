"""What readers ask of a case: each question reads the rows that answer it, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from dateline.fold import fold
from dateline.orders import ordered
from dateline.records import (
    Claim,
    ControlPeriod,
    CrossingStatus,
    Disagreement,
    Event,
    Origin,
    Published,
    Record,
    Report,
    Toll,
)
from dateline.store.database import Database

Found = TypeVar("Found")
LEARNT = 500  # reports, the first by id, from which readers learn how names are written

_CALLED = (Event, Claim, Toll, Disagreement, ControlPeriod, CrossingStatus, Origin)  # what bears an id
_STANDING = """
    SELECT rowid FROM control
    WHERE rowid IN (
        SELECT arg_max(rowid, (coalesce(known_from, DATE '0001-01-01'), id))
        FROM control GROUP BY split_part(id, '.', 1)
    )
    AND ($day::DATE IS NULL OR (coalesce(valid_from, $day) <= $day AND coalesce(valid_to, $day) >= $day))
    AND ($keys::VARCHAR[] IS NULL OR list_contains($keys::VARCHAR[], place_key))
    AND ($features::VARCHAR[] IS NULL OR list_contains($features::VARCHAR[], feature))
"""


class Questions:
    """An open case that answers by SQL."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def ids(self, sql: str, values: Sequence[Any] = ()) -> list[str]:
        """The first column of what a query gives."""
        return [row[0] for row in self.database.rows(sql, values)]

    def get(self, kind: type[Found], ids: Iterable[str]) -> list[Found]:
        """The records of a kind that have some ids, in the order of the record; unknown ids are left out."""
        return self.database.among(kind, "id IN (SELECT unnest(?::VARCHAR[]))", [sorted(set(ids))])

    def holding(
        self, day: date | None, keys: Iterable[str] | None = None, features: Sequence[str] | None = None
    ) -> list[ControlPeriod]:
        """The last version of each control period, of those that held on a day at some places.

        ``keys`` are those of the places, ``features`` what kinds of places; None asks for all.
        """
        asked = {"day": day, "keys": None if keys is None else sorted(keys), "features": features}
        return self.database.among(ControlPeriod, f"rowid IN ({_STANDING})", asked)

    def speaking_of(self, keys: Iterable[str]) -> Record:
        """The claims, events and crossings of places with some keys."""
        wanted = [sorted(keys)]
        at = "place_key IN (SELECT unnest(?::VARCHAR[]))"
        told = f"id IN (SELECT claim FROM claim_places WHERE {at})"  # noqa: S608 as it stands above
        return Record(
            claims=tuple(self.database.among(Claim, told, wanted)),
            events=tuple(self.database.among(Event, at, wanted)),
            crossings=tuple(self.database.among(CrossingStatus, at, wanted)),
        )

    def places_called(self, name: str) -> set[str]:
        """Keys of the places called so, or lying in a district, province or country called so."""
        rows = self.database.rows(
            "SELECT DISTINCT place_key, place, place_id, text, admin1, admin2, country FROM claim_places"
        )
        for table in ("control", "crossings", "events"):
            rows += self.database.rows(f'SELECT DISTINCT place_key, place, place_id FROM "{table}"')  # noqa: S608 names from above
        wanted = _joined(name)
        return {key for key, *called in rows if key and any(n and _joined(n) == wanted for n in called)}

    def beginning(self, start: str) -> list[tuple[type, str]]:
        """What bears an id that begins with ``start``: the kind of record, and the id."""
        found: dict[str, type] = {}
        for kind in _CALLED:
            sql = f"SELECT id FROM {self.database.table(kind)} WHERE starts_with(id, ?)"  # noqa: S608 names from the schema
            for name in self.ids(sql, [start]):
                found.setdefault(name, kind)
        return [(kind, name) for name, kind in sorted(found.items())]

    def opening(self) -> tuple[Report, ...]:
        """The reports from which is learnt how names are written."""
        ids = self.ids("SELECT id FROM reports ORDER BY id LIMIT ?", [LEARNT])
        return tuple(self.get(Report, ids))

    def bare(self, ids: Iterable[str]) -> list[Report]:
        """Reports without their text and what was read of it: id, title, outlet, address and day alone."""
        rows = self.database.rows(
            "SELECT id, digest, title, outlet, url, published, published_basis FROM reports "
            "WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
            [sorted(set(ids))],
        )
        return [
            Report(
                name, digest, "", (), title=title, outlet=outlet, url=url,
                published=Published(day, basis, "low") if day else None,
            )
            for name, digest, title, outlet, url, day, basis in rows
        ]  # fmt: skip

    def with_words(self, found: Iterable[Any], *, bare: bool = False) -> Record:
        """A record of some events, claims, tolls, disagreements, control periods, crossings or origins.

        With them come the claims that they rest on, those that these deny, and the reports of these, or what
        of them is ``bare``.
        """
        record = _sorted_out(found)
        names = set(_claims(record))
        claims = [*record.claims, *self.get(Claim, names - {c.id for c in record.claims})]
        denied = {c.denies for c in claims if c.denies} - {c.id for c in claims}
        claims += self.get(Claim, denied)
        nameless = (o for o in _origins(record) if not o.channel)  # who carried these tells whose they are
        reports = {c.report for c in claims} | {r for o in nameless for r in o.carriers}
        known = self.bare(reports) if bare else self.get(Report, reports)
        return ordered(replace(record, claims=tuple(claims), reports=tuple(known)))

    def around(self, kind: type, name: str) -> Record:
        """What stands behind one record: its words, its event, and what is disputed of it."""
        found: list[Any] = self.get(kind, [name])
        events = [e.event_id for e in found if isinstance(e, Toll)]
        found += self.get(Event, events)
        if kind is Event:
            found += self.database.among(Toll, "event_id = ?", [name])
            disputes = "id IN (SELECT disagreement FROM disagreement_events WHERE event = ?)"
            found += self.database.among(Disagreement, disputes, [name])
        return self.with_words(found)


def _joined(name: str) -> str:
    return fold(name).replace(" ", "")


_PARTS: dict[type, str] = {
    Event: "events", Claim: "claims", Toll: "tolls", Disagreement: "disagreements",
    ControlPeriod: "control", CrossingStatus: "crossings", Origin: "origins",
}  # fmt: skip


def _sorted_out(found: Iterable[Any]) -> Record:
    parts: dict[str, dict[str, Any]] = {name: {} for name in _PARTS.values()}
    for each in found:
        parts[_PARTS[type(each)]][each.id] = each
    return Record(**{name: tuple(part.values()) for name, part in parts.items()})


def _origins(record: Record) -> Iterable[Origin]:
    sides = ((*e.origins_for, *e.origins_against) for e in record.events)
    held = (p.according_to for p in record.control)
    open_ = (c.according_to for c in record.crossings)
    return chain(record.origins, *sides, *held, *open_)


def _claims(record: Record) -> Iterable[str]:
    yield from (c for e in record.events for c in e.claim_ids)
    yield from (c for o in _origins(record) for c in o.claim_ids)
    yield from (c for t in record.tolls for c in (*t.claim_ids, *t.set_aside))
    yield from (c for d in record.disagreements for c in (*d.left, *d.right))
    yield from (c for p in record.control for c in p.claim_ids)
    yield from (c for p in record.crossings for c in p.claim_ids)
