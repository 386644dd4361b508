"""Coverage: which events of a coded data set the reports of a case tell of too, and the other way round."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.beside.files import Coded
from dateline.records import Event, Record, Toll

_EARTH = 6371.0  # km, mean radius
_NEAR_KM = 15.0  # from the point of a place that the case has exactly
_WITHIN_KM = {"admin2": 60.0, "admin1": 150.0, "country": 600.0}
_KINDS = ("control", "fighting", "casualties")  # of which both data sets code happenings
_STRATEGIC = ("control", "movement", "crossing", "talks")
_UNSURE_DAYS = 2  # where the report's date stands in for the event's


@dataclass(frozen=True, slots=True)
class Pair:
    """A coded event and the events of the case that may be the same happening, nearest first."""

    coded: Coded
    events: tuple[Event, ...]
    killed: tuple[float, float | None, float | None] | None  # low, best, high by the case; None where none


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both tell of, what only the data set does, and what only the case does."""

    both: tuple[Pair, ...]
    only_coded: tuple[Coded, ...]
    only_case: tuple[Event, ...]


def compare(record: Record, coded: Sequence[Coded]) -> Comparison:
    """Set the events of a case beside those of a data set.

    They may be one happening when their kinds suit, their days overlap within what each leaves open, and
    their points lie as near as each place is sure. One coded event may stand for several of the case, which
    keeps fighting, casualties and ground apart. Both sides are cut to the days that the other covers, the
    data set also to the ground of the case.
    """
    events = [e for e in record.events if e.kind in (*_KINDS, *_STRATEGIC) and e.origins_for and _placed(e)]
    covered = [c for c in coded if _within_days(c, events)]
    tolls = {t.event_id: t for t in record.tolls if t.category == "killed"}
    pairs = [_pair(c, events, tolls) for c in covered]
    met = {e.id for p in pairs for e in p.events}
    ours = [e for e in events if e.kind in _KINDS and e.id not in met and _within_ground(e, coded)]
    return Comparison(
        tuple(p for p in pairs if p.events),
        tuple(p.coded for p in pairs if not p.events),
        tuple(sorted(ours, key=lambda e: (_days(e), e.id))),
    )


def _pair(coded: Coded, events: Sequence[Event], tolls: Mapping[str, Toll]) -> Pair:
    near = sorted((km, e.id, e) for e in events if (km := _apart(coded, e)) is not None)
    found = tuple(e for _, _, e in near)
    counted = [tolls[e.id] for e in found if e.id in tolls]
    killed = (min(t.low or 0 for t in counted), *_most(counted)) if counted else None
    return Pair(coded, found, killed)


def _most(tolls: Sequence[Toll]) -> tuple[float | None, float | None]:
    """The best figure, and the highest where none is open."""
    best = max((t.best for t in tolls if t.best is not None), default=None)
    return best, None if any(t.high is None for t in tolls) else max(t.high or 0 for t in tolls)


def _apart(coded: Coded, event: Event) -> float | None:
    """Kilometres between two events that may be one; None where they cannot be."""
    if not _suits(coded, event):
        return None
    first, last = _days(event)
    slack = timedelta(days=coded.slack)
    if coded.start - slack > last or coded.end + slack < first:
        return None
    km = distance(coded.lon, coded.lat, *_point(event))
    return km if km <= coded.within_km + _reach(event) else None


def _suits(coded: Coded, event: Event) -> bool:
    strategic = coded.kind.startswith("Strategic developments")
    return event.kind in (_STRATEGIC if strategic else _KINDS)


def _reach(event: Event) -> float:
    """How far from its point an event may have happened."""
    feature = event.place.feature if event.place else None
    return _WITHIN_KM.get(feature or "", _NEAR_KM)


def _days(event: Event) -> tuple[date, date]:
    """First and last day; two days more where the report's day stands in, none where no day is told."""
    when = event.when
    if when is None or when.start is None:
        return date.min, date.min
    last = when.end or when.start
    unsure = timedelta(days=_UNSURE_DAYS if when.precision == "unknown" else 0)
    return when.start - unsure, last + unsure


def _placed(event: Event) -> bool:
    return event.place is not None and event.place.lat is not None and _days(event)[0] != date.min


def _point(event: Event) -> tuple[float, float]:
    assert event.place is not None  # noqa: S101 only placed events come here
    assert event.place.lon is not None  # noqa: S101 as above
    assert event.place.lat is not None  # noqa: S101 as above
    return event.place.lon, event.place.lat


def _within_days(coded: Coded, events: Sequence[Event]) -> bool:
    """Whether a coded event falls into the days and near the ground that the case tells of."""
    spans = list(_spans(events))
    if not spans or coded.end < min(s for s, _ in spans) or coded.start > max(e for _, e in spans):
        return False
    return any(distance(coded.lon, coded.lat, *_point(e)) <= _WITHIN_KM["admin1"] for e in events)


def _spans(events: Sequence[Event]) -> Iterator[tuple[date, date]]:
    return (_days(e) for e in events)


def _within_ground(event: Event, coded: Sequence[Coded]) -> bool:
    """Whether an event of the case falls into the days of the data set."""
    if not coded:
        return False
    first, last = _days(event)
    return last >= min(c.start for c in coded) and first <= max(c.end for c in coded)


def distance(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in km (haversine)."""
    a, b = math.radians(lat), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
