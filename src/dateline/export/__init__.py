"""The record in the formats of other tools. Each format is a module with ``write(dossier, path)``."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

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

    What stood there stays until all is written.

    Raises:
        UsageError: ``path`` is a folder that holds other files, is one where the format is a file, or the
            disk does not take it.
    """
    _check_free(FORMATS[form], path)
    writer = import_module(FORMATS[form].module)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not FORMATS[form].files:
            return cast("Sequence[LeftOut]", writer.write(dossier, path))
        with _folder(path.resolve(), FORMATS[form].files) as beside:
            return cast("Sequence[LeftOut]", writer.write(dossier, beside))
    except _faults() as fault:
        raise UsageError(
            f"{path} cannot be written ({fault}). The case is as it was: see to the disk and export again."
        ) from fault


@contextmanager
def _folder(path: Path, known_by: Sequence[str]) -> Iterator[Path]:
    """An empty folder, whose files go to ``path`` once all are written; those of others stay there.

    What an earlier export is ``known_by`` goes first: one that is cut short can be done again.
    """
    beside = path.with_name(f"{path.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        yield beside
        path.mkdir(exist_ok=True)
        for file in sorted(beside.iterdir(), key=lambda f: (f.name not in known_by, f.name)):
            file.replace(path / file.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _faults() -> tuple[type[Exception], ...]:
    """What libraries raise when the disk is full or fails; asked for when something was raised."""
    import duckdb

    return (OSError, sqlite3.OperationalError, duckdb.IOException)


def _check_free(form: Format, path: Path) -> None:
    """Nothing but an earlier export is written over."""
    if not path.is_dir():
        return
    if not form.files:
        raise UsageError(f"{path} is a folder, and {form.name} is written to a file. Give a name for it.")
    if any(path.iterdir()) and not all((path / name).exists() for name in form.files):
        raise UsageError(f"{path} holds other files. Give a new or empty folder for the tables.")
