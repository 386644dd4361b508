"""What a page is before it is HTML, JSON or CSV: one set of data that all three show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.desk.index import Frame, Index
from dateline.desk.index.standings import Holdings
from dateline.desk.state import State
from dateline.publish.view import View
from dateline.records import (
    Claim,
    Event,
    Record,
    Report,
    Toll,
)

if TYPE_CHECKING:
    from dateline.desk.deciding.history import History

Json = dict[str, Any]
PER_PAGE = 25


class NotThereError(Exception):
    """Nothing of the case has the name that an address asks for; told in words."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's data, the words above it, and the rows of its main table."""

    template: str
    title: str
    data: Json
    head: tuple[str, ...] = ()
    rows: Sequence[Sequence[Any]] = ()
    extra: Any = None  # what its pictures are drawn from


@dataclass(frozen=True, slots=True)
class Ask:
    """What a page is made from: the index, the state of the view, and what the wiring lends."""

    index: Index
    state: State
    frame: Frame
    holdings: Holdings  # (periods, as_of=None) -> those that answer
    history: History
    grades: Mapping[str, str] = field(default_factory=dict)

    def view(self, events: Sequence[Event] = (), claims: Sequence[str] = (), **parts: Any) -> View:
        """A view of a few records, with the claims, reports and tolls that they need."""
        wanted = [*claims, *(c for e in events for c in e.claim_ids)]
        found = self.index.get(Claim, wanted)
        reports = self.index.get(Report, (c.report for c in found))
        tolls = tuple(t for e in events for t in self.index.where(Toll, "event = ?", e.id))
        record = Record(
            reports=tuple(reports), claims=tuple(found), events=tuple(events), tolls=tolls, **parts
        )
        return View(
            self.frame.case, record, self.state.as_of, self.state.known, self.frame.watch,
            self.grades, self.frame.countries, self.index.usage,
        )  # fmt: skip

    def one(self, kind: type[Any], id_: str, what: str) -> Any:
        """The record with an id.

        Raises:
            NotThereError: there is none.
        """
        found = self.index.get(kind, [id_])
        if not found:
            raise NotThereError(f"This case has no {what} called “{id_}”.")
        return found[0]

    def offset(self) -> int:
        """How many rows come before the page asked for."""
        return ((self.state.page or 1) - 1) * PER_PAGE

    def paging(self, total: int) -> Json:
        """Where in a long list the page stands."""
        return {"page": self.state.page or 1, "pages": max(1, -(-total // PER_PAGE)), "total": total}
