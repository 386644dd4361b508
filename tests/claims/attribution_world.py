"""Sentences built by hand for the tests of attribution, and the real reader for the marked ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.annotate.annotator import Annotator
from dateline.claims.attribution import attributions
from dateline.records import (
    Annotated,
    Attribution,
    KnownActor,
    Mention,
    Part,
    Passage,
    Place,
    Report,
    Sentence,
    Token,
)
from dateline.syntax import make_children

_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "WP": "PRON", "MD": "AUX", "IN": "ADP",
    "DT": "DET", "JJ": "ADJ", "RB": "ADV", "CD": "NUM", "TO": "PART", "POS": "PART",
    "PRP$": "PRON", "CC": "CCONJ",
}  # fmt: skip
_OUTLETS = {
    "reuters": "Reuters",
    "afp": "AFP",
    "tass": "TASS",
    "radio horizon": "Radio Horizon",
    "the herald": "The Herald",
}


def agency(text: str) -> str | None:
    """The few outlets of the tests."""
    return _OUTLETS.get(text.lower())


def built(*parses: str, part: Part = "body", mentions: Sequence[Mention] = ()) -> Annotated:
    """A report of one paragraph from lines of ``text/lemma/TAG/label/head`` words."""
    sentences: list[Sentence] = []
    at = 0
    for index, parse in enumerate(parses):
        sentence = _sentence(index, at, parse, part)
        sentences.append(sentence)
        at += len(sentence.text) + 1
    text = " ".join(s.text for s in sentences)
    report = Report("r", "d", text, (Passage(0, len(text), part),))
    return Annotated(report, tuple(sentences), tuple(mentions))


def _sentence(index: int, start: int, parse: str, part: Part) -> Sentence:
    tokens: list[Token] = []
    at = 0
    for i, word in enumerate(parse.split()):
        text, lemma, tag, label, head = word.split("/")
        auxiliary = label in ("aux", "auxpass") or lemma == "be"
        pos = _POS.get(tag, "PUNCT" if not text[0].isalnum() else "AUX" if auxiliary else "VERB")
        tokens.append(Token(i, text, lemma, pos, tag, label, int(head), at, at + len(text)))
        at += len(text) + 1
    text = " ".join(t.text for t in tokens)
    return Sentence(index, start, text, part, 0, tuple(tokens), make_children([t.head for t in tokens]))


def found(annotated: Annotated) -> tuple[Attribution, ...]:
    """The attributions of a report, with the outlets of the tests."""
    return attributions(annotated, agency=agency)


def said(annotated: Annotated, attribution: Attribution) -> str:
    """What was said, its stretches parted by a bar."""
    stretches = []
    for index, first, last in attribution.content:
        sentence = annotated.sentences[index]
        stretches.append(sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end])
    return " | ".join(stretches)


class _Nowhere:
    def longest(self, words: Sequence[str], at: int) -> int:  # noqa: ARG002 - knows nothing
        return 0

    def named(self, name: str) -> tuple[Place, ...]:  # noqa: ARG002 - knows nothing
        return ()


class _Nobody:
    def longest(self, words: Sequence[str], at: int) -> int:  # noqa: ARG002 - knows nothing
        return 0

    def named(self, name: str) -> KnownActor | None:  # noqa: ARG002 - knows nothing
        return None

    def demonym(self, word: str) -> KnownActor | None:  # noqa: ARG002 - knows nothing
        return None

    def state(self, country: str) -> KnownActor | None:  # noqa: ARG002 - knows nothing
        return None


@cache
def _annotator() -> Annotator:
    return Annotator(_Nowhere(), _Nobody(), lambda _: [])


def read(text: str, part: Part = "body") -> Annotated:
    """A report read by the real language model; every line is a paragraph."""
    passages, at = [], 0
    for line in text.split("\n"):
        passages.append(Passage(at, at + len(line), part))
        at += len(line) + 1
    return _annotator().annotate(Report("r", "d", text, tuple(passages)))
