"""Questions to the index. Every page asks for few rows, whatever the size of the case."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dateline import records
from dateline.fold import fold
from dateline.publish.usage import LEARNT, Usage

Value = TypeVar("Value")
_MANY = 900  # values that SQLite takes in one statement, with room

_TABLES: Mapping[type, str] = {
    records.Report: "reports",
    records.Claim: "claims",
    records.Event: "events",
    records.Origin: "origins",
    records.Disagreement: "disagreements",
    records.Toll: "tolls",
    records.ControlPeriod: "control",
    records.CrossingStatus: "crossings",
}


class Index:
    """An index file, open for reading from any number of threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._decoders: dict[type, msgspec.json.Decoder[Any]] = {}
        self._made: dict[str, Any] = {}
        self._making = threading.RLock()

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """The rows that a query gives."""
        return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first value of the first row; None where there is no row."""
        found = self._connection.execute(sql, values).fetchone()
        return found[0] if found else None

    def get(self, kind: type[Value], ids: Iterable[str]) -> list[Value]:
        """The records of a kind with these ids, in the order asked; those that are not there are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Value] = {}
        for at in range(0, len(wanted), _MANY):
            part = wanted[at : at + _MANY]
            sql = f"SELECT id, record FROM {_TABLES[kind]} WHERE id IN ({marks(part)})"  # noqa: S608 names from this module
            found.update((row[0], self.decode(kind, row[1])) for row in self.rows(sql, *part))
        return [found[id_] for id_ in wanted if id_ in found]

    def where(self, kind: type[Value], condition: str, *values: Any) -> list[Value]:
        """The records of a kind that meet an SQL condition."""
        sql = f"SELECT record FROM {_TABLES[kind]} WHERE {condition}"  # noqa: S608 conditions from this program's text
        return [self.decode(kind, row[0]) for row in self.rows(sql, *values)]

    def decode(self, kind: type[Value], text: str) -> Value:
        """A record from its JSON."""
        if kind not in self._decoders:
            self._decoders[kind] = msgspec.json.Decoder(kind)
        found: Value = self._decoders[kind].decode(text)
        return found

    def meta(self, name: str) -> str:
        """What the index says of itself."""
        return str(self.one("SELECT value FROM meta WHERE name = ?", name) or "")

    @cached_property
    def usage(self) -> Usage:
        """How the reports of the whole case write names."""
        reports = self.where(records.Report, "id IN (SELECT id FROM reports ORDER BY id LIMIT ?)", LEARNT)
        return Usage("\n".join(r.received_text for r in reports))

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once for this index."""
        if name not in self._made:
            with self._making:
                if name not in self._made:
                    self._made[name] = make()
        return self._made[name]

    def places_named(self, name: str) -> list[str]:
        """Keys of the places called so, or lying in a district, province or country called so."""
        found = self.rows("SELECT key FROM place_names WHERE name = ?", joined(name))
        return [row[0] for row in found]

    @property
    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            opened = sqlite3.connect(f"file:{_quoted(self.path)}?mode=ro&immutable=1", uri=True)
            opened.row_factory = sqlite3.Row
            opened.execute("PRAGMA mmap_size = 1000000000")
            opened.execute("PRAGMA query_only = 1")
            self._local.connection = opened
        connection: sqlite3.Connection = self._local.connection
        return connection


def marks(values: Sequence[Any]) -> str:
    """A question mark for each value, as SQL wants them."""
    return ",".join("?" * len(values))


def joined(name: str) -> str:
    """A name such that every spelling of it is one."""
    return fold(name).replace(" ", "")


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.resolve()))
