"""Events in plain sentences."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline import tables
from dateline.fold import fold
from dateline.gist import amount, extents, is_count
from dateline.publish import english
from dateline.publish.names import extent, party, preposition
from dateline.publish.view import View
from dateline.records import Claim, Event, Origin, Toll, Where
from dateline.telling import key

_ROUGH = ("dozens", "scores", "hundreds", "thousands")  # numbers told in these words stay in them
_BEYOND = re.compile(r"\s+(?:in|at|from|between|on|near|among)\s.*$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The forms in which one kind of event is said, fullest first."""

    kind: str
    change: str
    forms: tuple[str, ...]


def said(view: View, event: Event) -> str:
    """What happened, with its time and without its sources; empty where only a report's words tell it."""
    told = (
        _casualties(view, event)
        if event.kind == "casualties"
        else _fill(_forms().get((event.kind, event.change or ""), ()), _slots(view, event))
    )
    time = english.time_phrase(event.when)
    return " ".join(filter(None, (told, time if time not in (told or "") else ""))) if told else ""


def quoted(view: View, event: Event) -> str:
    """The words of the best claim of an event, in quotation marks."""
    return english.quote(best_claim(view, event.claim_ids).quote)


def _casualties(view: View, event: Event) -> str | None:
    """The toll's range in words where there is one."""
    tolls = sorted(view.tolls.get(event.id, ()), key=lambda t: t.category)
    known = [t for t in tolls if t.low is not None or t.best is not None]
    if not known:
        return None
    return " ".join(filter(None, (english.listing([toll_said(view, t) for t in known]), at(event))))


def at(event: Event) -> str:
    """``in Orlo``, ``at Harbour Gate``; empty where the place is not known."""
    if event.place is None or event.place.id is None:
        return ""
    return f"{preposition(event.place)} {event.place.name}"


def toll_said(view: View, toll: Toll) -> str:
    """``69 fighters killed``, ``24 to 31 people killed``, ``dozens of civilians wounded``."""
    low, high = toll.low if toll.low is not None else toll.best, toll.high
    behind = [view.claims[c] for c in toll.claim_ids if c in view.claims]
    told = sorted({fold(q.text).split()[0] for c in behind for q in c.quantities if q.low == low and q.text})
    if len(told) == 1 and told[0] in _ROUGH:
        return f"{told[0]} of {victims(toll.victims)} {toll.category}"
    if high is None:
        number = f"at least {english.figure(low)}"
    else:
        number = english.figure(low) if low == high else f"{english.figure(low)} to {english.figure(high)}"
    return f"{number} {victims(toll.victims, one=low == high == 1)} {toll.category}"


def victims(words: str, *, one: bool = False) -> str:
    """Who the victims were, without counts and without words that tell nothing."""
    vague = _vague()
    parts = [
        _BEYOND.sub("", " ".join(w for w in p.split() if not english.is_number(w))) for p in words.split(",")
    ]
    parts = [p for p in parts if p and not re.search(r"[\d()]", p) and fold(p).split()[-1:][0] not in vague]
    told = [p for p in dict.fromkeys(parts) if not any(p != q and fold(p) in fold(q) for q in parts)]
    return english.listing(told) or ("person" if one else "people")


def best_claim(view: View, claim_ids: Sequence[str]) -> Claim:
    """The claim that tells an event best: asserted as fact in a body, fullest, earliest."""
    return min((view.claims[c] for c in claim_ids), key=lambda claim: _order(view, claim))


def asserted(view: View, origin: Origin) -> tuple[str, ...]:
    """The claims of an origin, the best words first."""
    return tuple(sorted(origin.claim_ids, key=lambda c: _order(view, view.claims[c])))


def in_text(view: View, event: Event) -> bool:
    """Whether the body of a report tells an event, and not a headline or caption alone."""
    return any(view.claims[c].part == "body" for c in event.claim_ids)


def where_told(view: View, place: Where, claim_ids: Sequence[str]) -> str:
    """The place of some claims, or the part of it that the best of them speaks of."""
    if not claim_ids:
        return extent(view, place)
    ordered = sorted((view.claims[c] for c in claim_ids if c in view.claims), key=lambda c: _order(view, c))
    told = [[w for w in extents(c) if key(w) == key(place)] for c in ordered if c.stance == "asserts"]
    whole = [w for places in told for w in places if w.precision == "exact"]
    if whole and 2 * sum(any(w.precision == "exact" for w in places) for places in told) >= len(told):
        return extent(view, whole[0])
    for claim in ordered:
        if claim.stance == "asserts" or claim is ordered[-1]:
            same = [w for w in extents(claim) if key(w) == key(place)]
            if same:
                return extent(view, same[0])
    return extent(view, place)


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
def _vague() -> frozenset[str]:
    return frozenset(tables.read("dateline.publish", "phrases.toml")["victims"])


