"""What the parties say: commitments in words, compressed to one line for each speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dateline.publish import english
from dateline.publish.document import Line, Section
from dateline.publish.lines import bullets, cite_event
from dateline.publish.names import party, unnamed
from dateline.publish.phrase import best_claim, in_text
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
        if in_text(view, event):
            spoken.setdefault(_party(view, event), []).append(event)
    every = {who: Counter(e.change for e in told if e.change) for who, told in spoken.items()}
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (actor, change), number in (view.tally.spoken if view.tally else {}).items():
        counted[party(view, actor)][change] += number
    every = {who: found | counted[who] for who, found in every.items()}
    order = sorted(spoken, key=lambda who: (who == _NOBODY, -_often(every[who], spoken[who]), who))
    lines = [_line(view, who, spoken[who], every[who]) for who in order]
    return Section("What the parties say", bullets(lines, limit, view.beyond("position")))


def _often(kinds: Counter[str], told: Sequence[Event]) -> int:
    return max(kinds.total(), len(told))


_NOBODY = "no speaker named"


def _party(view: View, event: Event) -> str:
    if event.actors and party(view, event.actors[0]):
        return party(view, event.actors[0])
    source = best_claim(view, event.claim_ids).source
    if source is None:
        return _NOBODY
    return party(view, source.name) if source.name else unnamed(view, source)


def _line(view: View, who: str, events: Sequence[Event], kinds: Counter[str]) -> Line:
    """``The rebels, two pledges and a threat: “…”; “…”.``"""
    numbers = [english.count(n, k, _WORDS[k]) for k, n in sorted(kinds.items(), key=lambda i: (-i[1], i[0]))]
    line: Line = (f"{english.capital(who)}, {english.listing(numbers)}: ",)
    told: dict[str, Event] = {}
    for event in sorted(events, key=lambda e: _vague(view, e)):
        told.setdefault(english.quote(best_claim(view, event.claim_ids).quote, 160), event)
    for number, (words, event) in enumerate(list(told.items())[:2]):
        line += ("; " if number else "", words, cite_event(view, event))
    return (*line, ".")


def _vague(view: View, event: Event) -> bool:
    """Whether the words of a position tell little: they are too few."""
    return len(best_claim(view, event.claim_ids).quote.split()) < _TELLING


_TELLING = 5  # words from which a quotation says what is promised or blamed
