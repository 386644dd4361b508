"""A case as its readers see it: the record on a day, as known on a day, at a place, by one source's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from dateline import pipeline
from dateline.errors import UsageError
from dateline.export import Dossier
from dateline.fold import fold
from dateline.publish.listing import speakers_near
from dateline.publish.usage import learn
from dateline.publish.view import View, places, select
from dateline.records import ControlPeriod, Record, Report
from dateline.store import Case, Digest, Questions
from dateline.telling import key

DIVISIONS = ("admin1", "admin2")  # whose holders answer for a place of which nothing is told


def view(case: Case, known: date | None = None) -> View:
    """The whole record of a case for the pages of ``publish``, as known on a day.

    Raises:
        UsageError: no report was published by ``known``.
    """
    settings = case.settings()
    record = _record(case, settings.profiles.toll, known)
    return View(
        case.name,
        record,
        known=known,
        watch=settings.watch,
        grades=settings.grades,
        countries=pipeline.country_names(),
    )


def cut(
    case: Case,
    as_of: date | None = None,
    known: date | None = None,
    place: str | None = None,
    according_to: str | None = None,
) -> View:
    """The view of a case on a day, as known on a day, at a place, by the word of one source.

    Raises:
        UsageError: nobody called ``according_to`` says who holds a place, or no report speaks of ``place``.
    """
    whole = view(case, known)
    record = pipeline.holdings(whole.record, as_of=as_of, known=known, according_to=according_to)
    if according_to and not record.control:
        raise UsageError(
            f"Nobody called {according_to!r} says who holds a place." + speakers_near(whole, according_to)
        )
    whole = replace(whole, record=record)
    around = _around(record, place) if place else ()
    try:
        found = select(whole, as_of=as_of, place=place)
    except UsageError:
        if not around:
            raise
        nothing = replace(record, events=(), disagreements=(), tolls=(), control=(), crossings=())
        found = replace(whole, record=nothing, as_of=as_of)
    control = found.record.control or around
    return replace(found, record=replace(found.record, control=control))


def _around(record: Record, name: str) -> tuple[ControlPeriod, ...]:
    """What holds of a place that nothing is told of, by what is told of its district or province."""
    around = [p.place for p in record.control if p.place.feature in DIVISIONS]
    spoken = [w for w in places(record).values() if fold(name) in (fold(w.name), fold(w.text))]
    anywhere = (pipeline.place_called(name, country) for country in sorted({w.country or "" for w in around}))
    meant = {key(w): w for w in (spoken or anywhere) if w is not None}
    found = [pipeline.holdings(record, place=where).control for _, where in sorted(meant.items())]
    return tuple(period for periods in found for period in periods)


def control(
    case: Case,
    as_of: date | None = None,
    known: date | None = None,
    place: str | None = None,
    according_to: str | None = None,
    *,
    words: bool = True,
) -> View:
    """``cut`` with the control periods alone, and with ``words`` the claims and reports behind them.

    Raises:
        UsageError: as ``cut``.
    """
    if known is not None:
        return cut(case, as_of, known, place, according_to)
    with case.questions() as asked:
        keys = asked.places_called(place) if place else None
        record = _held(asked.holding(as_of, keys), as_of, according_to)
        if not record.control:
            record = Record(control=_beside(asked, keys, place, as_of, according_to))
        if (place and not keys) or (according_to and not record.control):
            return cut(case, as_of, known, place, according_to)  # tells what was meant perhaps
        opening = asked.opening() if words else ()
        if words:
            record = replace(asked.with_words(record.control), control=record.control)
    return _part(case, record, opening, as_of)


def _beside(
    asked: Questions, keys: set[str] | None, place: str | None, as_of: date | None, according_to: str | None
) -> tuple[ControlPeriod, ...]:
    """What holds of a place that nothing is told of."""
    if not place or not keys:
        return ()
    wide = _held(asked.holding(as_of, features=DIVISIONS), as_of, according_to)
    return _around(replace(asked.speaking_of(keys), control=wide.control), place)


def _held(periods: Sequence[ControlPeriod], as_of: date | None, according_to: str | None) -> Record:
    return pipeline.holdings(Record(control=tuple(periods)), as_of=as_of, according_to=according_to)


def brief(
    case: Case,
    as_of: date | None = None,
    known: date | None = None,
    place: str | None = None,
    *,
    room: int | None = None,
) -> View:
    """``cut`` with what a brief may show that has ``room`` for so many items in a section; None shows all.

    Raises:
        UsageError: as ``cut``.
    """
    if known is not None or room is None:
        return cut(case, as_of, known, place)
    with case.questions() as asked:
        keys = asked.places_called(place) if place else None
        if place and not keys:
            return cut(case, as_of, known, place)  # tells what was meant perhaps
        digest = Digest(asked, as_of, keys, case.settings().watch, room)
        record = digest.record()
        held = _held(record.control, as_of, None)
        record = replace(record, control=held.control or _beside(asked, keys, place, as_of, None))
        return replace(_part(case, record, asked.opening(), as_of), tally=digest.tally(record))


def behind(case: Case, wanted: str) -> View:
    """What stands behind the record called ``wanted``, or all of the case where no one id begins so."""
    with case.questions() as asked:
        found = asked.beginning(wanted) if wanted else []
        exact = [each for each in found if each[1] == wanted]
        if len(exact or found) == 1:
            return _part(case, asked.around(*(exact or found)[0]), asked.opening())
    return view(case)


def _part(case: Case, record: Record, opening: Sequence[Report], as_of: date | None = None) -> View:
    """A part of a record as a view; from the reports of ``opening`` is learnt how names are written."""
    settings, there = case.settings(), {r.id for r in record.reports}
    reports = sorted((*record.reports, *(r for r in opening if r.id not in there)), key=lambda r: r.id)
    return View(
        case.name,
        replace(record, reports=tuple(reports)),
        as_of=as_of,
        watch=settings.watch,
        grades=settings.grades,
        countries=pipeline.country_names(),
        usage=learn(opening),
    )


def dossier(case: Case, profile: str | None = None, known: date | None = None) -> Dossier:
    """The record of a case for an export, its tolls by ``profile`` or by the case's own."""
    wanted = profile or case.settings().profiles.toll
    record = _record(case, wanted, known)
    return Dossier(case.name, record, wanted, pipeline.country_names(), f"dateline {version('dateline')}")


def state(case: Case) -> object:
    """What changes whenever the tables or the settings of a case do."""
    files = [path.stat() for path in (case.tables, case.settings_file) if path.exists()]
    return [(found.st_mtime_ns, found.st_size) for found in files]


def _record(case: Case, profile: str, known: date | None) -> Record:
    record = case.record()
    if known is None:
        own = case.settings().profiles.toll
        return record if profile == own else pipeline.with_profile(record, profile)
    found = pipeline.as_known(record, known, profile=profile)
    if not found.reports:
        raise UsageError(f"No report of {case.path} was published by {known}. Give a later day for --known.")
    return found
