"""How much about an event an analyst should look at, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.publish.phrase import in_text
from dateline.publish.view import View
from dateline.records import Event

_CONSEQUENCE = {"control": 40, "casualties": 36, "crossing": 26, "fighting": 18, "movement": 14, "talks": 8}


def doubts(view: View, event: Event) -> Iterator[tuple[int, str]]:
    """Each reason to look at an event, with its weight in points."""
    claims = [view.claims[c] for c in event.claim_ids if c in view.claims]
    origins = len(event.origins_for) + len(event.origins_against)
    if event.status == "disputed":
        yield 20, "accounts differ"
    if origins == 1:
        yield 10, "one origin alone tells of it"
    if origins == 0:
        yield 14, "nobody is named as its origin"
    if event.place is None:
        yield 6, "no place is told"
    elif event.place.id is None:
        yield 12, f"“{event.place.text}” could not be found on the map"
    if event.when is None or event.when.precision == "unknown":
        yield 6, "no day is told"
    if claims and all(c.modality in ("possible", "reported") for c in claims):
        yield 8, "every account of it is hedged"
    if not in_text(view, event):
        yield 10, "it stands in headlines or captions alone"
    tolls = view.tolls.get(event.id, ())
    if any(t.low is not None and t.high is not None and t.high >= 2 * max(1.0, t.low) for t in tolls):
        yield 12, "the lowest and the highest figure are far apart"


def doubt(view: View, event: Event) -> int:
    """Consequence and uncertainty together, in points: what the review queue is sorted by."""
    found = sum(points for points, _ in doubts(view, event))
    if not found:
        return 0
    widely = min(10, 2 * len(event.carriers))
    return _CONSEQUENCE.get(event.kind, 2) + found + widely
