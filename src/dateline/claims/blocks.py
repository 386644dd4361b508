"""The stretch of a sentence that attributes: the speaker, the verb, to whom and through what."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.claims.nounphrases import left_edge, right_edge, with_apposition
from dateline.claims.subjects import speaker_of
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids

_ADJUNCTS = ("prt", "advmod", "npadvmod", "dative", "prep", "oprd", "agent")
_CLAUSE_OPENERS = frozenset({"that", "“", '"', ":"})
_LOOSE = frozenset({",", ";", "–", "—", ":"})
_IN_NAME = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_BEFORE_NAME = frozenset({",", "”", '"', "''"})
_ROLE = 14  # words of a role between a quotation and the name of who said it
_VERBAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens ``first`` to ``last`` (exclusive) of an attribution, and its parts."""

    first: int
    last: int
    source: int | None
    addressee: int | None
    inherits: bool = False


def block_around(sentence: Sentence, verb: Token, takes: frozenset[str], leading: frozenset[str]) -> Block:
    """The block of a reporting verb that takes such content.

    ``leading`` are prepositions that lead to the content and so end the block.
    """
    subject, borrowed = speaker_of(sentence, verb, clausal="clause" in takes or "quote" in takes)
    first, last = verb.i, verb.i + 1
    if subject is not None and subject > verb.i:
        last = _tight(sentence, with_apposition(sentence, subject), subject + 1)
    elif subject is not None and (not borrowed or (verb.dep == "xcomp" and subject < verb.i)):
        first = _to_quotation(sentence, _to_comma(sentence, left_edge(sentence, subject)))
    else:
        helpers = {t.i for t in kids(sentence, verb.i, "aux", "neg", "advmod", "cc")}
        while first - 1 in helpers:
            first -= 1
    last, addressee = _onward(sentence, verb, last, _addressed(sentence, verb, takes), leading)
    return Block(first, last, subject, addressee, inherits=subject is None and verb.tag == "VBG")


def _to_comma(sentence: Sentence, first: int) -> int:
    """``first`` moved to the comma or quotation before it, over words that can only be part of the name."""
    tokens, edge = sentence.tokens, first
    while edge > 0 and (tokens[edge - 1].pos in _IN_NAME or tokens[edge - 1].text[:1].isupper()):
        if tokens[edge - 1].ent in ("DATE", "TIME") or tokens[edge - 1].pos == "ADP":
            return first
        edge -= 1
    return edge if edge > 0 and tokens[edge - 1].text in _BEFORE_NAME else first


def _to_quotation(sentence: Sentence, first: int) -> int:
    """``first`` moved to the end of the quotation before it, over a role: "...,” a colonel, Name, said"."""
    tokens = sentence.tokens
    end = next((t.i for t in reversed(tokens[:first]) if t.tag == "''" or t.pos in ("VERB", "AUX")), None)
    if end is None or tokens[end].tag != "''" or first - end > _ROLE or tokens[first - 1].text != ",":
        return first
    return end + 1 if tokens[end + 1].text not in _BEFORE_NAME else first


def _addressed(sentence: Sentence, verb: Token, takes: frozenset[str]) -> bool:
    """Whether the verb's object is who was told: for "promised", only where a clause follows it."""
    if "addressee" not in takes:
        return False
    return "object" not in takes or any(t.i > verb.i for t in kids(sentence, verb.i, "ccomp", "xcomp"))


def _tight(sentence: Sentence, last: int, least: int) -> int:
    """``last`` without the punctuation and the "and" that the parser hangs on a noun."""
    tokens = sentence.tokens
    while last > least and (tokens[last - 1].text in _LOOSE or tokens[last - 1].pos == "CCONJ"):
        last -= 1
    return last


def _onward(
    sentence: Sentence, verb: Token, last: int, addressed: bool, leading: frozenset[str]
) -> tuple[int, int | None]:
    """Past the addressee and the short adjuncts behind the verb ("on Monday", "in a statement")."""
    addressee: int | None = None
    while last < len(sentence.tokens):
        if sentence.tokens[last].pos == "SPACE":
            last += 1
            continue
        child = _starting(sentence, verb, last)
        if child is None or child.text in _CLAUSE_OPENERS or _leads(sentence, child, leading):
            break
        if child.dep in ("dobj", "dative") and child.dep != "prep" and addressed and addressee is None:
            addressee = child.i
            last = right_edge(sentence, child.i)
        elif child.dep in _ADJUNCTS and child.dep != "oprd":
            addressee = _told(sentence, child, addressee)
            last = _adjunct_end(sentence, child)
        else:
            break
    return last, addressee


def _leads(sentence: Sentence, child: Token, leading: frozenset[str]) -> bool:
    dated = any(t.ent in ("DATE", "TIME") for t in kids(sentence, child.i, "pobj"))
    return child.text.lower() in leading and not dated


def _starting(sentence: Sentence, verb: Token, i: int) -> Token | None:
    """The dependent of the verb whose phrase begins with token ``i``."""
    for child in kids(sentence, verb.i):
        if child.i >= i and (
            child.i == i or left_edge(sentence, child.i) == i or extent(sentence, child.i)[0] == i
        ):
            return child
    return None


def _told(sentence: Sentence, prep: Token, addressee: int | None) -> int | None:
    """The newsroom in "said to reporters"."""
    if prep.lemma == "to":
        return next((t.i for t in kids(sentence, prep.i, "pobj")), addressee)
    return addressee


def _published_end(sentence: Sentence, document: int, edge: int) -> int:
    """``edge`` behind "carried by the agency" where that follows a statement or a video."""
    for clause in kids(sentence, document, "acl"):
        if clause.tag != "VBN" or clause.i != edge:
            continue
        for by in kids(sentence, clause.i, "agent", "prep"):
            for who in kids(sentence, by.i, "pobj"):
                edge = max(edge, right_edge(sentence, who.i, long=False))
    return edge


def _adjunct_end(sentence: Sentence, child: Token) -> int:
    """End of an adjunct, stopping before a clause that hangs on it ("in a statement it had ...")."""
    last = extent(sentence, child.i)[1]
    if not any(
        t.tag in _VERBAL or t.text in _CLAUSE_OPENERS or t.text in _LOOSE
        for t in sentence.tokens[child.i : last]
    ):
        return last
    edge = child.i + 1
    for token in kids(sentence, child.i, "pobj", "prep", "advmod", "pcomp", "npadvmod"):
        if token.i < edge:
            continue
        if token.dep in ("pobj", "npadvmod"):
            edge = _published_end(sentence, token.i, right_edge(sentence, token.i))
        elif token.dep == "prep" and token.i == edge:
            edge = _adjunct_end(sentence, token)
        else:
            edge = max(edge, token.i + 1)
    return edge
