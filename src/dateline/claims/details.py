"""What a draft counts, read off the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline import tables
from dateline.claims.context import Context
from dateline.claims.drafts import Draft
from dateline.claims.numbers import bounded_from, quantities
from dateline.claims.persons import told_one_by_one
from dateline.records import Quantity
from dateline.syntax import kids, words

_OUTCOMES = ("killed", "wounded", "captured", "missing")
_COUNTING = ("control", "movement", "fighting")  # kinds whose places and parties may be counted


def counts(draft: Draft) -> tuple[Quantity, ...]:
    """One quantity for each thing counted; a unit of "noun" takes the counted noun itself."""
    context, hit = draft.context, draft.hit
    found = tuple(dict.fromkeys(_counted(context, hit.counts, hit.unit)))
    if hit.kind == "casualties" and hit.change in _OUTCOMES and len(found) < 2:
        persons = told_one_by_one(context, hit.targets, hit.change)
        return (persons,) if persons else found
    return found or tuple(_beside(draft))[:1]


def _counted(context: Context, heads: Sequence[int], unit: str) -> Iterator[Quantity]:
    for i in heads:
        first, last = context.extent(_measured(context, i))
        text = words(context.sentence, bounded_from(context.sentence, first), last)
        own = _unit(context, i) if unit == "noun" else _befell(context, i) if unit in _OUTCOMES else None
        for quantity in quantities(text, own or ("" if unit == "noun" else unit))[:1]:
            if unit != "noun" or quantity.unit not in ("", "number"):
                yield replace(quantity, high=None) if _or_more(context, last) else quantity


def _or_more(context: Context, last: int) -> bool:
    """ "Eleven people or more", with or without the words in the extent that ends at ``last``."""
    words_there = [t.text.lower() for t in context.sentence.tokens[max(0, last - 2) : last + 2]]
    return ("or", "more") in pairwise(words_there)


def _befell(context: Context, i: int) -> str | None:
    """What is told right behind a bare number: "counted 126 dead and 1,000 injured"."""
    tokens = context.sentence.tokens
    if tokens[i].pos != "NUM" or i + 1 >= len(tokens):
        return None
    outcome: str | None = tables.read(__package__, "tallies.toml")["outcomes"].get(tokens[i + 1].text.lower())
    return outcome


def _beside(draft: Draft) -> Iterator[Quantity]:
    """What the places and parties of an event count: "retreated from two districts", "control 80 percent"."""
    context, hit = draft.context, draft.hit
    if hit.kind not in _COUNTING:
        return
    heads = [i for i in (*hit.places, *hit.actors, *hit.targets) if context.token(i).tag == "NNS"]
    numbered = [i for i in heads if any(kids(context.sentence, i, "nummod"))]
    yield from _counted(context, numbered, "noun")
    if hit.kind == "control":
        stated = quantities(words(context.sentence, draft.first, draft.last), "")
        yield from (q for q in stated if q.unit == "percent")


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
