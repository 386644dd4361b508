"""The index of a case, kept in step with its tables, also as known on earlier days."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from dateline.desk.index import Frame, Index, build
from dateline.desk.index.build import VERSION, InMemory
from dateline.desk.index.standings import Holdings
from dateline.errors import UsageError
from dateline.records import Record
from dateline.store import Case

_PATIENCE = 4.0  # seconds that a page waits for the index before it shows what there is
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
        as_known: Callable[[Record, date, str], Record],
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
        if known is None:
            return Shelved(self._whole(stamp), stamp)
        settings = self._case.settings()
        record = self._as_known(self._case.record(), known, settings.profiles.toll)
        path = Path(self._temporary.name) / f"{known}-{stamp}.index"
        return Shelved(build(InMemory(record), path, self.frame(), stamp, self._holdings), stamp)

    def _whole(self, stamp: str) -> Index:
        kept = self._case.index
        if _stamped(kept) == stamp:
            return Index(kept)
        with self._case.database(read_only=True) as database:
            try:
                return build(database, kept, self.frame(), stamp, self._holdings)
            except OSError:  # the folder of the case cannot be written to
                path = Path(self._temporary.name) / f"{stamp}.index"
                return build(database, path, self.frame(), stamp, self._holdings)


def _stamped(path: Path) -> str:
    """What an index was made from; empty where there is none that can be read."""
    import sqlite3

    if not path.exists():
        return ""
    try:
        return Index(path).meta("stamp")
    except sqlite3.Error:
        return ""
