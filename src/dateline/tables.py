"""Language and world knowledge kept as TOML beside the code that reads it.

``load`` reads one file of a room into typed rows and reports every fault at once, each with its
path, so that somebody who adds a row sees all that is wrong with it in one go.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

Row = TypeVar("Row")


class TableError(ValueError):
    """A table of language or world knowledge is not as its reader expects."""


def read(package: str, name: str) -> Mapping[str, Any]:
    """The TOML file ``name`` that lies in ``package``, parsed.

    Raises:
        TableError: the file is not TOML; the message names the file and the line.
    """
    source = files(package).joinpath(name)
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise TableError(f"{package}/{name} is not valid TOML: {fault}") from fault


def rows(package: str, name: str, section: str, row: type[Row]) -> tuple[Row, ...]:
    """The ``[[section]]`` entries of a file as ``row`` values, in file order.

    ``row`` is a dataclass or ``msgspec.Struct``; unknown keys are faults too when the struct
    forbids them.

    Raises:
        TableError: one or more entries do not fit; all of them are listed.
    """
    found: list[Row] = []
    faults: list[str] = []
    for number, entry in enumerate(read(package, name).get(section, []), start=1):
        try:
            found.append(msgspec.convert(entry, row))
        except msgspec.ValidationError as fault:
            faults.append(f"  {section}[{number}]: {fault} in {entry!r}")
    if faults:
        raise TableError(f"{package}/{name} has {len(faults)} faulty rows:\n" + "\n".join(faults))
    return tuple(found)
