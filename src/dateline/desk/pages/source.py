"""Sources and outlets: what they said, how often alone, denied, conceded; whom they copy."""

from __future__ import annotations

from dateline.desk.page import PER_PAGE, Ask, Json, NotThereError, Page
from dateline.desk.rows import CLAIM_HEAD, claim_table, claims, events

_STANDING = """
  SELECT count(DISTINCT e.id) AS events,
         count(DISTINCT CASE WHEN eo.side = 'for' AND e.pro = 1 AND e.contra = 0 THEN e.id END) AS alone,
         count(DISTINCT CASE WHEN eo.side = 'for' AND e.contra > 0 THEN e.id END) AS denied,
         count(DISTINCT CASE WHEN eo.side = 'against' THEN e.id END) AS denies,
         count(DISTINCT CASE WHEN eo.side = 'against' AND e.status = 'conceded' THEN e.id END) AS conceded
  FROM origins o JOIN event_origins eo ON eo.origin = o.id JOIN events e ON e.id = eo.event
"""


def sources(ask: Ask) -> Page:
    """Whoever spoke, the most often quoted first, and the newsrooms that carried them."""
    total = int(ask.index.one("SELECT count(*) FROM sources"))
    found = [
        dict(r) | {"grade": ask.grades.get(r["source"])}
        for r in ask.index.rows(
            "SELECT * FROM sources ORDER BY claims DESC, source LIMIT ? OFFSET ?", PER_PAGE, ask.offset()
        )
    ]
    outlets = [
        dict(r) | {"grade": ask.grades.get(r["outlet"] or "")}
        for r in ask.index.rows("SELECT * FROM outlets ORDER BY reports DESC, outlet LIMIT 100")
    ]
    head = ("source", "channels", "origins", "claims", "carriers", "first", "grade")
    rows = [[r[name] for name in head] for r in found]
    return Page(
        "sources.html", "Sources", {"sources": found, "outlets": outlets, **ask.paging(total)}, head, rows
    )


def source(ask: Ask, ref: str) -> Page:
    """One source: its standing, its channels, and its claims, latest first.

    Raises:
        NotThereError: nobody is called so.
    """
    known = ask.index.rows("SELECT * FROM sources WHERE source = ?", ref)
    total = int(ask.index.one("SELECT count(*) FROM claims WHERE source = ?", ref))
    if not known and not total:
        raise NotThereError(f"No source of this case is called “{ref}”.")
    standing = dict(ask.index.rows(f"{_STANDING} WHERE o.source = ?", ref)[0])
    rows = _claims(ask, "c.source = ?", ref)
    data: Json = {
        "name": ref,
        "standing": standing,
        "reversed": _reversed(ask, ref),
        "channels": _channels(ask, ref),
        "grade": ask.grades.get(ref),
        "decisions": ask.history.of(f"source:{ref}"),
        "claim_rows": rows,
        "events": _events(ask, "o.source = ?", ref),
        **ask.paging(total),
    }
    return Page("source.html", ref, data, CLAIM_HEAD, claim_table(rows))


def outlet(ask: Ask, ref: str) -> Page:
    """One outlet: its reports, what it says on its own account, and whom it copies.

    Raises:
        NotThereError: no report is by an outlet called so.
    """
    known = ask.index.rows("SELECT * FROM outlets WHERE outlet = ?", ref)
    if not known:
        raise NotThereError(f"No report of this case is by an outlet called “{ref}”.")
    sql = """SELECT id, title, published, claims FROM reports WHERE outlet = ?
             ORDER BY published DESC, id LIMIT ? OFFSET ?"""
    listed = [dict(r) for r in ask.index.rows(sql, ref, PER_PAGE, ask.offset())]
    standing = dict(ask.index.rows(f"{_STANDING} WHERE o.source IS NULL AND o.channel = ?", ref)[0])
    data: Json = {
        **dict(known[0]),
        "name": ref,
        "standing": standing,
        "reports_listed": listed,
        "copies": _copied(ask, ref),
        "quoted": [dict(r) for r in ask.index.rows(
            "SELECT c.source AS source, count(*) AS claims FROM claims c JOIN reports r ON r.id = c.report "
            "WHERE r.outlet = ? AND c.source IS NOT NULL "
            "GROUP BY c.source ORDER BY claims DESC, c.source LIMIT 20", ref
        )],
        "grade": ask.grades.get(ref),
        "decisions": ask.history.of(f"source:{ref}"),
        **ask.paging(known[0]["reports"]),
    }  # fmt: skip
    head = ("id", "title", "published", "claims")
    return Page("outlet.html", ref, data, head, [[r[n] for n in head] for r in listed])


def _claims(ask: Ask, condition: str, *values: str) -> list[Json]:
    sql = (
        "SELECT c.id FROM claims c JOIN reports r ON r.id = c.report "  # noqa: S608 conditions from this module
        f"WHERE {condition} ORDER BY r.published DESC, c.report, c.start LIMIT ? OFFSET ?"
    )
    ids = [row[0] for row in ask.index.rows(sql, *values, PER_PAGE, ask.offset())]
    return claims(ask, ask.view(claims=ids), ids)


def _channels(ask: Ask, ref: str) -> list[Json]:
    sql = """SELECT channel, count(*) AS origins, sum(claims) AS claims, sum(carriers) AS carriers
             FROM origins WHERE source = ? GROUP BY channel ORDER BY claims DESC"""
    return [dict(r) for r in ask.index.rows(sql, ref)]


def _reversed(ask: Ask, ref: str) -> int:
    """How many of its statements later ones of the record overtook."""
    sql = """SELECT count(DISTINCT d.id) FROM disagreements d
             JOIN disagreement_claims dc ON dc.disagreement = d.id
             JOIN claims c ON c.id = dc.claim WHERE d.type = 'superseded' AND c.source = ?"""
    return int(ask.index.one(sql, ref))


def _events(ask: Ask, condition: str, *values: str) -> list[Json]:
    inner = (
        "SELECT eo.event FROM event_origins eo JOIN origins o ON o.id = eo.origin "  # noqa: S608 conditions from this module
        f"WHERE {condition}"
    )
    return events(ask, f"WHERE id IN ({inner}) ORDER BY rank LIMIT 12", *values)


def _copied(ask: Ask, ref: str) -> list[Json]:
    """Outlets whose earlier words this one carries, and how many passages."""
    sql = """SELECT coalesce(them.outlet, '') AS outlet, count(*) AS passages,
                    count(DISTINCT us.id) AS reports
             FROM (SELECT report AS a, other AS b FROM copies UNION ALL SELECT other, report FROM copies) c
             JOIN reports us ON us.id = c.a JOIN reports them ON them.id = c.b
             WHERE us.outlet = ? AND them.published < us.published AND coalesce(them.outlet, '') <> ?
             GROUP BY 1 ORDER BY passages DESC, 1 LIMIT 20"""
    return [dict(r) for r in ask.index.rows(sql, ref, ref)]
