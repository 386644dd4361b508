"""What a draft counts, read off the words around it."""

from __future__ import annotations

from dateline.claims.context import Context
from dateline.claims.drafts import Draft
from dateline.claims.numbers import bounded_from, quantities
from dateline.records import Quantity
from dateline.syntax import words


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
