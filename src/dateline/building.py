"""A case brought up to date: what its archive holds, read, extracted and joined."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from dateline import pipeline, wire
from dateline.current import Entry, Work, bring
from dateline.engine import Kept
from dateline.errors import UsageError
from dateline.plans import Take
from dateline.records import Received, Rejection, Report
from dateline.spread import WORTH, Spread, cores, spread
from dateline.store import Case, decisions

if TYPE_CHECKING:
    from dateline.acquire import Archive

Step = Callable[[str, int, int], None]  # what is done, reports done, reports in all


_PER_REPORT = ("read", "annotate", "claims", "resolve")  # rooms whose rules a kept extraction follows
_SET_WISE = ("resolve", "lineage", "events", "decide", "assess", "engine")


class Engine(Protocol):
    """Where the work is done, other than in processes of this machine: Spark."""

    @property
    def spread(self) -> Spread:
        """Shares work on one report at a time."""

    @property
    def run(self) -> pipeline.Run:
        """Runs plans over all reports together."""

    def files(self, address: str) -> Iterable[tuple[str, bytes]]:
        """Name and content of each file at an address of some file system."""


@dataclass
class Added:
    """What came of adding sources to a case."""

    added: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # in the case already
    rejected: list[Rejection] = field(default_factory=list)


def extract_lines(
    sources: Sequence[str | Path],
    step: Step,
    reject: Callable[[Rejection], None],
    *,
    workers: int | None = None,
    engine: Engine | None = None,
) -> Iterator[wire.Json]:
    """A line of ``dateline extract`` for every report of ``sources``, in their order.

    ``reject`` is called with each input that could not be read; ``engine`` does the work in the place of
    ``workers`` processes.
    """
    from dateline.acquire import receive

    received = list(receive(sources, files=engine.files if engine else None))
    read = list(pipeline.read_all(received, spread=_share(workers, engine, len(received))))
    reports = pipeline.date([r.report for r in read if r.report])
    extracted = pipeline.extract(reports, spread=_share(workers, engine, len(reports)))
    for done, item in enumerate(read, start=1):
        if item.rejection:
            reject(item.rejection)
            yield wire.unread(item.rejection)
        else:
            yield wire.extraction(next(extracted))
        step("extracting claims", done, len(read))


def file_lines(name: str, content: bytes) -> list[str]:
    """The lines of ``dateline extract`` for the reports of one file, each dated by itself alone."""
    from dateline.acquire import receive_bytes

    read = list(pipeline.read_all(receive_bytes(content, name)))
    extracted = pipeline.extract(r.report for r in read if r.report)
    lines = (wire.unread(r.rejection) if r.rejection else wire.extraction(next(extracted)) for r in read)
    return [wire.dumps(line) for line in lines]


def add(
    case: Case,
    sources: Sequence[str | Path],
    step: Step,
    *,
    workers: int | None = None,
    engine: Engine | None = None,
) -> Added:
    """Keep every report of ``sources`` in the case's archive, then bring the tables up to date."""
    from dateline.acquire import receive

    received = receive(sources, files=engine.files if engine else None)
    return keep(case, received, step, workers=workers, engine=engine)


def keep(
    case: Case,
    items: Iterable[Received | Rejection],
    step: Step,
    *,
    workers: int | None = None,
    engine: Engine | None = None,
) -> Added:
    """Keep the reports among ``items`` in the case's archive, then bring the tables up to date.

    A case that is yet to be made is made when the first report comes.
    """
    from dateline.acquire import Archive

    archive, found = Archive(case.archive), Added()
    for item in items:
        if isinstance(item, Rejection):
            found.rejected.append(item)
            continue
        case.make()  # no case of nothing
        (found.added if archive.keep(item) else found.skipped).append(item.id)
    if case.is_made and (found.added or missing(case)):
        new = set(found.added)
        unread = update(case, step, workers=workers, engine=engine, archive=archive)
        found.rejected += [r for r in unread if r.stage == "read" and r.name in new]
    return found


