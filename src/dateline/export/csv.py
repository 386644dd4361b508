"""CSV with a description that Frictionless and others read (Data Package 1.0, tabular)."""

from __future__ import annotations

from pathlib import Path

from dateline import wire
from dateline.export import flat
from dateline.export.shape import Cell, Column, Dossier, Table
from dateline.fold import fold
from dateline.spreadsheet import csv_text

_TYPES = {"text": "string", "point": "string"}
_NOTE = (
    "A text cell that begins with an apostrophe or with a character that begins a formula in a "
    "spreadsheet has one apostrophe in front; take it away to have the cell as it was."
)


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write a folder of ``TABLE.csv`` files and ``datapackage.json``."""
    path.mkdir(parents=True, exist_ok=True)
    for table in flat.TABLES:
        rows = ([_cell(c) for c in row] for row in table.rows(dossier))
        text = csv_text([c.name for c in table.columns], rows)
        (path / f"{table.name}.csv").write_text(text, encoding="utf-8", newline="")
    described = wire.dumps(description(dossier), indent=2) + "\n"
    (path / "datapackage.json").write_text(described, encoding="utf-8")
    return ()


def _cell(cell: Cell) -> Cell:
    """A point as well-known text."""
    return f"POINT ({cell[0]} {cell[1]})" if isinstance(cell, tuple) else cell


def description(dossier: Dossier) -> wire.Json:
    """The data package: every table with its columns, keys and links."""
    return {
        "profile": "tabular-data-package",
        "name": "-".join(fold(dossier.title).split()) or "case",
        "title": dossier.title,
        "description": f"Claims of news reports about a conflict, and on what they differ. {_NOTE}",
        "dateline": flat.about(dossier),
        "resources": [_resource(table) for table in flat.TABLES],
    }


def _resource(table: Table) -> wire.Json:
    schema: wire.Json = {"fields": [_field(c) for c in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.links:
        schema["foreignKeys"] = [
            {
                "fields": [column],
                "reference": {"resource": "" if other == table.name else other, "fields": ["id"]},
            }
            for column, other in table.links.items()
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.help,
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> wire.Json:
    described = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.help,
    }
    return described | ({"format": "default"} if column.type == "date" else {})
