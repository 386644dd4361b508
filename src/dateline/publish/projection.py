"""From longitude and latitude to points on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

EARTH = 6371.0  # km, mean radius


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection about a centre, fitted into a frame.

    Shapes near the centre come out right and areas everywhere, which suits a map of one conflict
    at any latitude and over the date line. J. P. Snyder, Map Projections: A Working Manual (1987), 24.
    """

    lon: float  # centre, degrees
    lat: float
    scale: float  # points on paper per km
    width: float
    height: float

    def __call__(self, lon: float, lat: float) -> Point:
        """The point on paper, x to the right and y down."""
        x, y = _lambert(self.lon, self.lat, lon, lat)
        return self.width / 2 + x * self.scale, self.height / 2 - y * self.scale

    def sees(self, lon: float, lat: float) -> bool:
        """Whether a place lies on the near side, where the projection is of use."""
        return distance(self.lon, self.lat, lon, lat) < EARTH * 2.4


def fit(
    places: Sequence[Point], width: float, height: float, *, margin: float, least_km: float
) -> Projection:
    """The projection that shows all ``places`` (longitude, latitude) inside the frame's margin.

    ``least_km`` is the smallest width of the map, so that one town is not shown as a desert.
    """
    lon, lat = _centre(places)
    flat = [_lambert(lon, lat, *p) for p in places]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    low, high = min(y for _, y in flat), max(y for _, y in flat)
    lon, lat = _back(lon, lat, (left + right) / 2, (low + high) / 2)
    across = max(right - left, least_km)
    up = max(high - low, least_km * height / width)
    scale = min((width - 2 * margin) / across, (height - 2 * margin) / up)
    return Projection(lon, lat, scale, width, height)


def distance(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in km (haversine)."""
    a, b = math.radians(lat), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def clip(ring: Sequence[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The part of a polygon inside a frame (Sutherland and Hodgman, 1974)."""
    found = list(ring)
    for axis, bound, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        found = _clip_side(found, axis, bound, sign)
    return found


def _clip_side(ring: Sequence[Point], axis: int, bound: float, sign: int) -> list[Point]:
    found: list[Point] = []
    for here, before in zip(ring, [*ring[-1:], *ring[:-1]], strict=True):
        inside, was_inside = sign * (here[axis] - bound) >= 0, sign * (before[axis] - bound) >= 0
        if inside != was_inside:
            part = (bound - before[axis]) / (here[axis] - before[axis])
            found.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if inside:
            found.append(here)
    return found


def _centre(places: Sequence[Point]) -> Point:
    """The mean direction of places on the globe, so that the date line does no harm."""
    x = y = z = 0.0
    for lon, lat in places:
        a, b = math.radians(lon), math.radians(lat)
        x, y, z = x + math.cos(b) * math.cos(a), y + math.cos(b) * math.sin(a), z + math.sin(b)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _lambert(lon0: float, lat0: float, lon: float, lat: float) -> Point:
    turn, a, b = math.radians(lon - lon0), math.radians(lat0), math.radians(lat)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    k = math.sqrt(2 / max(1e-9, 1 + cosine))
    y = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return EARTH * k * math.cos(b) * math.sin(turn), EARTH * k * y


def _back(lon0: float, lat0: float, x: float, y: float) -> Point:
    rho = math.hypot(x, y)
    if rho < 1e-9:
        return lon0, lat0
    c, a = 2 * math.asin(min(1.0, rho / (2 * EARTH))), math.radians(lat0)
    lat = math.asin(math.cos(c) * math.sin(a) + y * math.sin(c) * math.cos(a) / rho)
    turn = math.atan2(x * math.sin(c), rho * math.cos(a) * math.cos(c) - y * math.sin(a) * math.sin(c))
    return lon0 + math.degrees(turn), math.degrees(lat)
