"""The index made from the parts of a record, one kind after the other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import msgspec

from dateline import wire
from dateline.desk.index.doubts import doubt
from dateline.desk.index.reading import Index, joined, marks
from dateline.desk.index.standings import Holdings, span, spots
from dateline.publish import english
from dateline.publish.phrase import best_claim, quoted, said, toll_said
from dateline.publish.rank import weight
from dateline.publish.view import View
from dateline.records import (
    Claim,
    ControlPeriod,
    CopyLink,
    CrossingStatus,
    Disagreement,
    Event,
    Origin,
    Outcome,
    Published,
    Record,
    Rejection,
    Report,
    Toll,
    Where,
)
from dateline.telling import key

VERSION = "5"
_BATCH = 500
_encoder = msgspec.json.Encoder(order="deterministic")
_DISPUTES = ("denial", "holder", "number", "date", "place", "superseded", "scope", "apparent")


class Parts(Protocol):
    """Where records come from, kind by kind: an open case, or a record in memory."""

    def part(self, name: str) -> Iterable[Any]: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """What the owner of a case has set, as far as the index depends on it."""

    case: str
    watch: tuple[str, ...] = ()
    countries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InMemory:
    """A record as ``Parts``."""

    record: Record

    def part(self, name: str) -> Iterable[Any]:
        found: Iterable[Any] = getattr(self.record, name)
        return found


def build(parts: Parts, path: Path, frame: Frame, stamp: str, holdings: Holdings) -> Index:
    """Write the index to ``path``, all of it or nothing; ``stamp`` says what it was made from.

    ``holdings`` says of control periods which of them answer for a day.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _script("schema.sql")
        )
        _Building(connection, parts, frame).run()
        connection.executescript(_script("derived.sql"))
        told = {"version": VERSION, "stamp": stamp}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", told.items())
        connection.commit()
        connection.close()
        _tell_events(fresh, frame)
        _tell_spots(fresh, holdings)
        fresh.replace(path)
    finally:
        connection.close()
        fresh.unlink(missing_ok=True)
    return Index(path)


def _script(name: str) -> str:
    return files("dateline.desk.index").joinpath(name).read_text(encoding="utf-8")


