"""Tables in an in-memory DuckDB, from which Parquet and Arrow are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dateline.export.points import wkb
from dateline.export.shape import Cell, Column, Dossier, Table

if TYPE_CHECKING:
    import duckdb

_SQL = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "point": "BLOB",
}


def load(dossier: Dossier, tables: Iterable[Table]) -> duckdb.DuckDBPyConnection:
    """A connection to a fresh in-memory database that holds ``tables``."""
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.execute("SET threads = 1")  # rows stay in their order
    connection.execute("SET autoinstall_known_extensions = false")  # nothing is fetched unless asked
    for table in tables:
        _fill(connection, table, list(table.rows(dossier)))
    return connection


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, rows: list[tuple[Cell, ...]]) -> None:
    named = ", ".join(f'"{c.name}" {_SQL[c.type]}' for c in table.columns)
    connection.execute(f'CREATE TABLE "{table.name}" ({named})')
    values = [[stored(c, row[i]) for row in rows] for i, c in enumerate(table.columns)]
    unnested = ", ".join(f"unnest(?::{_SQL[c.type]}[])" for c in table.columns)
    connection.execute(f'INSERT INTO "{table.name}" SELECT {unnested}', values)


def stored(column: Column, cell: Cell) -> Any:
    """A cell as a database takes it: a point as well-known binary."""
    return wkb(cell) if column.type == "point" and isinstance(cell, tuple) else cell
