"""Silences: who did not comment, could not be reached, or what nobody could confirm."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import lexicon
from dateline.claims.extents import Range, trimmed
from dateline.claims.speech import Cueing
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids


def silences(sentence: Sentence) -> Iterator[Cueing]:
    """Notes that somebody kept silent or that something is unconfirmed, in text order.

    Their content is what they speak of where the sentence says so; they are no source of it.
    """
    for token in sentence.tokens:
        found = _refused(sentence, token) or _unreached(sentence, token) or _unconfirmed(sentence, token)
        if found is not None:
            yield found


def _note(sentence: Sentence, head: int, source: int | None, content: tuple[Range, ...]) -> Cueing:
    first, last = head, head + 1
    helpers = {t.i for t in kids(sentence, head, "aux", "auxpass", "neg", "advmod", "det")}
    while first - 1 in helpers:
        first -= 1
    return Cueing(
        head=head, first=first, last=last, speech="silence", source=source, content=content,
        style="note", block=(first, last), confirmed=False,
    )  # fmt: skip


def _subject(sentence: Sentence, verb: Token) -> int | None:
    found = next((t.i for t in kids(sentence, verb.i, "nsubj", "nsubjpass")), None)
    if found is None and verb.dep in ("conj", "xcomp", "acomp"):
        return _subject(sentence, sentence.tokens[verb.head])
    return found


def _unable(sentence: Sentence, verb: Token) -> bool:
    """ "Was unable to verify", "was not able to confirm"."""
    able = sentence.tokens[verb.head]
    if verb.dep != "xcomp" or able.lemma not in ("able", "unable"):
        return False
    return able.lemma == "unable" or any(kids(sentence, able.head, "neg"))


def _agent(sentence: Sentence, verb: Token) -> int | None:
    """Who could not do it: "could not be verified by the agency"."""
    return next((o.i for by in kids(sentence, verb.i, "agent") for o in kids(sentence, by.i, "pobj")), None)


def _about(sentence: Sentence, verb: int) -> tuple[Range, ...]:
    """The object or "on" phrase: what no word was said about."""
    for child in kids(sentence, verb, "dobj", "ccomp", "prep", "xcomp"):
        if child.i > verb and child.lemma not in ("to", "by", "for", "from"):
            return trimmed(sentence, *extent(sentence, child.i))
    return ()


def _refused(sentence: Sentence, verb: Token) -> Cueing | None:
    """ "Declined to comment", "did not answer", "has not responded"."""
    lexical = lexicon()
    if verb.pos != "VERB":
        return None
    if verb.lemma in lexical.group("refusing"):
        inner = next(
            (t for t in kids(sentence, verb.i, "xcomp") if t.lemma in lexical.group("commenting")), None
        )
        return (
            None
            if inner is None
            else _note(sentence, verb.i, _subject(sentence, verb), _about(sentence, inner.i))
        )
    waiting = verb.i > 1 and [t.text.lower() for t in sentence.tokens[verb.i - 2 : verb.i]] == ["yet", "to"]
    negated = waiting or any(kids(sentence, verb.i, "neg"))
    passive = any(kids(sentence, verb.i, "auxpass", "nsubjpass"))
    if negated and not passive and verb.lemma in lexical.group("silent"):
        return _note(sentence, verb.i, _subject(sentence, verb), _about(sentence, verb.i))
    return None


def _unreached(sentence: Sentence, verb: Token) -> Cueing | None:
    """ "Could not be reached", "nor could the group be reached"."""
    if verb.lemma not in lexicon().group("reaching") or not any(kids(sentence, verb.i, "auxpass")):
        return None
    negated = any(kids(sentence, verb.i, "neg")) or any(
        t.text.lower() in ("nor", "neither", "unable") for t in sentence.tokens[: verb.i]
    )
    return _note(sentence, verb.i, _subject(sentence, verb), ()) if negated else None


def _unconfirmed(sentence: Sentence, token: Token) -> Cueing | None:
    """ "Could not be independently verified", "there was no independent confirmation"."""
    lexical = lexicon()
    if token.pos == "VERB" and token.lemma in lexical.group("checking"):
        passive = any(kids(sentence, token.i, "auxpass", "nsubjpass"))
        if _unable(sentence, token):
            return _note(sentence, token.i, _subject(sentence, token), _about(sentence, token.i))
        if not any(kids(sentence, token.i, "neg")):
            return None
        if passive:
            subject = _subject(sentence, token)
            about = trimmed(sentence, *extent(sentence, subject)) if subject is not None else ()
            return _note(sentence, token.i, _agent(sentence, token), about)
        return _note(sentence, token.i, _subject(sentence, token), _about(sentence, token.i))
    if token.pos == "NOUN" and token.lemma in lexical.group("nouns"):
        denied = any(t.text.lower() == "no" for t in kids(sentence, token.i, "det"))
        return _note(sentence, token.i, None, _about(sentence, token.i)) if denied else None
    return None
