"""The record in the formats of other tools. Each format is a module with ``write(dossier, path)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from dateline.errors import UsageError
from dateline.export.shape import Dossier, LeftOut

__all__ = ["FORMATS", "Dossier", "Format", "LeftOut", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what is written, and by which profile tolls are brought to one best figure."""

    name: str
    writes: str
    profile: str | None = None  # None: the case's own
    files: tuple[str, ...] = ()  # of a folder, those by which an earlier export is known

    @property
    def module(self) -> str:
        return f"dateline.export.{self.name}"


FORMATS: Mapping[str, Format] = {
    f.name: f
    for f in (
        Format(
            "parquet",
            "a folder of Parquet tables, GeoParquet where a table has places",
            files=("claims.parquet",),
        ),
        Format("csv", "a folder of CSV tables with datapackage.json", files=("datapackage.json",)),
        Format("sqlite", "a database with views and full-text search, and metadata for Datasette"),
        Format("geopackage", "map layers and tables for a GIS"),
        Format("geojson", "events, control periods and crossings as points"),
        Format("acled", "CSV in ACLED's 31 columns", "acled-lowest"),
        Format("ged", "CSV in the 49 columns of UCDP GED", "ged-range"),
        Format("polecat", "tab-separated text in POLECAT's 40 columns, CAMEO codes beside it"),
        Format("followthemoney", "JSON lines of FollowTheMoney entities, for Aleph"),
        Format("annotations", "W3C Web Annotations on the words, with provenance"),
        Format("stix", "a STIX 2.1 bundle"),
    )
}


def write(form: str, dossier: Dossier, path: Path) -> Sequence[LeftOut]:
    """Write ``dossier`` to ``path`` and return what the format has no row for.

    Raises:
        UsageError: ``path`` is a folder that holds other files, or is one where the format is a file.
    """
    _check_free(FORMATS[form], path)
    path.parent.mkdir(parents=True, exist_ok=True)
    left: Sequence[LeftOut] = import_module(FORMATS[form].module).write(dossier, path)
    return left


def _check_free(form: Format, path: Path) -> None:
    """Nothing but an earlier export is written over."""
    if not path.is_dir():
        return
    if not form.files:
        raise UsageError(f"{path} is a folder, and {form.name} is written to a file. Give a name for it.")
    if any(path.iterdir()) and not all((path / name).exists() for name in form.files):
        raise UsageError(f"{path} holds other files. Give a new or empty folder for the tables.")
