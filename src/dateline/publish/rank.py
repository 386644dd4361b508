"""What comes first: the most consequential, then the best attested."""

from __future__ import annotations

from dateline.fold import fold
from dateline.publish.view import View
from dateline.records import Event

_KINDS = ("control", "casualties", "crossing", "fighting", "movement", "talks", "position")
_STATUS = ("disputed", "conceded", "superseded", "corroborated", "single-origin", "unattributed")


def ranked(view: View) -> list[Event]:
    """The events of a view, most consequential first; the same order on every run."""
    return sorted(view.record.events, key=lambda event: weight(view, event))


def weight(view: View, event: Event) -> tuple[object, ...]:
    """A key that sorts watched places first, then disputed control, control, casualties and so on."""
    watched = event.place is not None and fold(event.place.name) in {fold(w) for w in view.watch}
    disputed = event.status in ("disputed", "conceded") and bool(event.origins_for)
    found = event.place is not None and event.place.id is not None
    return (
        not watched,
        not (disputed and event.kind == "control" and found),
        not (disputed and event.kind != "position" and found),
        _KINDS.index(event.kind),
        not found,
        -len(event.origins_for) - len(event.origins_against),
        -len(event.carriers),
        _STATUS.index(event.status),
        event.id,
    )
