"""Frames found in one sentence, and which of them can stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.claims.context import Context
from dateline.claims.eventnouns import noun_hits
from dateline.claims.frames import Frames
from dateline.claims.hits import Hit
from dateline.claims.states import state_hits
from dateline.claims.verbs import verb_hits

_WITHIN = ("in", "during", "by", "from", "amid")  # "wounded in clashes"


def hits(context: Context, frames: Frames) -> tuple[Hit, ...]:
    """Every construction of ``frames`` in the sentence, best row first where rows compete for a trigger."""
    found = list(state_hits(context, frames))
    for token in context.sentence.tokens:
        found += _first(verb_hits(context, token, frames))
        found += _first(noun_hits(context, token, frames))
    return tuple(_compatible(context, sorted(found, key=lambda h: h.trigger)))


def _first(candidates: Iterator[Hit]) -> list[Hit]:
    """The best row, and with it further casualties of the same verb ("left 14 dead and 60 injured")."""
    best = next(candidates, None)
    if best is None:
        return []
    further = (h for h in candidates if h.kind == best.kind == "casualties" and h.change != best.change)
    return [
        best,
        *[h for h in further if h.uses and h.uses != best.uses and (h.counts != best.counts or not h.counts)][
            :1
        ],
    ]


def _compatible(context: Context, found: Sequence[Hit]) -> Iterator[Hit]:
    """Hits without those that only restate part of another: a role, a cause, an object of speech."""
    verbs = [h for h in found if not h.nominal]
    stated = {h.clause for h in found if h.clause is not None and h.kind == "control"}
    used = {i for h in found for i in h.uses} | {i for v in verbs for i in (*v.actors, *v.targets)}
    outcomes = {i for v in verbs if v.kind == "casualties" for i in v.uses}
    seen: set[tuple[int, str, str]] = set()
    for hit in found:
        same = (hit.trigger, hit.kind, hit.change)
        outcome = hit.kind == "casualties" and hit.trigger in outcomes  # "injured" in "left 20 injured"
        if same in seen or hit.trigger in stated or outcome:
            continue
        seen.add(same)
        taken = hit.trigger in used and hit.change not in (
            "gained",
            "lost",
        )  # "the capture of X cut the road"
        if not hit.nominal or not (taken or _is_cause(context, hit, verbs)):
            yield hit


def _is_cause(context: Context, hit: Hit, verbs: Sequence[Hit]) -> bool:
    """Is the event only the cause inside a casualty clause ("were wounded in clashes")?"""
    casualties = [v for v in verbs if v.kind == "casualties"]
    triggers = {v.trigger for v in casualties}
    token = context.token(hit.trigger)
    if token.dep in ("nsubj", "agent") and token.head in triggers:
        return True
    prep = context.token(token.head)
    if prep.dep == "agent" and prep.head in triggers:
        return True
    hurt = {i for v in casualties for i in (v.trigger, v.head, *v.targets)}
    return token.dep == "pobj" and prep.lemma in _WITHIN and prep.head in hurt