def missing(case: Case) -> list[str]:
    """What is kept and not in the tables, by id: the work was stopped before they were brought up to date."""
    from dateline.acquire import Archive

    kept = [entry.id for entry in Archive(case.archive).entries()]
    kept += [decision.id for decision in decisions.known(case.decisions)]
    if not case.tables.exists():
        return kept
    try:
        with case.database(read_only=True) as database:
            there = database.rows(
                "SELECT id FROM reports UNION SELECT name FROM rejections WHERE stage IN ('acquire', 'read') "
                "UNION SELECT id FROM outcomes"
            )
    except UsageError:  # such as tables whose making was stopped: bringing them up to date tells, or mends
        return kept
    return sorted(set(kept) - {id_ for (id_,) in there})


def rebuild(
    case: Case, step: Step, *, workers: int | None = None, engine: Engine | None = None
) -> list[Rejection]:
    """Derive everything again from the archive alone; what could not be read."""
    case.forget_tables()
    return update(case, step, workers=workers, engine=engine)


def update(
    case: Case,
    step: Step,
    *,
    workers: int | None = None,
    engine: Engine | None = None,
    archive: Archive | None = None,
) -> list[Rejection]:
    """Bring the tables up to the archive and the decisions; what of the archive's news could not be read.

    What new reports and decisions touch is derived anew, and nothing else. ``workers`` processes share the
    reading, as many as there are processors if None; in their place ``engine`` shares it, and derives
    everything. ``archive`` is the case's, where it is open already.
    """
    from dateline.acquire import Archive

    archive, profile = archive or Archive(case.archive), case.settings().profiles.toll
    plan = pipeline.plan(profile)
    plan = replace(plan, given=(*plan.given, Take(Entry, lambda e: (e.id,))))
    try:
        with (
            case.database() as database,
            Kept(case.groups, plan, f"{rules()} {set_wise()} {profile}") as kept,
        ):
            work = Work(
                database=database,
                kept=kept,
                entries=archive.entries,
                count=len(archive),
                load=archive.load,
                key=key,
                progress=step,
                share=partial(_share, workers, engine),
                decisions=decisions.known(case.decisions),
                run=engine.run if engine else None,
            )
            bring(work)
            return work.rejected
    except sqlite3.Error as fault:
        raise UsageError(
            f"{case.groups} cannot be used ({fault}). It is derived, and what was added is kept: "
            f"see to the disk, then run `dateline rebuild {case.path}`."
        ) from fault


def _share(workers: int | None, engine: Engine | None, items: int) -> Spread:
    """How the work on so many items is shared; processes only where they are worth their start."""
    if engine is not None:
        return engine.spread
    if workers is None:
        workers = cores() if items >= WORTH else 1
    return partial(spread, workers=workers)


def key(made_from: Received | Report) -> str:
    """What a reading or an extraction depends on: what it is made from, and the rules."""
    told = msgspec.json.encode(made_from, order="deterministic")
    return hashlib.sha256(rules().encode() + told).hexdigest()


@cache
def rules() -> str:
    """A digest of the code and lexicons that take one report at a time, and of the places added to them."""
    return _digest(_PER_REPORT, pipeline.added_places())


@cache
def set_wise() -> str:
    """A digest of the code and lexicons that take all reports together."""
    return _digest(_SET_WISE)


def _digest(rooms: Sequence[str], more: Sequence[Path] = ()) -> str:
    digest = hashlib.sha256()
    package = files("dateline")
    leaves = (e for e in package.iterdir() if e.name.endswith((".py", ".toml")))
    for entry in (*sorted(leaves, key=lambda e: e.name), *map(package.joinpath, rooms)):
        for path, content in _contents(entry, entry.name):
            digest.update(f"{path}\n".encode())
            digest.update(content)
    for added in more:
        digest.update(added.read_bytes())
    return digest.hexdigest()


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        yield path, folder.read_bytes()
        return
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith((".pyc", ".keep")):
            yield from _contents(entry, f"{path}/{entry.name}")
