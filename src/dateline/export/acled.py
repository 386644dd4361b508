"""CSV in ACLED's 31 columns, as its users' scripts read them.

Columns and order: ACLED's guide to its columns after 20 March 2023. The rows are news reports brought
into ACLED's shape by a program; they are no ACLED data, and nobody at ACLED coded them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dateline import wire
from dateline.export import codes, sidecar
from dateline.export.happening import Happening, is_civilian, is_state, sorted_out
from dateline.export.shape import Cell, Column, Dossier, LeftOut, always, joined
from dateline.records import Actor
from dateline.spreadsheet import csv_text

_UNKNOWN = "Unidentified Armed Group"
_OTHER = "External/Other forces"
_STRATEGIC = "Strategic developments"


def sub_event(h: Happening) -> str | None:
    """ACLED's sub-event type; None where it has none."""
    code = codes.codes().get((h.event.kind, h.event.change))
    found = code.acled if code else None
    names = codes.lists()["acled"]
    if found == "territory":
        return str(names["territory_state" if h.is_home_state(_gainer(h)) else "territory_other"])
    if found == "violence":
        return str(names["violence_civilians" if is_civilian(h.side_b) else "violence_other"])
    if found == "captivity":
        return str(names["captivity_state" if is_state(h.side_a) else "captivity_other"])
    return found


def _gainer(h: Happening) -> Actor | None:
    """Who has the place afterwards; where only the loser is named, a stand-in that is not of its side."""
    if h.event.change != "lost":
        return h.side_a
    if h.side_b is not None:
        return h.side_b
    return None if h.is_home_state(h.side_a) else Actor("", "", type="state")


def event_type(h: Happening) -> str:
    """The event type that the sub-event type belongs to."""
    return str(codes.lists()["acled_types"][str(sub_event(h))])


def disorder_type(h: Happening) -> str:
    """The disorder type that the event type belongs to."""
    return _STRATEGIC if event_type(h) == _STRATEGIC else "Political violence"


def inter(h: Happening, actor: Actor | None) -> str | None:
    """ACLED's type of an actor, in words as in its files since 2024; None where it is not known."""
    if is_state(actor):
        return "State forces" if h.is_home_state(actor) else _OTHER
    return codes.lists()["acled_actors"].get(actor.type) if actor else None


def _inter1(h: Happening) -> str | None:
    return inter(h, h.side_a) if h.side_a or not _needs_actor(h) else "Political militia"


def _interaction(h: Happening) -> str | None:
    first, second = _inter1(h), inter(h, h.side_b)
    if first is None:
        return None
    return f"{first}-{second}" if second else f"{first} only"


def _needs_actor(h: Happening) -> bool:
    return disorder_type(h) != _STRATEGIC


def _actor1(h: Happening) -> str | None:
    return h.side_a.name if h.side_a else _UNKNOWN if _needs_actor(h) else None


def _actor2(h: Happening) -> str | None:
    if h.side_b is None:
        return None
    return f"Civilians ({h.country_name})" if is_civilian(h.side_b) and h.country_name else h.side_b.name


def _associated(actor: Actor | None) -> str | None:
    """For civilians, the report's word for them."""
    return actor.name if actor and is_civilian(actor) else None


def _time_precision(h: Happening) -> int:
    """1 the day, 2 the week, 3 the month or more."""
    if not h.is_dated:
        return 2
    return 1 if h.days == 1 else 2 if h.days <= 7 else 3


def _geo_precision(h: Happening) -> int:
    """1 the town, 2 near it or a district, 3 a province or more."""
    where = h.where
    if where is None or where.feature in ("admin1", "country", "region"):
        return 3
    return 1 if where.precision == "exact" and where.feature != "admin2" else 2


def _fatalities(h: Happening) -> int:
    return int(h.killed.best) if h.killed and h.killed.best is not None else 0


def _tags(h: Happening) -> str:
    told = [f"dateline event={h.event.id}", f"status={h.event.status}"]
    told += [f"origins for={len(h.event.origins_for)}", f"origins against={len(h.event.origins_against)}"]
    if h.killed:
        low, high = wire.whole(h.killed.low), wire.whole(h.killed.high)
        told += [f"profile={h.killed.profile}", f"killed={low} to {'open' if high is None else high}"]
    return "; ".join([*told, "claims=" + " ".join(h.event.claim_ids)])


def _country(h: Happening, name: str) -> Cell:
    return getattr(h.country, name) if h.country else None


