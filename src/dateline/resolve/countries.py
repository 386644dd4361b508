"""What English calls the countries of the world and their people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline import tables
from dateline.fold import fold


@dataclass(frozen=True, slots=True)
class CountryNames:
    """A row of ``countries.toml``."""

    iso: str  # ISO 3166 two letters
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    point: tuple[float, float] | None = None  # latitude and longitude of its middle, degrees


@lru_cache(maxsize=1)
def rows() -> tuple[CountryNames, ...]:
    """Every row of ``countries.toml``, in file order."""
    return tables.rows("dateline.resolve", "countries.toml", "country", CountryNames)


@lru_cache(maxsize=1)
def middles() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middle of each country, by ISO code."""
    return {row.iso: row.point for row in rows() if row.point}


@lru_cache(maxsize=1)
def by_word() -> dict[str, str]:
    """ISO code by folded name, alias or demonym: every word or pair of words that leads to a country."""
    found = dict(by_demonym())
    for row in rows():
        for name in (row.name, *row.aliases):
            if len(fold(name)) > 3:
                found[fold(name)] = row.iso
    return found


@lru_cache(maxsize=1)
def by_demonym() -> dict[str, str]:
    """ISO code by folded demonym, plurals in -s included: ``"afghans"`` leads to ``"AF"``."""
    found: dict[str, str] = {}
    for row in rows():
        for demonym in row.demonyms:
            found.setdefault(fold(demonym), row.iso)
            found.setdefault(fold(demonym) + "s", row.iso)
    return found
