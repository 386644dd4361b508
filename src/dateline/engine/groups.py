"""Which row is in which group, in SQLite: one table for each table that a step takes, and each row once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.engine.rows import digest, encode
from dateline.plans import Key, Plan, Row, Take

_BATCH = 20_000  # rows written at a time
_CACHE = 128_000  # KiB of the file held in memory

Group = dict[int, tuple[int, bytes]]  # rows by digest: how many of each there are, and the row


@dataclass(frozen=True, slots=True)
class Input:
    """A table that a step takes; one that is given or wanted counts as taken before or after all steps."""

    number: int
    step: int  # -1: given; as many as there are steps: wanted
    take: Take


def inputs(plan: Plan) -> tuple[Input, ...]:
    """Every table that is taken, in the order of the steps."""
    wanted = [Take(kind, lambda _: ("",)) for kind in plan.wanted]
    told = [(-1, take) for take in plan.given]
    told += [(at, take) for at, step in enumerate(plan.steps) for take in step.takes]
    told += [(len(plan.steps), take) for take in wanted]
    return tuple(Input(number, at, take) for number, (at, take) in enumerate(told))


class Groups:
    """The groups of all inputs in the file ``path`` (in memory if None), emptied if ``mark`` is new to it."""

    def __init__(self, path: Path | None, every: Sequence[Input], mark: str) -> None:
        self._every = every
        self._kinds = {kind: at for at, kind in enumerate(dict.fromkeys(i.take.rows for i in every))}
        self._readers: dict[type, list[Input]] = defaultdict(list)
        for each in every:
            self._readers[each.take.rows].append(each)
        self._file = sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
        for setting in (f"cache_size=-{_CACHE}", "journal_mode=WAL", "synchronous=NORMAL", "temp_store=FILE"):
            self._file.execute(f"PRAGMA {setting}")
        self._file.execute("BEGIN IMMEDIATE")
        self._prepare(mark)
        self._rows: dict[type, list[tuple[int, bytes]]] = defaultdict(list)  # not yet written
        self._places: dict[int, list[tuple[Key, int, int]]] = defaultdict(list)

    def close(self, *, keep: bool) -> None:
        """End the work on the file: all of it stays, or none."""
        self._file.execute("COMMIT" if keep else "ROLLBACK")
        self._file.close()

    def readers(self, kind: type) -> Sequence[Input]:
        """The inputs that take a table."""
        return self._readers.get(kind, ())

    def meta(self, name: str) -> str | None:
        """What is noted under a name."""
        found = self._file.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self._file.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # --- one group -------------------------------------------------------------------------------

    def group(self, where: Input, key: Key) -> Group:
        """The rows of one group."""
        kind = self._kinds[where.take.rows]
        sql = f"SELECT digest, n, body FROM in{where.number} JOIN rows{kind} ON id = row WHERE key = ?"  # noqa: S608
        return {name: (n, body) for name, n, body in self._file.execute(sql, (key,))}

    def some(self, where: Input, key: Key, names: Iterable[int]) -> Group:
        """Those rows of a group that have some digests."""
        kind = self._kinds[where.take.rows]
        sql = (
            f"SELECT n, body FROM in{where.number} JOIN rows{kind} ON id = row "  # noqa: S608
            "WHERE key = ? AND digest = ?"
        )
        found = ((name, self._file.execute(sql, (key, name)).fetchone()) for name in names)
        return {name: each for name, each in found if each}

    def write(self, where: Input, key: Key, before: Group, after: Group) -> None:
        """Put ``after`` in the place of ``before`` as the rows of a group."""
        table = f"in{where.number}"
        gone = [(key, name) for name in before.keys() - after.keys()]
        self._file.executemany(f"DELETE FROM {table} WHERE key = ? AND digest = ?", gone)  # noqa: S608
        for name, (n, body) in after.items():
            if name not in before:
                place = (key, name, n, self._kept(where.take.rows, body))
                self._file.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", place)  # noqa: S608
            elif before[name][0] != n:
                self._file.execute(f"UPDATE {table} SET n = ? WHERE key = ? AND digest = ?", (n, key, name))  # noqa: S608

    def _kept(self, kind: type, body: bytes) -> int:
        sql = f"INSERT INTO rows{self._kinds[kind]} (body) VALUES (?)"  # noqa: S608
        return int(self._file.execute(sql, (body,)).lastrowid or 0)

    # --- components ------------------------------------------------------------------------------

    def label(self, where: Input, key: Key) -> Key | None:
        """The least key of the component that a key is in, as it was noted last."""
        found = self._file.execute(f"SELECT least FROM least{where.number} WHERE key = ?", (key,)).fetchone()  # noqa: S608
        return None if found is None else found[0]

    def relabel(self, where: Input, labels: Iterable[tuple[Key, Key | None]]) -> None:
        """Note the least keys of the components of some keys; None where a key is in none any more."""
        sql = f"INSERT OR REPLACE INTO least{where.number} VALUES (?, ?)"  # noqa: S608
        self._file.executemany(sql, labels)

    # --- all groups ------------------------------------------------------------------------------

    def every(self, where: Input) -> Iterator[tuple[Key, int, int, bytes]]:
        """Key, place of the take in its step, how many, and row: of all groups, in the order of keys."""
        kind = self._kinds[where.take.rows]
        sql = f"SELECT key, ?, n, body FROM in{where.number} JOIN rows{kind} ON id = row ORDER BY key"  # noqa: S608
        yield from self._file.execute(sql, (where.number,))

    def digests(self, where: Input) -> Iterator[tuple[Key, int]]:
        """Key and digest of every row of an input."""
        yield from self._file.execute(f"SELECT key, digest FROM in{where.number}")  # noqa: S608

    def append(self, row: Row) -> None:
        """Put a row into the groups of all that take its table, in bulk; ``seal`` ends that."""
        kind = type(row)
        takers = self._readers.get(kind)
        if not takers:
            return
        body = encode(row)
        name, rows = digest(body), self._rows[kind]
        self._last[kind] += 1
        rows.append((self._last[kind], body))
        for where in takers:
            places = self._places[where.number]
            places.extend((key, name, self._last[kind]) for key in dict.fromkeys(where.take.by(row)))
            if len(places) >= _BATCH:
                self._flush_places(where.number)
        if len(rows) >= _BATCH:
            self._flush_rows(kind)

    def seal(self, where: Input) -> None:
        """Put in order what was appended to an input."""
        self._flush_rows(where.take.rows)
        self._flush_places(where.number)
        self._file.execute(
            f"INSERT INTO in{where.number} SELECT key, digest, count(*), min(row) "  # noqa: S608
            f"FROM temp.new{where.number} GROUP BY key, digest"
        )
        self._file.execute(f"DROP TABLE temp.new{where.number}")

    def open_bulk(self) -> None:
        """Empty all groups and make ready for ``append``."""
        self._empty()
        self._last: dict[type, int] = defaultdict(int)
        for where in self._every:
            self._file.execute(f"CREATE TEMP TABLE new{where.number} (key, digest INTEGER, row INTEGER)")

    def _flush_rows(self, kind: type) -> None:
        sql = f"INSERT INTO rows{self._kinds[kind]} VALUES (?, ?)"  # noqa: S608
        self._file.executemany(sql, self._rows.pop(kind, []))

    def _flush_places(self, number: int) -> None:
        self._file.executemany(f"INSERT INTO temp.new{number} VALUES (?, ?, ?)", self._places.pop(number, []))  # noqa: S608

    # --- the file --------------------------------------------------------------------------------

    def _prepare(self, mark: str) -> None:
        self._file.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT)")
        if self.meta("mark") != mark:
            self._empty()
            self._file.execute("DELETE FROM meta")
            self.note("mark", mark)

    def _empty(self) -> None:
        tables = self._file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'meta'")
        for (name,) in tables.fetchall():
            self._file.execute(f'DROP TABLE "{name}"')
        for at in self._kinds.values():
            self._file.execute(f"CREATE TABLE rows{at} (id INTEGER PRIMARY KEY, body BLOB)")
        for where in self._every:
            self._file.execute(f"CREATE TABLE least{where.number} (key PRIMARY KEY, least) WITHOUT ROWID")
            self._file.execute(
                f"CREATE TABLE in{where.number} (key, digest INTEGER, n INTEGER, row INTEGER, "
                "PRIMARY KEY (key, digest)) WITHOUT ROWID"
            )


def body_of(row: Any) -> tuple[int, bytes]:
    """Digest and encoding of a row."""
    body = encode(row)
    return digest(body), body
