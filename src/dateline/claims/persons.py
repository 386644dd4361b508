"""People whom nobody counts because they are told one by one: "a driver and a nurse" are two."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.context import Context
from dateline.claims.nouns import nouns
from dateline.claims.nountypes import is_type
from dateline.claims.numbers import bounded_from, quantities
from dateline.records import Quantity, Token
from dateline.syntax import conjuncts, kids, words

_SINGULAR = ("NN", "NNP")
_ONE = frozenset({"he", "she", "him", "her", "i", "me", "himself", "herself"})
_NOBODY = frozenset({"no", "any", "every", "each", "neither", "which", "what"})


def told_one_by_one(context: Context, heads: Sequence[int], unit: str) -> Quantity | None:
    """How many people the noun phrases of ``heads`` come to, counting each single person as one.

    None where no single person is among them, or where somebody is there of whom no number is told.
    """
    members = sorted({i for head in heads for i in conjuncts(context.sentence, head)})
    counts = [_count(context, i, unit) for i in members]
    told = [q for q in counts if q is not None]
    single = [_single(context, i) for i in members]
    if len(told) < len(counts) or not any(single):
        return None
    first, last = context.extent(members[0])[0], context.extent(members[-1])[1]
    text = words(context.sentence, first, last)
    value, low, high = (
        _sum(bounds) for bounds in zip(*((q.value, q.low, q.high) for q in told), strict=True)
    )
    return Quantity(value, low, high, unit, text, named=all(single))


def _sum(parts: Sequence[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _count(context: Context, i: int, unit: str) -> Quantity | None:
    first, last = context.extent(i)
    for inner in conjuncts(context.sentence, i)[1:]:
        last = min(last, context.extent(inner)[0])
    found = quantities(words(context.sentence, bounded_from(context.sentence, first), max(last, i + 1)), unit)
    if any(k.i < i for k in kids(context.sentence, i, "nummod")):  # behind a name stands an age
        return found[0] if found else None
    return Quantity(1, 1, 1, unit, context.token(i).text) if _single(context, i) else None


def _single(context: Context, i: int) -> bool:
    """Is the noun one person: "a driver", "the mayor", "Amina Yusuf", "he"?"""
    token = context.token(i)
    if token.text.lower() in _ONE:
        return True
    if token.tag not in _SINGULAR or token.lemma in nouns("collectives") or context.core(i) != i:
        return False
    before = [k for k in kids(context.sentence, i, "det", "nummod") if k.i < i]
    if any(t.dep == "nummod" or t.lemma in _NOBODY for t in before):
        return False
    dressed = token.pos == "PROPN" or any(kids(context.sentence, i, "det", "poss"))
    if not dressed and context.sentence.part != "headline":
        return False  # "took soldiers hostage"
    return _somebody(context, token)


def _somebody(context: Context, token: Token) -> bool:
    if token.pos == "PROPN":
        aged = any(k.pos == "NUM" for k in kids(context.sentence, token.i, "appos"))
        return aged or token.ent == "PERSON" or is_type(context, token.i, ("person",))
    return is_type(context, token.i, ("persons", "person")) or token.lemma in nouns("kin")
