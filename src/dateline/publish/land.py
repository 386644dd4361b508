"""Countries and provinces under the marks of a map."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.publish.projection import Point, Projection, clip

_PROVINCES_FROM = 0.12  # points per km: on maps of a wider area provinces would only clutter


def land(to_paper: Projection) -> list[str]:
    """SVG of the sea, the countries and, on maps of small areas, the provinces."""
    found = [f'<rect width="{to_paper.width:.0f}" height="{to_paper.height:.0f}" fill="#e6eef2"/>']
    world = _world()
    for shape in world["countries"]:
        path = _path(to_paper, shape["rings"])
        if path:
            found.append(f'<path d="{path}" fill="#f6f2e8" stroke="#8d877b" stroke-width="1.1"/>')
    if to_paper.scale >= _PROVINCES_FROM:
        for shape in world["provinces"]:
            path = _path(to_paper, shape["rings"])
            if path:
                found.append(f'<path d="{path}" fill="none" stroke="#c9c2b3" stroke-width=".7"/>')
    return found


@cache
def _world() -> Any:
    packed = files("dateline.publish").joinpath("data", "world.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


def _path(to_paper: Projection, rings: Iterable[Sequence[Sequence[float]]]) -> str:
    return "".join(_ring(to_paper, ring) for ring in rings if any(to_paper.sees(*p) for p in ring))


def _ring(to_paper: Projection, ring: Sequence[Sequence[float]]) -> str:
    points = [to_paper(lon, lat) for lon, lat in ring if to_paper.sees(lon, lat)]
    shown = clip(points, -20, -20, to_paper.width + 20, to_paper.height + 20)
    plain: list[Point] = []
    for x, y in shown:
        if not plain or abs(x - plain[-1][0]) + abs(y - plain[-1][1]) >= 0.6:
            plain.append((x, y))
    if len(plain) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in plain) + "Z"
