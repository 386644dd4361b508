"""The tables of border crossings and of regions that are no division of one state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline import tables
from dateline.fold import fold
from dateline.records import Place

_PACKAGE = "dateline.resolve"


@dataclass(frozen=True, slots=True)
class Crossing:
    """A row of ``crossings.toml``: ``countries`` has the main side first, ``admin1`` is its division."""

    name: str
    lat: float
    lon: float
    countries: tuple[str, str]
    towns: tuple[str, ...]
    admin1: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A row of ``regions.toml``; without a country where several share the region.

    A part of a continent is ``wide``, and its id says so.
    """

    name: str
    lat: float
    lon: float
    country: str = ""
    wide: bool = False
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def crossings() -> tuple[Crossing, ...]:
    """Every border crossing, in file order.

    Raises:
        TableError: rows do not fit, lie nowhere on Earth, or share a name; all are listed.
    """
    found = tables.rows(_PACKAGE, "crossings.toml", "crossing", Crossing)
    _check("crossings.toml", found)
    return found


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Every region, in file order.

    Raises:
        TableError: as for ``crossings``.
    """
    found = tables.rows(_PACKAGE, "regions.toml", "region", Region)
    _check("regions.toml", found)
    return found


def named_places() -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Every crossing and region as a place, with the folded names that lead to it."""
    for crossing in crossings():
        home, other = crossing.countries
        place = Place(
            f"crossing:{_slug(crossing.name)}",
            crossing.name,
            crossing.lat,
            crossing.lon,
            home,
            crossing.admin1,
            feature="border crossing",
            other_country=other if other != home else None,
        )
        yield place, _keys(crossing)
    for region in regions():
        ident = f"{'continent' if region.wide else 'region'}:{_slug(region.name)}"
        yield (
            Place(ident, region.name, region.lat, region.lon, region.country, feature="region"),
            _keys(region),
        )


def _keys(row: Crossing | Region) -> tuple[str, ...]:
    return tuple(sorted({fold(name) for name in (row.name, *row.aliases)}))


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-")


def _check(file: str, rows: tuple[Crossing, ...] | tuple[Region, ...]) -> None:
    faults: list[str] = []
    owner: dict[str, str] = {}
    for row in rows:
        if not (-90 <= row.lat <= 90 and -180 <= row.lon <= 180):
            faults.append(
                f"  {row.name}: {row.lat}, {row.lon} is no place on Earth; expected degrees lat, lon"
            )
        codes = row.countries if isinstance(row, Crossing) else (row.country,) if row.country else ()
        if bad := [code for code in codes if len(code) != 2 or not code.isupper()]:
            faults.append(f"  {row.name}: {bad} are not ISO 3166 two-letter codes")
        for key in _keys(row):
            if owner.setdefault(key, row.name) != row.name:
                faults.append(
                    f"  {row.name}: {owner[key]} is called {key!r} too; keep the name on one of them"
                )
    if faults:
        raise tables.TableError(f"{_PACKAGE}/{file} has {len(faults)} faults:\n" + "\n".join(faults))
