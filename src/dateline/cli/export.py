"""The command that takes a case into other tools: export."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click

from dateline.cli.shared import CASE, KNOWN, say

NAMES = (
    "parquet",
    "csv",
    "sqlite",
    "geopackage",
    "geojson",
    "acled",
    "ged",
    "polecat",
    "followthemoney",
    "annotations",
    "stix",
)
PROFILES = ("latest-official", "ged-range", "acled-lowest")


@click.command()
@CASE
@click.option("--format", "form", type=click.Choice(NAMES), required=True, help="What is written.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file, or for parquet and csv the folder.",
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="How the best figure of a toll is chosen; by default as the case says, in acled and ged as they do.",
)
@click.option("--without-texts", is_flag=True, help="Leave out the reports' texts beyond the quotes.")
@KNOWN
def export(
    case: Path, form: str, output: Path, profile: str | None, without_texts: bool, known: date | None
) -> int:
    """Write the record of a case for another tool.

    Every row has the ids that lead back to claims and words. Where a format has room for one figure or one
    holder, the profile that chose it is named, and PATH.record.jsonl beside it carries the rest.

    \b
    Formats:
      parquet, csv, sqlite, geopackage   every table of the record
      geojson                            events, control and crossings on the map
      acled, ged, polecat                events in the columns of those data sets
      followthemoney, stix, annotations  entities for Aleph, STIX 2.1, W3C annotations on the words

    \b
    Examples:
      dateline export border-war --format geopackage -o border-war.gpkg
      dateline export border-war --format acled -o border-war.csv
      dateline export border-war --format parquet -o tables/
    """
    from dateline import asking
    from dateline import export as exports
    from dateline.store import Case

    dossier = asking.dossier(Case.open(case), profile or exports.FORMATS[form].profile, known)
    if without_texts:
        dossier = dossier.without_texts()
    left = exports.write(form, dossier, output)
    say(f"written to {output}")
    for why, number in Counter(one.why for one in left).most_common():
        say(f"left out {number} event{'' if number == 1 else 's'}: {why}")
    return 0
