"""The archive of a case: every report as received, by content hash, and only ever appended to.

``ab/<sha256>`` holds contents, ``log.jsonl`` one line for every report with where and when it was
got. Each line carries the seal of the line before it and its own (SHA-256 of the line without its
seal), so that a changed, removed or inserted line shows. Both are readable without the program:
``sha256sum`` verifies the contents, any JSON reader the log.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.records import Received, Rejection

_FIRST = "0" * 64  # what the first line names as the line before it
_DIGEST = re.compile(r"[0-9a-f]{64}")  # becomes a path, so nothing else will do
_OWN = ("id", "digest", "media", "name", "title", "published", "url", "outlet", "fetched")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the log: ``record`` is None where it cannot be read or its seal is wrong."""

    number: int
    record: dict[str, Any] | None
    fault: str = ""


class Archive:
    """The reports of one case as received, in the folder ``path`` (made when first written to).

    Safe for several processes that write at once: each ``keep`` holds a lock on the log.
    """

    def __init__(
        self, path: str | Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.path = Path(path)
        self._clock = _now if clock is None else clock
        self._log = self.path / "log.jsonl"
        self._read = 0  # bytes of the log that are known
        self._seal = _FIRST
        self._known: dict[str, str] = {}  # report id to digest

    def keep(self, received: Received) -> bool:
        """Store a report and return True, or return False if it is here already.

        On return the report is on disk. An id that is taken by another content gets the first
        eight digits of the new content's hash after it, so that every id means one text.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with self._locked() as log:
            self._catch_up(log)
            name = received.id
            if self._known.get(name, received.digest) != received.digest:
                name = f"{received.id}~{received.digest[:8]}"
            if name in self._known:
                return False
            self._store(received)
            record = {key: getattr(received, key) for key in _OWN} | {"id": name}
            record |= {"received": self._clock().isoformat(timespec="seconds"), "prev": self._seal}
            _append(log, json.dumps(record | {"seal": _seal(record)}, sort_keys=True).encode() + b"\n")
            self._catch_up(log)
        return True

    def __iter__(self) -> Iterator[Received]:
        """Every intact report, sorted by id; what is not intact is named by ``verify``."""
        loaded = (self.load(entry) for entry in self.entries())
        return (received for received in loaded if isinstance(received, Received))

    def entries(self) -> list[Received]:
        """Every report that the log names, sorted by id, with its content left empty."""
        records = (line.record for line in self._lines() if line.record)
        found: list[dict[str, Any]] = [{key: record.get(key) for key in _OWN} for record in records]
        return [Received(content=b"", **record) for record in sorted(found, key=lambda r: str(r["id"]))]

    def load(self, entry: Received) -> Received | Rejection:
        """``entry`` with its content, or what is wrong with that."""
        content = self._sound(entry.digest, entry.id)
        return content if isinstance(content, Rejection) else replace(entry, content=content)

    def __len__(self) -> int:
        return sum(1 for line in self._lines() if line.record)

    def verify(self) -> list[Rejection]:
        """Everything that is wrong with the archive, in the order of the log; empty if nothing is."""
        found, previous = [], _FIRST
        for line in self._lines():
            where = f"{self._log}:{line.number}"
            if line.record is None:
                found.append(Rejection("acquire", f"line {line.number} of {self._log} {line.fault}", where))
                previous = ""
                continue
            if previous and line.record.get("prev") != previous:
                reason = f"lines before line {line.number} of {self._log} were removed, added or reordered"
                found.append(Rejection("acquire", f"{reason}; restore the log from a copy", where))
            previous = str(line.record["seal"])
            content = self._sound(str(line.record["digest"]), str(line.record["id"]))
            found += [content] if isinstance(content, Rejection) else []
        return found + list(self._unlogged())

    def _unlogged(self) -> Iterator[Rejection]:
        """Contents without a line: a write was cut off before the log, or the log's end is gone."""
        logged = {str(line.record["digest"]) for line in self._lines() if line.record}
        for path in sorted(self.path.glob("??/*")):
            if path.name not in logged:
                move = "add the report again, or restore the log from a copy"
                yield Rejection("acquire", f"{path} is not in {self._log}; {move}", path.name)

    def _sound(self, digest: str, name: str) -> bytes | Rejection:
        """The content under a hash, or what is wrong with it; ``name`` is the report's id."""
        content = self._content(digest)
        if content is None:
            reason = f"the content of {name} is missing: expected {self._path(digest)}"
        elif (actual := hashlib.sha256(content).hexdigest()) != digest:
            reason = f"the content of {name} was altered: {self._path(digest)} hashes to {actual}"
        else:
            return content
        return Rejection("acquire", f"{reason}; restore it from a copy", name)

    def _path(self, digest: str) -> Path:
        return self.path / digest[:2] / digest

    def _content(self, digest: str) -> bytes | None:
        try:
            return self._path(digest).read_bytes()
        except OSError:
            return None

    def _store(self, received: Received) -> None:
        """Write the content under its hash: complete on disk, or not there at all."""
        target = self._path(received.digest)
        if self._content(received.digest) == received.content:
            return
        target.parent.mkdir(exist_ok=True)
        part = target.with_suffix(".part")
        with part.open("wb") as stream:
            stream.write(received.content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
        _sync_folder(target.parent)
        _sync_folder(self.path)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        log = os.open(self._log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            fcntl.flock(log, fcntl.LOCK_EX)
            yield log
        finally:
            os.close(log)

    def _catch_up(self, log: int) -> None:
        """Read what was added since, by this process or another, and mend a torn last line."""
        size = os.fstat(log).st_size
        fresh = os.pread(log, size - self._read, self._read)
        whole, newline, torn = fresh.rpartition(b"\n")
        if torn and _parse(torn, 0).record:  # only its line break was lost
            _append(log, b"\n")
            whole, newline, torn = fresh, b"\n", b""
            size += 1
        if torn:  # never acknowledged: kept aside, as the log must stay readable
            with (self.path / "log.torn").open("ab") as aside:
                aside.write(torn + b"\n")
            os.ftruncate(log, size - len(torn))
            os.fsync(log)
        for line in whole.split(b"\n") if newline else ():
            record = _parse(line, 0).record
            if record:
                self._known[record["id"]] = record["digest"]
                self._seal = record["seal"]
        self._read = size - len(torn)

    def _lines(self) -> Iterator[_Line]:
        try:
            content = self._log.read_bytes()
        except FileNotFoundError:
            return
        for number, line in enumerate(content.split(b"\n"), start=1):
            if line:
                yield _parse(line, number)


def _now() -> datetime:
    return datetime.now(UTC)


def _append(log: int, line: bytes) -> None:
    while line:  # a full disk may take a part of it; the rest raises
        line = line[os.write(log, line) :]
    os.fsync(log)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _seal(record: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def _parse(line: bytes, number: int) -> _Line:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return _Line(number, None, "cannot be read (torn or overwritten); restore the log from a copy")
    if not isinstance(record, dict) or not _DIGEST.fullmatch(str(record.get("digest"))) or "id" not in record:
        return _Line(number, None, 'is no record (expected "id" and "digest"); restore the log from a copy')
    if record.get("seal") != _seal({key: value for key, value in record.items() if key != "seal"}):
        return _Line(number, None, "was altered (its seal does not fit); restore the log from a copy")
    return _Line(number, record)
