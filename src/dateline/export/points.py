"""Points as the bytes that GIS programs read."""

from __future__ import annotations

import struct

_WGS84 = 4326
Point = tuple[float, float]  # longitude, latitude in degrees


def wkb(point: Point) -> bytes:
    """Well-known binary of a point, little-endian (OGC 06-103r4)."""
    return struct.pack("<BIdd", 1, 1, *point)


def geopackage_blob(point: Point) -> bytes:
    """Well-known binary behind the header of GeoPackage (OGC 12-128r19, 2.1.3): no envelope."""
    return struct.pack("<2sBBi", b"GP", 0, 1, _WGS84) + wkb(point)
