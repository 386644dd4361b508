"""What is on its way into the case, and what came of it."""

from __future__ import annotations

from typing import Any

from dateline.desk.page import Json, Page
from dateline.publish import english


def add(adding: Any) -> Page:
    """The form, and how far the reports are that were given last; ``adding`` is None before any were."""
    data: Json = {"adding": None if adding is None else _told(adding)}
    return Page("add.html", "Add reports", data)


def _told(adding: Any) -> Json:
    return {
        "names": list(adding.names[:20]),
        "number": len(adding.names),
        "what": adding.what,
        "done": adding.done,
        "total": adding.total,
        "finished": adding.finished,
        "added": list(adding.added),
        "skipped": list(adding.skipped),
        "rejected": [{"name": r.name, "reason": english.sentence(r.reason)} for r in adding.rejected],
        "fault": adding.fault,
    }