@dataclass
class _Building:
    """One run: kinds of records in an order in which each finds what it needs."""

    into: sqlite3.Connection
    parts: Parts
    frame: Frame
    published: dict[str, str | None] = field(default_factory=dict)  # report -> day
    at: list[tuple[str, str]] = field(default_factory=list)  # place and claim
    places: dict[str, list[Any]] = field(default_factory=dict)  # key -> [place, claims, control]

    def run(self) -> None:
        """Fill every table."""
        self._reports()
        self._claims()
        self._origins()
        self._events()
        self._rest()
        self._places()

    def _put(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        source = iter(rows)
        while batch := list(islice(source, 10_000)):
            marks = ",".join("?" * len(batch[0]))
            self.into.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", batch)  # noqa: S608 names from this module

    def _claims(self) -> None:
        self._put("claims", (self._claim(c) for c in self.parts.part("claims")))
        self._put("place_claims", self.at)

    def _claim(self, claim: Claim) -> tuple[Any, ...]:
        for place in claim.places:
            self._spoken(place, 1, 0)
            self.at.append((key(place), claim.id))
        source = (claim.source.name or claim.source.text) if claim.source else None
        day = self.published.get(claim.report)
        return claim.id, claim.report, claim.kind, source, day, claim.start, _json(claim)

    def _spoken(self, place: Where, claims: int, control: int) -> None:
        known = self.places.setdefault(key(place), [place, 0, 0])
        if known[0].precision == "within" and place.precision == "exact":
            known[0] = place
        known[1] += claims
        known[2] += control

    def _reports(self) -> None:
        self._put("reports", (self._report(r) for r in self.parts.part("reports")))

    def _report(self, report: Report) -> tuple[Any, ...]:
        day = self.published[report.id] = wire.iso(report.published.date) if report.published else None
        title = report.title or ""
        self.into.execute("INSERT INTO report_words VALUES (?, ?, ?)", (report.id, title, report.text))
        claims = 0  # counted when they are all there
        return report.id, report.digest, report.outlet, day, title, claims, _json(report)

    def _origins(self) -> None:
        origins: list[tuple[Any, ...]] = []
        pairs: list[tuple[str, str]] = []
        for o in self.parts.part("origins"):
            origins.append(_origin(o))
            pairs += [(o.id, claim) for claim in o.claim_ids]
        self._put("origins", origins)
        self._put("origin_claims", pairs)

    def _events(self) -> None:
        ranks = self._ranks()
        claims: list[tuple[str, str]] = []
        sides: list[tuple[str, str, str]] = []

        def row(event: Event) -> tuple[Any, ...]:
            claims.extend((event.id, c) for c in event.claim_ids)
            sides.extend((event.id, "for", o.id) for o in event.origins_for)
            sides.extend((event.id, "against", o.id) for o in event.origins_against)
            if event.place:
                self._spoken(event.place, 0, 0)
            return _event(event, ranks[event.id])

        self._put("events", map(row, self.parts.part("events")))
        self._put("event_claims", claims)
        self._put("event_origins", sides)

    def _ranks(self) -> dict[str, int]:
        """The place of each event in the order of consequence."""
        view = View(self.frame.case, Record(), watch=self.frame.watch)
        keys = sorted((weight(view, e), e.id) for e in self.parts.part("events"))
        return {id_: rank for rank, (_, id_) in enumerate(keys)}

    def _rest(self) -> None:
        self._put("tolls", ((t.id, t.event_id, _json(t)) for t in _typed(self.parts, "tolls", Toll)))
        self._put("control", map(self._period, _typed(self.parts, "control", ControlPeriod)))
        for crossing in _typed(self.parts, "crossings", CrossingStatus):
            self._spoken(crossing.place, 0, 1)
            self._put("crossings", [(crossing.id, key(crossing.place), _json(crossing))])
        for dispute in _typed(self.parts, "disagreements", Disagreement):
            self._disagreement(dispute)
        self._put("copies", ((c.report, c.other, _json(c)) for c in _typed(self.parts, "copies", CopyLink)))
        outcomes = _typed(self.parts, "outcomes", Outcome)
        self._put("outcomes", ((o.id, o.state, o.why, " ".join((*o.left, *o.right))) for o in outcomes))
        rejections = _typed(self.parts, "rejections", Rejection)
        self._put("rejections", ((r.name, r.stage, r.reason, r.start, r.end) for r in rejections))

    def _period(self, period: ControlPeriod) -> tuple[Any, ...]:
        self._spoken(period.place, 0, 1)
        return period.id, key(period.place), period.holder, period.status, _json(period)

    def _disagreement(self, found: Disagreement) -> None:
        known = [
            self.into.execute("SELECT rank FROM events WHERE id = ?", (e,)).fetchone()
            for e in found.event_ids
        ]
        rank = min((row[0] for row in known if row), default=10**9)
        self._put("disagreements", [(found.id, found.type, _DISPUTES.index(found.type), rank, _json(found))])
        self._put("disagreement_events", [(found.id, e) for e in found.event_ids])
        self._put("disagreement_claims", [(found.id, c) for c in (*found.left, *found.right)])

    def _places(self) -> None:
        for name, (place, claims, control) in self.places.items():
            row = (name, place.name, place.lat, place.lon, place.feature, claims, control, _json(place))
            self._put("places", [row])
            country = self.frame.countries.get(place.country or "")
            called = (place.name, place.id, place.admin1, place.admin2, place.country, country)
            self._put("place_names", {(joined(n), name) for n in called if n})
            self.into.execute(
                "INSERT INTO place_words VALUES (?, ?, ?)", (name, place.name, place.admin1 or "")
            )


def _typed(parts: Parts, name: str, kind: type[Any]) -> Iterator[Any]:  # noqa: ARG001 says what comes
    yield from parts.part(name)


def _json(record: Any) -> str:
    return _encoder.encode(record).decode()


def _origin(o: Origin) -> tuple[Any, ...]:
    first = wire.iso(o.first_reported)
    return o.id, o.source, o.channel, first, len(o.carriers), len(o.claim_ids), _json(o)


def _event(event: Event, rank: int) -> tuple[Any, ...]:
    """A row of ``events``; its words are told when the claims are in their place."""
    when = event.when if event.when and event.when.precision != "unknown" else None
    first = wire.iso(when.start) if when else None
    last = wire.iso(when.end or when.start) if when else None
    at = key(event.place) if event.place else None
    place = event.place.name if event.place else None
    counts = (len(event.origins_for), len(event.origins_against), len(event.carriers), len(event.claim_ids))
    return (
        event.id, rank, event.kind, event.change, event.status, event.title, "", at, place, first, last,
        *counts, "", 0, _json(event),
    )  # fmt: skip


def _tell_events(path: Path, frame: Frame) -> None:
    """Say each event in a sentence, and note how much about it is uncertain."""
    index = Index(path)
    ids = [row[0] for row in index.rows("SELECT id FROM events ORDER BY rank")]
    told = [
        _told(event, view)
        for at in range(0, len(ids), _BATCH)
        for event, view in _views(index, frame, ids[at : at + _BATCH])
    ]
    with sqlite3.connect(path) as connection:  # the readers above are done with the file
        connection.executemany(
            "UPDATE events SET told = ?2, quote = ?3, toll = ?4, doubt = ?5 WHERE id = ?1",
            (row[:5] for row in told),
        )
        connection.executemany(
            "INSERT INTO event_words VALUES (?1, ?2, ?3)", ((row[0], row[1], row[5]) for row in told)
        )
    connection.close()


def _tell_spots(path: Path, holdings: Holdings) -> None:
    """Say of every place on the map what is said of it day by day."""
    index = Index(path)
    days = span(index)
    found = spots(index, holdings, days) if days else ()
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO spots VALUES (?, ?, ?)",
            ((number, spot.key, _json(spot)) for number, spot in enumerate(found)),
        )
    connection.close()


