"""The stretch of a sentence that attributes: the speaker, the verb, to whom and through what."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.claims.nounphrases import left_edge, right_edge, with_apposition
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids

_RELATIVE = frozenset({"who", "which", "that"})
_ADJUNCTS = ("prt", "advmod", "npadvmod", "dative", "prep", "oprd", "agent")
_CLAUSE_OPENERS = frozenset({"that", "“", '"', ":"})
_INVERTED_TAGS = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens ``first`` to ``last`` (exclusive) of an attribution, and its parts."""

    first: int
    last: int
    source: int | None
    addressee: int | None
    inherits: bool = False


def clause_subject(sentence: Sentence, verb: Token) -> tuple[int | None, bool]:
    """Head of the verb's subject, and whether it stands with another verb.

    A coordinated verb, a participle ("adding that ...") and a controlled infinitive take the
    subject of the verb above; a relative pronoun leads to its noun.
    """
    here, borrowed, seen = verb, False, set()
    while here.i not in seen:
        seen.add(here.i)
        subject = next(iter(kids(sentence, here.i, "nsubj", "csubj")), None)
        if subject is None and borrowed:
            subject = next(iter(kids(sentence, here.i, "nsubjpass")), None)
        if subject is not None:
            if subject.text.lower() in _RELATIVE and here.dep == "relcl":
                return here.head, True
            return subject.i, borrowed
        if here.dep == "acl":
            return here.head, True
        if here.dep not in ("conj", "advcl", "xcomp", "pcomp", "parataxis", "dep"):
            return None, False
        if here.dep == "advcl" and here.tag != "VBG" and here.i == verb.i:
            return None, False
        here, borrowed = sentence.tokens[here.head], True
    return None, False


def block_around(
    sentence: Sentence, verb: Token, *, addressed: bool, leading: frozenset[str] = frozenset()
) -> Block:
    """The block of a reporting verb; ``addressed`` when it takes an addressee as its object.

    ``leading`` are prepositions that lead to the content and so end the block.
    """
    subject, borrowed = clause_subject(sentence, verb)
    inverted = _inverted_source(sentence, verb, subject)
    if inverted is not None:
        subject, borrowed = inverted, False
    first, last = verb.i, verb.i + 1
    if subject is not None and subject > verb.i:
        last = with_apposition(sentence, subject)
    elif subject is not None and not borrowed:
        first = left_edge(sentence, subject)
    else:
        helpers = {t.i for t in kids(sentence, verb.i, "aux", "neg", "advmod", "cc")}
        while first - 1 in helpers:
            first -= 1
    last, addressee = _onward(sentence, verb, max(last, verb.i + 1), addressed, leading)
    inherits = subject is None and verb.tag == "VBG"
    return Block(first, last, subject, addressee, inherits)


def _inverted_source(sentence: Sentence, verb: Token, subject: int | None) -> int | None:
    """The noun behind "..., said" where the parser has no subject, or one inside what was said."""
    i = verb.i
    if (
        i == 0
        or verb.tag not in _INVERTED_TAGS
        or sentence.tokens[i - 1].text not in (",", "”", '"', "''", "–", "—")
    ):
        return None
    if subject is not None and (subject > i or subject == i - 1 or _adjoins(sentence, subject, i)):
        return None
    for token in sentence.tokens[i + 1 : i + 12]:
        if token.text.lower() in ("that", ",", ".", '"', "“"):
            return None
        if token.pos in ("NOUN", "PROPN", "PRON") and token.dep not in ("compound", "poss", "nmod", "amod"):
            return (
                token.i
                if token.dep in ("dobj", "nsubj", "attr", "npadvmod", "ROOT", "appos", "oprd")
                else None
            )
    return None


def _adjoins(sentence: Sentence, subject: int, verb: int) -> bool:
    """Whether the subject with its appositions reaches to the comma before the verb."""
    return with_apposition(sentence, subject) >= verb - 1


def _onward(
    sentence: Sentence, verb: Token, last: int, addressed: bool, leading: frozenset[str]
) -> tuple[int, int | None]:
    """Past the addressee and the short adjuncts behind the verb ("on Monday", "in a statement")."""
    addressee: int | None = None
    while last < len(sentence.tokens):
        child = _starting(sentence, verb, last)
        if child is None or child.text in _CLAUSE_OPENERS or child.text.lower() in leading:
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


def _adjunct_end(sentence: Sentence, child: Token) -> int:
    """End of an adjunct, stopping before a clause that hangs on it ("in a statement it had ...")."""
    edge = child.i + 1
    for token in kids(sentence, child.i, "pobj", "prep", "advmod", "pcomp", "npadvmod"):
        if token.i < edge:
            continue
        if token.dep in ("pobj", "npadvmod"):
            edge = right_edge(sentence, token.i)
        elif token.dep == "prep" and token.i == edge:
            edge = _adjunct_end(sentence, token)
        else:
            edge = max(edge, token.i + 1)
    return edge
