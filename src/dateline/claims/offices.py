"""The office that a noun phrase gives whoever speaks, and whom the office serves."""

from __future__ import annotations

from dateline.claims.hearing import Hearing, is_person
from dateline.claims.nounphrases import left_edge, phrase, proper, right_edge
from dateline.fold import fold
from dateline.records import Mention, Sentence, Token
from dateline.syntax import extent, kids, subtree, words

_LEADING = ("speak", "lead", "head", "command", "run")
_DROPPED = ("poss", "nummod", "det", "predet", "quantmod", "advmod", "cc", "amod")
_SERVING = ("of", "for", "at", "in", "from", "with")


def office_held(hearing: Hearing, token: Token, mention: Mention | None) -> tuple[str | None, str | None]:
    """The office that the phrase gives its speaker, and whom the office serves."""
    sentence = hearing.sentence
    whose = mention.affiliation if mention is not None else None
    if token.pos == "NOUN":
        return office(sentence, token.i), whose or _serves(hearing, token.i)
    for other in kids(sentence, token.i, "appos"):
        if other.pos == "NOUN":
            beside = hearing.headed(other.i, "actor")
            told = beside.affiliation if beside is not None else None
            return office(sentence, other.i), told or _serves(hearing, other.i) or whose
    for clause in kids(sentence, token.i, "relcl"):
        if clause.lemma in _LEADING and any(
            t.text.lower() == "who" for t in kids(sentence, clause.i, "nsubj")
        ):
            return words(sentence, clause.i, extent(sentence, clause.i)[1]), whose
    return _title(sentence, token, mention), whose


def office(sentence: Sentence, head: int) -> str:
    """The words for an office without number, owner and plural: "senior security official"."""
    first, last = left_edge(sentence, head), right_edge(sentence, head)
    dropped = {
        i
        for t in kids(sentence, head, *_DROPPED)
        if t.i < head and (t.dep != "amod" or _counts(t))
        for i in subtree(sentence, t.i)
    }
    kept = [sentence.tokens[i] for i in range(first, head) if i not in dropped]
    front = "".join(t.text + (" " if sentence.tokens[t.i + 1].start > t.end else "") for t in kept)
    if kept and kept[0].i == 0 and kept[0].pos in ("ADJ", "NOUN") and not kept[0].text.isupper():
        front = front[:1].lower() + front[1:]
    token = sentence.tokens[head]
    noun = token.lemma if token.tag == "NNS" else token.text
    behind = f" {words(sentence, head + 1, last)}" if last > head + 1 else ""
    return f"{front}{noun}{behind}"


def _counts(token: Token) -> bool:
    """Is it a demonym ("Afghan") or a word for how many ("several"), which say nothing of the office?"""
    national = token.tag == "JJ" and token.text[:1].isupper() and (token.i > 0 or token.ent == "NORP")
    return national or token.lemma in ("several", "many", "other", "few", "more", "various")


def _title(sentence: Sentence, token: Token, mention: Mention | None) -> str | None:
    """Words in front of a name: "Badghis Governor", "Ukrainian military spokesperson"."""
    first = left_edge(sentence, token.i)
    name = max(first, token.i + 1 - len(proper(sentence, token).split()))
    if mention is not None and is_person(mention) and mention.name:
        named = set(fold(mention.name).split())
        name = next((t.i for t in sentence.tokens[first : token.i] if fold(t.text) in named), token.i)
    while first < name and sentence.tokens[first].lemma in ("the", "a", "an"):
        first += 1
    return words(sentence, first, name) if first < name else None


def _serves(hearing: Hearing, noun: int) -> str | None:
    """Whom an office is held for: "of the border guard", "the army's", "interior ministry"."""
    sentence = hearing.sentence
    for prep in kids(sentence, noun, "prep"):
        if prep.lemma in _SERVING:
            for body in kids(sentence, prep.i, "pobj"):
                return phrase(sentence, body.i)
    for owner in kids(sentence, noun, "poss"):
        mention = hearing.headed(owner.i)
        if mention is not None and mention.name:
            return mention.name
        if owner.pos != "PRON":
            return phrase(sentence, owner.i)
    names = [t for t in kids(sentence, noun, "compound", "nmod") if t.pos == "PROPN" and t.i < noun]
    return words(sentence, left_edge(sentence, names[-1].i), names[-1].i + 1) if names else None


def issuer(hearing: Hearing, noun: int) -> str | None:
    """Whose statement the noun for a document is, if the phrase says so."""
    sentence = hearing.sentence
    for owner in kids(sentence, noun, "poss", "amod", "compound"):
        mention = hearing.headed(owner.i, "actor", "person", "place")
        if mention is not None and mention.name:
            return mention.name
        if owner.dep in ("poss", "compound"):
            return phrase(sentence, owner.i)
    return next(
        (phrase(sentence, body.i) for by in kids(sentence, noun, "prep") if by.lemma in ("by", "from", "of")
         for body in kids(sentence, by.i, "pobj")),
        None,
    )  # fmt: skip
