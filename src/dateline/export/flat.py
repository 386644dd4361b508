"""The record as plain tables: what Parquet, CSV, SQLite, GeoPackage and the Python API are made of.

Every table has the ids that lead back to claims, and every claim its report and offsets, so that a join
ends at words. ``record`` holds a row's whole record as JSON, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from dateline.export.shape import Cell, Column, Dossier, Table, Type, joined
from dateline.records import Claim, Event, Origin, When, Where

_encoder = msgspec.json.Encoder(order="deterministic")


def _field(name: str, type_: Type, told: str) -> Column:
    return Column(name, type_, told, lambda item: _plain(getattr(item, name)))


def _plain(value: Any) -> Cell:
    """A tuple as one cell, anything else as it is."""
    return joined(value, " > ") if isinstance(value, tuple) else value


def _text(*pairs: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(_field(name, "text", told) for name, told in pairs)


def _whole() -> Column:
    return Column("record", "text", "the whole record as JSON", lambda i: _encoder.encode(i).decode())


def _at(name: str, index: int, type_: Type, told: str) -> Column:
    """A column of a table whose rows are tuples."""
    return Column(name, type_, told, lambda item: item[index])


def _where(get: Callable[[Any], Where | None]) -> tuple[Column, ...]:
    """The columns of one place."""

    def part(name: str) -> Callable[[Any], Cell]:
        return lambda item: getattr(get(item), name, None)

    return (
        Column(
            "place", "text", "the place's usual name, or the words where it is not resolved", part("name")
        ),
        Column("place_id", "text", "gazetteer id; empty where it is not resolved", part("id")),
        Column("latitude", "number", "degrees, WGS 84", part("lat")),
        Column("longitude", "number", "degrees, WGS 84", part("lon")),
        Column("country", "text", "ISO 3166 code of two letters", part("country")),
        Column("admin1", "text", "province or other first division", part("admin1")),
        Column("admin2", "text", "district or other second division", part("admin2")),
        Column("feature", "text", "what the place is: city, border crossing, admin1 ...", part("feature")),
        Column(
            "place_precision",
            "text",
            "exact, near, within (somewhere in it) or unresolved",
            part("precision"),
        ),
        Column("geometry", "point", "the place as a point", lambda item: point(get(item))),
    )


def point(where: Where | None) -> tuple[float, float] | None:
    """(longitude, latitude) of a resolved place."""
    return (where.lon, where.lat) if where and where.lat is not None and where.lon is not None else None


def _when(get: Callable[[Any], When | None] = lambda item: item.when) -> tuple[Column, ...]:
    def part(name: str) -> Callable[[Any], Cell]:
        return lambda item: getattr(get(item), name, None)

    return (
        Column("when_start", "date", "first day on which it may have happened", part("start")),
        Column("when_end", "date", "last such day", part("end")),
        Column(
            "when_precision",
            "text",
            "day, week, month, year, interval, or unknown (the report's date stands in)",
            part("precision"),
        ),
    )


def _names(get: Callable[[Claim], Sequence[Any]]) -> Callable[[Claim], Cell]:
    return lambda claim: joined([actor.name for actor in get(claim)])


def _links(pairs: Callable[[Any], Iterator[tuple[Cell, ...]]], part: str) -> Callable[[Dossier], list[Any]]:
    return lambda dossier: [pair for item in getattr(dossier.record, part) for pair in pairs(item)]


def _own(part: str) -> Callable[[Dossier], Sequence[Any]]:
    return lambda dossier: getattr(dossier.record, part)


_ID = ("id", "made from content; the same after a rebuild")

REPORTS = Table(
    "reports",
    "Every report of the case.",
    (
        *_text(
            _ID,
            ("digest", "SHA-256 of the bytes received"),
            ("outlet", "who published it"),
            ("title", "its headline"),
            ("byline", "its authors"),
            ("url", "its address"),
        ),
        Column("published", "date", "day of publication", lambda r: r.published and r.published.date),
        Column(
            "published_basis",
            "text",
            "from what that day is taken",
            lambda r: r.published and r.published.basis,
        ),
        _field("language", "text", "ISO 639 code"),
        _field("credits", "text", "agencies that the page credits"),
        _field("received_text", "text", "the text as received, to which offsets refer"),
        _whole(),
    ),
    _own("reports"),
    ("id",),
)

CLAIMS = Table(
    "claims",
    "Every claim: one proposition that a report asserts, repeats or denies.",
    (
        *_text(
            _ID,
            ("report", "id of the report"),
            ("kind", "control, fighting, casualties, ..."),
            ("change", "what is said to have happened, within the kind"),
        ),
        _field("start", "integer", "offset of its first character in the report's received_text"),
        _field("end", "integer", "offset after its last character"),
        _field("quote", "text", "the words: received_text[start:end]"),
        Column("actors", "text", "who did or holds it", _names(lambda c: c.actors)),
        Column("targets", "text", "the other side, or the victims", _names(lambda c: c.targets)),
        Column("places", "text", "where", lambda c: joined([w.name for w in c.places])),
        *_when(),
        Column(
            "quantities",
            "text",
            "numbers in the report's words",
            lambda c: joined([q.text for q in c.quantities]),
        ),
        *_text(
            ("stance", "asserts or denies"),
            ("modality", "the source's own hedge"),
            ("part", "body, headline or caption"),
        ),
        Column(
            "source",
            "text",
            "who is answerable for the words; empty for the outlet itself",
            lambda c: c.source and (c.source.name or c.source.text),
        ),
        Column(
            "source_anonymous",
            "boolean",
            "whether the source is unnamed",
            lambda c: c.source and c.source.anonymous,
        ),
        _field("via", "text", "through whom, outermost first"),
        _field("denies", "text", "id of the claim that it denies"),
        _field("rule", "text", "name and version of the rule that read it"),
        _whole(),
    ),
    _own("claims"),
    ("id",),
    {"report": "reports", "denies": "claims"},
)

CLAIM_PLACES = Table(
    "claim_places",
    "The places of each claim.",
    (
        _at("claim", 0, "text", "id of the claim"),
        Column("words", "text", "the report's words for the place", lambda i: i[1].text),
        *_where(lambda item: item[1]),
        Column("reason", "text", "how it was resolved, or why not", lambda i: i[1].reason),
    ),
    _links(lambda c: ((c.id, w) for w in c.places), "claims"),
    links={"claim": "claims"},
)

CLAIM_ACTORS = Table(
    "claim_actors",
    "The parties of each claim.",
    (
        _at("claim", 0, "text", "id of the claim"),
        _at("role", 1, "text", "actor or target"),
        Column("actor", "text", "canonical name", lambda i: i[2].name),
        Column(
            "actor_id", "text", "id in the tables of actors; empty where it is not known", lambda i: i[2].id
        ),
        Column("actor_type", "text", "state, force, armed group, civilians, person ...", lambda i: i[2].type),
        Column("side", "text", "id of the party it belongs to", lambda i: i[2].side),
        Column("country", "text", "ISO 3166 code", lambda i: i[2].country),
        Column("words", "text", "the report's words for the party", lambda i: i[2].text),
    ),
    _links(
        lambda c: (
            (c.id, role, a) for role, group in (("actor", c.actors), ("target", c.targets)) for a in group
        ),
        "claims",
    ),
    links={"claim": "claims"},
)

CLAIM_QUANTITIES = Table(
    "claim_quantities",
    "The numbers of each claim with their bounds.",
    (
        _at("claim", 0, "text", "id of the claim"),
        Column("value", "number", "the number told; empty where only bounds are", lambda i: i[1].value),
        Column("low", "number", "least", lambda i: i[1].low),
        Column("high", "number", 'most; empty is open ("more than 100")', lambda i: i[1].high),
        Column("unit", "text", "of what", lambda i: i[1].unit),
        Column("of", "number", 'the whole, in "four of 19"', lambda i: i[1].of),
        Column("words", "text", "the report's words", lambda i: i[1].text),
    ),
    _links(lambda c: ((c.id, q) for q in c.quantities), "claims"),
    links={"claim": "claims"},
)

ORIGINS = Table(
    "origins",
    "Independent statements: a source and the newsroom that got it, whoever carried it.",
    (
        *_text(
            _ID,
            ("source", "who said it; empty for the outlet itself"),
            ("channel", "agency or outlet that got it"),
        ),
        _field("first_reported", "date", "day of its first report"),
        Column("carriers", "integer", "number of reports that carry it", lambda o: len(o.carriers)),
        _field("why", "text", "why this is one origin"),
        _whole(),
    ),
    _own("origins"),
    ("id",),
)

EVENTS = Table(
    "events",
    "Claims that speak of one happening.",
    (
        *_text(
            _ID,
            ("kind", "as of its claims"),
            ("change", "as of its claims"),
            ("title", "in words"),
            ("status", "single-origin, corroborated, disputed, conceded, superseded or unattributed"),
        ),
        *_where(lambda e: e.place),
        *_when(),
        Column("actors", "text", "who took part", lambda e: joined(e.actors)),
        Column("origins_for", "integer", "independent origins that assert it", lambda e: len(e.origins_for)),
        Column(
            "origins_against", "integer", "independent origins that deny it", lambda e: len(e.origins_against)
        ),
        Column("carriers", "integer", "reports that carry it", lambda e: len(e.carriers)),
        Column("claims", "text", "ids of its claims", lambda e: joined(e.claim_ids, " ")),
        _whole(),
    ),
    _own("events"),
    ("id",),
)

EVENT_CLAIMS = Table(
    "event_claims",
    "Which claims an event is made of.",
    (_at("event", 0, "text", "id of the event"), _at("claim", 1, "text", "id of the claim")),
    _links(lambda e: ((e.id, claim) for claim in e.claim_ids), "events"),
    links={"event": "events", "claim": "claims"},
)


def _event_origins(event: Event) -> Iterator[tuple[Cell, ...]]:
    for side, group in (("for", event.origins_for), ("against", event.origins_against)):
        for o in group:
            for claim in o.claim_ids:
                yield event.id, side, o.id, o.source, o.channel, claim


EVENT_ORIGINS = Table(
    "event_origins",
    "Who asserts and who denies an event, by claim.",
    (
        _at("event", 0, "text", "id of the event"),
        _at("side", 1, "text", "for or against"),
        _at("origin", 2, "text", "id of the origin"),
        _at("source", 3, "text", "who said it; empty for the outlet itself"),
        _at("channel", 4, "text", "through whom"),
        _at("claim", 5, "text", "id of the claim"),
    ),
    _links(_event_origins, "events"),
    links={"event": "events", "claim": "claims"},
)

DISAGREEMENTS = Table(
    "disagreements",
    "Claims that differ, typed.",
    (
        *_text(
            _ID,
            ("type", "denial, number, superseded, scope, date, place, holder or apparent"),
            ("why", "why it was typed so"),
        ),
        Column("events", "text", "ids of the events", lambda d: joined(d.event_ids, " ")),
        Column("left", "text", "ids of the claims on one side", lambda d: joined(d.left, " ")),
        Column("right", "text", "ids of the claims on the other", lambda d: joined(d.right, " ")),
        _whole(),
    ),
    _own("disagreements"),
    ("id",),
)

TOLLS = Table(
    "tolls",
    "Dead, wounded, captured and missing of an event: lowest, best, highest.",
    (
        *_text(
            _ID,
            ("event_id", "id of the event"),
            ("category", "killed, wounded, captured, missing"),
            ("victims", "who they were"),
            ("scope", "event, or campaign for a total of a war or a long period"),
        ),
        _field("low", "number", "lowest count that stands"),
        _field("best", "number", "the count that the profile chose"),
        _field("high", "number", "highest count; empty is open upwards"),
        *_text(("profile", "the named rule that chose"), ("why", "from what")),
        Column("claims", "text", "ids of the claims behind it", lambda t: joined(t.claim_ids, " ")),
        Column("set_aside", "text", "ids of the claims set aside", lambda t: joined(t.set_aside, " ")),
        _whole(),
    ),
    _own("tolls"),
    ("id",),
    {"event_id": "events"},
)


def _holding() -> tuple[Column, ...]:
    return (
        Column(
            "according_to",
            "text",
            "sources, or newsrooms on their own account",
            lambda p: joined([speaker(o) for o in p.according_to]),
        ),
        _field("valid_from", "date", "since when, as far as told"),
        _field("known_from", "date", "day on which that was first published"),
        _field("last_heard", "date", "day on which it was last said"),
        Column("claims", "text", "ids of the claims", lambda p: joined(p.claim_ids, " ")),
        _whole(),
    )


def speaker(origin: Origin) -> str:
    """Who speaks in an origin: its source, or the newsroom, or an unnamed outlet."""
    return origin.source or origin.channel or "an outlet that is not named"


CONTROL = Table(
    "control",
    "The control ledger: who holds a place, according to whom, from when to when; several at once.",
    (
        *_text(_ID, ("holder", "who is said to hold it"), ("status", "held, claimed, contested or denied")),
        *_where(lambda p: p.place),
        _field("valid_to", "date", "until when; empty is no known end"),
        _field("basis", "text", "what was said"),
        *_holding(),
    ),
    _own("control"),
    ("id",),
)

CROSSINGS = Table(
    "crossings",
    "Whether a border crossing, road, port or airport is open, according to whom.",
    (*_text(_ID, ("state", "open, closed or restricted")), *_where(lambda c: c.place), *_holding()),
    _own("crossings"),
    ("id",),
)

COPIES = Table(
    "copies",
    "Passages that two reports share.",
    (
        _field("report", "text", "id of the report"),
        _field("start", "integer", "offset in it"),
        _field("end", "integer", "offset in it"),
        _field("other", "text", "id of the report that had the words before"),
        _field("other_start", "integer", "offset in that"),
        _field("other_end", "integer", "offset in that"),
        _field("similarity", "number", "0 to 1"),
        _field("how", "text", "verbatim or edited"),
    ),
    _own("copies"),
    links={"report": "reports", "other": "reports"},
)

REJECTIONS = Table(
    "rejections",
    "What was not used, and why.",
    (
        _field("name", "text", "report or input"),
        _field("stage", "text", "where in the walk"),
        _field("reason", "text", "why"),
        _field("start", "integer", "offset in the report"),
        _field("end", "integer", "offset in the report"),
    ),
    _own("rejections"),
)

TABLES: tuple[Table, ...] = (
    REPORTS, CLAIMS, CLAIM_PLACES, CLAIM_ACTORS, CLAIM_QUANTITIES,
    ORIGINS, EVENTS, EVENT_CLAIMS, EVENT_ORIGINS,
    DISAGREEMENTS, TOLLS, CONTROL, CROSSINGS, COPIES, REJECTIONS,
)  # fmt: skip


def about(dossier: Dossier) -> dict[str, str]:
    """What an export says about itself: the case, the program, the state of the record, the profile."""
    return {
        "case": dossier.title,
        "program": dossier.program,
        "record": f"sha256:{dossier.digest}",
        "reports up to": dossier.day.isoformat(),
        "toll profile": dossier.profile,
        "places": "GeoNames, CC BY 4.0",
    }
