"""What the tables are asked by and the pages show alike: how grave an event is, which words say the same.

A leaf that ``store`` and ``publish`` share, so that what SQL puts first is what a page puts first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dateline.fold import fold
from dateline.gist import is_count, measures_land
from dateline.records import Claim, Event, Quantity, Where

_KINDS = ("control", "casualties", "crossing", "fighting", "movement", "talks", "position")
_STATUS = ("disputed", "conceded", "superseded", "corroborated", "single-origin", "unattributed")


def key(place: Where) -> str:
    """What a place is known by: its id, or its words where it has none."""
    return place.id or f"words:{fold(place.name)}"


def names(place: Where) -> tuple[str, ...]:
    """What a place may be asked for by: its own name, and what it lies in."""
    every = (place.name, place.text, place.id, place.admin1, place.admin2, place.country)
    return tuple(name for name in every if name)


def weight(event: Event) -> tuple[int, ...]:
    """A key that sorts disputed control first, then what else is disputed, control, casualties and so on."""
    disputed = event.status in ("disputed", "conceded") and bool(event.origins_for)
    found = event.place is not None and event.place.id is not None
    return (
        not (disputed and event.kind == "control" and found),
        not (disputed and event.kind != "position" and found),
        _KINDS.index(event.kind),
        not found,
        -len(event.origins_for) - len(event.origins_against),
        -len(event.carriers),
        _STATUS.index(event.status),
    )


def wording(claim: Claim) -> str:
    """The same for claims of one kind by one source in the same words, whoever carries them."""
    who = (claim.source.name or claim.source.text) if claim.source else ""
    told = (claim.kind, claim.change or "", fold(claim.quote), fold(who).removeprefix("the "))
    return hashlib.blake2b("\n".join(told).encode(), digest_size=9).hexdigest()


def measure(claim: Claim) -> Quantity | None:
    """The number by which a claim says in its report's body how much ground somebody has or took."""
    said = claim.part == "body" and claim.stance == "asserts" and is_count(claim)
    if not said or any(fold(q.text).startswith("both") for q in claim.quantities):
        return None
    return next((q for q in claim.quantities if measures_land(q.unit)), None)


# --- what a brief counts ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Covered:
    """An outlet: its reports and claims, the days of its reports, and what these days rest on."""

    outlet: str | None
    reports: int
    claims: int
    first: date | None
    last: date | None
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoke:
    """A source through one channel: how often it spoke, was carried, and was contradicted."""

    source: str | None
    channel: str | None
    claims: int
    carriers: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers over all that was asked for."""

    reports: int = 0
    days: tuple[date, ...] = ()  # the first day of publication, the last but one, and the last
    outlets: int = 0
    nameless: int = 0  # reports that name no outlet
    claims: int = 0  # of all reports
    told: int = 0  # of the events
    sources: int = 0  # of the events
    newsrooms: int = 0  # that speak on their own account
    covered: tuple[Covered, ...] = ()
    spoke: tuple[Spoke, ...] = ()
    aside: Mapping[str, int] = field(default_factory=dict)  # reason -> passages that tell no event
    unbodied: int = 0  # events told in headlines or captions alone
    spoken: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (who, change) -> positions
    order: Mapping[str, int] = field(default_factory=dict)  # event -> its place among those told in bodies
    disputed: frozenset[str] = frozenset()  # keys of the places whose change of hands somebody denies
    beyond: Mapping[str, int] = field(default_factory=dict)  # section -> lines that the view leaves out

    @property
    def first(self) -> date | None:
        """The day of the first report."""
        return self.days[0] if self.days else None

    @property
    def last(self) -> date | None:
        """The day of the last report."""
        return self.days[-1] if self.days else None

    @property
    def before(self) -> date | None:
        """The last day of reports before the last."""
        return self.days[-2] if len(self.days) > 1 else None
