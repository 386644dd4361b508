"""Places that the user has added to the bundled ones: where they are kept."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.resolve.geonames import import_geonames

SETTING = "DATELINE_PLACES"  # names the folder


def folder() -> Path:
    """The folder that ``DATELINE_PLACES`` names, else ``dateline/places`` in the user's data folder."""
    if told := os.environ.get(SETTING):
        return Path(told)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local/share") / "dateline" / "places"


def files() -> tuple[Path, ...]:
    """The files for ``Gazetteer.open``, sorted."""
    return tuple(sorted(folder().glob("*.bin"))) if folder().is_dir() else ()


def add(dump: Path) -> int:
    """Pack a country dump of GeoNames into the folder, in place of an earlier one of its name.

    Returns:
        The number of places that the bundled gazetteer lacks.

    Raises:
        DumpError: ``dump`` is no such file.
    """
    folder().mkdir(parents=True, exist_ok=True)
    made = folder() / f".{dump.stem}.new"
    try:
        count = import_geonames(dump, made)
        made.replace(folder() / f"{dump.stem}.bin")
    finally:
        made.unlink(missing_ok=True)
    return count
