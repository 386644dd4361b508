"""The power fails between two calls: of what was not synced, the disk has nothing, all, or any part.

The calls of a deed are recorded with what they wrote, and each state that a disk may be left in is built from
them. A file has what was there when it was last synced, and any of the writes since; a name (of a new file, a
rename, a removal) is there once its folder was synced, and may or may not be before. This is the model of
Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014), without reordering inside one write.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dateline.acquire import Archive
from dateline.store import Case, decisions
from trials import evidence
from trials.outcome import Outcome
from trials.shim import Fault, Mode, ensure, fork, mark

_CHANCES = 6  # states picked at random for each moment, beside "nothing" and "all"


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call: its mark (see shim.c), its paths, where and what it wrote."""

    what: str
    path: str
    other: str
    at: int
    data: bytes


@dataclass(slots=True)
class _File:
    """A file as it is in memory: what the disk surely has, and writes that it may have."""

    synced: bytes = b""
    pending: list[Call] = field(default_factory=list)

    def left(self, keep: Callable[[], bool]) -> bytes:
        """Its content if of the pending writes those are there that ``keep`` says."""
        content = bytearray(self.synced)
        for call in self.pending:
            if keep():
                _write(content, call)
        return bytes(content)


def _write(content: bytearray, call: Call) -> None:
    if call.what == "T":
        content.clear()
    elif call.what in "CX":
        content[call.at :] = bytes(max(0, call.at - len(content)))
    else:
        content[len(content) :] = bytes(max(0, call.at - len(content)))
        content[call.at : call.at + len(call.data)] = call.data


class Disk:
    """Files and names, as the calls so far made them."""

    def __init__(self, folder: Path) -> None:
        """All that stands in ``folder`` is on the disk."""
        found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        self._names = {str(path): _File(path.read_bytes()) for path in found}
        self._sure = dict(self._names)
        self._named: list[tuple[str, _File | None]] = []  # names given and taken that the disk may lack
        self._folders: set[str] = set()  # that were made since

    def do(self, call: Call) -> None:
        """Take one call into account."""
        if call.what == "S":
            self._sync(call.path)
        elif call.what == "M":
            self._folders.add(call.path)
            self._name(call.path, _File())
        elif call.what in "OT" and call.path not in self._names:
            self._name(call.path, _File())
        elif call.what in "WTCX" and call.path in self._names:
            self._names[call.path].pending.append(call)
        elif call.what in "RL" and call.path in self._names:
            self._name(call.other, self._names[call.path])
            if call.what == "R":
                self._name(call.path, None)
        elif call.what == "U":
            self._name(call.path, None)

    def _name(self, path: str, file: _File | None) -> None:
        if file is None:
            self._names.pop(path, None)
        else:
            self._names[path] = file
        self._named.append((path, file))

    def _sync(self, path: str) -> None:
        file = self._names.get(path)
        if file and path not in self._folders:
            file.synced, file.pending = file.left(lambda: True), []
            return
        stays = []
        for name, given in self._named:  # a folder: the names in it
            if str(Path(name).parent) == path:
                _put(self._sure, name, given)
            else:
                stays.append((name, given))
        self._named = stays

    def build(self, keep: Callable[[], bool]) -> dict[str, bytes]:
        """The files after the power failed, if of what is not sure that is there that ``keep`` says.

        A rename is one change of two names: both are there, or neither.
        """
        names = dict(self._sure)
        at = 0
        while at < len(self._named):
            (name, file), following = self._named[at], self._named[at + 1 : at + 2]
            renamed = file is not None and bool(following) and following[0][1] is None
            pair = [(name, file), *(following if renamed else ())]
            if keep():
                for path, given in pair:
                    _put(names, path, given)
            at += len(pair)
        lost = {folder for folder in self._folders if folder not in names}
        return {
            name: file.left(keep)
            for name, file in names.items()
            if name not in self._folders and lost.isdisjoint(map(str, Path(name).parents))
        }


def _put(names: dict[str, _File], path: str, file: _File | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def calls(record: BinaryIO) -> Iterator[Call]:
    """The calls of a record that shim.c wrote."""
    while head := record.readline().split():
        first, second, size = int(head[1]), int(head[2]), int(head[4])
        path, other = record.read(first).decode(), record.read(second).decode()
        has_data = head[0] == b"W"
        yield Call(head[0].decode(), path, other, int(head[3]), record.read(size) if has_data else b"")


def run(*, short: bool) -> list[Outcome]:
    """Add three reports and take three decisions; the power fails before each call, in several ways."""
    ensure()
    with evidence.scratch() as folder:
        record = _recorded(Path(folder) / "case")
        trials = [w for moment in _moments(Path(folder) / "case", record, short) for w in moment]
    for wrong in filter(None, trials):
        sys.stderr.write(f"{wrong}\n")
    told = (
        f"the power failing before each of {len(record)} calls (three reports kept, three decisions), with "
        f"none, all or any of what was not synced on the disk{', a sample' if short else ''}"
    )
    return [Outcome("power", told, len(trials), sum(not w for w in trials))]


def _recorded(case: Path) -> list[Call]:
    """What the program calls while it keeps three reports and three decisions, and when it says so."""

    def work() -> int:
        made = Case.create(case)
        archive = Archive(made.archive)
        for number in range(3):
            archive.keep(evidence.report(number))
            mark(f"r{number}.txt")
            decisions.append(made.decisions, evidence.decision(number))
            mark(f"de-{number}")
        return 0

    with tempfile.TemporaryFile() as record:
        ended = fork(work, Fault(case.parent, Mode.RECORD, log=record.fileno()))
        assert not ended.status, ended.said  # noqa: S101 the trial itself must be right
        record.seek(0)
        return list(calls(record))


def _moments(case: Path, record: list[Call], short: bool) -> Iterator[list[str]]:
    """What is wrong in each state after a failure before each call."""
    shutil.rmtree(case)
    disk, acknowledged = Disk(case), list[str]()
    for number, call in enumerate(record):
        if not short or number % 7 == 0:
            yield [
                f"before call {number} ({call.what} {Path(call.path).name}), {how}: {wrong}" if wrong else ""
                for how, files in _states(disk, number)
                if (wrong := _wrong(case, files, acknowledged)) is not None
            ]
        if call.what == "!":
            acknowledged.append(call.path)
        disk.do(call)


def _states(disk: Disk, seed: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    yield "nothing unsynced", disk.build(lambda: False)
    yield "all", disk.build(lambda: True)
    for chance in range(_CHANCES):
        yield f"chance {chance}", disk.build(_by_chance(seed * 1000 + chance))


def _by_chance(seed: int) -> Callable[[], bool]:
    picked = random.Random(seed)  # noqa: S311 the same trials each time
    return lambda: picked.random() < 0.5


def _wrong(case: Path, files: dict[str, bytes], acknowledged: list[str]) -> str:
    """What was acknowledged and is gone, or does not come back when the work is done again."""
    shutil.rmtree(case, ignore_errors=True)
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    case.mkdir(exist_ok=True)
    known = Case(case)
    there = {*evidence.reports(known), *evidence.decided(known)}
    if lost := [name for name in acknowledged if name not in there]:
        return f"lost {lost}"
    if not acknowledged:
        return ""  # nothing was promised; the case may not even be made
    archive = Archive(known.archive)
    for number in range(3):
        archive.keep(evidence.report(number))
    decisions.append(known.decisions, evidence.decision(3))
    found = evidence.faults(known)
    return f"not whole again: {found}" if found or len(evidence.reports(known)) < 3 else ""
