"""Tables in an SQLite file, as both SQLite and GeoPackage exports have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from dateline.export.shape import Cell, Column, Dossier, Table

_SQL = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "DATE", "boolean": "BOOLEAN"}


@contextmanager
def fresh(path: Path) -> Iterator[sqlite3.Connection]:
    """A new SQLite file that takes the place of ``path`` once everything is written."""
    beside = path.with_name(path.name + ".part")
    beside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(beside)) as connection:
            yield connection
            connection.commit()
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def fill(
    connection: sqlite3.Connection,
    dossier: Dossier,
    table: Table,
    *,
    columns: tuple[Column, ...],
    before: str = "",
    point: str = "TEXT",
    bare: Callable[[tuple[float, float]], Any] = str,
) -> None:
    """Make and fill one table with ``columns`` of it.

    ``before`` is a column definition to stand first; ``point`` is the SQL type of points, which ``bare``
    brings to what is stored.
    """
    kinds = _SQL | {"point": point}
    defined = [f'"{c.name}" {kinds[c.type]}' for c in columns]
    defined = [*([before] if before else []), *defined]
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(defined)})')
    names = ", ".join(f'"{c.name}"' for c in columns)
    marks = ", ".join("?" for _ in columns)
    rows = ([_stored(c.value(item), bare) for c in columns] for item in table.items(dossier))
    connection.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)  # noqa: S608 names from the tables


def _stored(cell: Cell, bare: Callable[[tuple[float, float]], Any]) -> Any:
    if isinstance(cell, tuple):
        return bare(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
