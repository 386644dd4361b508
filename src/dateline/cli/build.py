"""Commands that read reports: extract, add, rebuild, check, demo."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.shared import (
    CASE,
    ENGINE,
    MASTER,
    WORKERS,
    engine_called,
    progress,
    say,
    tell_rejected,
    write,
)
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.engine.spark import Spark


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="IN...")
@click.option(
    "-o", "--output", metavar="FILE", default="-", help="Where to write; standard output if not given."
)
@WORKERS
@ENGINE
@MASTER
def extract(sources: tuple[str, ...], output: str, workers: int | None, engine: str, master: str) -> int:
    """Read reports and write one JSON line per report with its claims; no case is made.

    IN is a .jsonl file, a .txt or .html file, a folder of these, or - for JSON lines on standard input.
    On Spark IN and FILE may be addresses of any file system that it reads: each file is then read where
    it lies and the lines are written under FILE in parts; a report is dated from its own page alone.

    \b
    Examples:
      dateline extract reports.jsonl -o claims.jsonl
      dateline extract page.html | jq '.claims[].quote'
      dateline extract hdfs:///news/2021 -o hdfs:///claims/2021 --engine spark --master yarn
    """
    from dateline import building
    from dateline.acquire import is_stored

    local = [source for source in sources if not is_stored(source)]
    if is_stored(output) and local:
        raise UsageError(f"{local[0]} is no address. With {output} give addresses, such as file:///news.")
    if is_stored(output) and engine == "embedded":
        raise UsageError(f"{output} is on another file system. Give --engine spark, or a file to write.")
    with engine_called(engine, master) as spark:
        if spark is None or not is_stored(output):
            return _extract(sources, output, workers, spark)
        spark.rewrite(building.file_lines, sources, output)
    return 0


def _extract(sources: Sequence[str], output: str, workers: int | None, spark: Spark | None) -> int:
    from dateline import wire
    from dateline.building import extract_lines
    from dateline.records import Rejection

    rejected: list[Rejection] = []
    with click.open_file(output, "wb") as file, progress() as step:
        for line in extract_lines(sources, step, rejected.append, workers=workers, engine=spark):
            file.write(wire.dumps(line).encode() + b"\n")
    return tell_rejected(rejected)


@click.command()
@CASE
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@WORKERS
@ENGINE
@MASTER
def add(case: Path, sources: tuple[str, ...], workers: int | None, engine: str, master: str) -> int:
    """Add reports to a case, and make the case if it is not there.

    SOURCE is a file (.txt, .html, .jsonl, .warc, .warc.gz, .wacz, .zip of these), a folder, - for JSON
    lines, or the address of a page, a feed or a sitemap. A .txt file of addresses alone is a list of
    pages to get. Adding the same report twice changes nothing; a page that has changed is kept beside
    its earlier version. Nothing is fetched unless an address is given. On Spark SOURCE may also be an
    address of any file system that it reads; the record is the same as that of one machine.

    \b
    Examples:
      dateline add border-war reports/*.txt
      dateline add border-war monday.jsonl saved-pages/ crawl.warc.gz
      dateline add border-war https://example.org/world/rss.xml
      dateline add border-war s3a://news/2021/ --engine spark --master spark://head:7077
    """
    with engine_called(engine, master) as spark:
        return _add(case, sources, workers, spark)


def _add(
    path: Path, sources: Sequence[str | Path], workers: int | None = None, spark: Spark | None = None
) -> int:
    from dateline import building
    from dateline.store import Case

    case = Case.at(path)
    with progress() as step:
        found = building.add(case, sources, step, workers=workers, engine=spark)
    told = [f"added {len(found.added)}"]
    told += [f"skipped {len(found.skipped)} (in the case already)"] if found.skipped else []
    told += [f"rejected {len(found.rejected)}"] if found.rejected else []
    status = tell_rejected(found.rejected)
    if not case.is_made:
        raise UsageError(f"No case was made at {path}: nothing to add could be read from what was given.")
    say(f"{path}: {', '.join(told)}")
    return status


@click.command()
@CASE
@WORKERS
@ENGINE
@MASTER
def rebuild(case: Path, workers: int | None, engine: str, master: str) -> int:
    """Derive the tables of a case again from its archive; ids stay the same.

    \b
    Example:
      dateline rebuild border-war
    """
    from dateline import building
    from dateline.store import Case

    opened = Case.open(case)
    with engine_called(engine, master) as spark, progress() as step:
        building.rebuild(opened, step, workers=workers, engine=spark)
    with opened.database(read_only=True) as tables:
        made = tables.counts()
        unread = [r for r in tables.part("rejections") if r.stage in ("acquire", "read")]
    say(f"{case}: {made['reports']} reports, {made['claims']} claims, {made['events']} events")
    return tell_rejected(unread)


@click.command()
@CASE
def check(case: Path) -> int:
    """Verify the archive's hashes, the decisions and the tables; each fault is named.

    \b
    Example:
      dateline check border-war
    """
    from dateline import building
    from dateline.acquire import Archive
    from dateline.store import Case, decisions
    from dateline.store import check as check_tables

    opened = Case.open(case)
    archive = Archive(opened.archive)
    faults = [r.reason for r in archive.verify()]
    faults += list(check_tables(opened))
    faults += _behind(building.missing(opened)) if opened.tables.exists() else []
    for fault in faults:
        say(f"fault: {fault}")
    for left in (*archive.leftovers(), *decisions.leftovers(opened.decisions)):
        say(f"note: {left}")
    say(f"{case}: {len(archive)} reports kept; {len(faults) or 'no'} faults")
    return 1 if faults else 0


def _behind(missing: Sequence[str]) -> list[str]:
    if not missing:
        return []
    told = f"{missing[0]} and {len(missing) - 1} more" if missing[1:] else missing[0]
    return [f"what is kept is not yet in the tables: {told}; run `dateline rebuild`"]


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--example", default="islam-qala", show_default=True, metavar="NAME", help="Which bundled example."
)
def demo(folder: Path | None, example: str) -> int:
    """Build the bundled example case and print its brief; in a temporary folder if none is given.

    \b
    Examples:
      dateline demo
      dateline demo my-first-case
    """
    from dateline.cli.ask import print_brief
    from dateline.examples import example_reports

    reports = example_reports(example)
    path = folder or Path(tempfile.mkdtemp(prefix="dateline-")) / example
    status = _add(path, reports)
    print_brief(path)
    write(f"""
---
This is the case {path}, made from {len(reports)} files of reports by
fictional outlets in {reports[0].parent}. Go on with:
  dateline control {path}
  dateline claims {path} --kind casualties
  dateline brief {path} --format html > brief.html
  dateline serve {path}    the desk, in a browser
  dateline why {path} ID      with an id from `dateline claims` or a brief in JSON
""")
    return status


@click.command()
@click.argument("dumps", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DUMP...")
def places(dumps: tuple[Path, ...]) -> int:
    """Add the villages of a country to the gazetteer, for this and every later case.

    DUMP is a country's file as GeoNames hands it out at download.geonames.org/export/dump: AF.zip, or
    AF.txt unpacked. Nothing is fetched. The bundled gazetteer ends at towns of 500 people; villages are
    taken only where a report names their province or a place near by. What was packed is kept in the
    folder that DATELINE_PLACES names, else in ~/.local/share/dateline/places; delete a file there to
    take it back. Cases read their reports again at the next add or rebuild. GeoNames data is under
    CC BY 4.0.

    \b
    Example:
      dateline places AF.zip SY.zip
    """
    from dateline import pipeline

    for dump in dumps:
        click.echo(f"{dump.name}: {pipeline.add_places(dump):,} places added")
    return 0
