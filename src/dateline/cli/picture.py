"""The command that draws: picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dateline.cli.shared import AS_OF, CASE, KNOWN, PLACE, deliver
from dateline.errors import UsageError

KINDS = ("map", "timeline", "tolls", "lineage")


@click.command()
@CASE
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The picture, as .svg or .png by its name.",
)
@click.option("--event", metavar="ID", help="For lineage: which event; the first of the brief if not given.")
@AS_OF
@KNOWN
@PLACE
def picture(
    case: Path,
    kind: str,
    output: Path,
    event: str | None,
    as_of: date | None,
    known: date | None,
    place: str | None,
) -> None:
    """Draw a map, a timeline, the ranges of tolls or the lineage of an event, with caption and data sources.

    \b
    Examples:
      dateline picture border-war map -o map.svg --as-of 2021-07-09
      dateline picture border-war tolls -o tolls.png
      dateline picture border-war lineage -o who-said-it.svg --event ev-0123456789abcdef
    """
    from dateline import asking
    from dateline.publish.paper import png
    from dateline.publish.pictures import picture as draw
    from dateline.store import Case

    form = output.suffix.lower()
    if form not in (".svg", ".png"):
        raise UsageError(f"{output} is neither .svg nor .png by its name. Give it one of the two endings.")
    drawn = draw(asking.cut(Case.open(case), as_of, known, place), kind, event=event)
    deliver(png(drawn) if form == ".png" else drawn, output)
