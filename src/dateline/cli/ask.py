"""Commands that read a case: brief, control, claims, why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.shared import AS_OF, CASE, KNOWN, OUTPUT, PLACE, deliver, output_format, say, write

if TYPE_CHECKING:
    from dateline.publish.view import View

_ROOM = {"md": 3, "html": 8, "pdf": 8}  # items looked at for each line: some say the same, a map has many
KINDS = ("control", "fighting", "casualties", "movement", "crossing", "talks", "position")


@click.command()
@CASE
@AS_OF
@KNOWN
@PLACE
@output_format("md", "html", "pdf", "json", by_ending=True)
@OUTPUT
@click.option(
    "--length",
    type=click.Choice(("short", "standard", "full")),
    default="standard",
    show_default=True,
    help="How many items a section shows.",
)
@click.option(
    "--map", "map_path", type=click.Path(path_type=Path, dir_okay=False), help="Write the map there, as SVG."
)
def brief(
    case: Path,
    as_of: date | None,
    known: date | None,
    place: str | None,
    form: str,
    output: Path | None,
    length: str,
    map_path: Path | None,
) -> None:
    """The situation, sourced: what is agreed, what is disputed and by whom, who holds what.

    \b
    Examples:
      dateline brief border-war
      dateline brief border-war --as-of 2021-07-09 --place Herat
      dateline brief border-war -o brief.html
      dateline brief border-war -o brief.pdf --length full
      dateline brief border-war --map places.svg --length short
    """
    view = _brief(case, as_of, known, place, "html" if map_path and form == "md" else form, length)
    if map_path:
        from dateline.publish.map import draw

        map_path.write_text(draw(view), encoding="utf-8")
        say(f"map written to {map_path}")
    deliver(_written(view, form, length), output, data=form != "md")


def print_brief(case: Path) -> None:
    """Write the brief of a case to standard output, as Markdown."""
    deliver(_written(_brief(case, None, None, None, "md", "standard"), "md", "standard"), None)


def _written(view: View, form: str, length: str) -> str | bytes:
    """The brief in a format."""
    from dateline import pipeline, wire
    from dateline.publish.brief import brief as write_brief
    from dateline.publish.brief_json import brief_json
    from dateline.publish.html import html
    from dateline.publish.markdown import markdown
    from dateline.publish.paper import pdf

    if form == "json":
        told = brief_json(view, pipeline.stories(view.record), pipeline.families(view.record))
        return wire.dumps(told, indent=2)
    document = write_brief(view, length=length, pictures=form != "md")
    if form == "pdf":
        return pdf(document)
    return html(document) if form == "html" else markdown(document)


@click.command()
@CASE
@click.argument("place", required=False)
@AS_OF
@KNOWN
@click.option("--according-to", metavar="WHO", help="Only by the word of this source, agency or outlet.")
@output_format("table", "json", "geojson")
def control(
    case: Path, place: str | None, as_of: date | None, known: date | None, according_to: str | None, form: str
) -> None:
    """Who holds what, according to whom, on a date, as known on a date.

    \b
    Examples:
      dateline control border-war
      dateline control border-war "Islam Qala" --as-of 2021-07-09
      dateline control border-war --according-to Reuters --format geojson
    """
    from dateline import asking, wire
    from dateline.publish import brief_json, listing
    from dateline.store import Case

    opened = Case.open(case)
    view = asking.control(opened, as_of, known, place, according_to, words=form == "table")
    periods = view.record.control
    if form == "json":
        write(wire.dumps([brief_json.control(p) for p in periods], indent=2), data=True)
    elif form == "geojson":
        write(wire.dumps(listing.control_geojson(periods), indent=2), data=True)
    else:
        write(listing.control_table(view, periods))


@click.command()
@CASE
@click.option("--kind", type=click.Choice(KINDS), help="One kind of claim.")
@PLACE
@click.option("--source", metavar="S", help="A source, agency or outlet, by a part of its name.")
@output_format("table", "jsonl", "csv")
def claims(case: Path, kind: str | None, place: str | None, source: str | None, form: str) -> None:
    """The claims with their words and where they stand.

    \b
    Examples:
      dateline claims border-war --kind casualties
      dateline claims border-war --source "interior ministry" --format csv > claims.csv
    """
    from dateline import wire
    from dateline.publish import listing

    view = _view(case)
    found = listing.claims_wanted(view, kind=kind, place=place, source=source)
    if form == "jsonl":
        for claim in found:
            write(wire.dumps(wire.claim(claim)), data=True)
    elif form == "csv":
        write(listing.claims_csv(view, found), data=True)
    else:
        write(listing.claims_table(view, found))


@click.command()
@CASE
@click.argument("id")
def why(case: Path, id: str) -> None:
    """From an event, claim, figure, disagreement or control period down to the words in the reports.

    The first characters of an id are enough where no other id begins so.

    \b
    Example:
      dateline why border-war e3f1
    """
    from dateline import asking, pipeline
    from dateline.publish.why import why as explain
    from dateline.store import Case

    view = asking.behind(Case.open(case), id)
    write(explain(view, id, pipeline.earlier_ids(view.record)))


def _view(path: Path, known: date | None = None) -> View:
    from dateline import asking
    from dateline.store import Case

    return asking.view(Case.open(path), known)


def _brief(
    path: Path, as_of: date | None, known: date | None, place: str | None, form: str, length: str
) -> View:
    """The whole record only where all of it is written."""
    from dateline import asking
    from dateline.publish.brief import LENGTHS
    from dateline.store import Case

    room = None if form == "json" or length == "full" else _ROOM[form] * LENGTHS[length]
    return asking.brief(Case.open(path), as_of, known, place, room=room)
