"""The whole walk, from what was received to the record of a case, in the order of the rooms.

    acquire -> read -> annotate -> claims -> resolve     one report at a time
    lineage -> events -> assess                          over all reports together

The first half is generators over reports without shared state, so that any engine can spread them
out; the second half is functions of the whole set. Nothing here knows how a room does its work.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline import blas
from dateline.between import Heard, Identified, Press, Repeats, Told
from dateline.orders import ORDERS
from dateline.plans import Plan, Row, Step, Take
from dateline.records import (
    Actor,
    Annotated,
    Claim,
    ControlPeriod,
    CopyLink,
    CrossingStatus,
    Decision,
    Disagreement,
    Event,
    Extraction,
    Origin,
    Outcome,
    Reading,
    Received,
    Record,
    Rejection,
    Report,
    Story,
    Toll,
    Where,
)
from dateline.spread import Spread, by_itself

if TYPE_CHECKING:
    from dateline.annotate import Annotator
    from dateline.lineage import Family
    from dateline.resolve.actors import ActorTable
    from dateline.resolve.gazetteer import Gazetteer

Made = TypeVar("Made")
Run = Callable[[Plan, Iterable[Row]], Mapping[type, Sequence[Row]]]  # what an engine does with a plan
DERIVED = (CopyLink, Origin, Event, Disagreement, Toll, ControlPeriod, CrossingStatus)


# --- one report at a time ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tools:
    """What the rooms need that takes time to load: one set for each process."""

    places: Gazetteer
    actors: ActorTable
    annotator: Annotator


@cache
def tools() -> Tools:
    """The gazetteer, the table of actors and the language model, loaded on the first call."""
    blas.prepare()
    from dateline.annotate import Annotator
    from dateline.resolve.dates import find_times

    def times(text: str) -> list[tuple[int, int]]:
        return [(found.start, found.end) for found in find_times(text)]

    places, actors = _places(), _actors()
    return Tools(places, actors, Annotator(places, actors, times))


def read(received: Received) -> Report | Rejection:
    """What a page says, who published it and when."""
    from dateline.read import read

    return read(received, agencies=agency)


def read_all(received: Iterable[Received | Rejection], *, spread: Spread = by_itself) -> Iterator[Reading]:
    """What came of each page, in the order of the pages; ``spread`` shares the work.

    What was rejected before stays so.
    """
    return spread(_read_batch, received)


def _read_batch(received: Sequence[Received | Rejection]) -> list[Reading]:
    found = (each if isinstance(each, Rejection) else read(each) for each in received)
    return [Reading(r) if isinstance(r, Report) else Reading(rejection=r) for r in found]


def date(reports: Sequence[Report]) -> list[Report]:
    """The reports, those without a sure date dated by others that carry the same copy."""
    from dateline.read import date_from_siblings

    found = date_from_siblings(reports)
    return [replace(r, published=found[r.id]) if r.id in found else r for r in reports]


def extract(reports: Iterable[Report], *, spread: Spread = by_itself) -> Iterator[Extraction]:
    """The claims of each report, in the order of the reports; ``spread`` shares the work."""
    return spread(_extract_batch, reports)


def _extract_batch(reports: Sequence[Report]) -> list[Extraction]:
    return [_claims(annotated) for annotated in tools().annotator.annotate_all(reports)]


def _claims(annotated: Annotated) -> Extraction:
    from dateline.claims.statements import read_claims
    from dateline.resolve.settle import settle

    use = tools()
    statements, unread = read_claims(annotated, agency=agency)
    claims = settle(annotated, statements, places=use.places, actors=use.actors)
    return Extraction(annotated.report, tuple(claims), tuple(unread))


# --- over all reports together -------------------------------------------------------------------


def judge(
    extractions: Sequence[Extraction], decisions: Sequence[Decision]
) -> tuple[tuple[Extraction, ...], tuple[Outcome, ...]]:
    """What was read, as analysts put it right, and what came of each of their decisions."""
    from dateline import decide

    judged = decide.judge(extractions, decisions)
    return judged.extractions, judged.outcomes


def plan(profile: str) -> Plan:
    """The steps over all reports together, for any engine to run.

    ``profile`` names the rule that chooses the best figure of a toll.
    """
    from dateline import assess, events, lineage, parties
    from dateline.resolve.actors import name_keys, same_person

    given = (
        Take(Extraction, lambda e: (e.report.id,)),
        Take(Repeats, lambda r: (r.report,)),
        Take(events.Decided, lambda d: (d.report,)),
        Take(events.Wanted, lambda w: (w.at,)),
    )
    steps = (
        Step("opened", (given[0],), (Press, Claim), _opened),
        *parties.steps(),
        *lineage.steps(lineage.Naming(same_person, name_keys, known_body)),
        *events.steps(),
        *assess.steps(profile),
    )
    return Plan(given, steps, DERIVED)


def known_body(name: str) -> str | None:
    """One id for all names of a state or its government, of a ministry or an armed group; None for others."""
    known = _actors().named(name)
    if known is None or known.type == "force":  # "the army" and "the Frontier Corps" are of one side, not one
        return None
    return known.side if known.type == "government" else known.id


def _opened(_: str, told: Sequence[Extraction]) -> Iterator[Press | Claim]:
    for report, claims in ((each.report, each.claims) for each in told):
        published = report.published.date if report.published else None
        yield Press(report.id, published, report.outlet, report.agency, report.byline)
        yield from claims


def decided(outcomes: Sequence[Outcome], claims: Iterable[Claim]) -> list[Row]:
    """What analysts decided about origins and events, as rows that the plan takes."""
    from dateline import decide, events

    if not outcomes:
        return []
    reports = {claim.id: claim.report for claim in claims}
    wanted = decide.regroupings(outcomes)
    touched = sorted({name for each in wanted for name in (*each.left, *each.right) if name in reports})
    return [
        *decide.repetitions(outcomes, reports),
        *(events.Wanted(at, each) for at, each in enumerate(wanted)),
        *(events.Decided(name, reports[name]) for name in touched),
    ]


def derive(
    extractions: Iterable[Extraction],
    *,
    profile: str,
    outcomes: Sequence[Outcome] = (),
    run: Run | None = None,
) -> Record:
    """Whose words and whose statements, what happened, what is disputed, and who holds what.

    ``profile`` names the rule that chooses the best figure of a toll; ``outcomes`` are those of the
    decisions on ``extractions``; ``run`` is the engine's that runs the plan, in memory if None. The order of
    ``extractions`` changes nothing.
    """
    from dateline import engine

    ordered = sorted(extractions, key=lambda e: e.report.id)
    claims = tuple(sorted((c for e in ordered for c in e.claims), key=ORDERS[Claim]))
    found = (run or engine.run)(plan(profile), [*ordered, *decided(outcomes, claims)])

    def part(kind: type[Made]) -> tuple[Made, ...]:
        return tuple(sorted(found[kind], key=ORDERS[kind]))

    return Record(
        reports=tuple(e.report for e in ordered),
        claims=claims,
        copies=part(CopyLink),
        origins=part(Origin),
        events=part(Event),
        disagreements=part(Disagreement),
        tolls=part(Toll),
        control=part(ControlPeriod),
        crossings=part(CrossingStatus),
        rejections=tuple(sorted((r for e in ordered for r in e.rejections), key=ORDERS[Rejection])),
        outcomes=tuple(outcomes),
    )


def as_known(record: Record, day: datetime.date, *, profile: str) -> Record:
    """The record that the reports published up to ``day`` would have given."""
    known = [r for r in record.reports if r.published and r.published.date <= day]
    claims: dict[str, list[Claim]] = {r.id: [] for r in known}
    for claim in record.claims:
        claims.get(claim.report, []).append(claim)
    rejections = [r for r in record.rejections if r.name in claims]
    extractions = (Extraction(r, tuple(claims[r.id])) for r in known)
    found = derive(extractions, profile=profile, outcomes=record.outcomes)
    return replace(found, rejections=tuple(rejections))


def with_profile(record: Record, profile: str) -> Record:
    """``record`` with its tolls by another rule."""
    from dateline import parties
    from dateline.assess import tolls
    from dateline.engine import run

    parted = Plan((Take(Claim, lambda c: (c.report,)),), parties.steps(), (Identified,))
    claims = {each.claim.id: each.claim for each in run(parted, record.claims)[Identified]}
    days = {r.id: r.published.date for r in record.reports if r.published}

    def told(event: Event) -> Told:
        heard = ((claims[name], o) for o in event.origins_for for name in o.claim_ids)
        return Told(event, tuple(Heard(claim, o, days.get(claim.report)) for claim, o in heard))

    counted = Plan((Take(Told, lambda t: (t.event.id,)),), tolls.steps(profile), (Toll,))
    found = run(counted, map(told, record.events))[Toll]
    return replace(record, tolls=tuple(sorted(found, key=ORDERS[Toll])))


def holdings(
    record: Record,
    *,
    place: Where | None = None,
    as_of: datetime.date | None = None,
    known: datetime.date | None = None,
    according_to: str | None = None,
) -> Record:
    """``record`` with those control periods alone that answer a question to the ledger.

    Of a ``place`` of which nothing is told, its district's or province's periods answer and say so.
    """
    from dateline.assess import control_as_of

    found = control_as_of(record.control, place=place, as_of=as_of, known=known, according_to=according_to)
    return replace(record, control=found)


def control_on(
    periods: Sequence[ControlPeriod], as_of: datetime.date | None = None
) -> tuple[ControlPeriod, ...]:
    """The last version of each control period; with ``as_of`` those that held on that day alone."""
    from dateline.assess import control_as_of

    return control_as_of(periods, as_of=as_of)


def known_on(record: Record, day: datetime.date, profile: str) -> Record:
    """The record that the reports published up to ``day`` would have given, as a desk asks for it."""
    return as_known(record, day, profile=profile)


def place_called(name: str, country: str | None) -> Where | None:
    """The place of the world that a name most likely means, one of ``country`` before others."""
    found = sorted(_places().named(name), key=lambda p: p.country != country)  # as known as they come
    if not found:
        return None
    p = found[0]
    return Where(
        p.name,
        name,
        p.id,
        p.lat,
        p.lon,
        p.country,
        p.admin1,
        p.admin2,
        p.feature,
        "exact",
        "named by an analyst",
    )


def actor_called(name: str) -> Actor | None:
    """The party of the world that a name means."""
    found = _actors().named(name)
    return None if found is None else Actor(found.name, name, found.id, found.type, found.side, found.country)


def families(record: Record) -> tuple[Family, ...]:
    """Reports that are carried from one text, by lowest report id."""
    from dateline import lineage

    return lineage.families(record.reports, record.copies)


def stories(record: Record) -> tuple[Story, ...]:
    """Reports that tell of one incident, by lowest report id; every report stands in one."""
    from dateline.lineage.stories import stories

    told: dict[str, list[datetime.date]] = {r.id: [] for r in record.reports}
    for claim in record.claims:
        if claim.when and claim.when.start and claim.when.precision == "day":
            told[claim.report].append(claim.when.start)
    return stories(record.reports, told)


def earlier_ids(record: Record) -> Mapping[str, str]:
    """Ids that events bore before they grew or merged, and the event that answers now."""
    from dateline import events

    return events.aliases(record.events, record.claims)


def country_names() -> Mapping[str, str]:
    """What English calls each country, by ISO 3166 code."""
    from dateline.resolve.countries import rows

    return {row.iso: row.name for row in rows()}


# --- what is loaded once -------------------------------------------------------------------------


@cache
def _actors() -> ActorTable:
    from dateline.resolve.actors import ActorTable

    return ActorTable.open()


@cache
def _places() -> Gazetteer:
    from dateline.resolve.gazetteer import Gazetteer

    return Gazetteer.open(added_places())


def added_places() -> tuple[Path, ...]:
    """The files of places that the user has added to the bundled ones."""
    from dateline.resolve.imported import files

    return files()


def add_places(dump: Path) -> int:
    """Add the villages of a GeoNames country dump for all later runs; the number of places added.

    Raises:
        UsageError: ``dump`` is no such file.
    """
    from dateline.resolve.imported import add

    return add(dump)


@cache
def agency(name: str) -> str | None:
    """The canonical name of a news agency, outlet or platform; None for other words."""
    return _actors().agency(name)
