"""What the parties say: commitments in words, compressed to one line for each speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.publish import english
from dateline.publish.document import Cite, Line, Section
from dateline.publish.lines import bullets
from dateline.publish.phrase import best_claim
from dateline.publish.view import View
from dateline.records import Event

_WORDS = {
    "pledge": "pledges",
    "threat": "threats",
    "warning": "warnings",
    "demand": "demands",
    "offer": "offers",
    "assurance": "assurances",
    "condemnation": "condemnations",
    "accusation": "accusations",
}


def positions(view: View, events: Sequence[Event], limit: int) -> Section:
    """One line for each party, those who spoke most first."""
    spoken: dict[str, list[Event]] = {}
    for event in events:
        spoken.setdefault(_party(view, event), []).append(event)
    order = sorted(spoken.items(), key=lambda item: (-len(item[1]), item[0]))
    return Section("What the parties say", bullets([_line(view, who, said) for who, said in order], limit))


def _party(view: View, event: Event) -> str:
    if event.actors:
        return event.actors[0]
    source = best_claim(view, event.claim_ids).source
    return (source.name or source.text) if source else "No speaker named"


def _line(view: View, who: str, events: Sequence[Event]) -> Line:
    kinds = Counter(e.change for e in events if e.change)
    numbers = [f"{n} {_plural(k, n)}" for k, n in sorted(kinds.items(), key=lambda i: (-i[1], i[0]))]
    counted = f" ({english.listing(numbers)})" if len(events) > 1 and numbers else ""
    line: Line = (f"{who[:1].upper()}{who[1:]}{counted}: ",)
    for number, event in enumerate(events[:2]):
        claim = best_claim(view, event.claim_ids)
        line += ("; " if number else "", f"“{english.short(claim.quote, 160)}”", Cite(event.claim_ids))
    return (*line, ".")


def _plural(kind: str, number: int) -> str:
    return kind if number == 1 else _WORDS[kind]
