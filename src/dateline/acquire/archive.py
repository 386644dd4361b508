"""The archive of a case: every report as received, by content hash, and only ever appended to.

``ab/<sha256>`` holds contents, ``log.jsonl`` one line for every report with where and when it was
got. Each line carries the seal of the line before it and its own (SHA-256 of the line without its
seal), so that a changed, removed or inserted line shows. Both are readable without the program:
``sha256sum`` verifies the contents, any JSON reader the log.

A content lies as ``<sha256>.part`` until its line stands in the log. So a content in its own name that no
line names tells of a lost line, and a part that no line names, like a line without an end, of a
write that was cut off before anybody was told that it was done.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from dateline import durable
from dateline.records import Received, Rejection

_FIRST = "0" * 64  # what the first line names as the line before it
_DIGEST = re.compile(r"[0-9a-f]{64}")  # becomes a path, so nothing else will do
_WHOLE = re.compile(rb'"url": (null|".*")\}$')  # how a line ends; in a string, quotes have a backslash before
_SEAL = b', "seal": "'  # as above: no string holds it
_OWN = ("id", "digest", "media", "name", "title", "published", "url", "outlet", "fetched")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the log: ``record`` is None where it cannot be read or its seal is wrong."""

    number: int
    record: dict[str, Any] | None
    fault: str = ""
    cut: bool = False  # it begins as a line does and has no end


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
        self._known: dict[str, tuple[str, bytes]] = {}  # digest and line of each report, by id
        self._ended = b""  # what ends the last line if it has no end

    def keep(self, received: Received) -> bool:
        """Store a report and return True, or return False if it is here already.

        On return the report is on disk. An id that is taken by another content gets the first
        eight digits of the new content's hash after it, so that every id means one text.
        """
        if not self._read:
            durable.folder(self.path)
        with durable.alone(self._log) as log:
            self._catch_up(log)
            name = received.id
            if name in self._known and self._known[name][0] != received.digest:
                name = f"{received.id}~{received.digest[:8]}"
            is_new = name not in self._known
            if is_new:
                self._stage(received)
                durable.append(log, self._ended + self._line(received, name))
                self._catch_up(log)
            self._settle(received)  # also where it is known: what is missing or altered is mended
        return is_new

    def __iter__(self) -> Iterator[Received]:
        """Every intact report, sorted by id; what is not intact is named by ``verify``."""
        loaded = (self.load(entry) for entry in self.entries())
        return (received for received in loaded if isinstance(received, Received))

    def entries(self, but: Container[str] = ()) -> list[Received]:
        """Every report that the log names, those of some ids left out, by id, with its content left empty."""
        self._look()
        lines = (self._known[name][1] for name in sorted(self._known) if name not in but)
        records = (record for line in lines if (record := _parse(line, 0).record))
        found: list[dict[str, Any]] = [{key: record.get(key) for key in _OWN} for record in records]
        return [Received(content=b"", **record) for record in found]

    def load(self, entry: Received) -> Received | Rejection:
        """``entry`` with its content, or what is wrong with that."""
        content = self._sound(entry.digest, entry.id)
        return content if isinstance(content, Rejection) else replace(entry, content=content)

    def __len__(self) -> int:
        self._look()
        return len(self._known)

    def verify(self) -> list[Rejection]:
        """Everything that is wrong with the archive, in the order of the log; empty if nothing is."""
        found, previous = [], _FIRST
        for line in self._lines():
            where = f"{self._log}:{line.number}"
            if line.cut:  # `leftovers` tells of it; the next line follows from the one before
                continue
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

    def leftovers(self) -> list[str]:
        """What writes that were cut off have left, a sentence each; nobody was told that they were done."""
        cut = [
            f"line {line.number} of {self._log} {line.fault}; what follows is not touched by it"
            for line in self._lines()
            if line.cut
        ]
        parts = (path for path in self._contents() if path.suffix == ".part")
        return cut + [f"{path} was not wholly received; it can be deleted" for path in parts]

    def _unlogged(self) -> Iterator[Rejection]:
        """Contents whose line is gone."""
        for path in self._contents():
            if path.suffix != ".part":
                move = "add the report again, or restore the log from a copy"
                reason = f"{path} was kept, but no line of {self._log} names it; {move}"
                yield Rejection("acquire", reason, path.name)

    def _contents(self) -> list[Path]:
        """Files that no line of the log names."""
        logged = {str(line.record["digest"]) for line in self._lines() if line.record}
        return sorted(path for path in self.path.glob("??/*") if path.stem not in logged)

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
        for path in (self._path(digest), self._part(digest)):
            try:
                return path.read_bytes()
            except OSError:
                continue
        return None

    def _part(self, digest: str) -> Path:
        return self._path(digest).with_suffix(".part")

    def _holds(self, received: Received) -> bool:
        path = self._path(received.digest)
        return path.is_file() and path.read_bytes() == received.content

    def _stage(self, received: Received) -> None:
        """Have the content on the disk, if not yet in its own name."""
        if not self._holds(received):
            part = self._part(received.digest)
            durable.folder(part.parent)
            durable.store(part, received.content)
            durable.sync(part.parent)

    def _settle(self, received: Received) -> None:
        """Give a content that was staged, or is not as it was, its own name."""
        if not self._holds(received):
            self._stage(received)
            self._part(received.digest).replace(self._path(received.digest))
            durable.sync(self._path(received.digest).parent)

    def _line(self, received: Received, name: str) -> bytes:
        record = {key: getattr(received, key) for key in _OWN} | {"id": name}
        record |= {"received": self._clock().isoformat(timespec="seconds"), "prev": self._seal}
        return _written(record | {"seal": _seal(record)}) + b"\n"

    def _look(self) -> None:
        """Read what was added to the log since, if there is a log."""
        try:
            log = os.open(self._log, os.O_RDONLY)
        except FileNotFoundError:
            return
        try:
            self._catch_up(log)
        finally:
            os.close(log)

    def _catch_up(self, log: int) -> None:
        """Read what was added since, by this process or another."""
        size = os.fstat(log).st_size
        if size < self._read:  # somebody put an older copy in its place
            self._read, self._seal, self._known = 0, _FIRST, {}
        fresh = os.pread(log, size - self._read, self._read)
        whole, newline, rest = fresh.rpartition(b"\n")
        for line in (*whole.split(b"\n"), rest):
            if told := _told(line):
                self._known[told.id] = (told.digest, line)
                self._seal = told.seal
        self._ended = b"\n" if rest else b""  # a line that was cut off must not take the next with it
        self._read += len(whole) + len(newline)

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


