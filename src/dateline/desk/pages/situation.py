"""The situation: map, days, and events with their origins for and against."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateline.desk.drawing.map import Sheet, sheet
from dateline.desk.index.standings import Span, Spot
from dateline.desk.ledger import marks, span, spots, standing
from dateline.desk.page import PER_PAGE, Ask, Json, Page
from dateline.desk.rows import EVENT_HEAD, event_table, events
from dateline.publish import english
from dateline.publish.names import place_name


def situation(ask: Ask) -> Page:
    """Who is said to hold what on a day, what happened up to it, and how well that is attested."""
    state, days = ask.state, span(ask)
    condition, values = _chosen(ask)
    total = _total(ask, condition, values)
    order = "first IS NULL, first DESC, rank" if state.sort == "day" else "rank"
    found = events(
        ask, f"WHERE {condition} ORDER BY {order}, id LIMIT ? OFFSET ?", *values, PER_PAGE, ask.offset()
    )
    as_of = days.within(state.as_of) if days else None
    data: Json = {
        "case": ask.frame.case,
        "as_of": as_of,
        "known": state.known,
        "first": days.first if days else None,
        "last": days.last if days else None,
        **_counts(ask),
        "events": found,
        **ask.paging(total),
        "days": _days(ask, days) if days else [],
        "map": kept_map(ask) if days and state.format == "json" else [],
    }
    return Page(
        "situation.html",
        "Situation",
        data,
        EVENT_HEAD,
        event_table(found),
        (mapped(ask, days) if days else None),
    )


def kept_map(ask: Ask) -> list[Json]:
    """The places of the map as data, made once for an index."""
    found: list[Json] = ask.index.kept("map", lambda: [_spot(s) for s in spots(ask)])
    return found


def mapped(ask: Ask, days: Span) -> Sheet | None:
    """The map as far as it is the same on every day, drawn once for an index."""
    found: Sheet | None = ask.index.kept("sheet", lambda: sheet(spots(ask), marks(ask), days))
    return found


def _total(ask: Ask, condition: str, values: list[Any]) -> int:
    """How many events meet a condition, counted once for an index."""
    sql = f"SELECT count(*) FROM events WHERE {condition}"  # noqa: S608 from this module
    return int(ask.index.kept(f"{condition} {values}", lambda: ask.index.one(sql, *values)))


def _chosen(ask: Ask) -> tuple[str, list[Any]]:
    """The SQL condition for the events that the address asks for, and its values."""
    state = ask.state
    parts, values = ["1"], list[Any]()
    if state.as_of:
        parts.append("(first IS NULL OR first <= ?)")
        values.append(state.as_of.isoformat())
    for name, value in (("kind", state.kind), ("status", state.status)):
        if value:
            parts.append(f"{name} = ?")
            values.append(value)
    if state.place:
        keys = ask.index.places_named(state.place)
        parts.append(f"place_key IN ({','.join('?' * len(keys))})")
        values += keys
    return " AND ".join(parts), values


def _counts(ask: Ask) -> Json:
    row = ask.index.rows("SELECT * FROM counts")[0]
    return {name: row[name] for name in ("reports", "claims", "outlets", "sources", "disputed", "conceded")}


def _days(ask: Ask, days: Span) -> list[Json]:
    sql = "SELECT day, events, disputed FROM days WHERE day BETWEEN ? AND ? ORDER BY day"
    found = ask.index.rows(sql, days.first.isoformat(), days.last.isoformat())
    return [
        {"day": date.fromisoformat(r["day"]), "events": r["events"], "disputed": r["disputed"]} for r in found
    ]


def _spot(spot: Spot) -> Json:
    return {
        "place": spot.key,
        "name": spot.place.name,
        "lat": spot.place.lat,
        "lon": spot.place.lon,
        "feature": spot.place.feature,
        "standings": spot.standings,
    }


FEATURES = {"admin1": "province", "admin2": "district"}
PLACE_HEAD = ("place", "name", "holders", "disputed", "stale", "crossing", "latitude", "longitude")


def places(ask: Ask) -> Page:
    """The map in words: every place with what is said of it on the day."""
    days = span(ask)
    as_of = days.within(ask.state.as_of) if days else None
    found = list[Json]()
    for spot in spots(ask) if as_of else ():
        now = standing(spot, as_of) if as_of else None
        if now is not None:
            found.append(
                {
                    "key": spot.key,
                    "name": spot.place.name,
                    "feature": FEATURES.get(spot.place.feature or "", spot.place.feature),
                    "holders": list(now.holders),
                    "claimed": list(now.claimed),
                    "disputed": now.disputed,
                    "stale": now.stale,
                    "crossing": now.crossing,
                    "lat": spot.place.lat,
                    "lon": spot.place.lon,
                    "where": spot.place,
                }
            )
    found.sort(key=lambda p: (not p["disputed"], not p["holders"]))
    view, shown = ask.view(), found[ask.offset() : ask.offset() + PER_PAGE]
    for p in shown:
        p["told"] = english.capital(place_name(view, p.pop("where")))
    rows = [
        [
            p["key"],
            p["name"],
            " or ".join(p["holders"]),
            p["disputed"],
            p["stale"],
            p["crossing"],
            p["lat"],
            p["lon"],
        ]
        for p in found
    ]
    data = {"as_of": as_of, "places": shown, **ask.paging(len(found)), "unplaced": _unplaced(ask)}
    return Page("places.html", "Places", data, PLACE_HEAD, rows)


def _unplaced(ask: Ask) -> list[Json]:
    """Places spoken of that could not be found on the map, the most spoken of first."""
    sql = "SELECT key, name, claims FROM places WHERE lat IS NULL ORDER BY claims DESC, key LIMIT 30"
    return [dict(r) for r in ask.index.rows(sql)]


def neighbours(days: Span | None, day: date | None) -> tuple[date | None, date | None]:
    """The day before and the day after, as far as they lie within the span."""
    if days is None or day is None:
        return None, None
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    return before if before >= days.first else None, after if after <= days.last else None
