"""CSV in the 49 columns of the UCDP Georeferenced Event Dataset.

Columns, order and codes: UCDP GED code book, version 20.1 and later. The rows are news reports brought
into GED's shape by a program; they are no UCDP data. UCDP's own numbers of conflicts, dyads and armed
groups have no counterpart and stay empty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from dateline.export import codes, sidecar
from dateline.export.happening import Happening, is_civilian, is_state, is_unspecified, sorted_out
from dateline.export.shape import Cell, Column, Dossier, LeftOut, always, joined
from dateline.records import Actor
from dateline.spreadsheet import csv_text

_UNKNOWN = "Unknown"
_PRECISIONS = {"admin2": 3, "admin1": 4, "country": 6, "region": 6, "sea": 7}


def _id(h: Happening) -> int:
    """A number from the event's id, below 2^53, so that every program keeps it exact."""
    digits = h.event.id.removeprefix("ev-")
    try:
        return int(digits[:13], 16)
    except ValueError:
        return int.from_bytes(h.event.id.encode()[-6:], "big")


def _violence(h: Happening) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None where a side is not known."""
    if h.side_b is None or is_unspecified(h.side_b):
        return None
    if is_civilian(h.side_b):
        return 3
    if h.side_a is None or "unknown" in (h.side_a.type, h.side_b.type):
        return None
    return 1 if is_state(h.side_a) or is_state(h.side_b) else 2


def _status(h: Happening) -> str:
    unsure = [
        *(["check type of violence"] if _violence(h) is None else []),
        *([f"check: {h.event.status}"] if h.event.status in ("disputed", "superseded", "conceded") else []),
        *(["check deaths: the highest count is open"] if h.killed and h.killed.high is None else []),
    ]
    return "; ".join(unsure) or "Clear"


def _side(actor: Actor | None, h: Happening) -> str:
    if actor is None or is_unspecified(actor):
        return _UNKNOWN
    if is_civilian(actor):
        return "Civilians"
    if is_state(actor) and actor.country:
        return f"Government of {h.dossier.countries.get(actor.country, actor.country)}"
    return actor.name


def _dyad(h: Happening) -> str:
    return f"{_side(h.side_a, h)} - {_side(h.side_b, h)}"


def _state_number(actor: Actor | None) -> int | None:
    """Gleditsch and Ward's number of a state."""
    known = codes.countries().get(actor.country) if actor and actor.country and is_state(actor) else None
    return known.gw if known else None


def where_precision(h: Happening) -> int:
    """1 the place; 2 near or within it; 3 district; 4 province; 6 country; 7 sea."""
    if h.where is None or h.where.feature is None:
        return 6
    coarse = _PRECISIONS.get(h.where.feature)
    return coarse or (1 if h.where.precision == "exact" else 2)


def date_precision(h: Happening) -> int:
    """1 the day; 2 two to six days; 3 a week; 4 up to a month; 5 more than a month."""
    days = h.days if h.is_dated else 2
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def grid_cell(latitude: float, longitude: float) -> int:
    """Number of the half-degree cell of PRIO-GRID, counted from the south-west corner of the world."""
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def best(h: Happening) -> int:
    """The dead, by the named profile."""
    return int(h.killed.best or 0) if h.killed else 0


def _high(h: Happening) -> int:
    if h.killed is None:
        return 0
    return max(best(h), int(h.killed.high if h.killed.high is not None else h.killed.low or 0))


def _low(h: Happening) -> int:
    return min(best(h), int(h.killed.low or 0)) if h.killed else 0


def _dead_of(h: Happening) -> str:
    """Whose the dead are, as far as the claims say: "civilians", "a", "b" or "unknown"."""
    victims = [a for c in h.asserted for a in c.targets]
    if any(is_unspecified(a) for a in victims):
        return "unknown"
    if victims and all(is_civilian(a) for a in victims):
        return "civilians"
    sides = {a.side or a.id for a in victims}
    for name, side in (("a", h.side_a), ("b", h.side_b)):
        if side and victims and sides == {side.side or side.id} and sides != {None}:
            return name
    return "unknown"


def _deaths(of: str) -> Column:
    told = {"a": "side A", "b": "side B", "civilians": "civilians", "unknown": "people of unknown status"}
    name = f"deaths_{of}"
    return Column(
        name,
        "integer",
        f"dead of {told[of]}: all of `best` where the claims say so, else 0",
        lambda h: best(h) if _dead_of(h) == of else 0,
    )


def _articles(h: Happening) -> str:
    told = []
    for r in h.reports:
        day = r.published.date.isoformat() if r.published else "no date"
        told.append(f'"{r.outlet or "not named"},{day},{" ".join((r.title or r.id).split())}"')
    return ";".join(told)


def _listed(values: Sequence[str | None]) -> Cell:
    return joined(values, ";")


def _point(h: Happening) -> str:
    return f"POINT ({h.where.lon} {h.where.lat})" if h.where else ""


def _empty(name: str, what: str) -> Column:
    return Column(name, "integer", f"empty: UCDP's own number of {what}", always(None))


def _day(day: object) -> str:
    return f"{day} 00:00:00.000"


