"""One case that is open in the browser: what is read, what is decided, what is added."""

from __future__ import annotations

import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from dateline.desk.deciding import History, Wish, decision
from dateline.desk.deciding.values import Names
from dateline.desk.guard import Door
from dateline.desk.index.standings import Holdings
from dateline.desk.page import Ask
from dateline.desk.shelf import Shelf, Shelved
from dateline.desk.state import State
from dateline.errors import UsageError
from dateline.records import Actor, Decision, Record, Rejection, Where
from dateline.store import Case, decisions

_REMEMBERED = 60_000_000  # letters of pages kept as they were written, until the case changes
_PATIENCE = 6.0  # seconds that somebody who decides waits to see what came of it

Step = Callable[[str, int, int], None]
Came = tuple[Sequence[str], Sequence[str], Sequence[Rejection]]  # added, skipped, rejected


@dataclass(frozen=True, slots=True)
class Lent:
    """What the wiring lends the desk of other rooms."""

    holdings: Holdings
    as_known: Callable[[Record, date, str], Record]
    countries: Mapping[str, str]
    update: Callable[[Case], object]  # derives the tables again
    add: Callable[
        [Case, Sequence[str | Path], Step], tuple[Sequence[str], Sequence[str], Sequence[Rejection]]
    ]
    place: Callable[[str, str | None], Where | None]
    actor: Callable[[str], Actor | None]


@dataclass
class Adding:
    """Reports on their way into the case: how far they are, and what came of them."""

    names: tuple[str, ...]
    what: str = "receiving"
    done: int = 0
    total: int = 0
    finished: bool = False
    added: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    fault: str = ""

    def step(self, what: str, done: int, total: int) -> None:
        """Note how far the work is."""
        self.what, self.done, self.total = what, done, total


class StaleError(UsageError):
    """Somebody else decided about the same thing after the form was made."""


@dataclass
class Desk:
    """A case with its index, its decisions, and the pages written last."""

    case: Case
    lent: Lent
    door: Door
    shelf: Shelf = field(init=False)
    adding: Adding | None = None

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.case, dict(self.lent.countries), self.lent.as_known, self.lent.holdings)
        self._pages: OrderedDict[tuple[str, ...], str] = OrderedDict()
        self._letters = 0
        self._history: History | None = None
        self._stamp = ""
        self._derived = ""  # the state of the decisions for which the tables were last asked to be derived
        self._deriving: Future[Any] | None = None
        self._lock, self._deciding = Lock(), Lock()

    def ask(self, state: State) -> tuple[Ask, Shelved]:
        """What a page is made from, as the case is now; behind while decisions are still being applied."""
        working = self._working()  # asked first too: what ends meanwhile is not in this index yet
        shelved = self.shelf.current(state.known)
        history = self.history(shelved)
        if history.waiting and (working or self._working()):
            shelved = replace(shelved, behind=True)
        grades = {**self.case.settings().grades, **history.grades}
        return Ask(shelved.index, state, self.shelf.frame(), self.lent.holdings, history, grades), shelved

    def history(self, shelved: Shelved) -> History:
        """The decisions as they are now; those that the tables do not know of yet are sent to be applied."""
        stamp = f"{shelved.stamp} {self.stamp()}"
        with self._lock:
            if self._history is None or self._stamp != stamp:
                self._history, self._stamp = History(self.case.decisions, shelved.index), stamp
            found = self._history
        if found.waiting and not shelved.behind and self._derived != self.stamp():
            self._update()
        return found

    def stamp(self) -> str:
        """How the file of decisions is by now, without reading it."""
        path = self.case.decisions
        told = path.stat() if path.exists() else None
        return f"{told.st_mtime_ns}.{told.st_size}" if told else "none"

    def decide(self, wish: Wish, seen: str) -> Decision:
        """Write a decision down, then derive the record again; waits a moment for that.

        Raises:
            UsageError: the decision cannot be made.
            StaleError: somebody decided about the same thing since the form was made.
        """
        index = self.shelf.current().index
        made = decision(wish, Names(index, self.lent.place, self.lent.actor))
        with self._deciding:
            known = History(self.case.decisions, index)
            if known.seen(wish.target) != seen:
                raise StaleError(f"{_meanwhile(known, wish.target)} Look at it again, then decide.")
            written = decisions.append(self.case.decisions, made)
        self._wait(self._update())
        return written

    def add(self, sources: Sequence[str | Path], folder: Path | None) -> Adding:
        """Begin to add reports; ``folder`` holds files that are deleted afterwards.

        Raises:
            UsageError: other reports are still on their way.
        """
        with self._deciding:
            if self.adding and not self.adding.finished:
                raise UsageError("Other reports are being added. Wait until they are in.")
            self.adding = Adding(tuple(Path(s).name if folder else str(s) for s in sources))
        self.shelf.worker.submit(self._add, self.adding, sources, folder)
        return self.adding

    def remembered(self, name: tuple[str, ...], make: Callable[[], str]) -> str:
        """A page as it was written before, or as ``make`` writes it now."""
        with self._lock:
            if name in self._pages:
                self._pages.move_to_end(name)
                return self._pages[name]
        made = make()
        with self._lock:
            self._letters += len(made) - len(self._pages.get(name, ""))
            self._pages[name] = made
            while self._letters > _REMEMBERED and len(self._pages) > 1:
                _, gone = self._pages.popitem(last=False)
                self._letters -= len(gone)
        return made

    def folder(self) -> Path:
        """A new folder for what is uploaded."""
        return Path(tempfile.mkdtemp(prefix="dateline-add-"))

    def _update(self) -> Future[Any]:
        stamp = self._derived = self.stamp()
        self._deriving = self.shelf.worker.submit(self._derive, stamp)
        return self._deriving

    def _working(self) -> bool:
        """Whether the record is being derived again."""
        return self._deriving is not None and not self._deriving.done()

    def _derive(self, stamp: str) -> None:
        """Apply the decisions; a later request for the same that stands in the queue does nothing."""
        if stamp != self._derived:
            return
        try:
            self.shelf.apart(self.lent.update, self.case)
        except UsageError:  # another program has the tables: the next page asks again
            self._derived = ""
            raise

    def _wait(self, future: Future[Any]) -> None:
        try:
            future.result(timeout=_PATIENCE)
        except (NotYet, UsageError):  # the page says that the record is behind
            return

    def _add(self, adding: Adding, sources: Sequence[str | Path], folder: Path | None) -> None:
        try:
            added, skipped, rejected = self.lent.add(self.case, sources, adding.step)
            adding.added, adding.skipped, adding.rejected = tuple(added), tuple(skipped), tuple(rejected)
        except (UsageError, OSError) as fault:
            adding.fault = str(fault)
        finally:
            adding.finished = True
            if folder:
                shutil.rmtree(folder, ignore_errors=True)


def _meanwhile(known: History, target: str) -> str:
    """Who decided about a target last."""
    decided = known.of_target(target)
    if not decided:
        return "This form was made for something else."
    last = known.row(decided[-1])
    return f"{last['by']} {last['verb']} this meanwhile ({last['at']})."
