"""Villages from a country dump of GeoNames that the user has fetched, packed for the gazetteer."""

from __future__ import annotations

import io
import math
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import TextIO

from dateline.errors import UsageError
from dateline.resolve import columns
from dateline.resolve.compiling import Entry
from dateline.resolve.compiling import columns as compiled

_FIELDS = 19
_GONE = frozenset({"PPLH", "PPLQ", "PPLW"})  # historical, abandoned and destroyed settlements
_SEATS = frozenset({"PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLG"})
_TOWN = 2_000
_LINE = 100_000  # characters; the longest of GeoNames have some 10,000
_MOST = 4_000_000_000  # characters of a dump; all countries together have less than half
_UNREADABLE = (
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
    LookupError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
)


class DumpError(UsageError):
    """A file is not a country dump of GeoNames."""


def import_geonames(path: Path, out: Path) -> int:
    """Pack the settlements of a GeoNames country dump that the bundled gazetteer lacks.

    ``path`` is ``XX.zip`` or ``XX.txt`` as geonames.org hands it out; ``out`` is a file for
    ``Gazetteer.open``. The data stays under GeoNames' licence, CC BY 4.0.

    Returns:
        The number of places written.

    Raises:
        DumpError: the file is not such a dump; the message names the line.
    """
    with as_file(files("dateline.resolve") / "data/gazetteer.bin") as world:
        known, about = columns.read(world)
    idents = {str(i) for i in known["ident"]}
    names = dict(zip(known["ident"], known["name"], strict=True))
    entries = [e for e in _entries(path, names) if e.ident not in idents]
    if not entries:
        raise DumpError(
            f"{path} holds no settlement that the gazetteer lacks; expected a country dump XX.zip"
        )
    lists = {name: tuple(known[name]) for name in ("ordinary", "personal")}
    columns.write(out, compiled(entries, lists), about)
    return len(entries)


def _entries(path: Path, names: Mapping[str, str]) -> Iterator[Entry]:
    for number, line in enumerate(_lines(path), start=1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != _FIELDS:
            raise DumpError(
                f"{path}, line {number}: {len(fields)} fields, expected the {_FIELDS} of a GeoNames dump"
            )
        if fields[6] == "P" and fields[7] not in _GONE:
            try:
                yield _entry(fields, names)
            except ValueError as fault:
                raise DumpError(f"{path}, line {number}: {fault}") from fault


def _entry(fields: list[str], names: Mapping[str, str]) -> Entry:
    code = f"{fields[8]}.{fields[10]}"
    population = int(fields[14] or 0)
    town = fields[7] in _SEATS or population >= _TOWN
    return Entry(
        "place" if town else "village",
        fields[0],
        fields[2] or fields[1],
        _degrees(fields[4], 90),
        _degrees(fields[5], 180),
        fields[8],
        names.get(code, ""),
        names.get(f"{code}.{fields[11]}", ""),
        population,
        tuple(sorted({fields[1], *filter(None, fields[3].split(","))})),
    )


def _degrees(text: str, most: float) -> float:
    found = float(text)
    if not math.isfinite(found) or abs(found) > most:
        raise ValueError(f"{text} is no latitude or longitude")
    return found


def _lines(path: Path) -> Iterator[str]:
    if not path.is_file():
        raise DumpError(f"{path} is missing: give the path of a country dump, XX.zip or XX.txt")
    try:
        if not zipfile.is_zipfile(path):
            with path.open(encoding="utf-8") as opened:
                yield from _bounded(path, opened)
            return
        with zipfile.ZipFile(path) as archive:
            inside = f"{path.stem}.txt"
            if inside not in archive.namelist():
                raise DumpError(f"{path} has no {inside} in it; it has {archive.namelist()[:5]}")
            with archive.open(inside) as packed:
                yield from _bounded(path, io.TextIOWrapper(packed, "utf-8"))
    except DumpError:
        raise
    except _UNREADABLE as fault:
        raise DumpError(
            f"{path} cannot be read ({fault}); expected a country dump XX.zip or XX.txt"
        ) from fault


def _bounded(path: Path, opened: TextIO) -> Iterator[str]:
    """Every line; no line and no file may be longer than such dumps ever are."""
    left = _MOST
    while line := opened.readline(_LINE):
        left -= len(line)
        if left < 0:
            raise DumpError(f"{path} has more than {_MOST / 1e9:g} GB; expected the dump of one country")
        yield line
