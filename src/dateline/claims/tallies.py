"""Counts that stand without a verb: "Thirteen dead", "nineteen of them in the capital", "8,574 deaths"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.claims.context import Context
from dateline.claims.hits import Hit
from dateline.records import Token

_OUTCOMES = {
    "dead": "killed",
    "deaths": "killed",
    "death": "killed",
    "killed": "killed",
    "fatalities": "killed",
    "fatality": "killed",
    "injured": "wounded",
    "wounded": "wounded",
    "injuries": "wounded",
    "hurt": "wounded",
    "missing": "missing",
}
_SEVERE = frozenset(("critical", "critically", "serious", "seriously", "severe", "severely", "intensive"))
_VAGUE = frozenset(("dozen", "score", "hundred", "thousand"))
_OF_THEM = frozenset(("them", "whom", "those", "these"))


def tallies(context: Context, found: Sequence[Hit]) -> list[Hit]:
    """Counts of dead, wounded or missing that no construction has taken, and counts of a part of them."""
    stated = {i for h in found if h.kind == "casualties" for i in (h.trigger, *h.uses, *h.counts, *h.targets)}
    made = [h for t in context.sentence.tokens for h in _outcome(context, t, stated)]
    counted = bool(made) or any(h.kind == "casualties" for h in found)
    return [*made, *(h for t in context.sentence.tokens for h in _part(context, t, counted))]


def _outcome(context: Context, token: Token, stated: set[int]) -> Iterator[Hit]:
    change = _OUTCOMES.get(token.text.lower())
    before_noun = token.dep in ("amod", "compound") and token.head > token.i
    if change is None or token.i in stated or before_noun or token.tag in ("VB", "VBD"):
        return
    number = _number_before(context, token.i)
    if number is None or number in stated:
        return
    yield Hit(
        rule="frames/tally@1",
        kind="casualties",
        change=change,
        trigger=token.i,
        counts=(number,),
        unit=change,
        uses=tuple(range(number, token.i)),
    )


def _number_before(context: Context, i: int) -> int | None:
    """The number that counts the word at ``i``, at most two words before it."""
    for back in (i - 1, i - 2):
        if back >= 0 and (context.token(back).pos == "NUM" or context.token(back).lemma in _VAGUE):
            return back
        if back < 0 or context.token(back).pos not in ("NOUN", "ADJ", "NUM"):
            return None
    return None


def _part(context: Context, token: Token, counted: bool) -> Iterator[Hit]:
    """ "ten of them critical", "eight of them in the capital": a part of a count given before."""
    tokens = context.sentence.tokens
    if not counted or token.pos != "NUM" or token.i + 2 >= len(tokens) or token.i == 0:
        return
    of, them = tokens[token.i + 1], tokens[token.i + 2]
    if (
        of.lemma != "of"
        or them.text.lower() not in _OF_THEM
        or tokens[token.i - 1].text not in (",", "and", "to", "–", "-", "—", "(")
    ):
        return
    end = _clause_end(context, them.i)
    severe = any(t.lemma in _SEVERE for t in tokens[token.i : end])
    yield Hit(
        rule="frames/part-of-tally@1",
        kind="casualties",
        change="wounded" if severe else "killed",
        trigger=token.i,
        counts=(token.i,),
        unit="wounded" if severe else "killed",
        uses=tuple(range(token.i, end)),
    )


def _clause_end(context: Context, i: int) -> int:
    tokens = context.sentence.tokens
    while i < len(tokens) and tokens[i].text not in (",", ".", ";", "—", "–", ")"):
        i += 1
    return i
