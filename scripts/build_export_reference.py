"""Print the reference of the exports, made from the columns themselves, so that the two cannot differ.

usage: python scripts/build_export_reference.py > docs/exports.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from dateline.export import FORMATS, acled, codes, flat, ged, polecat
from dateline.export.shape import Column

HEAD = """# Exports

Made by `scripts/build_export_reference.py` from the columns themselves.

`dateline export CASE --format F -o PATH` writes the record of a case for another tool. Every row has the
ids that lead back to claims, and every claim its report and the characters at which its words stand.
Nothing of an export depends on when or where it is made: the same record gives the same bytes.

Where a format has room for one figure or one holder, the profile that chose it is named in the row, and
`NAME.record.jsonl` beside it carries the whole record, which row came from which event and claims, and
every event for which the format has no row, with the reason. The command prints those reasons too.

In CSV and tab-separated files a text cell that begins with an apostrophe, or with a character with which
spreadsheets begin a formula (`=`, `+`, `-`, `@`, tab, line end, and the wide forms of these), has one
apostrophe in front. Take one leading apostrophe away to have the cell as it was. Numbers and dates are
never changed.

`--without-texts` leaves out the reports' texts beyond the quotes, for passing an export on."""

EVENTS = """## Events in other data sets' columns

A row is an event that somebody asserts as a fact or as reported, at a known place. An event that is only
denied, only planned or possible, or without a known place has no row. Who acts is the party that most of
the event's claims name. Events of casualties and of fighting stay apart, also where they may be one
happening, since no report says so: the dead stand with the former, and the latter has 0.

What follows is not ACLED's, UCDP's or POLECAT's data, and nobody there coded it."""


def reference() -> str:
    """The reference as Markdown."""
    parts = [HEAD, _formats(), "## Tables of parquet, csv, sqlite and geopackage"]
    for table in flat.TABLES:
        parts += [f"### {table.name}", table.help, _columns(table.columns)]
    parts.append(EVENTS)
    for title, columns in (("acled", acled.COLUMNS), ("ged", ged.COLUMNS), ("polecat", polecat.COLUMNS),
                           ("polecat: NAME.cameo.tsv", polecat.CAMEO)):  # fmt: skip
        parts += [f"### {title}", _columns(columns)]
    parts += ["## How claims are called elsewhere", _codes()]
    return "\n\n".join(parts) + "\n"


def _formats() -> str:
    rows = [
        (f"`{f.name}`", f.writes, f"`{f.profile}`" if f.profile else "the case's") for f in FORMATS.values()
    ]
    return _grid(("Format", "Writes", "Toll profile"), rows)


def _columns(columns: Iterable[Column]) -> str:
    return _grid(("Column", "Type", "Meaning"), [(f"`{c.name}`", c.type, c.help) for c in columns])


def _codes() -> str:
    rows = [
        (c.kind, c.change, c.acled or "", c.plover or "", c.mode, c.context, c.cameo)
        for c in codes.codes().values()
    ]
    lists = codes.lists()
    told = [
        "`territory`, `violence` and `captivity` are decided by who acts upon whom:",
        _grid(("Case", "ACLED sub-event"), list(lists["acled"].items())),
        "What has no row above is left out, because:",
        _grid(("Format and kind", "Reason"), list(lists["reasons"].items())),
    ]
    head = ("Kind", "Change", "ACLED sub-event", "PLOVER type", "Mode", "Contexts", "CAMEO")
    return "\n\n".join([_grid(head, rows), *told])


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(reference())
