"""``case.duckdb``: the derived tables, and what was extracted from each report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from dateline.errors import UsageError
from dateline.records import Claim, Extraction, Outcome, Record, Rejection, Report
from dateline.store.schema import BRIDGES, KEPT, TABLES, VERSION, Table

_encoder = msgspec.json.Encoder(order="deterministic")
Value = TypeVar("Value")
Values = Sequence[Any] | Mapping[str, Any]
_CHUNK = 10_000  # rows fetched at a time
_PATIENCE = 60.0  # seconds that one who writes waits for another
_PAUSE = 0.1
_DISK = ("No space left", "Input/output error", "Could not write", "Read-only", "Permission denied")


@dataclass
class Changes:
    """Records that come into the tables and that go, by their type."""

    outcomes: Sequence[Outcome] = ()
    came: dict[type, list[Any]] = field(default_factory=dict)
    gone: dict[type, list[Any]] = field(default_factory=dict)

    def tell(self, kind: type, record: Any, *, came: bool) -> None:
        """Add one record that came or went."""
        (self.came if came else self.gone).setdefault(kind, []).append(record)

    def unread(self, name: str, why: Rejection) -> None:
        """Add why a page could not be read, in the place of what was told of it before."""
        self.tell(Rejection, why, came=True)
        self.tell(Rejection, replace(why, name=name), came=False)

    def replace(self, before: Iterable[Extraction], after: Extraction) -> None:
        """Add what was read of one report, in the place of what was."""
        for came, told in ((False, list(before)), (True, [after])):
            for each in told:
                self.tell(Report, each.report, came=came)
                for claim in each.claims:
                    self.tell(Claim, claim, came=came)
                for rejection in each.rejections if came else ():
                    self.tell(Rejection, rejection, came=True)
        self.tell(Rejection, Rejection("", "", after.report.id), came=False)


class Database:
    """An open ``case.duckdb``; use it in a ``with`` statement.

    Raises:
        UsageError: another program has the file open, it is damaged, or another version made it.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._connection = _connect(path, read_only)
        try:
            self._connection.execute("SET autoinstall_known_extensions = false")  # nothing is fetched unasked
            self._prepare(path, read_only)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """The rows that a query gives; ``values`` stand for its ``?`` in their order, or for its ``$names``.

        Raises:
            UsageError: the disk or the file does not bear it.
        """
        given = dict(values) if isinstance(values, Mapping) else list(values)
        with _in_words(self._path):
            found: list[tuple[Any, ...]] = self._connection.execute(sql, given).fetchall()
        return found

    def write(self, record: Record) -> None:
        """Put ``record`` in the place of whatever the tables hold, all of it or nothing."""
        with self._all_or_nothing():
            self._clear()
            self._append(record)

    def extend(self, record: Record) -> None:
        """Put ``record`` beside whatever the tables hold, all of it or nothing."""
        with self._all_or_nothing():
            self._append(record)

    def _append(self, record: Record) -> None:
        for table in TABLES:
            self._fill(table, getattr(record, table.name))
        self._note("stamp", "")

    def refill(self, parts: Iterable[tuple[type, Iterable[Any]]], stamp: str) -> None:
        """Put the records of all parts in the place of whatever the tables hold, all of it or nothing.

        Not all of them are held at once; ``stamp`` is noted as that of the tables.
        """
        of = {table.record: table for table in TABLES}
        with self._all_or_nothing():
            self._clear()
            for kind, rows in parts:
                left = iter(rows)
                while chunk := list(islice(left, _CHUNK)):
                    self._fill(of[kind], chunk)
            self._note("stamp", stamp)

    def change(self, changes: Changes, stamp: str) -> None:
        """Take out the rows that went and put in those that came, all of them or nothing; note ``stamp``."""
        with self._all_or_nothing():
            for table in TABLES:
                self._take_out(table, changes.gone.get(table.record, []))
                self._fill(table, changes.came.get(table.record, []))
            self.rows("DELETE FROM outcomes")
            self._fill(next(t for t in TABLES if t.name == "outcomes"), changes.outcomes)
            self._note("stamp", stamp)

    def meta(self, name: str) -> str | None:
        """What is noted under a name."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", [name])
        return str(found[0][0]) if found else None

    def reports_of(self, digests: Iterable[str]) -> list[str]:
        """Ids of the reports whose content has one of some digests."""
        found = self.rows(
            "SELECT id FROM reports WHERE digest IN (SELECT unnest(?::VARCHAR[]))", [sorted(digests)]
        )
        return [name for (name,) in found]

    def _note(self, name: str, value: str) -> None:
        self.rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", [name, value])

    def _clear(self) -> None:
        for name in (*(t.name for t in TABLES), *(b.name for b in BRIDGES)):
            self.rows(f'DELETE FROM "{name}"')  # noqa: S608 names from the schema

    def _take_out(self, table: Table, records: Sequence[Any]) -> None:
        """Delete the rows of some records, and the pairs that spell out their lists."""
        if not records:
            return
        columns = [next(c for c in table.columns if c.name == name) for name in table.identity]
        names = ", ".join(f'"{c.name}"' for c in columns)
        wanted = ", ".join(f"unnest(?::{c.type}[])" for c in columns)
        values = [[c.value(r) for r in records] for c in columns]
        self.rows(f'DELETE FROM "{table.name}" WHERE ({names}) IN (SELECT ({wanted}))', values)  # noqa: S608 names from the schema
        for bridge in (b for b in BRIDGES if b.part == table.name):
            sql = f'DELETE FROM "{bridge.name}" WHERE "{bridge.columns[0]}" IN (SELECT unnest(?::VARCHAR[]))'  # noqa: S608 names from the schema
            self.rows(sql, [[r.id for r in records]])

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self.rows("BEGIN")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            with suppress(Exception):  # whatever was wrong with the disk also ended the transaction
                self._connection.rollback()
            raise

    def read(self) -> Record:
        """The record that was written last; an empty one if none was."""
        return Record(**{table.name: self._read(table) for table in TABLES})

    def part(self, name: str) -> Iterator[Any]:
        """The records of one part of ``Record``, one after the other, so that not all are held at once."""
        table = next(t for t in TABLES if t.name == name)
        decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(table.record)
        cursor = self._connection.cursor()
        with _in_words(self._path):
            cursor.execute(f'SELECT record FROM "{table.name}" ORDER BY {table.order}')  # noqa: S608 names from the schema
            while rows := cursor.fetchmany(_CHUNK):
                yield from (decoder.decode(text) for (text,) in rows)

    def among(self, kind: type[Value], condition: str, values: Values = ()) -> list[Value]:
        """The records of a kind whose rows fulfil a condition of SQL, in the order of the record.

        The rows are told first and then read: so that of the whole records no others are unpacked.
        """
        table = _table(kind)
        first = f'SELECT rowid FROM "{table.name}" WHERE {condition} ORDER BY {table.order}'  # noqa: S608 this room's
        found = self.rows(first, values)
        sql = f'SELECT rowid, record FROM "{table.name}" WHERE rowid IN (SELECT unnest(?::BIGINT[]))'  # noqa: S608 names from the schema
        at = [number for (number,) in found]
        texts = dict(self.rows(sql, [at])) if at else {}
        decoder: msgspec.json.Decoder[Value] = msgspec.json.Decoder(kind)
        return [decoder.decode(texts[number]) for number in at]

    def table(self, kind: type) -> str:
        """The name of the table that holds records of a kind."""
        return _table(kind).name

    def counts(self) -> Mapping[str, int]:
        """Number of rows of each table."""
        return {t.name: int(self.rows(f'SELECT count(*) FROM "{t.name}"')[0][0]) for t in TABLES}  # noqa: S608 names from the schema

    def kept(self, kind: type[Value], keys: Iterable[str]) -> dict[str, Value]:
        """What was made earlier under ``keys``, as far as it is there; ``kind`` is what is kept."""
        found = self.rows(
            f'SELECT key, record FROM "{KEPT[kind]}" WHERE key IN (SELECT unnest(?::VARCHAR[]))',  # noqa: S608 names from the schema
            [sorted(keys)],
        )
        decoder = msgspec.json.Decoder(kind)
        return {key: decoder.decode(text) for key, text in found}

    def has(self, kind: type, keys: Iterable[str]) -> set[str]:
        """Those of some keys under which something of a kind was made earlier."""
        sql = f'SELECT key FROM "{KEPT[kind]}" WHERE key IN (SELECT unnest(?::VARCHAR[]))'  # noqa: S608 names from the schema
        return {key for (key,) in self.rows(sql, [sorted(keys)])}

    def keep(self, kind: type[Value], made: Mapping[str, Value]) -> None:
        """Remember by key what was made from a report, so that it is not made twice by the same rules."""
        self._insert(
            KEPT[kind],
            ("key", "record"),
            ("VARCHAR", "VARCHAR"),
            [list(made), [_encoder.encode(m).decode() for m in made.values()]],
            verb="INSERT OR REPLACE",
        )

    def forget_all_but(self, kind: type, keys: Iterable[str]) -> None:
        """Drop what no report of the case leads to any more."""
        self.rows(
            f'DELETE FROM "{KEPT[kind]}" WHERE key NOT IN (SELECT unnest(?::VARCHAR[]))',  # noqa: S608 names from the schema
            [sorted(keys)],
        )

    def _prepare(self, path: Path, read_only: bool) -> None:
        known = self.rows("SELECT count(*) FROM information_schema.tables WHERE table_name = 'meta'")[0][0]
        if not known and not read_only:
            with self._all_or_nothing():
                self._create()
        elif not known:
            raise UsageError(f"{path} holds no case. Run `dateline rebuild {path.parent}`.")
        version = self.rows("SELECT value FROM meta WHERE name = 'schema version'")[0][0]
        if version != str(VERSION):
            raise UsageError(
                f"{path} has tables of version {version}, and this program writes version {VERSION}. "
                f"Nothing is lost: run `dateline rebuild {path.parent}`."
            )

    def _create(self) -> None:
        self.rows("CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR)")
        for name in KEPT.values():
            self.rows(f'CREATE TABLE "{name}" (key VARCHAR PRIMARY KEY, record VARCHAR)')
        for table in TABLES:
            columns = "".join(f'"{c.name}" {c.type}, ' for c in table.columns)
            self.rows(f'CREATE TABLE "{table.name}" ({columns}record VARCHAR)')
        for bridge in BRIDGES:
            columns = ", ".join(f'"{name}" VARCHAR' for name in bridge.columns)
            self.rows(f'CREATE TABLE "{bridge.name}" ({columns})')
        self.rows("INSERT INTO meta VALUES ('schema version', ?)", [str(VERSION)])

    def _fill(self, table: Table, records: Sequence[Any]) -> None:
        names = (*(c.name for c in table.columns), "record")
        types = (*(c.type for c in table.columns), "VARCHAR")
        values: list[list[Any]] = [[c.value(r) for r in records] for c in table.columns]
        values.append([_encoder.encode(r).decode() for r in records])
        if records:
            self._insert(table.name, names, types, values)
        for bridge in (b for b in BRIDGES if b.part == table.name):
            rows = [row for record in records for row in bridge.rows(record)]
            if rows:
                texts = ("VARCHAR",) * len(bridge.columns)
                self._insert(bridge.name, bridge.columns, texts, [list(c) for c in zip(*rows, strict=True)])

    def _insert(
        self,
        table: str,
        names: Sequence[str],
        types: Sequence[str],
        values: Sequence[Sequence[Any]],
        *,
        verb: str = "INSERT",
    ) -> None:
        """Insert whole columns at once; row by row takes a hundred times as long."""
        columns = ", ".join(f'"{name}"' for name in names)
        unnested = ", ".join(f"unnest(?::{kind}[])" for kind in types)
        self.rows(f'{verb} INTO "{table}" ({columns}) SELECT {unnested}', values)

    def _read(self, table: Table) -> tuple[Any, ...]:
        return self._decode(f'SELECT record FROM "{table.name}" ORDER BY {table.order}', table.record)  # noqa: S608 names from the schema

    def _decode(self, sql: str, kind: Callable[..., Value]) -> tuple[Value, ...]:
        decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind)
        return tuple(decoder.decode(text) for (text,) in self.rows(sql))


_TAKEN = "\\?"  # characters that DuckDB gives a meaning of its own


def _table(kind: type) -> Table:
    return next(t for t in TABLES if t.record is kind)


def _connect(path: Path, read_only: bool) -> Any:
    """A connection; a program that writes waits a while for another to be done."""
    import duckdb

    if odd := sorted({c for c in str(path) if c in _TAKEN}):
        raise UsageError(
            f"{path} cannot hold a case: DuckDB opens no file with {' or '.join(odd)} in its name."
        )
    until = time.monotonic() + (0 if read_only else _PATIENCE)
    while True:
        try:
            return duckdb.connect(os.fsencode(path).decode(), read_only=read_only)
        except UnicodeDecodeError as fault:
            raise UsageError(f"{path!r} cannot hold a case: its name is not UTF-8. Rename it.") from fault
        except duckdb.Error as fault:
            if "lock" not in str(fault).lower() or time.monotonic() > until:
                raise UsageError(_failed(path, fault)) from fault
        time.sleep(_PAUSE)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Tell faults of the disk and the file as such; those of a query stay what they are."""
    import duckdb

    try:
        yield
    except (duckdb.OperationalError, duckdb.InternalError, duckdb.FatalException) as fault:
        raise UsageError(_failed(path, fault)) from fault


def _failed(path: Path, fault: Exception) -> str:
    told = str(fault).splitlines()[0]
    again = f"run `dateline rebuild {path.parent}`"
    if "lock" in told.lower():
        return f"{path} is in use by another program. Wait until it is done, then try again."
    if any(words in told for words in _DISK):
        return f"{path} cannot be written ({told}). What was added is kept; see to the disk, then {again}."
    return f"{path} cannot be read ({told}). It is derived: delete it and {again}."
