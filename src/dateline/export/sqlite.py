"""SQLite: the tables with keys, views and full-text search; opens well in Datasette."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline import wire
from dateline.export import database, flat
from dateline.export.shape import Dossier, Table

_VIEWS = {
    "event_words": (
        "Every event down to the words: its claims with their source, report and quote.",
        """SELECT events.id AS event, events.title, events.status, claims.id AS claim, claims.stance,
           claims.source, claims.via, claims.quote, reports.outlet, reports.published, claims.report,
           claims.start, claims."end"
           FROM events JOIN event_claims ON event_claims.event = events.id
           JOIN claims ON claims.id = event_claims.claim JOIN reports ON reports.id = claims.report
           ORDER BY events.id, reports.published, claims.start""",
    ),
    "who_holds": (
        "Control periods without a known end, the newest word first.",
        """SELECT place, holder, status, according_to, valid_from, last_heard, latitude, longitude, id
           FROM control WHERE valid_to IS NULL ORDER BY last_heard DESC, place""",
    ),
    "disputes": (
        "Disagreements with the words on both sides.",
        """SELECT disagreements.id, disagreements.type, disagreements.why, claims.id AS claim,
           CASE WHEN instr(disagreements."left", claims.id) THEN 'left' ELSE 'right' END AS side,
           claims.source, claims.quote, claims.report
           FROM disagreements JOIN claims
           ON instr(disagreements."left" || ' ' || disagreements."right", claims.id)
           ORDER BY disagreements.id, side""",
    ),
}
_SEARCHED = {"claims": ("quote", "source", "actors", "places"), "reports": ("title", "received_text")}


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write ``path`` and, beside it, ``NAME.metadata.json`` for ``datasette --metadata``."""
    with database.fresh(path) as connection:
        for table in flat.TABLES:
            columns = tuple(c for c in table.columns if c.type != "point")
            database.fill(connection, dossier, table, columns=columns)
            _index(connection, table)
        for name, (_, query) in _VIEWS.items():
            connection.execute(f'CREATE VIEW "{name}" AS {query}')
        for name, searched in _SEARCHED.items():
            _search(connection, name, searched)
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", flat.about(dossier).items())
    beside = path.with_name(f"{path.stem}.metadata.json")
    beside.write_text(wire.dumps(metadata(dossier, path.stem), indent=2) + "\n", encoding="utf-8")
    return ()


def _index(connection: sqlite3.Connection, table: Table) -> None:
    """Ids are unique, and what leads to another table is quick to follow."""
    for column in table.key:
        connection.execute(f'CREATE UNIQUE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')
    for column in table.links:
        connection.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')


def _search(connection: sqlite3.Connection, name: str, searched: tuple[str, ...]) -> None:
    """A full-text index that Datasette finds by itself (FTS5, content table)."""
    columns = ", ".join(f'"{c}"' for c in searched)
    connection.execute(
        f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({columns}, content="{name}", '
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')')  # noqa: S608 names from the schema


def metadata(dossier: Dossier, name: str) -> wire.Json:
    """Descriptions of tables, columns and views, as Datasette's metadata file has them."""
    tables: wire.Json = {
        t.name: {
            "description": t.help,
            "columns": {c.name: c.help for c in t.columns if c.type != "point"},
            **({"label_column": "title"} if t.name in ("events", "reports") else {}),
        }
        for t in flat.TABLES
    }
    tables |= {view: {"description": told} for view, (told, _) in _VIEWS.items()}
    return {
        "title": dossier.title,
        "description": "; ".join(f"{k}: {v}" for k, v in flat.about(dossier).items()),
        "license": "place names CC BY 4.0 (GeoNames)",
        "databases": {name: {"tables": tables}},
    }
