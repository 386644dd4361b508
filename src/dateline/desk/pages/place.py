"""A place or crossing: the ledger as a band chart, one row per claimant, with what happened there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.desk.index.standings import Span
from dateline.desk.ledger import marks, span
from dateline.desk.page import Ask, Json, NotThereError, Page
from dateline.desk.rows import events
from dateline.publish import english
from dateline.publish.names import holder, place_name, speaker
from dateline.publish.view import View
from dateline.records import ControlPeriod, CrossingStatus, Origin, Where

HEAD = (
    "period",
    "claimant",
    "channel",
    "status",
    "holder",
    "from",
    "to",
    "last heard",
    "known from",
    "reports",
    "claims",
)
_COLUMNS = ("period", "claimant", "channel", "status", "holder", "first", "last", "heard", "known")


def place(ask: Ask, ref: str) -> Page:
    """What is said of one place: who held it by whose word, whether it is open, what happened.

    Raises:
        NotThereError: no claim speaks of it.
    """
    row = ask.index.rows("SELECT record, claims FROM places WHERE key = ?", ref)
    if not row:
        raise NotThereError(f"No claim of this case speaks of a place called “{ref}”.")
    where = ask.index.decode(Where, row[0]["record"])
    periods = list(ask.holdings(ask.index.where(ControlPeriod, "place_key = ? ORDER BY id", ref)))
    crossings = ask.index.where(CrossingStatus, "place_key = ? ORDER BY id", ref)
    told = [o for p in periods for o in p.according_to] + [o for c in crossings for o in c.according_to]
    view = ask.view(claims=[c for o in told for c in o.claim_ids])
    days = span(ask)
    rows = _ledger(view, periods)
    table = [[*(r[n] for n in _COLUMNS), " ".join(r["reports"]), " ".join(r["claims"])] for r in rows]
    data: Json = {
        "key": ref,
        "name": where.name,
        "told": english.capital(place_name(view, where)),
        "where": where,
        "claims": row[0]["claims"],
        "as_of": days.within(ask.state.as_of) if days else None,
        "span": _span(days, periods),
        "ledger": rows,
        "crossings": [_crossing(view, c) for c in crossings],
        "events": events(ask, "WHERE place_key = ? ORDER BY rank, id LIMIT 40", ref),
    }
    return Page("place.html", where.name, data, HEAD, table, marks(ask))


def _span(days: Span | None, periods: Sequence[ControlPeriod]) -> Json | None:
    begun = [p.valid_from for p in periods if p.valid_from]
    if days is None:
        return None
    return {"first": min([days.first, *(b for b in begun if (days.first - b).days < 400)]), "last": days.last}


def _ledger(view: View, periods: Sequence[ControlPeriod]) -> list[Json]:
    """A row for each period and each claimant who says so, claimants in order of first word."""
    rows = [_row(view, p, o) for p in periods for o in p.according_to]
    rows += [_row(view, p, None) for p in periods if not p.according_to]
    first: dict[str, date] = {}
    for r in rows:
        first[r["claimant"]] = min(first.get(r["claimant"], date.max), r["first"] or date.max)
    rows.sort(key=lambda r: (first[r["claimant"]], r["claimant"], r["first"] or date.min, r["period"]))
    return rows


def _row(view: View, period: ControlPeriod, origin: Origin | None) -> Json:
    mine = set(origin.claim_ids) if origin else set(period.claim_ids)
    ids = [c for c in period.claim_ids if c in mine]
    return {
        "period": period.id,
        "claimant": english.capital(speaker(view, origin, role=False)) if origin else "Nobody told",
        "source": origin.source if origin else None,
        "channel": origin.channel if origin else None,
        "status": period.status,
        "holder": period.holder,
        "told": _told(view, period),
        "first": period.valid_from,
        "last": period.valid_to,
        "heard": period.last_heard,
        "known": period.known_from,
        "basis": english.sentence(english.dated(period.basis)),
        "reports": list(origin.carriers) if origin else [],
        "claims": ids,
    }


def _told(view: View, period: ControlPeriod) -> str:
    who = "fighting goes on" if period.status == "contested" else holder(view, period.holder)
    return f"not {who}" if period.status == "denied" else who


def _crossing(view: View, found: CrossingStatus) -> Json:
    return {
        "id": found.id,
        "state": found.state,
        "since": found.valid_from,
        "heard": found.last_heard,
        "according_to": list(dict.fromkeys(english.capital(speaker(view, o)) for o in found.according_to)),
        "claims": list(found.claim_ids),
    }
