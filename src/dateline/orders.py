"""The order of each part of a record, so that the same record reads the same however it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.records import (
    Claim,
    ControlPeriod,
    CopyLink,
    CrossingStatus,
    Disagreement,
    Event,
    Origin,
    Record,
    Rejection,
    Toll,
)

ORDERS: Mapping[type, Callable[[Any], Any]] = {
    Claim: lambda c: (c.report, c.start, c.end, c.id),
    Rejection: lambda r: (r.stage not in ("acquire", "read"), r.name, r.start, r.end, r.stage, r.reason),
    CopyLink: lambda k: (k.report, k.start, k.other, k.other_start),
    Origin: lambda o: o.id,
    Event: lambda e: (e.when.start if e.when and e.when.start else date.max, e.id),
    Disagreement: lambda d: d.id,
    Toll: lambda t: (t.event_id, t.category, t.id),
    ControlPeriod: lambda p: (
        p.place.name, p.valid_from or date.min, p.holder, p.known_from or date.min, p.id
    ),
    CrossingStatus: lambda c: (c.place.name, c.valid_from or date.max, c.state, c.id),
}  # fmt: skip


def ordered(record: Record) -> Record:
    """``record`` with each part in its order; reports by id, what came of decisions as it is."""
    parts = {
        "claims": Claim, "copies": CopyLink, "origins": Origin, "events": Event, "tolls": Toll,
        "disagreements": Disagreement, "control": ControlPeriod, "crossings": CrossingStatus,
        "rejections": Rejection,
    }  # fmt: skip
    found = {name: tuple(sorted(getattr(record, name), key=ORDERS[kind])) for name, kind in parts.items()}
    return replace(record, reports=tuple(sorted(record.reports, key=lambda r: r.id)), **found)
