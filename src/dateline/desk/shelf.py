"""The index of a case, kept in step with its tables, also as known on earlier days."""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from dateline.desk.index import Frame, Index, build
from dateline.desk.index.build import VERSION, InMemory
from dateline.desk.index.standings import Holdings
from dateline.errors import UsageError
from dateline.records import Record
from dateline.store import Case

Made = TypeVar("Made")
AsKnown = Callable[[Record, date, str], Record]
_PATIENCE = 4.0  # seconds that a page waits for the index before it shows what there is
LARGE = 64_000_000  # bytes of tables above which an index is made in a process of its own
_DAYS = 6  # days as known on which are kept at hand


class Preparing(Exception):  # noqa: N818 no error: the page comes in a moment
    """The index is being made; ask again in a moment."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """An index, what it was made from, and whether the case has moved on since."""

    index: Index
    stamp: str
    behind: bool = False


class Shelf:
    """Gives the index that fits the case as it is now; makes it in the background where it does not."""

    def __init__(
        self,
        case: Case,
        countries: dict[str, str],
        as_known: AsKnown,
        holdings: Holdings,
    ) -> None:
        self._case, self._countries, self._as_known, self._holdings = case, countries, as_known, holdings
        self.worker = ThreadPoolExecutor(
            1, "desk-index"
        )  # one at a time: DuckDB has one writer or many readers
        self._temporary = tempfile.TemporaryDirectory(prefix="dateline-desk-")
        self._lock = Lock()
        self._last: dict[date | None, Shelved] = {}
        self._making: OrderedDict[tuple[str, date | None], Future[Shelved]] = OrderedDict()

    def frame(self) -> Frame:
        """What the owner of the case has set."""
        settings = self._case.settings()
        return Frame(settings.title or self._case.path.resolve().name, settings.watch, self._countries)

    def current(self, known: date | None = None) -> Shelved:
        """The index of the case as it is now, or of what was known on a day.

        Raises:
            Preparing: it is not ready and there is no older one to show.
            UsageError: the tables cannot be read.
        """
        stamp = self._stamp()
        last = self._last.get(known)
        if last and last.stamp == stamp:
            return last
        making = self._begin(stamp, known)
        try:
            found = making.result(timeout=_PATIENCE)
        except NotYet:
            if last:
                return Shelved(last.index, last.stamp, behind=True)
            raise Preparing from None
        except UsageError:
            self._making.pop((stamp, known), None)
            if last:
                return Shelved(last.index, last.stamp, behind=True)
            raise
        self._last[known] = found
        return found

    def settled(self) -> Shelved:
        """The index of the case as it is now, however long it takes to make."""
        return self._begin(self._stamp(), None).result()

    def close(self) -> None:
        """Stop making, and remove what was made for earlier days."""
        self.worker.shutdown(wait=True, cancel_futures=True)
        self._temporary.cleanup()

    def _begin(self, stamp: str, known: date | None) -> Future[Shelved]:
        with self._lock:
            if (stamp, known) not in self._making:
                self._making[stamp, known] = self.worker.submit(self._make, stamp, known)
                while len(self._making) > _DAYS:
                    (_, day), _ = self._making.popitem(last=False)
                    if day is not None:
                        self._last.pop(day, None)
            return self._making[stamp, known]

    def _stamp(self) -> str:
        """What the tables and settings are by now, without reading them."""
        found = []
        for path in (self._case.tables, self._case.settings_file):
            told = path.stat() if path.exists() else None
            found.append(f"{told.st_mtime_ns}.{told.st_size}" if told else "none")
        return "-".join((VERSION, *found))

    def _make(self, stamp: str, known: date | None) -> Shelved:
        kept, spare = self._case.index, Path(self._temporary.name) / f"{known}-{stamp}.index"
        if known is None:
            if _stamped(kept) != stamp:
                kept = self.apart(_whole, self._case, (kept, spare), self.frame(), stamp, self._holdings)
            return Shelved(Index(kept), stamp)
        self.apart(_earlier, self._case, known, self._as_known, spare, self.frame(), stamp, self._holdings)
        return Shelved(Index(spare), stamp)

    def apart(self, work: Callable[..., Made], *asked: Any) -> Made:
        """What a function of a module makes of what it is asked.

        Of a large case it is made in a process of its own: a thread of this one would make readers wait.
        """
        if not self._case.tables.exists() or self._case.tables.stat().st_size < LARGE:
            return work(*asked)
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, spawn, initializer=_begin) as pool:
            return pool.submit(work, *asked).result()


def _begin() -> None:
    """Ctrl-C is the desk's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _whole(case: Case, paths: Sequence[Path], frame: Frame, stamp: str, holdings: Holdings) -> Path:
    """The index of a case in the first of some places that can be written to; where it lies."""
    with case.database(read_only=True) as database:
        for path in paths[:-1]:
            with suppress(OSError):
                build(database, path, frame, stamp, holdings)
                return path
        build(database, paths[-1], frame, stamp, holdings)
    return paths[-1]


def _earlier(
    case: Case, known: date, as_known: AsKnown, path: Path, frame: Frame, stamp: str, holdings: Holdings
) -> None:
    """The index of what was known on a day."""
    record = as_known(case.record(), known, case.settings().profiles.toll)
    build(InMemory(record), path, frame, stamp, holdings)


def _stamped(path: Path) -> str:
    """What an index was made from; empty where there is none that can be read."""
    import sqlite3

    if not path.exists():
        return ""
    try:
        return Index(path).meta("stamp")
    except sqlite3.Error:
        return ""
