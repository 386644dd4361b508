"""Sources and outlets: what they said, how often alone, denied, conceded; whom they copy."""

from __future__ import annotations

from dateline.desk.page import PER_PAGE, Ask, Json, NotThereError, Page
from dateline.desk.rows import CLAIM_HEAD, claim_table, claims, events

_STANDING = ("events", "alone", "denied", "denies", "conceded", "overtaken")
_LISTED = """
  SELECT s.*, n.alone, n.denied, n.denies, n.conceded FROM sources s
  LEFT JOIN standings n ON n.kind = 'source' AND n.name = s.source
  ORDER BY s.claims DESC, s.source LIMIT ? OFFSET ?"""


def sources(ask: Ask) -> Page:
    """Whoever spoke, the most often quoted first, and the newsrooms that carried them."""
    total = int(ask.index.one("SELECT count(*) FROM sources"))
    found = [
        dict(r) | {"grade": ask.grades.get(r["source"])}
        for r in ask.index.rows(_LISTED, PER_PAGE, ask.offset())
    ]
    outlets = [
        dict(r) | {"grade": ask.grades.get(r["outlet"] or "")}
        for r in ask.index.rows("SELECT * FROM outlets ORDER BY reports DESC, outlet LIMIT 100")
    ]
    head = ("source", "channels", "origins", "claims", "carriers", "first", "alone", "denied", "denies",
            "conceded", "grade")  # fmt: skip
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
    rows = _claims(ask, ref)
    data: Json = {
        "name": ref,
        "standing": _standing(ask, "source", ref),
        "channels": _channels(ask, ref),
        "grade": ask.grades.get(ref),
        "decisions": ask.history.of(f"source:{ref}"),
        "claim_rows": rows,
        "events": _events(ask, ref),
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
    data: Json = {
        **dict(known[0]),
        "name": ref,
        "standing": _standing(ask, "outlet", ref),
        "reports_listed": listed,
        "copies": _carried(ask, "us", "them", ref),
        "copied_by": _carried(ask, "them", "us", ref),
        "quoted": [dict(r) for r in ask.index.rows(
            "SELECT source, claims FROM quoted WHERE outlet = ? ORDER BY claims DESC, source LIMIT 20", ref
        )],
        "grade": ask.grades.get(ref),
        "decisions": ask.history.of(f"source:{ref}"),
        **ask.paging(known[0]["reports"]),
    }  # fmt: skip
    head = ("id", "title", "published", "claims")
    return Page("outlet.html", ref, data, head, [[r[n] for n in head] for r in listed])


def _standing(ask: Ask, kind: str, name: str) -> Json:
    """Of how many events it spoke, how often alone or denied, and how often its own word did not last."""
    rows = ask.index.rows("SELECT * FROM standings WHERE kind = ? AND name = ?", kind, name)
    times = ask.index.one("SELECT times FROM overtaken WHERE kind = ? AND name = ?", kind, name)
    found = {**(dict(rows[0]) if rows else {}), "overtaken": times}
    return {key: found.get(key) or 0 for key in _STANDING}


def _claims(ask: Ask, name: str) -> list[Json]:
    sql = """SELECT id FROM claims WHERE source = ?
             ORDER BY published DESC, report, start LIMIT ? OFFSET ?"""
    ids = [row[0] for row in ask.index.rows(sql, name, PER_PAGE, ask.offset())]
    return claims(ask, ask.view(claims=ids), ids)


def _channels(ask: Ask, ref: str) -> list[Json]:
    sql = """SELECT channel, count(*) AS origins, sum(claims) AS claims, sum(carriers) AS carriers
             FROM origins WHERE source = ? GROUP BY channel ORDER BY claims DESC"""
    return [dict(r) for r in ask.index.rows(sql, ref)]


def _events(ask: Ask, ref: str) -> list[Json]:
    inner = "SELECT eo.event FROM event_origins eo JOIN origins o ON o.id = eo.origin WHERE o.source = ?"
    return events(ask, f"WHERE id IN ({inner}) ORDER BY rank LIMIT 12", ref)


def _carried(ask: Ask, mine: str, theirs: str, ref: str) -> list[Json]:
    """Outlets on the other end of shared words, the earlier report being theirs or its own."""
    sql = (
        f"SELECT {theirs} AS outlet, passages, reports FROM carried WHERE {mine} = ? "  # noqa: S608 names from above
        "ORDER BY passages DESC, 1 LIMIT 20"
    )
    return [dict(r) for r in ask.index.rows(sql, ref)]
