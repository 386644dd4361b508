"""What a page's address says about what is shown: one table, read and written here alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dateline.errors import UsageError
from dateline.records import CHANGES

_STATUS = ("corroborated", "single-origin", "disputed", "conceded", "superseded", "unattributed")
_TYPES = ("denial", "holder", "number", "date", "place", "superseded", "scope", "apparent")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the view's state: its name in the address, what it may be, and what it means."""

    name: str
    help: str
    choices: tuple[str, ...] = ()
    kind: type = str
    kept: bool = False  # whether links to other pages carry it on


PARAMETERS = (
    Parameter("as_of", "The situation on this day.", kind=date, kept=True),
    Parameter("known", "Only what the reports published up to this day tell.", kind=date, kept=True),
    Parameter("place", "A place, or the district, province or country it lies in."),
    Parameter("kind", "One kind of event.", choices=tuple(CHANGES)),
    Parameter("status", "How well attested an event is.", choices=_STATUS),
    Parameter("type", "One type of disagreement.", choices=_TYPES),
    Parameter("q", "Words to search for."),
    Parameter("sort", "The order of events: by consequence, or by day.", choices=("day",)),
    Parameter("view", "Another view of the page.", choices=("carried",)),
    Parameter("page", "Which page of a long list.", kind=int),
    Parameter("format", "The page's data instead of the page.", choices=("json", "csv")),
)


@dataclass(frozen=True, slots=True)
class State:
    """The state of a view, as its address tells it; what is not told is None."""

    as_of: date | None = None
    known: date | None = None
    place: str | None = None
    kind: str | None = None
    status: str | None = None
    type: str | None = None
    q: str | None = None
    sort: str | None = None
    view: str | None = None
    page: int | None = None
    format: str | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> State:
        """The state that an address tells; parameters that are not of the table are left alone.

        Raises:
            UsageError: a value is not what its parameter may be.
        """
        return cls(**{p.name: _value(p, query[p.name]) for p in PARAMETERS if query.get(p.name, "").strip()})

    def query(self, **changes: Any) -> str:
        """The address's query for this state with ``changes``; empty where nothing is told."""
        changed = replace(self, **changes)
        told = {f.name: getattr(changed, f.name) for f in fields(changed)}
        text = urlencode({name: str(value) for name, value in told.items() if value is not None})
        return f"?{text}" if text else ""

    def elsewhere(self) -> State:
        """What a link to another page carries on."""
        return State(**{p.name: getattr(self, p.name) for p in PARAMETERS if p.kept})


def _value(parameter: Parameter, given: str) -> Any:
    given = given.strip()
    if parameter.choices and given not in parameter.choices:
        raise UsageError(f"{parameter.name} is {given!r}, not one of {', '.join(parameter.choices)}.")
    try:
        if parameter.kind is date:
            return date.fromisoformat(given)
        if parameter.kind is int:
            return max(1, min(int(given), 1_000_000))
    except ValueError:
        expected = "a day such as 2021-07-09" if parameter.kind is date else "a number"
        raise UsageError(f"{parameter.name} is {given!r}, not {expected}.") from None
    return given[:500]
