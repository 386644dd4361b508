"""Counts that stand without a verb: "Thirteen dead", "nineteen of them in the capital", "8,574 deaths"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from dateline import tables
from dateline.claims.context import Context
from dateline.claims.hits import Hit
from dateline.claims.nountypes import is_type
from dateline.claims.numbers import is_spelled
from dateline.records import Token

# What may stand before a count that only goes into the count before it.
_JOINS = (",", "and", "to", "–", "-", "—", "(")
_PHRASE = 12  # tokens of "the wounded in the four hospitals that we support" up to "number"
_CLAUSE_ENDS = (",", ".", ";", "—", "–", ")")


@cache
def _table() -> Mapping[str, Any]:
    return tables.read(__package__, "tallies.toml")


def tallies(context: Context, found: Sequence[Hit]) -> list[Hit]:
    """Counts of dead, wounded or missing that no construction has taken, and counts of a part of them."""
    stated = {i for h in found if h.kind == "casualties" for i in (h.trigger, *h.uses, *h.counts, *h.targets)}
    made = [h for t in context.sentence.tokens for h in _outcome(context, t, stated)]
    made += [h for t in context.sentence.tokens for h in _numbered(context, t, stated)]
    counted = bool(made) or any(h.kind == "casualties" for h in found)
    return [*made, *(h for t in context.sentence.tokens for h in _part(context, t, counted))]


def _outcome(context: Context, token: Token, stated: set[int]) -> Iterator[Hit]:
    change = _table()["outcomes"].get(token.text.lower())
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


def _numbered(context: Context, token: Token, stated: set[int]) -> Iterator[Hit]:
    """ "The wounded in four hospitals number 2,880": the small parser takes the verb for a noun."""
    tokens = context.sentence.tokens
    change = _table()["outcomes"].get(token.text.lower())
    if change is None or token.i in stated or token.i == 0 or tokens[token.i - 1].text.lower() != "the":
        return
    for verb in tokens[token.i + 1 : token.i + _PHRASE]:
        if verb.text in (",", ";", ".") or verb.text.lower() in _table()["outcomes"]:
            return
        if verb.text.lower() in _table()["numbering"] and verb.i + 1 < len(tokens):
            count = tokens[verb.i + 1]
            if count.pos == "NUM" and count.i not in stated:
                yield Hit(
                    rule="frames/number@1", kind="casualties", change=change, trigger=token.i,
                    counts=(count.i,), unit=change, uses=tuple(range(token.i, count.i + 1)),
                )  # fmt: skip
            return


def _number_before(context: Context, i: int) -> int | None:
    """The number that counts the word at ``i``, at most two words before it."""
    for back in (i - 1, i - 2):
        if back < 0:
            return None
        token = context.token(back)
        if token.pos == "NUM" or token.lemma in _table()["vague"] or is_spelled(token.text):
            return back
        if token.pos not in ("NOUN", "ADJ") and token.tag != "VBN":  # "60 confirmed deaths"
            return None
    return None


def _part(context: Context, token: Token, counted: bool) -> Iterator[Hit]:
    """ "ten of them critical", "eight of them in the capital": a part of a count given before."""
    tokens = context.sentence.tokens
    if not counted or token.pos != "NUM" or token.i + 2 >= len(tokens) or token.i == 0:
        return
    of, them = tokens[token.i + 1], tokens[token.i + 2]
    if of.lemma != "of" or them.text.lower() not in _table()["of_them"]:
        return
    if tokens[_before_bound(context, token.i)].text not in _JOINS:
        return
    end = _clause_end(context, them.i)
    severe = any(t.lemma in _table()["severe"] for t in tokens[token.i : end])
    outcome = "wounded" if severe else "killed"
    yield Hit(
        rule="frames/part-of-tally@1",
        kind="casualties",
        change=outcome,
        trigger=token.i,
        counts=(token.i,),
        unit=outcome,
        targets=_who(context, them.i, end),
        uses=tuple(range(token.i, end)),
    )


def _who(context: Context, them: int, end: int) -> tuple[int, ...]:
    """Who the part were, where a noun right behind says so ("14 of them policemen")."""
    behind = context.sentence.tokens[them + 1 : min(end, them + 3)]
    return tuple(t.i for t in behind if t.tag == "NNS" and is_type(context, t.i, ("people", "force")))[:1]


def _before_bound(context: Context, i: int) -> int:
    """The token before a number and what bounds it ("at least 172 of them")."""
    before = i - 1
    while before > 0 and context.token(before).text.lower() in _table()["bounding"]:
        before -= 1
    return before


def _clause_end(context: Context, i: int) -> int:
    tokens = context.sentence.tokens
    while i < len(tokens) and tokens[i].text not in _CLAUSE_ENDS:
        i += 1
    return i
