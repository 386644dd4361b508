"""A case brought up to date: what its archive holds, read, extracted and joined."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import pipeline, wire
from dateline.records import Extraction, Received, Record, Rejection, Report
from dateline.store import Case
from dateline.store.database import Database

if TYPE_CHECKING:
    from dateline.acquire import Archive

Step = Callable[[str, int, int], None]  # what is done, reports done, reports in all

_PER_REPORT = ("read", "annotate", "claims", "resolve")  # rooms whose rules a kept extraction follows
_BATCH = 64  # reports whose extractions are kept together, so that an interrupted run goes on there


@dataclass
class Added:
    """What came of adding sources to a case."""

    added: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # in the case already
    rejected: list[Rejection] = field(default_factory=list)


def extract_lines(
    sources: Sequence[str | Path], step: Step, reject: Callable[[Rejection], None]
) -> Iterator[wire.Json]:
    """A line of ``dateline extract`` for every report of ``sources``, in their order.

    ``reject`` is called with each input that could not be read.
    """
    from dateline.acquire import receive

    read = [r if isinstance(r, Rejection) else pipeline.read(r) for r in receive(sources)]
    extracted = pipeline.extract(pipeline.date([r for r in read if isinstance(r, Report)]))
    for done, item in enumerate(read, start=1):
        if isinstance(item, Rejection):
            reject(item)
            yield wire.unread(item)
        else:
            yield wire.extraction(next(extracted))
        step("extracting claims", done, len(read))


def add(case: Case, sources: Sequence[str | Path], step: Step) -> Added:
    """Keep every report of ``sources`` in the case's archive, then bring the tables up to date."""
    from dateline.acquire import receive

    return keep(case, receive(sources), step)


def keep(case: Case, items: Iterable[Received | Rejection], step: Step) -> Added:
    """Keep the reports among ``items`` in the case's archive, then bring the tables up to date."""
    from dateline.acquire import Archive

    archive, found = Archive(case.archive), Added()
    for item in items:
        if isinstance(item, Rejection):
            found.rejected.append(item)
        elif archive.keep(item):
            found.added.append(item.id)
        else:
            found.skipped.append(item.id)
    if found.added or not case.tables.exists():
        new = set(found.added)
        found.rejected += [r for r in update(case, step).rejections if r.stage == "read" and r.name in new]
    return found


def rebuild(case: Case, step: Step) -> Record:
    """Derive everything again from the archive alone."""
    case.forget_tables()
    return update(case, step)


def update(case: Case, step: Step) -> Record:
    """Derive the tables from the archive; reports extracted earlier by the same rules are not again."""
    from dateline.acquire import Archive

    settings = case.settings()
    read = _read(Archive(case.archive), step)
    reports = pipeline.date([r for r in read if isinstance(r, Report)])
    unread = tuple(r for r in read if isinstance(r, Rejection))
    with case.database() as database:
        extractions = _extract(database, reports, step)
        step("comparing reports", 0, len(reports))
        record = pipeline.derive(extractions, profile=settings.profiles.toll)
        record = replace(record, rejections=unread + record.rejections)
        database.write(record)
        step("comparing reports", len(reports), len(reports))
    return record


def _read(archive: Archive, step: Step) -> list[Report | Rejection]:
    total, read = len(archive), []
    for done, received in enumerate(archive, start=1):
        read.append(pipeline.read(received))
        step("reading", done, total)
    return read


def _extract(database: Database, reports: Sequence[Report], step: Step) -> list[Extraction]:
    """Extractions of all reports; those that are new are kept batch by batch as they come."""
    keys = {report.id: _key(report) for report in reports}
    kept = database.kept(keys.values())
    new = [report for report in reports if keys[report.id] not in kept]
    batch: dict[str, Extraction] = {}
    for done, found in enumerate(pipeline.extract(new), start=1):
        batch[keys[found.report.id]] = found
        if len(batch) == _BATCH or done == len(new):
            database.keep(batch)
            kept |= batch
            batch = {}
        step("extracting claims", done, len(new))
    database.forget_all_but(keys.values())
    return [kept[keys[report.id]] for report in reports]


def _key(report: Report) -> str:
    """What an extraction depends on: the report with its date, and the rules."""
    told = wire.dumps(report)
    return hashlib.sha256(f"{rules()}\n{told}".encode()).hexdigest()


@cache
def rules() -> str:
    """A digest of the code and the lexicons that take one report at a time."""
    digest = hashlib.sha256()
    for room in _PER_REPORT:
        for path, content in _contents(files("dateline").joinpath(room), room):
            digest.update(f"{path}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        inside = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, inside)
        elif not entry.name.endswith((".pyc", ".keep")):
            yield inside, entry.read_bytes()
