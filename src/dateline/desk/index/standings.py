"""What the control ledger says of each place, day by day, worked out once for an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.desk.index.reading import Index
from dateline.publish.holdings import STALE, is_disputed
from dateline.publish.names import is_nobody
from dateline.records import ControlPeriod, CrossingStatus, Where
from dateline.telling import key

Holdings = Callable[..., Sequence[ControlPeriod]]  # (periods, as_of=None) -> those that answer

_DAY = timedelta(days=1)
_WIDE = ("country", "continent", "region", "ocean")  # too wide to be a point
_BEFORE = timedelta(days=14)  # shown before the first report
_LONGEST = 1500  # days on a slider


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said of a place from one day up to another, both included."""

    first: date
    last: date
    holders: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()  # holders that nobody but one side or one source says so of
    disputed: bool = False
    stale: bool = False
    crossing: str | None = None  # "open", "closed", "restricted"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map with what is said of it over time."""

    key: str
    place: Where
    weight: int
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a map and a timeline cover."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def within(self, day: date | None) -> date:
        """``day``, or the nearest day of the span; the last day for None."""
        return self.last if day is None else min(max(day, self.first), self.last)


def span(index: Index) -> Span | None:
    """From shortly before the first report, or the first event after that, to the last report."""
    row = index.rows("SELECT min(published), max(published) FROM reports")[0]
    if row[0] is None:
        return None
    begun, last = date.fromisoformat(row[0]), date.fromisoformat(row[1])
    earliest = max(begun - _BEFORE, last - timedelta(days=_LONGEST))
    first = index.one("SELECT min(day) FROM days WHERE day >= ?", earliest.isoformat())
    return Span(min(begun, date.fromisoformat(first)) if first else begun, last)


def spots(index: Index, holdings: Holdings, days: Span) -> tuple[Spot, ...]:
    """Every place that can be put on a map, those of which most is said first."""
    periods = _grouped(index.where(ControlPeriod, "1 ORDER BY id"))
    crossings = _grouped(index.where(CrossingStatus, "1 ORDER BY id"))
    sql = """SELECT p.key, p.record, p.claims, p.control, e.first, e.disputed FROM places p LEFT JOIN (
               SELECT place_key, min(coalesce(first, '')) AS first,
                      min(CASE WHEN kind = 'control' AND status = 'disputed' AND pro > 0 THEN first END)
                        AS disputed
               FROM events WHERE kind <> 'position' GROUP BY place_key) e ON e.place_key = p.key
             WHERE p.lat IS NOT NULL AND (e.place_key IS NOT NULL OR p.control > 0)"""
    found = []
    for row in index.rows(sql):
        place = index.decode(Where, row["record"])
        if place.feature not in _WIDE:
            told = _standings(
                holdings,
                days,
                periods.get(row["key"], ()),
                crossings.get(row["key"], ()),
                row["first"],
                row["disputed"],
            )
            found.append(Spot(row["key"], place, row["claims"] + row["control"] + 1, told))
    return tuple(sorted(found, key=lambda s: (-s.weight, s.place.name, s.key)))


def _grouped(found: Iterable[ControlPeriod] | Iterable[CrossingStatus]) -> dict[str, list]:  # type: ignore[type-arg]
    groups: dict[str, list] = {}  # type: ignore[type-arg]
    for item in found:
        groups.setdefault(key(item.place), []).append(item)
    return groups


def _standings(
    holdings: Holdings,
    days: Span,
    periods: Sequence[ControlPeriod],
    crossings: Sequence[CrossingStatus],
    first: str | None,
    disputed: str | None,
) -> tuple[Standing, ...]:
    """The place's standing on each day on which it changes, equal neighbours as one."""
    contested = date.fromisoformat(disputed) if disputed else None
    begun = days.within(date.fromisoformat(first)) if first else days.first
    known = list(holdings(periods))
    turns = {begun, days.within(contested) if contested else begun}
    for p in known:
        turns |= {d for d in (p.valid_from, p.valid_to and p.valid_to + _DAY) if d}
        turns |= {p.last_heard + timedelta(days=STALE + 1)} if p.last_heard else set()
    turns |= {c.valid_from for c in crossings if c.valid_from}
    ordered = sorted({days.within(t) for t in turns if t <= days.last})
    found: list[Standing] = []
    for number, day in enumerate(ordered):
        until = ordered[number + 1] - _DAY if number + 1 < len(ordered) else days.last
        here = _on(holdings, day, until, known, crossings, contested)
        shown = here.holders or here.disputed or here.crossing or (first is not None and day >= begun)
        if shown:
            found.append(here)
    return tuple(_joined(found))


def _on(
    holdings: Holdings,
    day: date,
    until: date,
    periods: Sequence[ControlPeriod],
    crossings: Sequence[CrossingStatus],
    contested: date | None,
) -> Standing:
    live = list(holdings(periods, as_of=day))
    holds = [p for p in live if p.status in ("held", "claimed") and not is_nobody(p.holder)]
    heard = max((p.last_heard for p in live if p.last_heard), default=None)
    said = [c for c in crossings if c.valid_from is None or c.valid_from <= day]
    latest = max(said, key=lambda c: (c.valid_from or date.min, c.last_heard or date.min), default=None)
    return Standing(
        day,
        until,
        tuple(dict.fromkeys(p.holder for p in holds)),
        tuple(dict.fromkeys(p.holder for p in holds if p.status == "claimed")),
        is_disputed(live) or (contested is not None and contested <= day),
        heard is not None and (day - heard).days > STALE,
        latest.state if latest else None,
    )


def _joined(found: Sequence[Standing]) -> list[Standing]:
    """Standings one after the other that say the same, as one."""
    kept: list[Standing] = []
    for here in found:
        before = kept[-1] if kept else None
        if before and _said(before) == _said(here):
            kept[-1] = Standing(before.first, here.last, *_said(before))
        else:
            kept.append(here)
    return kept


def _said(s: Standing) -> tuple[tuple[str, ...], tuple[str, ...], bool, bool, str | None]:
    return s.holders, s.claimed, s.disputed, s.stale, s.crossing
