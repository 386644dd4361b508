"""Parquet: one file for each table; those with places are GeoParquet 1.1."""

from __future__ import annotations

from pathlib import Path

from dateline import wire
from dateline.export import engine, flat
from dateline.export.shape import Dossier, Table


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write a folder of ``TABLE.parquet`` files."""
    path.mkdir(parents=True, exist_ok=True)
    with engine.load(dossier, flat.TABLES) as connection:
        for table in flat.TABLES:
            target = _quoted(str(path / f"{table.name}.parquet"))
            metadata = ", ".join(f"{k}: {_quoted(v)}" for k, v in _metadata(dossier, table).items())
            connection.execute(
                f'COPY "{table.name}" TO {target} '
                f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{metadata}}})"
            )
    return ()


def _metadata(dossier: Dossier, table: Table) -> dict[str, str]:
    """What the file says about itself, under the keys that readers look for."""
    columns = {c.name: c.help for c in table.columns}
    found = {"dateline": wire.dumps(flat.about(dossier) | {"table": table.help, "columns": columns})}
    if any(c.type == "point" for c in table.columns):
        found["geo"] = wire.dumps(_geo(dossier, table))
    return found


def _geo(dossier: Dossier, table: Table) -> wire.Json:
    """GeoParquet 1.1 metadata; without a ``crs`` it is longitude and latitude on WGS 84."""
    at = next(i for i, c in enumerate(table.columns) if c.type == "point")
    points = [cell for row in table.rows(dossier) if isinstance(cell := row[at], tuple)]
    column: wire.Json = {"encoding": "WKB", "geometry_types": ["Point"]}
    if points:
        east, north = zip(*points, strict=True)
        column["bbox"] = [min(east), min(north), max(east), max(north)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
