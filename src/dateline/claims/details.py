"""What a draft counts and when it happened, read off the words around it."""

from __future__ import annotations

from dateline.claims.context import Context
from dateline.claims.drafts import Draft
from dateline.claims.numbers import bounded_from, quantities
from dateline.records import Mention, Quantity
from dateline.syntax import subtree, words

_CLIMB = 3  # steps from a time expression up to the verb that it dates


def counts(draft: Draft) -> tuple[Quantity, ...]:
    """One quantity for each thing counted; a unit of "noun" takes the counted noun itself."""
    context, hit = draft.context, draft.hit
    found: dict[Quantity, None] = {}
    for i in hit.counts:
        first, last = context.extent(_measured(context, i))
        text = words(context.sentence, bounded_from(context.sentence, first), last)
        unit = hit.unit if hit.unit != "noun" else _unit(context, i)
        for quantity in quantities(text, unit)[:1]:
            if hit.unit != "noun" or quantity.unit not in ("", "number"):
                found[quantity] = None
    return tuple(found)


def _measured(context: Context, i: int) -> int:
    """From what is counted up to its measure: "hundreds" for "families" in "hundreds of families"."""
    token = context.token(i)
    while token.dep == "pobj" and context.token(token.head).lemma == "of":
        above = context.token(context.token(token.head).head)
        if above.pos not in ("NOUN", "NUM") or context.core(above.i) != i:
            break
        token = above
    return token.i


def _unit(context: Context, i: int) -> str:
    token = context.token(context.core(i))
    if token.pos == "NOUN":
        return token.text.lower()
    return "share" if token.pos == "PROPN" else ""


def time_of(draft: Draft) -> Mention | None:
    """The time expression of the clause: inside the stretch, else under its verb, else beside it alone."""
    context = draft.context
    inside = context.inside(draft.first, draft.last, "time")
    if inside:
        return inside[0]
    under = set(subtree(context.sentence, draft.hit.head))
    times = context.inside(0, len(context.sentence.tokens), "time")
    clause = [m for m in times if m.head in under]
    if clause:
        return min(clause, key=lambda m: (abs(m.head - draft.hit.trigger), m.first))
    cues = {a.cue_head for a in draft.chain if a.sentence == context.sentence.index}
    free = [m for m in times if not _dates_the_saying(context, m, cues)]
    return free[0] if len(free) == 1 and not draft.hit.shared_subject else None


def _dates_the_saying(context: Context, time: Mention, cues: set[int]) -> bool:
    head = context.token(time.head)
    for _ in range(_CLIMB):
        if head.i in cues:
            return True
        head = context.token(head.head)
    return head.i in cues
