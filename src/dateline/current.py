"""The tables of a case brought up to what its archive and decisions hold: by what is new, or as a whole.

The groups of the plan (``case.groups``) and the tables (``case.duckdb``) bear one stamp. Where it differs,
the rules are others or much is new, everything is derived again, a few thousand reports at a time; what was
read and extracted by the same rules is kept under a key and not made again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

from dateline import pipeline
from dateline.engine import Kept
from dateline.plans import Key, Row
from dateline.records import Claim, Decision, Extraction, Outcome, Reading, Received, Rejection, Report
from dateline.spread import Spread
from dateline.store.database import Changes, Database

Item = TypeVar("Item")
Progress = Callable[[str, int, int], None]  # what is done, reports done, reports in all

_BATCH = 64  # what is made of so many reports is kept together, so that an interrupted run goes on there
_MANY = 2_000  # reports held at a time
_FEW = 500  # new reports, and
_LARGE = 0.2  # of the case: where more is new, all groups are made again in bulk


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the archive that was read, and whether its date is none that others may rely on."""

    id: str
    undated: bool


@dataclass
class Work:
    """What bringing a case up to date works with."""

    database: Database
    kept: Kept
    entries: Callable[[Container[Any]], list[Received]]  # what the archive holds but some ids
    count: int  # reports in the archive
    load: Callable[[Received], Received | Rejection]
    key: Callable[[Received | Report], str]  # what is made of this is kept under
    progress: Progress
    share: Callable[[int], Spread]  # how the work on so many items is shared
    decisions: Sequence[Decision] = ()
    run: pipeline.Run | None = None  # another engine's, which derives everything
    rejected: list[Rejection] = field(default_factory=list)  # what could not be read, of what is new


def bring(work: Work) -> None:
    """Bring the tables up to the archive and the decisions."""
    known = work.kept.digests(Entry)
    new = work.entries(known)
    gone = len(known) + len(new) > work.count  # somebody put an older archive in its place
    if work.run or gone or _is_foreign(work) or len(new) > max(_FEW, _LARGE * work.count):
        _whole(work, work.entries(()))
    else:
        _by_news(work, new)


def _is_foreign(work: Work) -> bool:
    """Whether the groups were not made together with the tables."""
    return work.kept.is_empty or work.kept.meta("stamp") != work.database.meta("stamp")


# --- by what is new -----------------------------------------------------------------------------


def _by_news(work: Work, new: Sequence[Received]) -> None:
    readings = _read(work, new)
    own = [each.report for each in readings.values() if each.report]
    reports = _dated(work, own)
    raw = {each.report.id: each for each in _extracted(work, reports)}
    raw |= {e.report.id: e for e in _anchored(work) if e.report.id not in raw}
    judged, outcomes = pipeline.judge(list(raw.values()), work.decisions)
    changes = Changes(outcomes)
    for name, why in ((name, each.rejection) for name, each in readings.items()):
        if why:
            changes.unread(name, why)
    news: list[tuple[type, Key, list[Row]]] = []
    for after in judged:
        before = work.kept.given(Extraction, after.report.id)
        if before != [after]:
            news.append((Extraction, after.report.id, [after]))
            changes.replace(before, after)
    news += _decided(work, outcomes, judged)
    news += ((Entry, name, [_entry(name, each)]) for name, each in readings.items() if not _is_damage(each))
    for kind, row, came in work.kept.put(news):
        changes.tell(kind, row, came=came)
    _note(work, raw.values(), _undated(work) | {report.id for report in own if _is_undated(report)})
    work.database.change(changes, _stamp(work))


def _dated(work: Work, new: list[Report]) -> list[Report]:
    """New reports and those whose date they change; where none is undated, no other report is looked at."""
    undated = _undated(work)
    if not undated and not any(map(_is_undated, new)):
        return new
    names = {report.id for report in new}
    found = pipeline.date([r for chunk in _chunks(work.entries(())) for r in _reports(work, chunk)])
    return [r for r in found if r.id in names or (r.id in undated and _is_redated(work, r))]


def _is_redated(work: Work, report: Report) -> bool:
    return any(each.report != report for each in work.kept.given(Extraction, report.id))


def _anchored(work: Work) -> Iterator[Extraction]:
    """What was read of the reports that decisions are about, or were about when the tables were made."""
    names, digests = _anchors(work)
    names |= set(work.database.reports_of(digests)) | set(json.loads(work.kept.meta("judged") or "[]"))
    for name in sorted(names):
        for each in work.kept.given(Extraction, name):
            yield from work.database.kept(Extraction, [work.key(each.report)]).values()


