"""Questions to the control ledger: who holds a place, as of a day, as known on a day, by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dateline.fold import fold
from dateline.gist import contains, extent_key, place_key
from dateline.records import ControlPeriod, Origin, Where

STALE_AFTER = 30  # days without news after which a holding is "last heard", not "held"


def control_as_of(
    periods: Iterable[ControlPeriod],
    *,
    place: Where | str | None = None,
    as_of: date | None = None,
    known: date | None = None,
    according_to: str | None = None,
    stale_after: int = STALE_AFTER,
) -> tuple[ControlPeriod, ...]:
    """Periods that answer a question; every part of it may be left out, and all of them combine.

    ``place`` is a name, an id or a resolved place; where nothing is told of a resolved place itself, what
    holds of its district or province answers, and says so. ``as_of`` asks who held it on that day,
    ``known`` what could be known of it by a day, ``according_to`` for a source's or channel's word alone.
    """
    standing = _versions(periods, known)
    valid = [p for p in standing if as_of is None or _holds(p, as_of)]
    there = [p for p in valid if place is None or is_at(p.place, place)]
    if not there and isinstance(place, Where):
        there = _from_outside(valid, place)
    told = [_by_word(p, according_to) for p in there]
    answers = [_aged(p, as_of, stale_after) for p in told if p is not None]
    return tuple(sorted(answers, key=lambda p: (p.place.name, p.valid_from or date.min, p.holder, p.id)))


def is_at(place: Where, asked: Where | str) -> bool:
    """Whether a period's place is the one asked for, by key, id or name."""
    if isinstance(asked, Where):
        if asked.id is None:  # one report left open what others settled
            return fold(asked.name) in (fold(place.name), fold(place.text))
        return extent_key(place) == extent_key(asked)
    return asked == place.id or fold(asked) in (fold(place.name), fold(place.text))


def _versions(periods: Iterable[ControlPeriod], known: date | None) -> list[ControlPeriod]:
    """The last version of each period that was known by a day."""
    last: dict[str, ControlPeriod] = {}
    for period in sorted(periods, key=lambda p: (p.known_from or date.min, p.id)):
        if known is None or (period.known_from or date.min) <= known:
            last[period.id.partition(".")[0]] = period
    return list(last.values())


def _holds(period: ControlPeriod, day: date) -> bool:
    begun = period.valid_from is None or period.valid_from <= day
    return begun and (period.valid_to is None or day <= period.valid_to)


def _from_outside(periods: Sequence[ControlPeriod], place: Where) -> list[ControlPeriod]:
    """What holds of the district, else of the province, that a place lies in."""
    for feature in ("admin2", "admin1"):
        around = [p for p in periods if p.place.feature == feature and contains(p.place, place)]
        if around:
            return [
                replace(
                    p,
                    place=place,
                    basis=f"follows from {p.place.name}: {p.basis}",
                    id=f"{p.id}@{place_key(place)}",
                )
                for p in around
            ]
    return []


def _by_word(period: ControlPeriod, who: str | None) -> ControlPeriod | None:
    if who is None:
        return period
    heard = tuple(o for o in period.according_to if _is_of(o, who))
    return replace(period, according_to=heard) if heard else None


def _is_of(origin: Origin, who: str) -> bool:
    asked = set(fold(who).split())
    return any(asked <= set(fold(name).split()) for name in (origin.source, origin.channel) if name)


def _aged(period: ControlPeriod, as_of: date | None, stale_after: int) -> ControlPeriod:
    """A holding long without news is only claimed, with the day on which it was last heard of."""
    if as_of is None or period.last_heard is None or period.valid_to is not None:
        return period
    if (as_of - period.last_heard).days <= stale_after:
        return period
    status = "claimed" if period.status == "held" else period.status
    return replace(period, status=status, basis=f"last heard of on {period.last_heard}; {period.basis}")