COLUMNS: tuple[Column, ...] = (
    Column("id", "integer", "the first 52 bits of the event's id as a number", _id),
    Column("relid", "text", "the event's id, for `dateline why`", lambda h: h.event.id),
    Column("year", "integer", "year of the first day", lambda h: h.start.year),
    Column("active_year", "integer", "empty: needs a year's count", always(None)),
    Column("code_status", "text", "Clear, or what to check", _status),
    Column(
        "type_of_violence",
        "integer",
        "1 state-based, 2 non-state, 3 one-sided; empty where a side is unknown",
        _violence,
    ),
    _empty("conflict_dset_id", "the conflict"),
    _empty("conflict_new_id", "the conflict"),
    Column("conflict_name", "text", "country and dyad", lambda h: f"{h.country_name}: {_dyad(h)}"),
    _empty("dyad_dset_id", "the dyad"),
    _empty("dyad_new_id", "the dyad"),
    Column("dyad_name", "text", "side A - side B", _dyad),
    _empty("side_a_dset_id", "side A"),
    _empty("side_a_new_id", "side A"),
    Column(
        "side_a",
        "text",
        "who acts; Government of a country for its state and forces",
        lambda h: _side(h.side_a, h),
    ),
    _empty("side_b_dset_id", "side B"),
    _empty("side_b_new_id", "side B"),
    Column("side_b", "text", "the other side; Civilians for unarmed people", lambda h: _side(h.side_b, h)),
    Column(
        "number_of_sources",
        "integer",
        "reports that carry it; independent origins stand in the sidecar",
        lambda h: len(h.reports),
    ),
    Column("source_article", "text", '"outlet,day,headline" of each report, by semicolons', _articles),
    Column("source_office", "text", "outlets", lambda h: _listed([r.outlet for r in h.reports])),
    Column(
        "source_date",
        "text",
        "days of publication",
        lambda h: _listed([r.published.date.isoformat() if r.published else None for r in h.reports]),
    ),
    Column("source_headline", "text", "headlines", lambda h: _listed([r.title for r in h.reports])),
    Column(
        "source_original",
        "text",
        "who says so, by independent origin",
        lambda h: _listed([o.source or o.channel for o in h.origins]),
    ),
    Column(
        "where_prec",
        "integer",
        "1 the place, 2 near or within it, 3 district, 4 province, 6 country",
        where_precision,
    ),
    Column("where_coordinates", "text", "the place's usual name", lambda h: h.where.name),
    Column("where_description", "text", "the report's words for the place", lambda h: h.where.text),
    Column("adm_1", "text", "province", lambda h: h.where.admin1),
    Column("adm_2", "text", "district", lambda h: h.where.admin2),
    Column("latitude", "number", "degrees, WGS 84", lambda h: h.where.lat),
    Column("longitude", "number", "degrees, WGS 84", lambda h: h.where.lon),
    Column("geom_wkt", "text", "the point as well-known text", _point),
    Column(
        "priogrid_gid",
        "integer",
        "half-degree cell of PRIO-GRID",
        lambda h: grid_cell(h.where.lat, h.where.lon),
    ),
    Column("country", "text", "name of the country", lambda h: h.country_name),
    Column("country_id", "integer", "Gleditsch and Ward's number", lambda h: h.country and h.country.gw),
    Column("region", "text", "GED's region of the country", lambda h: h.country and h.country.ged),
    Column(
        "event_clarity",
        "integer",
        "1 one happening on one day; 2 a sum over days",
        lambda h: 1 if h.days == 1 else 2,
    ),
    Column(
        "date_prec",
        "integer",
        "1 the day, 2 two to six days or the report's day, 3 a week, 4 a month, 5 more",
        date_precision,
    ),
    Column("date_start", "text", "first day", lambda h: _day(h.start)),
    Column("date_end", "text", "last day", lambda h: _day(h.end)),
    _deaths("a"),
    _deaths("b"),
    _deaths("civilians"),
    _deaths("unknown"),
    Column("best", "integer", "the dead by the named profile", best),
    Column("high", "integer", "the highest count that stands; `code_status` says where it is open", _high),
    Column("low", "integer", "the lowest count that stands", _low),
    Column(
        "gwnoa",
        "integer",
        "Gleditsch and Ward's number of side A, a state",
        lambda h: _state_number(h.side_a),
    ),
    Column("gwnob", "integer", "of side B", lambda h: _state_number(h.side_b)),
)


def write(dossier: Dossier, path: Path) -> Sequence[LeftOut]:
    """Write the CSV and its sidecar; return the events without a row."""
    fit, left = sorted_out(dossier)
    kept = [h for h in fit if best(h) or _high(h)]
    why = "GED takes only events in which somebody was killed, with a number"
    left += [LeftOut("events", h.event.id, why) for h in fit if not (best(h) or _high(h))]
    rows = [[c.value(h) for c in COLUMNS] for h in kept]
    path.write_text(csv_text([c.name for c in COLUMNS], rows), encoding="utf-8", newline="")
    traced = [
        sidecar.Traced(str(_id(h)), "events", h.event.id, h.event.claim_ids, {"tolls": h.tolls}) for h in kept
    ]
    sidecar.write(dossier, path, form="ged", rows=traced, left=left)
    return left