def _decided(
    work: Work, outcomes: Sequence[Outcome], judged: Iterable[Extraction]
) -> Iterator[tuple[type, Key, list[Row]]]:
    """What decisions on origins and events change among the rows that the plan takes."""
    takes = {take.rows: take for take in work.kept.plan.given if take.rows not in (Extraction, Entry)}
    after: dict[tuple[type, Key], list[Row]] = {}
    for row in pipeline.decided(outcomes, [c for e in judged for c in e.claims]):
        for key in takes[type(row)].by(row):
            after.setdefault((type(row), key), []).append(row)
    before = {(kind, key) for kind in takes for row in work.kept.rows(kind) for key in takes[kind].by(row)}
    for kind, key in sorted(before | after.keys(), key=lambda k: (k[0].__name__, str(k[1]))):
        yield kind, key, after.get((kind, key), [])


# --- as a whole ---------------------------------------------------------------------------------


def _whole(work: Work, entries: Sequence[Received]) -> None:
    readings = _ReadAll(work, entries)
    work.progress("comparing reports", 0, len(entries))
    names, digests = _anchors(work)
    raw = [e for e in readings.extractions() if e.report.id in names or e.report.digest in digests]
    judged, outcomes = pipeline.judge(raw, work.decisions)
    by_id = {each.report.id: each for each in judged}

    def told() -> Iterator[Extraction]:
        return (by_id.get(each.report.id, each) for each in readings.extractions())

    def rows() -> Iterator[Row]:
        yield from told()
        yield from readings.entries
        yield from pipeline.decided(outcomes, [c for e in judged for c in e.claims])

    if work.run:  # the groups are left behind, and another stamp tells so
        found = work.run(work.kept.plan, rows())
        work.database.refill(_parts(found.__getitem__, told, readings.unread, outcomes), "")
    else:
        work.kept.fill(rows())
        _note(work, raw, {each.id for each in readings.entries if each.undated})
        work.database.refill(_parts(work.kept.rows, told, readings.unread, outcomes), _stamp(work))
    work.progress("comparing reports", len(entries), len(entries))


def _parts(
    made: Callable[[type], Iterable[Row]],
    told: Callable[[], Iterable[Extraction]],
    unread: Sequence[Rejection],
    outcomes: Sequence[Outcome],
) -> Iterator[tuple[type, Iterable[Row]]]:
    """The records of all parts, by type."""
    yield Report, (each.report for each in told())
    yield Claim, (claim for each in told() for claim in each.claims)
    yield Rejection, chain(unread, (why for each in told() for why in each.rejections))
    yield Outcome, outcomes
    yield from ((kind, made(kind)) for kind in pipeline.DERIVED)


class _ReadAll:
    """Everything that the archive holds, read, dated and extracted; a few thousand reports at a time."""

    def __init__(self, work: Work, entries: Sequence[Received]) -> None:
        self._work = work
        self._every = entries
        self.unread: list[Rejection] = []
        self.entries: list[Entry] = []
        readings = _read(work, entries, keep_only=True)
        self._damaged = {name for name, each in readings.items() if _is_damage(each)}
        self.unread += [each.rejection for each in readings.values() if each.rejection and _is_damage(each)]
        for chunk in _chunks(entries):
            for name, each in _readings(work, chunk).items():
                self.entries.append(_entry(name, each))
                self.unread += [each.rejection] if each.rejection else []
        work.database.forget_all_but(Reading, map(work.key, entries))
        self._dated = self._date()
        names = [report.id for reports in self._chunks() for report in self._lacking(reports)]
        lacking = (report for reports in self._chunks() for report in self._lacking(reports))
        _make_all(work, lacking, len(names))
        work.database.forget_all_but(Extraction, (work.key(r) for reports in self._chunks() for r in reports))

    def _date(self) -> Mapping[str, Report]:
        """Reports whose date others give: all are looked at where one lacks a date, and none else."""
        if not any(entry.undated for entry in self.entries):
            return {}
        undated = {entry.id for entry in self.entries if entry.undated}
        every = [r for chunk in _chunks(self._every) for r in _reports(self._work, chunk)]
        return {r.id: r for r in pipeline.date(every) if r.id in undated}

    def _chunks(self) -> Iterator[list[Report]]:
        for chunk in _chunks(self._every):
            yield [self._dated.get(r.id, r) for r in _reports(self._work, chunk)]

    def _lacking(self, reports: Sequence[Report]) -> Iterator[Report]:
        keys = {self._work.key(report): report for report in reports}
        there = self._work.database.has(Extraction, keys)
        yield from (report for key, report in keys.items() if key not in there)

    def extractions(self) -> Iterator[Extraction]:
        """What was read of every report, by report id."""
        for reports in self._chunks():
            keys = [self._work.key(report) for report in reports]
            found = self._work.database.kept(Extraction, keys)
            yield from (found[key] for key in keys)


