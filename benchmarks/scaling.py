"""How the set-wise half grows with the case: made at once, and brought up to date by one report.

Each size is measured in a process of its own, on synthetic wars whose readings and extractions are kept
already, so that no language model's time is in it except where one report is added to a case cold.
"""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import log
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from dateline import building
from dateline.acquire.archive import _FIRST, _OWN, _seal, _written
from dateline.records import Extraction, Reading, Received
from dateline.store import Case
from dateline.store.database import Database
from world.generate import generate
from world.press import Page

_SEED = 5001
_TIMES = 5  # reports that are added, one after the other
_KEPT = 2_000  # written at a time


@dataclass(frozen=True, slots=True)
class Size:
    """What a case of one size took: seconds of processor time, seconds by the clock, megabytes."""

    reports: int
    claims: int
    whole: float
    whole_clock: float
    one: float  # median of those that are added to a process that has loaded the language model
    one_clock: float
    slowest: float
    peak: float
    tables: float
    groups: float


def make(folder: Path, reports: int) -> tuple[Case, int, int]:
    """A case whose archive names so many reports, all of them read and extracted, none derived."""
    case, pages = Case.create(folder), generate(_SEED, reports).pages
    before, claims = _FIRST, 0
    with case.database() as database, (case.archive / "log.jsonl").open("wb") as written:
        for at in range(0, len(pages), _KEPT):
            some = [_received(page) for page in pages[at : at + _KEPT]]
            _keep(database, pages[at : at + _KEPT], some)
            claims += sum(len(page.claims) for page in pages[at : at + _KEPT])
            for received in some:
                line: dict[str, Any] = {key: getattr(received, key) for key in _OWN}
                line |= {"received": "2032-05-01T00:00:00+00:00", "prev": before}
                before = _seal(line)
                written.write(_written(line | {"seal": before}) + b"\n")
    return case, len(pages), claims


def _received(page: Page) -> Received:
    report = page.report
    digest = hashlib.sha256(report.received_text.encode()).hexdigest()
    day = str(report.published.date) if report.published else None
    return Received(report.id, digest, b"", "text", report.id, None, day, None, report.outlet)


def _keep(database: Database, pages: Sequence[Page], received: Sequence[Received]) -> None:
    """Remember what rooms that read without a mistake would make of some pages."""
    readings, extractions = {}, {}
    for page, each in zip(pages, received, strict=True):
        report = replace(page.report, digest=each.digest)
        readings[building.key(each)] = Reading(report)
        extractions[building.key(report)] = Extraction(report, page.claims)
    database.keep(Reading, readings)
    database.keep(Extraction, extractions)


def measure(reports: int) -> Size:
    """One size, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        case, made, claims = make(Path(folder) / "case", reports)
        whole = _timed(lambda: building.update(case, _quiet, workers=1))
        news = [_news(Path(folder), number) for number in range(_TIMES + 1)]
        told = [_timed(lambda one=one: building.add(case, [one], _quiet, workers=1)) for one in news][1:]  # type: ignore[misc]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return Size(
            made, claims, *whole, median(t[0] for t in told), median(t[1] for t in told),
            max(t[1] for t in told), peak, case.tables.stat().st_size / 1e6, case.groups.stat().st_size / 1e6,
        )  # fmt: skip


def _news(folder: Path, number: int) -> Path:
    """One more report, of the first war of every world."""
    text = (
        f"BAMAKO - Fighters seized Gao on Monday, two officials said. At least {12 + number} civilians were "
        "killed near the market, a doctor said."
    )
    path = folder / f"{number}.jsonl"
    told = {
        "id": f"new-{number}",
        "text": text,
        "published": f"2032-03-{number + 2:02}",
        "outlet": "Gao Post",
    }
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def _timed(work: Any) -> tuple[float, float]:
    used, began = process_time(), perf_counter()
    work()
    return process_time() - used, perf_counter() - began


def _quiet(_what: str, _done: int, _total: int) -> None:
    pass


def table(sizes: Sequence[Size]) -> Iterator[str]:
    """The curves, and their exponents from the first size to the last."""
    yield (
        "| reports | claims | made at once, s (clock) | one more, s (clock; slowest) | peak, MB "
        "| tables and groups, MB |"
    )
    yield "|---|---|---|---|---|---|"
    for s in sizes:
        one = f"{s.one:.2f} ({s.one_clock:.2f}; {s.slowest:.2f})"
        whole = f"{s.whole:.0f} ({s.whole_clock:.0f})"
        kept = f"{s.tables:.0f}, {s.groups:.0f}"
        yield f"| {s.reports:,} | {s.claims:,} | {whole} | {one} | {s.peak:.0f} | {kept} |"
    if len(sizes) > 1:
        growth = log(sizes[-1].reports / sizes[0].reports)
        made = log(sizes[-1].whole / sizes[0].whole) / growth
        yield f"Growth exponent, made at once: {made:.2f}. One more, last size against first: " + (
            f"{sizes[-1].one / sizes[0].one:.1f} times."
        )


def main(sizes: Iterable[str]) -> None:
    """Measure each size in a process of its own and print the table."""
    found = []
    for size in sizes:
        script = [sys.executable, "-m", "benchmarks.scaling", "--one", size]
        told = subprocess.run(script, check=True, capture_output=True, text=True).stdout  # noqa: S603 this module
        found.append(Size(**json.loads(told)))
        print("\n".join(table(found)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(measure(int(sys.argv[2])))))
    else:
        main(sys.argv[1:] or ["1000", "10000", "100000"])
