"""How far a noun phrase reaches, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.lexicon import roles
from dateline.records import Sentence, Token
from dateline.syntax import kids, subtree

_LEFT = ("det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod", "npadvmod")
_INSIDE = ("compound", "amod", "nmod")
_DETERMINERS = (
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "some",
    "any",
    "its",
    "their",
    "his",
    "her",
)


def noun_heads(sentence: Sentence) -> Iterator[Token]:
    """Tokens that head a noun phrase: nouns, names and counted participles ("57 injured")."""
    for token in sentence.tokens:
        counted = token.tag in ("JJ", "VBN", "JJR") and any(kids(sentence, token.i, "nummod", "det"))
        if counted or (token.pos in ("NOUN", "PROPN") and token.dep not in _INSIDE):
            yield token


def extent(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last-exclusive token of the phrase of ``head``: no clause, no "of" and no apposition.

    Bare nouns coordinated with the head share its modifiers and belong to it ("guards and servicemen").
    """
    first, last = head, head + 1
    for token in kids(sentence, head, *_LEFT):
        if token.i < head:
            first = min(first, subtree(sentence, token.i)[0])
    for token in kids(sentence, head, "conj"):
        if token.i == last + 1 and _bare(sentence, token):
            last = token.i + 1
    while first < head and (sentence.tokens[first].pos == "PUNCT" or sentence.tokens[first].dep == "case"):
        first += 1
    return first, last


def _bare(sentence: Sentence, token: Token) -> bool:
    plain = token.pos == "NOUN" and token.tag == "NNS"
    return plain and not any(t.i < token.i for t in kids(sentence, token.i))


def with_of(sentence: Sentence, head: int, last: int) -> int:
    """End of the phrase with the "of" that follows it directly ("dozens of civilians")."""
    for prep in kids(sentence, head, "prep"):
        if prep.i == last and prep.text.lower() == "of":
            for thing in kids(sentence, prep.i, "pobj"):
                return extent(sentence, thing.i)[1]
    return last


def of_what(sentence: Sentence, head: int, *prepositions: str) -> Token | None:
    """The noun under a preposition of ``head`` ("of" if none is named)."""
    wanted = prepositions or ("of",)
    for prep in kids(sentence, head, "prep"):
        if prep.text.lower() in wanted:
            return next(kids(sentence, prep.i, "pobj"), None)
    return None


def root(sentence: Sentence, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it; the last such, as English puts heads last."""
    inside = [i for i in range(first, last) if not first <= sentence.tokens[i].head < last]
    inside += [i for i in range(first, last) if sentence.tokens[i].head == i]
    return max(inside, default=last - 1)


def determiner(sentence: Sentence, first: int) -> str:
    """The determiner or possessive that opens a phrase, lower case, "" if there is none."""
    low = sentence.tokens[first].text.lower()
    return low if low in _DETERMINERS or low in ("both", "all", "each", "no", "another") else ""


def without_determiner(sentence: Sentence, first: int, last: int) -> int:
    """Where the phrase begins after its determiner."""
    return first + 1 if last - first > 1 and determiner(sentence, first) else first


def capital(sentence: Sentence, i: int) -> bool:
    """Is the token written as a name? Capitals at the start of a sentence and in headlines need the tag."""
    token = sentence.tokens[i]
    if not token.text[:1].isupper():
        return False
    return token.pos == "PROPN" or (
        i > 0 and sentence.part != "headline" and token.pos in ("NOUN", "ADJ", "X")
    )


def is_person_noun(token: Token) -> bool:
    """Is this a noun for one person by role ("spokesman", "commander")?"""
    return roles().actors.get(token.lemma) == "person" or roles().actors.get(token.text.lower()) == "person"