# --- reading and extracting -----------------------------------------------------------------------


def _read(work: Work, entries: Sequence[Received], *, keep_only: bool = False) -> dict[str, Reading]:
    """What came of the entries that were not read yet, and of the others too unless ``keep_only``, by id."""
    keys = {entry.id: work.key(entry) for entry in entries}
    there = work.database.has(Reading, keys.values())
    new = [entry for entry in entries if keys[entry.id] not in there]
    found = pipeline.read_all(map(work.load, new), spread=work.share(len(new)))
    named = zip(new, found, strict=True)
    made: dict[str, Reading] = {}
    for chunk in _batched(named, "reading", len(new), work.progress):
        work.database.keep(Reading, {keys[e.id]: r for e, r in chunk if not _is_damage(r)})
        made |= {e.id: r for e, r in chunk if not keep_only or _is_damage(r)}
        work.rejected += [r.rejection for _, r in chunk if r.rejection]
    old = [entry for entry in entries if keys[entry.id] in there]
    return made if keep_only else made | _readings(work, old)


def _readings(work: Work, entries: Sequence[Received]) -> dict[str, Reading]:
    """What was made of some entries before; nothing for those that are damaged."""
    keys = {work.key(entry): entry.id for entry in entries}
    found = work.database.kept(Reading, keys)
    return {name: found[key] for key, name in keys.items() if key in found}


def _reports(work: Work, entries: Sequence[Received]) -> list[Report]:
    return [each.report for each in _readings(work, entries).values() if each.report]


def _extracted(work: Work, reports: Sequence[Report]) -> list[Extraction]:
    """The claims of some reports; what is new is kept."""
    keys = [work.key(report) for report in reports]
    there = work.database.has(Extraction, keys)
    new = [report for key, report in zip(keys, reports, strict=True) if key not in there]
    _make_all(work, new, len(new))
    found = work.database.kept(Extraction, keys)
    return [found[key] for key in keys]


def _make_all(work: Work, reports: Iterable[Report], total: int) -> None:
    """Extract the claims of reports, and keep them batch by batch as they come."""
    found = pipeline.extract(reports, spread=work.share(total))
    for chunk in _batched(found, "extracting claims", total, work.progress):
        work.database.keep(Extraction, {work.key(each.report): each for each in chunk})


def _batched(made: Iterable[Item], what: str, total: int, progress: Progress) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for done, each in enumerate(made, start=1):
        batch.append(each)
        if len(batch) == _BATCH:
            yield batch
            batch = []
        progress(what, done, total)
    yield batch


def _chunks(entries: Sequence[Received]) -> Iterator[Sequence[Received]]:
    return (entries[at : at + _MANY] for at in range(0, len(entries), _MANY))


def _is_damage(reading: Reading) -> bool:
    """Whether a page could not be opened: it may be mended, and is tried again."""
    return reading.rejection is not None and reading.rejection.stage == "acquire"


def _entry(name: str, reading: Reading) -> Entry:
    return Entry(name, reading.report is not None and _is_undated(reading.report))


def _is_undated(report: Report) -> bool:
    return report.published is None or report.published.confidence == "low"


# --- what is noted -------------------------------------------------------------------------------


def _undated(work: Work) -> set[str]:
    return set(json.loads(work.kept.meta("undated") or "[]"))


def _note(work: Work, raw: Iterable[Extraction], undated: Iterable[str]) -> None:
    """Note which reports decisions are about, and which have no date of their own."""
    names, digests = _anchors(work)
    judged = [e.report.id for e in raw if e.report.id in names or e.report.digest in digests]
    work.kept.note("judged", json.dumps(sorted(judged)))
    work.kept.note("undated", json.dumps(sorted(undated)))


def _anchors(work: Work) -> tuple[set[str], set[str]]:
    """Ids and digests of the reports that decisions are about."""
    anchors = [anchor for decision in work.decisions for anchor in decision.anchors]
    return {anchor.report for anchor in anchors}, {anchor.digest for anchor in anchors}


def _stamp(work: Work) -> str:
    """A new stamp, noted beside the groups, for the tables to bear."""
    stamp = secrets.token_hex(16)
    work.kept.note("stamp", stamp)
    return stamp
