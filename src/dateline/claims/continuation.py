"""Sentences that go on with somebody's words without saying so again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.claims.quotes import Quotation
from dateline.records import Attribution, Sentence
from dateline.syntax import kids

_PRONOUNS = frozenset({"he", "she", "it", "they"})


def continued(
    sentences: Sequence[Sentence],
    sentence: Sentence,
    found: Sequence[Attribution],
    quotes: Sequence[Quotation],
) -> Iterator[Attribution]:
    """The attribution that a sentence without a cue of its own carries on, if the signs are strong.

    A sentence that is one whole quotation goes on with whoever spoke in the sentence before. A
    sentence of reported speech does so only in the same paragraph, with a pronoun for its subject and
    a verb in the past perfect or with "would", which the outlet has no reason to use on its own.
    """
    if sentence.part != "body" or not sentence.tokens or any(a.sentence == sentence.index for a in found):
        return
    before = _speaker_before(sentences, sentence, found)
    if before is None:
        return
    quoted = _quoted(sentence, quotes)
    if quoted is not None or (_same_passage(sentences, before, sentence) and _shifted(sentence)):
        first, last = quoted or (0, len(sentence.tokens))
        yield replace(
            before,
            sentence=sentence.index,
            style="continued",
            stance="asserts",  # words that follow a denial say what is so instead
            source_head=None,
            content=((sentence.index, first, last),),
        )


def _speaker_before(
    sentences: Sequence[Sentence], sentence: Sentence, found: Sequence[Attribution]
) -> Attribution | None:
    """The last attribution of the sentence before, in the order of its words."""
    above = [
        a
        for a in found
        if a.confirmed and a.sentence == sentence.index - 1 and a.style not in ("note", "noun")
    ]
    if not above or sentences[above[-1].sentence].part != "body":
        return None
    return (
        above[-1] if above[-1].style == "continued" else min(above, key=lambda a: (-len(a.via), a.cue_head))
    )


def _quoted(sentence: Sentence, quotes: Sequence[Quotation]) -> tuple[int, int] | None:
    """The range of a quotation that fills the sentence."""
    for quote in quotes:
        for index, first, last in quote.pieces:
            if index == sentence.index and last - first >= 0.8 * len(sentence.tokens):
                return first, last
    return None


def _same_passage(sentences: Sequence[Sentence], before: Attribution, sentence: Sentence) -> bool:
    return sentences[before.sentence].passage == sentence.passage and before.speech not in (
        "think",
        "praise",
        "condemn",
    )


def _shifted(sentence: Sentence) -> bool:
    """ "It would not leave", "They had lost touch": backshifted, with a pronoun as subject."""
    root = next((t for t in sentence.tokens if t.dep == "ROOT"), None)
    if root is None:
        return False
    subject = next(iter(kids(sentence, root.i, "nsubj", "nsubjpass")), None)
    if subject is None or subject.text.lower() not in _PRONOUNS:
        return False
    helpers = {t.text.lower() for t in kids(sentence, root.i, "aux")}
    return "would" in helpers or ("had" in helpers and root.tag == "VBN")
