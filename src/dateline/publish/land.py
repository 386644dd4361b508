"""Countries and provinces under the marks of a map."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from dateline.publish.projection import EARTH, Point, Projection, clip, distance

_PROVINCES_FROM = 0.1  # points on paper per km: on maps of wider areas provinces would only clutter
_MARGIN = 20.0
_LEAST = 0.7  # points on paper between two points of a line
_LEAST_WIDE = 2.0  # the same on maps of wider areas
_SPECK = 1.5  # points on paper
_KM = 111.0  # in a degree of latitude


class _Shape(msgspec.Struct, frozen=True):
    """Lines on the grid, each its first point and then steps; ``box`` is west, south, east, north."""

    box: tuple[int, int, int, int]
    lines: tuple[tuple[int, ...], ...]


class _World(msgspec.Struct, frozen=True):
    """What ``scripts/build_map.py`` wrote; ``grid`` is in degrees."""

    grid: float
    provinces: tuple[_Shape, ...]
    borders: tuple[_Shape, ...]


def land(to_paper: Projection) -> list[str]:
    """SVG of the sea, the land, its countries and, on maps of small areas, its provinces."""
    world = _world()
    shown = [s for s in world.provinces if _near(s, world.grid, to_paper)]
    rings = "".join(_ring(to_paper, line) for s in shown for line in _lines(s, world.grid, to_paper))
    thin = "#cfc8b8" if to_paper.scale >= _PROVINCES_FROM else "#f6f2e8"
    ends = [s for s in world.borders if _near(s, world.grid, to_paper)]
    borders = "".join(_line(to_paper, line) for s in ends for line in _lines(s, world.grid, to_paper))
    return [
        f'<rect width="{to_paper.width:.0f}" height="{to_paper.height:.0f}" fill="#e3ecf0"/>',
        f'<path d="{rings}" fill="#f6f2e8" fill-rule="nonzero" stroke="{thin}" stroke-width=".8"/>',
        f'<path d="{borders}" fill="none" stroke="#8d877b" stroke-width="1.3" stroke-linejoin="round"/>',
    ]


@cache
def _world() -> _World:
    packed = files("dateline.publish").joinpath("data", "world.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=_World)


def _near(shape: _Shape, grid: float, to_paper: Projection) -> bool:
    """Whether any of a shape may lie in the frame."""
    west, south, east, north = (side * grid for side in shape.box)
    if east - west > 180:  # over the date line: its box says nothing
        return True
    middle = (west + east) / 2, (south + north) / 2
    frame = (to_paper.width + to_paper.height) / 2 / to_paper.scale
    reach = max(distance(*middle, x, y) for x in (west, east) for y in (south, north))
    return distance(*middle, to_paper.lon, to_paper.lat) <= min(frame + reach, EARTH * 3)


def _lines(shape: _Shape, grid: float, to_paper: Projection) -> Iterator[list[Point]]:
    """The lines in degrees, without points too near to the one before to be told apart on paper."""
    least = (_LEAST if to_paper.scale >= _PROVINCES_FROM else _LEAST_WIDE) / to_paper.scale / _KM / grid
    for steps in shape.lines:
        x = y = 0
        kept: list[tuple[int, int]] = []
        for across, up in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + across, y + up
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least:
                kept.append((x, y))
        if len(kept) > 1:
            yield [(x * grid, y * grid) for x, y in (*kept, (x, y))]


def _ring(to_paper: Projection, ring: Sequence[Point]) -> str:
    points = [to_paper(*p) for p in ring if to_paper.sees(*p)]
    points = clip(points, -_MARGIN, -_MARGIN, to_paper.width + _MARGIN, to_paper.height + _MARGIN)
    return f"{_path(points)}Z" if len(points) > 2 and _is_seen(points) else ""


def _is_seen(points: Sequence[Point]) -> bool:
    """Whether a ring is large enough on paper to be more than a speck."""
    across = max(x for x, _ in points) - min(x for x, _ in points)
    up = max(y for _, y in points) - min(y for _, y in points)
    return max(across, up) >= _SPECK


def _line(to_paper: Projection, line: Sequence[Point]) -> str:
    """The stretches of a line that lie in the frame."""
    found, stretch = "", list[Point]()
    for point in [*(to_paper(*p) if to_paper.sees(*p) else None for p in line), None]:
        inside = (
            point is not None
            and -_MARGIN <= point[0] <= to_paper.width + _MARGIN
            and -_MARGIN <= point[1] <= to_paper.height + _MARGIN
        )
        if inside and point is not None:
            stretch.append(point)
        elif stretch:
            found += _path(stretch) if len(stretch) > 1 else ""
            stretch = []
    return found


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