def _told(event: Event, view: View) -> tuple[str, str, str, str, int, str]:
    """Id, sentence, quotation where no sentence tells it, tolls, points of doubt, words to search."""
    sentence = english.capital(said(view, event))
    tolls = view.tolls.get(event.id, ())
    toll = "; ".join(toll_said(view, t) for t in tolls if t.low is not None or t.best is not None)
    words = " ".join((*event.actors, best_claim(view, event.claim_ids).quote))
    quote = "" if sentence else quoted(view, event)
    return event.id, sentence or event.title, quote, toll, doubt(view, event), words


def _bare(index: Index, ids: set[str]) -> Iterator[Report]:
    """Reports by id, outlet and day alone, which is all that telling an event asks of them."""
    wanted = sorted(ids)
    for at in range(0, len(wanted), _BATCH):
        part = wanted[at : at + _BATCH]
        sql = f"SELECT id, outlet, published FROM reports WHERE id IN ({marks(part)})"  # noqa: S608 marks alone
        for name, outlet, day in index.rows(sql, *part):
            published = Published(date.fromisoformat(day), "", "high") if day else None
            yield Report(name, "", "", (), outlet=outlet, published=published)


def _views(index: Index, frame: Frame, ids: Sequence[str]) -> Iterator[tuple[Event, View]]:
    """Each event with a view of the claims and tolls that it needs to be told."""
    events = index.get(Event, ids)
    claims = index.get(Claim, (c for e in events for c in e.claim_ids))
    reports = _bare(index, {c.report for c in claims})
    tolls = index.where(Toll, f"event IN ({marks(ids)})", *ids)
    whole = View(
        frame.case,
        Record(reports=tuple(reports), claims=tuple(claims), tolls=tuple(tolls)),
        watch=frame.watch, countries=frame.countries, usage=index.usage,
    )  # fmt: skip
    for event in events:
        yield event, whole
