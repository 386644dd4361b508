"""Nouns that carry somebody's words: "a claim by X that", "X's announcement of", "reports that"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import lexicon
from dateline.claims.extents import trimmed
from dateline.claims.speech import Cueing
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids


def noun_cues(sentence: Sentence) -> Iterator[Cueing]:
    """Every speech noun with content of its own, in text order."""
    for token in sentence.tokens:
        if token.pos != "NOUN" or token.dep == "compound" or token.lemma not in lexicon().nouns:
            continue
        found = _read(sentence, token)
        if found is not None:
            yield found


def _read(sentence: Sentence, noun: Token) -> Cueing | None:
    clause = _clause(sentence, noun)
    source = _owner(sentence, noun)
    if clause is None and source is not None:
        clause = _of_phrase(sentence, noun)
    if clause is None:
        return None
    if source is None and not _plain(noun):
        return None
    content = trimmed(sentence, *clause)
    if not content:
        return None
    cue = lexicon().nouns[noun.lemma]
    first = min([noun.i, *([source] if source is not None else [])])
    return Cueing(
        head=noun.i, first=noun.i, last=noun.i + 1, speech=cue.speech,
        source=noun.i if source is None else source, content=content, style="noun",
        stance=cue.stance, block=(first, noun.i + 1),
    )  # fmt: skip


def _clause(sentence: Sentence, noun: Token) -> tuple[int, int] | None:
    """The "that" clause or infinitive of the noun, also where the parser hung it elsewhere."""
    for child in kids(sentence, noun.i, "acl", "ccomp", "relcl", "xcomp"):
        first, last = extent(sentence, child.i)
        if first <= noun.i:
            continue
        opening = sentence.tokens[first]
        marked = opening.text.lower() == "that" and (opening.dep == "mark" or child.dep == "acl")
        committing = lexicon().nouns[noun.lemma].speech in _COMMITTING or _perfect(sentence, child)
        infinitive = sentence.tokens[first].tag == "TO" and committing
        if marked or infinitive:
            return first, last
    for token in sentence.tokens[noun.i + 1 : noun.i + 14]:
        if token.pos in ("VERB", "AUX") or token.text in (",", ";", "."):
            break
        if token.text.lower() == "that" and token.dep == "mark":
            return token.i, extent(sentence, token.head)[1]
    return None


def _perfect(sentence: Sentence, verb: Token) -> bool:
    """ "Their claim to have taken the town": what is said to be done, not aimed at."""
    return any(k.lemma == "have" for k in kids(sentence, verb.i, "aux"))


_COMMITTING = frozenset({"vow", "threaten", "demand"})


def _of_phrase(sentence: Sentence, noun: Token) -> tuple[int, int] | None:
    """ "X's claim of victory", "its denial of involvement", "a declaration of victory"."""
    for prep in kids(sentence, noun.i, "prep"):
        if prep.text.lower() in ("of", "about") and prep.i == noun.i + 1:
            first, last = extent(sentence, prep.i)
            return first + 1, last
    return None


def _owner(sentence: Sentence, noun: Token) -> int | None:
    """Head of whoever made the statement: a possessor, an agent, or a people in front of the noun."""
    for child in kids(sentence, noun.i, "poss"):
        return child.i
    for prep in kids(sentence, noun.i, "prep", "agent"):
        if prep.lemma in ("by", "from"):
            for owner in kids(sentence, prep.i, "pobj"):
                return owner.i
    for prep in kids(sentence, noun.i, "prep"):
        for outlet in kids(sentence, prep.i, "pobj"):
            if prep.lemma in ("in", "on") and {outlet.lemma, outlet.text.lower()} & lexicon().group("media"):
                return outlet.i
    following = sentence.tokens[noun.i + 1 : noun.i + 2]
    for prep in following:
        if prep.lemma in ("by", "from"):
            for owner in kids(sentence, prep.i, "pobj"):
                return owner.i
    for child in kids(sentence, noun.i, "amod", "compound"):
        if child.ent in ("NORP", "GPE", "ORG", "PERSON") or (child.text[:1].isupper() and child.i > 0):
            return child.i
    return None


def _plain(noun: Token) -> bool:
    """Whether an unowned noun is itself the source: "reports that ...", not "the idea that"."""
    return lexicon().nouns[noun.lemma].speech == "report" and noun.tag == "NNS" and noun.dep in (
        "attr", "nsubj", "pobj", "dobj", "nsubjpass", "ROOT", "conj"
    )  # fmt: skip
