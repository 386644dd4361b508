"""GeoJSON (RFC 7946): events, control periods and crossings as points, told apart by ``layer``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dateline import wire
from dateline.export import flat, sidecar
from dateline.export.shape import Cell, Dossier, Table

LAYERS = (flat.EVENTS, flat.CONTROL, flat.CROSSINGS)


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write one feature collection and its sidecar; what has no known place has no geometry."""
    features = [f for table in LAYERS for f in _features(dossier, table)]
    collection = {"type": "FeatureCollection", "dateline": flat.about(dossier), "features": features}
    path.write_text(wire.dumps(collection, indent=1) + "\n", encoding="utf-8")
    traced = [
        sidecar.Traced(item.id, table.name, item.id, item.claim_ids, {})
        for table in LAYERS
        for item in table.items(dossier)
    ]
    sidecar.write(dossier, path, form="geojson", rows=traced, left=())
    return ()


def _features(dossier: Dossier, table: Table) -> list[wire.Json]:
    names = [c.name for c in table.columns]
    return [_feature(table.name, dict(zip(names, row, strict=True))) for row in table.rows(dossier)]


def _feature(layer: str, cells: dict[str, Cell]) -> wire.Json:
    point = cells.pop("geometry")
    cells.pop("record")
    cells = {name: c.isoformat() if isinstance(c, date) else c for name, c in cells.items()}
    return {
        "type": "Feature",
        "id": cells["id"],
        "geometry": {"type": "Point", "coordinates": list(point)} if isinstance(point, tuple) else None,
        "properties": {"layer": layer} | cells,
    }