def _seal(record: dict[str, Any]) -> str:
    return hashlib.sha256(_written(record)).hexdigest()


def _written(record: dict[str, Any]) -> bytes:
    return json.dumps(record, sort_keys=True).encode()


class _Told(msgspec.Struct):
    """What a line of the log is known by."""

    id: str
    digest: str
    seal: str


_decoder = msgspec.json.Decoder(_Told)


def _told(line: bytes) -> _Told | None:
    """What a line is known by, if its own bytes, without the seal, have the hash that the seal tells."""
    begin = line.rfind(_SEAL)
    seal = begin + len(_SEAL)
    own = line[:begin] + line[seal + 65 :]  # without the seal's 64 digits and the mark that ends them
    if begin < 0 or hashlib.sha256(own).hexdigest().encode() != line[seal : seal + 64]:
        return None
    try:
        told = _decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return told if _DIGEST.fullmatch(told.digest) else None


def _parse(line: bytes, number: int) -> _Line:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        if line.startswith(b"{") and not _WHOLE.search(line):
            return _Line(number, None, "has no end: it was cut off before its report was kept", cut=True)
        return _Line(number, None, "cannot be read (overwritten); restore the log from a copy")
    if not isinstance(record, dict) or not _DIGEST.fullmatch(str(record.get("digest"))) or "id" not in record:
        return _Line(number, None, 'is no record (expected "id" and "digest"); restore the log from a copy')
    told = {key: value for key, value in record.items() if key != "seal"}
    if record.get("seal") != _seal(told) or line != _written(record):
        return _Line(number, None, "was altered (its seal does not fit); restore the log from a copy")
    return _Line(number, record)
