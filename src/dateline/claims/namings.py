"""The name that a noun phrase gives a source, if it gives one."""

from __future__ import annotations

from dateline.claims.cues import lexicon
from dateline.claims.hearing import Agency, Hearing, SourceType, is_person
from dateline.claims.nounphrases import left_edge, phrase, proper
from dateline.records import Mention, Sentence, Token
from dateline.syntax import kids, subtree


def outlet(text: str, agency: Agency) -> str | None:
    """The outlet of that name, with or without an article."""
    return agency(text) or agency(f"The {text}")


def name_of(hearing: Hearing, token: Token, mention: Mention | None, type_: SourceType) -> str | None:
    """The name of a source whose noun phrase ``token`` heads; None for one that is only described."""
    sentence = hearing.sentence
    if type_ == "media":
        found = outlet(phrase(sentence, token.i), hearing.agency) or (mention.name if mention else None)
        return found or (proper(sentence, token) if token.pos == "PROPN" else _titled(sentence, token))
    if type_ == "document":
        return None
    beside = _name_beside(hearing, token)
    if beside is not None and (mention is None or not is_person(mention)):
        return beside
    if mention is not None and mention.name is not None and not _describes_unnamed(token, mention):
        return mention.name
    if (
        token.pos == "PROPN"
        and token.text[:1].isupper()
        and type_ == "person"
        and token.text.lower() not in lexicon().group("unnamed")
    ):
        return proper(sentence, token)
    if token.pos == "PROPN" and type_ == "body":
        return phrase(sentence, token.i)
    return (
        phrase(sentence, token.i) if type_ == "body" and left_edge(sentence, token.i) < token.i - 1 else None
    )


def _titled(sentence: Sentence, token: Token) -> str | None:
    """The name right behind the noun for a medium ("the website Sahel Now")."""
    beside = (t for t in kids(sentence, token.i, "appos") if t.pos == "PROPN")
    return next((proper(sentence, t) for t in beside if left_edge(sentence, t.i) == token.i + 1), None)


def _describes_unnamed(token: Token, mention: Mention) -> bool:
    """ "Afghan officials" may come as a mention of the state: whoever speaks is still unnamed."""
    unnamed = token.pos == "NOUN" and token.lemma in lexicon().group("unnamed")
    return unnamed and mention.descriptor is not None and not is_person(mention)


def _name_beside(hearing: Hearing, token: Token) -> str | None:
    """The name that an apposition gives to a role ("the group's spokesman, Awa Diallo")."""
    if token.pos not in ("NOUN", "NUM"):
        return None
    sentence = hearing.sentence
    for clause in kids(sentence, token.i, "acl"):
        called = next((t for t in kids(sentence, clause.i, "oprd", "attr", "dobj") if t.pos == "PROPN"), None)
        if clause.tag == "VBN" and clause.lemma in ("name", "identify", "call") and called is not None:
            return proper(sentence, called)
    beside = [sentence.tokens[i] for i in subtree(sentence, token.i)]
    for other in (t for t in beside if t.dep == "appos" and t.i > token.i):
        edge = left_edge(sentence, other.i)
        if other.head != token.i and sentence.tokens[edge - 1].text != ",":
            continue
        mention = hearing.headed(other.i, "person")
        if mention is not None and mention.name:
            return mention.name
        if other.pos == "PROPN" and (other.ent == "PERSON" or (other.head == token.i and not other.ent)):
            return proper(sentence, other)
    return None
