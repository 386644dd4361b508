"""How much is held: who says how many, in different units side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline import telling
from dateline.fold import fold
from dateline.gist import extents, is_count, measures_land
from dateline.publish import english
from dateline.publish.document import Block, Cite, Grid, Line, Paragraph, Section
from dateline.publish.names import extent, holder, party, unnamed
from dateline.publish.view import View
from dateline.records import Claim, Event, Quantity

_BOUNDS = (
    "more than|over|at least|up to|nearly|almost|about|around|some|only|fewer than|less than|an estimated"
)
_DONE = {"gained": "taken by {}", "held": "held by {}", "lost": "lost by {}", "contested": "contested by {}"}


def amounts(view: View, limit: int) -> Section:
    """A row for each count or share of ground, with who says so and on which day it was told."""
    groups = counted(view)
    rows = tuple(_row(view, g) for g in groups[:limit])
    if not rows:
        return Section("How much is held", ())
    head = ("Who says", "How much", "In whose hands", "Told on")
    blocks: list[Block] = [Grid(head, rows)]
    scopes = [d for d in view.record.disagreements if d.type == "scope" and _is_of(d.left, groups)]
    if scopes:
        told = "Of different scope: these counts differ in unit or in what they measure, "
        blocks.append(Paragraph((told + "so that they neither confirm nor contradict one another.",)))
    return Section("How much is held", tuple(blocks))


def counted(view: View) -> list[list[Claim]]:
    """Claims that count ground, those of one source with one number together, as they became known."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in sorted(view.record.claims, key=lambda c: (view.published(c.report), c.report, c.start)):
        if is_amount(claim) and _is_shown(view, claim):
            number = fold(claim.quantities[0].text)
            found.setdefault((fold(who_says(view, claim)), number, claim.change or ""), []).append(claim)
    groups = sorted(found.values(), key=lambda g: -len({c.report for c in g}))
    units: set[str] = set()  # one of each unit first, so that the measures stand side by side
    first: list[list[Claim]] = []
    for group in groups:
        if _measure(group[0]).unit not in units:
            units.add(_measure(group[0]).unit)
            first.append(group)
    return [*first, *(g for g in groups if g not in first)]


def is_amount(claim: Claim) -> bool:
    """Whether a claim says in its report's body how much ground somebody has or took."""
    return telling.measure(claim) is not None


def is_told_as_amount(view: View, event: Event) -> bool:
    """Whether an event is nothing but counts of ground, which have a section of their own."""
    told = [view.claims[c] for c in event.claim_ids]
    return event.kind == "control" and all(is_count(c) for c in told) and any(is_amount(c) for c in told)


def amount(view: View, claim: Claim) -> str:
    """``more than 100 districts in Westmark``, ``85 % of Westmark``, in the report's own words."""
    number = _measure(claim)
    told = [extent(view, w) for w in extents(claim)]
    with_number = next((w for w in told if fold(number.text) in fold(w)), None)
    words = with_number or english.counted(number)
    bounded = re.search(rf"\b(?:{_BOUNDS}) {re.escape(words)}", " ".join(claim.quote.split()), re.IGNORECASE)
    return bounded.group() if bounded else words


def who_says(view: View, claim: Claim) -> str:
    """The source of a claim, or the outlet on its own account."""
    if claim.source is None:
        newsroom = claim.via[0] if claim.via else view.outlet(claim.report)
        return f"{newsroom} (on its own account)"
    if claim.source.name:
        return party(view, claim.source.name) or claim.source.name
    return unnamed(view, claim.source)


def _measure(claim: Claim) -> Quantity:
    return next(q for q in claim.quantities if measures_land(q.unit))


def _row(view: View, group: Sequence[Claim]) -> tuple[Line, ...]:
    first = group[0]
    named = first.targets if first.change == "lost" and first.targets else first.actors
    whom = english.listing([holder(view, a.name) for a in named[:2]]) if named else "not said"
    done = _DONE[first.change or "held"] if named else "{}"
    told = view.published(first.report)
    return (
        (english.capital(who_says(view, first)), Cite(tuple(c.id for c in group))),
        (amount(view, first),),
        ((done if first.change != "lost" or not first.targets else "taken by {}").format(whom),),
        (english.day(told) if told.year < 9999 else "not dated",),
    )


def _is_of(claim_ids: Sequence[str], groups: Sequence[Sequence[Claim]]) -> bool:
    return bool({c.id for g in groups for c in g} & set(claim_ids))


def _is_shown(view: View, claim: Claim) -> bool:
    """Whether an event of the view speaks of it, so that a brief on one place stays with that place."""
    return claim.id in view.told
