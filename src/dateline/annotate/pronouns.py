"""Pronouns that stand for somebody; "it" of "it is raining" does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.annotate.lexicon import roles
from dateline.mentions import spanning
from dateline.records import Mention, MentionType, Sentence, Token
from dateline.syntax import kids

_EMPTY_VERBS = ("seem", "appear", "take", "rain", "snow", "be", "become", "mean", "turn")
_HAPPENING = ("happen", "occur", "begin", "come", "follow", "start", "end", "last", "mark", "erupt")


def mentions(sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """Pronouns for parties and persons and possessives, unsettled (``reason`` "pronoun"), and "there"."""
    for sentence in sentences:
        for token in sentence.tokens:
            kind = roles().pronouns.get(token.text.lower())
            if kind and token.pos in ("PRON", "DET") and not _empty(sentence, token):
                type: MentionType = "person" if kind in ("man", "woman") else "actor"
                yield spanning(sentence, token.i, token.i + 1, token.i, type, reason="pronoun")
            elif token.text.lower() == "there" and token.dep == "advmod" and token.pos == "ADV":
                yield spanning(
                    sentence,
                    token.i,
                    token.i + 1,
                    token.i,
                    "place",
                    reason="adverb of place",
                )


def _empty(sentence: Sentence, token: Token) -> bool:
    """ "It was clear that ...", "it took two days to ...": no one is meant."""
    if token.text.lower() != "it" or token.dep not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = sentence.tokens[token.head]
    if token.dep == "expl":
        return True
    naming = verb.lemma == "be" and any(kids(sentence, verb.i, "attr"))
    if naming or verb.lemma in _HAPPENING:
        return True
    clause = any(kids(sentence, verb.i, "ccomp", "csubj", "xcomp", "advcl"))
    adjective = any(kids(sentence, verb.i, "acomp"))
    said = token.dep == "nsubjpass" and clause
    return said or (verb.lemma in _EMPTY_VERBS and clause and (adjective or verb.lemma != "be"))
