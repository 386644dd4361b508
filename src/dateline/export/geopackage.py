"""GeoPackage 1.3: events, control, crossings and places of claims as map layers, the rest as tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.export import database, flat
from dateline.export.points import geopackage_blob
from dateline.export.shape import Dossier, Table

_APPLICATION = 0x47504B47  # "GPKG"
_VERSION = 10300
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_SYSTEM = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,
  max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents (table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT, PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema',
  'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
"""


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write one ``.gpkg`` file; what has no known place keeps its row, without a point."""
    with database.fresh(path) as connection:
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.executescript(_SYSTEM)
        connection.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
            [
                ("WGS 84", 4326, "EPSG", 4326, _WGS84),
                ("Undefined Cartesian", -1, "NONE", -1, "undefined"),
                ("Undefined geographic", 0, "NONE", 0, "undefined"),
            ],
        )
        for table in flat.TABLES:
            _table(connection, dossier, table)
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", flat.about(dossier).items())
    return ()


def _table(connection: sqlite3.Connection, dossier: Dossier, table: Table) -> None:
    """A layer where the table has points, else a table of attributes."""
    database.fill(
        connection,
        dossier,
        table,
        columns=table.columns,
        before="fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
        point="POINT",
        bare=geopackage_blob,
    )
    points = next((c for c in table.columns if c.type == "point"), None)
    found = [p for item in table.items(dossier) if isinstance(p := points and points.value(item), tuple)]
    east, north = zip(*found, strict=True) if found else ((None,), (None,))
    bounds = (min(east), min(north), max(east), max(north)) if found else (None,) * 4
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            table.name,
            "features" if points else "attributes",
            table.name,
            table.help,
            f"{dossier.day.isoformat()}T00:00:00.000Z",
            *bounds,
            4326 if points else None,
        ),
    )
    if points:
        row = (table.name, points.name, "POINT", 4326, 0, 0)
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.executemany(
        "INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, NULL, ?, NULL, NULL)",
        [(table.name, c.name, c.help) for c in table.columns],
    )