def row_id(h: Happening) -> str:
    """``event_id_cnty``: the country's letters and the event's id."""
    return (h.country.alpha3 if h.country else "XXX") + h.event.id.removeprefix("ev-")


COLUMNS: tuple[Column, ...] = (
    Column("event_id_cnty", "text", "ISO letters of the country and the event's id without `ev-`", row_id),
    Column("event_date", "date", "first day on which it may have happened", lambda h: h.start),
    Column("year", "integer", "year of that day", lambda h: h.start.year),
    Column(
        "time_precision",
        "integer",
        "1 the day is told; 2 within a week, or the report's day stands in; 3 more",
        _time_precision,
    ),
    Column(
        "disorder_type",
        "text",
        "of the event type: Political violence or Strategic developments",
        disorder_type,
    ),
    Column("event_type", "text", "of the sub-event type", event_type),
    Column("sub_event_type", "text", "of kind and change, by the table of correspondence", sub_event),
    Column(
        "actor1",
        "text",
        "who acts, by the most claims; Unidentified Armed Group where nobody is named",
        _actor1,
    ),
    Column("assoc_actor_1", "text", "for civilians, the report's word", lambda h: _associated(h.side_a)),
    Column(
        "inter1", "text", "type of actor1: State forces are those of the country where it happened", _inter1
    ),
    Column(
        "actor2", "text", "the other side or the victims; Civilians (Country) for unarmed people", _actor2
    ),
    Column("assoc_actor_2", "text", "for civilians, the report's word", lambda h: _associated(h.side_b)),
    Column("inter2", "text", "type of actor2", lambda h: inter(h, h.side_b)),
    Column("interaction", "text", "both types, or the one and `only`", _interaction),
    Column(
        "civilian_targeting",
        "text",
        "Civilian targeting where the other side is unarmed people",
        lambda h: "Civilian targeting" if is_civilian(h.side_b) and _needs_actor(h) else None,
    ),
    Column("iso", "integer", "ISO 3166 number of the country", lambda h: _country(h, "numeric")),
    Column("region", "text", "ACLED's region of the country", lambda h: _country(h, "acled")),
    Column("country", "text", "name of the country", lambda h: h.country_name),
    Column("admin1", "text", "province", lambda h: h.where.admin1),
    Column("admin2", "text", "district", lambda h: h.where.admin2),
    Column("admin3", "text", "empty: the gazetteer has no third level", always(None)),
    Column("location", "text", "the place's usual name", lambda h: h.where.name),
    Column("latitude", "number", "degrees, WGS 84", lambda h: h.where.lat),
    Column("longitude", "number", "degrees, WGS 84", lambda h: h.where.lon),
    Column(
        "geo_precision",
        "integer",
        "1 the place; 2 near or within it, or a district; 3 a province or more",
        _geo_precision,
    ),
    Column(
        "source",
        "text",
        "outlets that carry it, the first published first",
        lambda h: joined([r.outlet for r in h.reports]),
    ),
    Column("source_scale", "text", "empty: not known of an outlet", always(None)),
    Column(
        "notes",
        "text",
        "the title and the words of every claim, with who says so and the claim's id",
        lambda h: h.words,
    ),
    Column(
        "fatalities",
        "integer",
        "the dead by the named profile; 0 where none are told; the bounds stand in `tags`",
        _fatalities,
    ),
    Column(
        "tags",
        "text",
        "ids that lead back, the event's status, the profile and the bounds of the toll",
        _tags,
    ),
    Column(
        "timestamp",
        "integer",
        "Unix time of the last day on which a report of the case was published",
        lambda h: _timestamp(h.dossier),
    ),
)


def _timestamp(dossier: Dossier) -> int:
    return (dossier.day.toordinal() - 719163) * 86400  # ordinal of 1 January 1970


def write(dossier: Dossier, path: Path) -> Sequence[LeftOut]:
    """Write the CSV and its sidecar; return the events without a row."""
    fit, left = sorted_out(dossier)
    kept = [h for h in fit if sub_event(h)]
    left += [
        LeftOut("events", h.event.id, codes.reason("acled", h.event.kind)) for h in fit if not sub_event(h)
    ]
    rows = [[c.value(h) for c in COLUMNS] for h in kept]
    path.write_text(csv_text([c.name for c in COLUMNS], rows), encoding="utf-8", newline="")
    traced = [
        sidecar.Traced(row_id(h), "events", h.event.id, h.event.claim_ids, {"tolls": h.tolls}) for h in kept
    ]
    sidecar.write(dossier, path, form="acled", rows=traced, left=left)
    return left
