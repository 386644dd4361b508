"""The order of each part of a record, so that the same record reads the same however it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dateline.records import ControlPeriod, CopyLink, CrossingStatus, Disagreement, Event, Origin, Toll

ORDERS: Mapping[type, Callable[[Any], Any]] = {
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