@cache
def _forms() -> Mapping[tuple[str, str], tuple[str, ...]]:
    rows = tables.rows("dateline.publish", "phrases.toml", "phrase", Phrase)
    return {(row.kind, row.change): row.forms for row in rows}


def _slots(view: View, event: Event) -> dict[str, str]:
    claim = _teller(view, event)
    where = fold(event.place.name) if event.place else ""
    number = claim.quantities[0].text if claim.quantities else ""
    same = claim.change == event.change or event.kind != "control"
    told = [a.name for a in claim.actors] if same else []
    lead = event.actors[:1] if event.kind == "control" or not told else ()
    actors = _names(view, told if set(lead) <= set(told) and told else lead)
    lost = claim.actors if claim.change == "lost" and not same else claim.targets
    known = (where, *map(fold, lead))
    slots = {
        "actor": _counted(claim) or actors,
        "target": _names(view, [t.name for t in lost if fold(t.name) not in known]),
        "number": _troops(claim, number),
        "people": _counted(claim) or _people(number),
        "way": _way(claim),
    }
    if event.kind == "movement" and event.change == "deployed":
        slots["actor"] = actors
    if event.place is not None:
        same_change = [c for c in event.claim_ids if view.claims[c].change == event.change]
        slots["place"] = (
            amount(claim.quantities[0])  # "139 of 421 districts" is not held as 421
            if event.place.id is None and is_count(claim)
            else where_told(view, event.place, same_change or event.claim_ids)
        )
        slots["at"] = at(event)
        slots["target"] = without_place(slots["target"], event.place.name)
    return {name: text for name, text in slots.items() if text}


def _teller(view: View, event: Event) -> Claim:
    """The best claim that tells an event as what it is: a capture is not told as the other side's loss."""
    same = [c for c in event.claim_ids if view.claims[c].change == event.change]
    return best_claim(view, same or event.claim_ids)


def _counted(claim: Claim) -> str:
    """Those who moved, in the report's own words where these count them: ``more than 1,000 soldiers``."""
    if claim.kind != "movement" or not claim.actors or not claim.quantities:
        return ""
    words, number = " ".join(claim.actors[0].text.split()), claim.quantities[0].text
    return words if number in words and len(words.split()) > len(number.split()) else ""


def without_place(target: str, place: str) -> str:
    """``a hospital in the city of Orlo`` without the place, which the sentence names anyway."""
    inside = r"\s(?:in|at|near|outside|on)\s"
    return re.sub(rf"{inside}(?:(?!{inside}).)*\b{re.escape(place)}$", "", target)


def _people(number: str) -> str:
    """``90,000 people``, ``tens of thousands of people``; empty where they are not counted."""
    rough = number.split()[-1].lower() in _ROUGH if number else False
    return f"{number} {'of ' if rough else ''}people" if number else ""


def _troops(claim: Claim, number: str) -> str:
    """``hundreds of additional troops``: a number with its noun, as the quotation has them."""
    found = (
        re.search(rf"{re.escape(number)}(?: of)?(?: [a-z-]+)?? [a-z]+s\b", claim.quote) if number else None
    )
    return found.group() if found and claim.actors and number not in claim.actors[0].text else ""


def _way(claim: Claim) -> str:
    """``into Westmark``: a place with the preposition that the quotation gives it."""
    for place in claim.places:
        words = re.escape(place.text)
        found = re.search(
            rf"\b(?:from|to|into|towards?|across|through|in|at|near|over) (?:the |its )?{words}(?!\w)",
            claim.quote,
        )
        if found:
            return found.group()
    return ""


def _names(view: View, names: Sequence[str]) -> str:
    """Names as a list; nothing where one of them is a pronoun that was not led back to a name."""
    told = [party(view, n) for n in dict.fromkeys(names)]
    return english.listing(told[:3]) if all(told) else ""


def _fill(forms: Sequence[str], slots: Mapping[str, str]) -> str | None:
    for form in forms:
        needed = {field for _, field, _, _ in string.Formatter().parse(form) if field}
        if needed <= slots.keys():
            return form.format_map(slots)
    return None
