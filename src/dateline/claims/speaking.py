"""Who can speak: persons, bodies, outlets and documents, never a thing."""

from __future__ import annotations

from dateline import mentions
from dateline.claims.cues import lexicon
from dateline.claims.nouns import is_doer
from dateline.records import Annotated, Sentence, Token
from dateline.syntax import conjuncts

_SPEAKERS = ("bodies", "documents", "media", "spokesmen", "offices", "unnamed", "persons", "reference")
_PARTIES = ("person", "actor", "outlet")


def speaking_head(annotated: Annotated, sentence: Sentence, head: int) -> int | None:
    """``head``, or the last noun coordinated with it that can speak; None where none of them can."""
    if can_speak(annotated, sentence, sentence.tokens[head]):
        return head
    others = (i for i in reversed(conjuncts(sentence, head)) if i != head)
    return next((i for i in others if can_speak(annotated, sentence, sentence.tokens[i])), None)


def can_speak(annotated: Annotated, sentence: Sentence, token: Token) -> bool:
    """Is it a name, a pronoun or a noun for someone, a body or a document?

    A noun that no list has and that names no known party is one for a person by its ending
    ("archaeologist", "deckhand's foreman"), or for a thing.
    """
    lexical = lexicon()
    lemma, word = token.lemma, token.text.lower()
    if lemma in lexical.group("unspeaking"):
        return False
    if token.pos != "NOUN" or (token.text[:1].isupper() and (token.i > 0 or _name(annotated, sentence))):
        return True
    if any({lemma, word} & lexical.group(group) for group in _SPEAKERS):
        return True
    if mentions.headed(annotated, sentence.index, token.i, *_PARTIES) is not None:
        return True
    return is_doer(lemma)


def _name(annotated: Annotated, sentence: Sentence) -> bool:
    """Is the first word a name: of a person told of elsewhere, or a noun without an article?"""
    word = sentence.tokens[0]
    alone = word.tag == "NN" and not sentence.children[0]
    return alone or any(
        m.type == "person" and word.text in (m.name or "").split() for m in annotated.mentions
    )
