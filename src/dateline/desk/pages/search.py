"""Search over what reports say, places, people and events."""

from __future__ import annotations

import re
import sqlite3

from dateline.desk.page import Ask, Json, Page
from dateline.desk.rows import EVENT_HEAD, event_table, events

_WORDS = re.compile(r"\w+")
_LITERAL, _ESCAPED = re.compile(r"([%_\\])"), r"\\\1"
_EACH = 15
_WEIGHED = 2000  # of all that have the words, so that a common word is found as soon as a rare one


def search(ask: Ask) -> Page:
    """Events, places, sources and reports that have all the words asked for."""
    asked = ask.state.q or ""
    query = " ".join(f'"{word}"*' for word in _WORDS.findall(asked)[:12])
    ids = _found(ask, "event", query)
    found = events(ask, f"WHERE id IN ({','.join('?' * len(ids))}) ORDER BY rank", *ids) if ids else []
    data: Json = {
        "q": asked,
        "events": found,
        "places": [dict(r) for r in _named(ask, "place", query)],
        "sources": [
            dict(r) for r in ask.index.rows(
                "SELECT source, claims FROM sources WHERE source LIKE ? ESCAPE '\\' "
                "ORDER BY claims DESC LIMIT ?",
                f"%{_LITERAL.sub(_ESCAPED, asked)}%", _EACH,
            )
        ] if asked else [],
        "reports": [_report(r) for r in _snippets(ask, query)],
    }  # fmt: skip
    return Page("search.html", "Search", data, EVENT_HEAD, event_table(found))


def _found(ask: Ask, kind: str, query: str) -> list[str]:
    return [row["ref"] for row in _named(ask, kind, query)]


def _named(ask: Ask, kind: str, query: str) -> list[sqlite3.Row]:
    if not query:
        return []
    table = f"{kind}_words"  # "event" or "place"
    sql = f"""SELECT ref, title FROM (SELECT ref, title, bm25({table}) AS fit FROM {table}
              WHERE {table} MATCH ? LIMIT {_WEIGHED}) ORDER BY fit LIMIT ?"""  # noqa: S608 names from above
    return ask.index.rows(sql, query, _EACH)


def _snippets(ask: Ask, query: str) -> list[sqlite3.Row]:
    if not query:
        return []
    best = f"""SELECT rowid FROM (SELECT rowid, bm25(report_words) AS fit FROM report_words
               WHERE report_words MATCH ?1 LIMIT {_WEIGHED}) ORDER BY fit LIMIT {_EACH}"""  # noqa: S608 numbers from above
    sql = f"""SELECT w.ref AS ref, w.title AS title, r.outlet AS outlet, r.published AS published,
                     snippet(report_words, 2, '\x02', '\x03', '…', 24) AS words
              FROM report_words w JOIN reports r ON r.id = w.ref
              WHERE report_words MATCH ?1 AND w.rowid IN ({best}) ORDER BY bm25(report_words)"""  # noqa: S608 as above
    return ask.index.rows(sql, query)


def _report(row: sqlite3.Row) -> Json:
    """A report with the words around what was found, parted at the marks of what was found."""
    parts = re.split(r"([\x02\x03])", row["words"])
    told, inside = list[Json](), False
    for part in parts:
        if part in ("\x02", "\x03"):
            inside = part == "\x02"
        elif part:
            told.append({"text": part, "found": inside})
    return {
        "report": row["ref"],
        "title": row["title"] or row["ref"],
        "outlet": row["outlet"],
        "published": row["published"],
        "words": told,
    }
