"""What comes first: the most consequential, then the best attested."""

from __future__ import annotations

from dateline import telling
from dateline.fold import fold
from dateline.publish.view import View
from dateline.records import Event


def ranked(view: View) -> list[Event]:
    """The events of a view, most consequential first; the same order on every run."""
    return sorted(view.record.events, key=lambda event: weight(view, event))


def weight(view: View, event: Event) -> tuple[object, ...]:
    """A key that sorts watched places first, then what is gravest."""
    watched = event.place is not None and fold(event.place.name) in {fold(w) for w in view.watch}
    return (not watched, *telling.weight(event), event.id)
