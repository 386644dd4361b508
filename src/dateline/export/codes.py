"""How other code books call what claims say, and what other data sets call the countries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from dateline import tables

_PACKAGE = "dateline.export"


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of codes.toml."""

    kind: str
    change: str
    acled: str | None = None
    plover: str | None = None
    mode: str = ""
    context: str = ""
    cameo: str = ""


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of countries.toml."""

    alpha3: str
    acled: str
    ged: str
    numeric: int | None = None
    gw: int | None = None
    cow: int | None = None


@lru_cache(maxsize=1)
def codes() -> Mapping[tuple[str, str | None], Code]:
    """The rows of codes.toml by kind and change."""
    return {(c.kind, c.change): c for c in tables.rows(_PACKAGE, "codes.toml", "code", Code)}


@lru_cache(maxsize=1)
def lists() -> Mapping[str, Mapping[str, Any]]:
    """The other tables of codes.toml by name."""
    return tables.read(_PACKAGE, "codes.toml")


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """What other data sets call the countries, by ISO 3166 code of two letters."""
    read = tables.read(_PACKAGE, "countries.toml")
    return {iso: msgspec.convert(row, Country) for iso, row in read.items()}


def reason(form: str, kind: str) -> str:
    """Why a format has no row for events of ``kind``."""
    told = lists()["reasons"].get(f"{form}_{kind}")
    return str(told or f"{form} has no counterpart for it")
