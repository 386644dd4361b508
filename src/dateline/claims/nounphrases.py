"""Edges of noun phrases, read so that a wrong attachment costs little."""

from __future__ import annotations

from dateline.claims.cues import lexicon
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids, words

_BEFORE = ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "neg")
_OF = frozenset({"of", "at", "in", "from", "for", "with", "near", "on", "to", "inside", "around"})
_PARTING = frozenset({":", ";", "–", "—", "--"})
_SAYING = frozenset({"VBD", "VBZ", "VBP"})  # "added Awa Diallo" read as one name


def left_edge(sentence: Sentence, head: int) -> int:
    """First token of the noun phrase headed by ``head``: determiners, adjectives, possessors."""
    edge = head
    for token in reversed(list(kids(sentence, head, *_BEFORE))):
        first = extent(sentence, token.i)[0]
        parted = any(_parts(sentence, t) for t in sentence.tokens[first:head])
        if token.i < head and token.tag not in _SAYING and not parted:
            edge = min(edge, first)
    return edge


def _parts(sentence: Sentence, token: Token) -> bool:
    """Whether the mark divides phrases: a dash with a space before it does, a hyphen does not."""
    loose = token.text == "-" and token.i > 0 and sentence.tokens[token.i - 1].end < token.start
    return loose or token.text in _PARTING


def right_edge(sentence: Sentence, head: int, *, long: bool = True) -> int:
    """Last token, exclusive, of the phrase: the head, its "of" phrases, never a comma or a clause.

    With ``long``, phrases of place and membership are taken in as well ("officials at the hospital").
    """
    edge = head + 1
    for near in kids(sentence, head, "amod"):
        if near.i == edge and near.lemma == "close":  # "a source close to the army"
            edge = max(
                edge,
                *(
                    right_edge(sentence, o.i, long=long)
                    for to in kids(sentence, near.i, "prep")
                    for o in kids(sentence, to.i, "pobj")
                ),
                edge,
            )
    for token in kids(sentence, head, "prep", "nummod"):
        if token.i != edge:
            continue
        if token.dep == "nummod":
            edge = token.i + 1
        elif token.dep == "prep" and (token.text.lower() == "of" or (long and token.lemma in _OF)):
            for inner in kids(sentence, token.i, "pobj"):
                edge = right_edge(sentence, inner.i, long=long)
    return edge


def with_apposition(sentence: Sentence, head: int) -> int:
    """Last token, exclusive, of the phrase with the appositions and relative clauses behind it."""
    edge = right_edge(sentence, head)
    for token in kids(sentence, head, "appos", "relcl", "acl", "conj", "prep", "punct", "cc"):
        if token.i >= head:
            edge = max(edge, extent(sentence, token.i)[1])
    return edge


def phrase(sentence: Sentence, head: int) -> str:
    """The words of a source's noun phrase without article, appositions and clauses."""
    first, last = left_edge(sentence, head), right_edge(sentence, head)
    while first < head and (
        sentence.tokens[first].lemma in ("the", "a", "an")
        or sentence.tokens[first].dep in ("advmod", "cc")
        or sentence.tokens[first].tag in ("PRP$", "WP$")
    ):
        first += 1
    return words(sentence, first, last)


def proper(sentence: Sentence, token: Token) -> str:
    """The run of capitalised words that ends in the head, without titles in front of it."""
    first = token.i
    run = {
        t.i
        for t in kids(sentence, token.i, "compound", "nmod", "amod", "poss", "flat")
        if t.pos in ("PROPN", "X")
    }
    while first - 1 in run or (first > 0 and sentence.tokens[first - 1].text in ("-",) and first - 2 in run):
        first -= 1
    titles = lexicon().group("titles")
    while first < token.i and sentence.tokens[first].text.lower().rstrip(".") in titles:
        first += 1
    return words(sentence, first, token.i + 1)
