"""The command that sets a case beside a coded data set: compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.shared import CASE, output_format, write

if TYPE_CHECKING:
    from dateline.beside import Coded, Comparison
    from dateline.beside.compare import Pair
    from dateline.records import Event
    from dateline.wire import Json


@click.command()
@CASE
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@output_format("table", "json")
def compare(case: Path, file: Path, form: str) -> None:
    """Which events of an ACLED or UCDP GED file the reports tell of too, and which only one side has.

    FILE is a CSV file as ACLED or UCDP offer it. It is read where it lies; nothing of it goes into the case.

    \b
    Examples:
      dateline compare border-war acled-2021.csv
      dateline compare border-war GEDEvent_v24_1.csv --format json
    """
    from dateline import wire
    from dateline.beside import compare as set_beside
    from dateline.beside import read
    from dateline.store import Case

    found = set_beside(Case.open(case).record(), read(file))
    write(wire.dumps(_json(found), indent=2) if form == "json" else _table(found), data=form == "json")


def _table(found: Comparison) -> str:
    lines = [
        f"In both: {len(found.both)}; only in the data set: {len(found.only_coded)}; "
        f"only in the case: {len(found.only_case)}"
    ]
    lines += ["", "In both", *(line for pair in found.both for line in _pair(pair))]
    lines += ["", "Only in the data set", *(f"  {_coded(c)}" for c in found.only_coded)]
    lines += ["", "Only in the case", *(f"  {_event(e)}" for e in found.only_case)]
    return "\n".join(lines)


def _pair(pair: Pair) -> list[str]:
    told = [f"  {_coded(pair.coded)}", *(f"    {_event(e)}" for e in pair.events)]
    if pair.killed:
        low, best, high = pair.killed
        told.append(f"    killed by the case: {low:g} to {'open' if high is None else f'{high:g}'}"
                    f"{'' if best is None else f', best {best:g}'}")  # fmt: skip
    return told


def _coded(row: Coded) -> str:
    dead = f"{row.best}" if row.low == row.high else f"{row.low}/{row.best}/{row.high}"
    return f"{row.id}  {row.start}  {row.place}  {row.kind}  {' v '.join(row.parties)}  killed {dead}"


def _event(event: Event) -> str:
    day = event.when.start if event.when else None
    return f"{event.id}  {day or 'no day'}  {event.title}  ({event.status}, {len(event.origins_for)} origins)"


def _json(found: Comparison) -> Json:
    return {
        "both": [
            {"coded": p.coded, "events": [e.id for e in p.events], "killed": p.killed} for p in found.both
        ],
        "only_coded": found.only_coded,
        "only_case": [e.id for e in found.only_case],
    }
