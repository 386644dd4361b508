"""Events and origins in plain sentences."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline import tables
from dateline.fold import fold
from dateline.publish import english
from dateline.publish.view import View
from dateline.records import Claim, Event, Origin, Toll, Where


@dataclass(frozen=True, slots=True)
class Phrase:
    """The forms in which one kind of event is said, fullest first."""

    kind: str
    change: str
    forms: tuple[str, ...]


def said(view: View, event: Event) -> str:
    """What happened, with its time and without its sources; a report's own words if need be."""
    if event.kind == "casualties":
        return _casualties(view, event)
    told = _fill(_forms().get((event.kind, event.change or ""), ()), _slots(view, event))
    if told is None:
        return f"“{english.short(best_claim(view, event.claim_ids).quote)}”"
    return " ".join(filter(None, (told, english.time_phrase(event.when))))


def _casualties(view: View, event: Event) -> str:
    """The toll's range in words where there is one, else the words of the best claim."""
    tolls = sorted((t for t in view.record.tolls if t.event_id == event.id), key=lambda t: t.category)
    known = [t for t in tolls if t.low is not None or t.best is not None]
    if not known:
        return f"“{english.short(best_claim(view, event.claim_ids).quote)}”"
    told = english.listing([_toll(t) for t in known])
    known_place = event.place is not None and event.place.id is not None
    at = f"{_preposition(event.place)} {event.place.name}" if event.place and known_place else ""
    return " ".join(filter(None, (told, at, english.time_phrase(event.when))))


def _toll(toll: Toll) -> str:
    """``69 fighters killed``, ``24 to 31 people killed``, ``at least 60 civilians wounded``."""
    low, high = toll.low if toll.low is not None else toll.best, toll.high
    if high is None:
        number = f"at least {english.figure(low)}"
    else:
        number = english.figure(low) if low == high else f"{english.figure(low)} to {english.figure(high)}"
    return " ".join(filter(None, (number, toll.victims, toll.category)))


def best_claim(view: View, claim_ids: Sequence[str]) -> Claim:
    """The claim that tells an event best: asserted as fact in a body, fullest, earliest."""
    return min((view.claims[c] for c in claim_ids), key=lambda claim: _order(view, claim))


def asserted(view: View, origin: Origin) -> tuple[str, ...]:
    """The claims of an origin, the best words first."""
    return tuple(sorted(origin.claim_ids, key=lambda c: _order(view, view.claims[c])))


def origin_name(view: View, origin: Origin) -> str:
    """``Ana Reyes, a spokeswoman (via Agence Delta, in three reports)``."""
    who = _speaker(view, origin)
    via = origin.channel if origin.channel and fold(origin.channel) != fold(who) else None
    reports = english.count(len(origin.carriers), "report")
    inside = [f"via {via}"] if via else []
    inside += [f"in {reports}"] if len(origin.carriers) > 1 else []
    return f"{who} ({', '.join(inside)})" if inside else who


def origins(view: View, found: Sequence[Origin]) -> str:
    """Several origins as a list in words, those with most carriers first."""
    inner = [origin_name(view, o) for o in by_reach(found)]
    if len(inner) > 4:
        inner = [*inner[:3], english.count(len(inner) - 3, "other source")]
    return english.listing(inner)


def by_reach(found: Sequence[Origin]) -> list[Origin]:
    """Origins with the most carriers first."""
    return sorted(found, key=lambda o: (-len(o.carriers), o.source or "", o.id))


def place_name(place: Where, *, full: bool = True) -> str:
    """``Harbour Gate (border crossing, Westmark, XX)``; without ``full`` the name alone."""
    if not full:
        return place.name
    region = [place.admin1] if place.admin1 and fold(place.admin1) != fold(place.name) else []
    feature = [place.feature] if place.feature and place.feature not in ("city", "country", "village") else []
    plain = [f for f in feature if not f.startswith("admin")]
    inside = [*plain, *region, *([place.country] if place.country else [])]
    return f"{place.name} ({', '.join(inside)})" if inside else place.name


def _speaker(view: View, origin: Origin) -> str:
    """The source's name with its role, the words for an unnamed one, or the outlet itself."""
    if origin.source is None:
        return origin.channel or view.outlets(origin.carriers)
    found = [view.claims[c].source for c in origin.claim_ids if c in view.claims]
    named = [s for s in found if s and s.name]
    roles = sorted({s.role for s in named if s.role and s.type == "person"}, key=lambda r: (len(r), r))
    if roles and fold(roles[0]) not in fold(origin.source):
        return f"{origin.source}, {roles[0]}"
    return english.with_article(origin.source) if named else _within_sentence(origin.source)


def _within_sentence(words: str) -> str:
    """The words for an unnamed source as they stand in the middle of a sentence."""
    first, space, rest = words.partition(" ")
    plain = first.lower() in tables.read("dateline.publish", "phrases.toml")["plain"]
    return english.with_article(f"{first.lower()}{space}{rest}" if plain else words)


def _order(view: View, claim: Claim) -> tuple[object, ...]:
    filled = sum(map(bool, (claim.actors, claim.targets, claim.places, claim.when, claim.quantities)))
    return (
        claim.stance != "asserts",
        claim.part != "body",
        claim.modality != "fact",
        -filled,
        view.published(claim.report),
        claim.report,
        claim.start,
        claim.id,
    )


@cache
def _forms() -> Mapping[tuple[str, str], tuple[str, ...]]:
    rows = tables.rows("dateline.publish", "phrases.toml", "phrase", Phrase)
    return {(row.kind, row.change): row.forms for row in rows}


def _slots(view: View, event: Event) -> dict[str, str]:
    claim = best_claim(view, event.claim_ids)
    actors = [a.name for a in claim.actors] or list(event.actors)
    where = fold(event.place.name) if event.place else ""
    targets = [t.name for t in claim.targets if fold(t.name) != where]
    slots = {"actor": _names(actors), "target": _names(targets)}
    if event.place is not None and event.place.id is not None:
        slots |= {"place": event.place.name, "at": f"{_preposition(event.place)} {event.place.name}"}
    return {name: text for name, text in slots.items() if text}


def _names(names: Sequence[str]) -> str:
    """Names as a list; nothing where one of them is a pronoun that was not led back to a name."""
    if any(fold(n) in tables.read("dateline.publish", "phrases.toml")["pronouns"] for n in names):
        return ""
    return english.listing([english.with_article(n) for n in dict.fromkeys(names)][:3])


def _preposition(place: Where) -> str:
    inside = place.feature in ("admin1", "admin2", "country", "region", "city") or place.feature is None
    return "in" if inside else "at"


def _fill(forms: Sequence[str], slots: Mapping[str, str]) -> str | None:
    for form in forms:
        needed = {field for _, field, _, _ in string.Formatter().parse(form) if field}
        if needed <= slots.keys():
            return form.format_map(slots)
    return None
