"""Reports for tests of places, written with their place mentions marked: "shelling in [Sake|town]"."""

from __future__ import annotations

import re

from dateline.records import Annotated, Dateline, Mention, Passage, Report, Sentence, Token

_WORD = re.compile(r"['’]s\b|[^\W_]+(?:[-'’.][^\W_]+)*(?<!['’]s)|[^\w\s]")


def report(*sentences: str, place: str | None = None, region: str | None = None) -> Annotated:
    """An annotated report; ``[words|descriptor|name]`` marks a mention, descriptor and name optional.

    A name is that of the antecedent for which the words stand.
    """
    parsed, mentions, start = [], [], 0
    for index, marked in enumerate(sentences):
        sentence, found = _sentence(index, start, marked)
        parsed.append(sentence)
        mentions += found
        start = sentence.end + 1
    text = "\n".join(s.text for s in parsed)
    line = Dateline(0, 0, place, None, region) if place else None
    made = Report("r", "d", text, (Passage(0, len(text), "body"),), dateline=line)
    return Annotated(made, tuple(parsed), tuple(mentions))


def _sentence(index: int, start: int, marked: str) -> tuple[Sentence, list[Mention]]:
    text = ""
    tokens: list[tuple[str, int, int]] = []
    mentions: list[Mention] = []
    for plain, mark in re.findall(r"([^[]+)|\[([^]]+)\]", marked):
        words, descriptor, name = ([*mark.split("|"), "", ""] if mark else [plain, "", ""])[:3]
        first = len(tokens)
        for match in _WORD.finditer(words):
            tokens.append((match.group(), len(text) + match.start(), len(text) + match.end()))
        text += words
        if mark:
            mentions.append(_mention(index, first, len(tokens), words, descriptor, name))
    made = tuple(
        Token(i, word, word.lower(), "PROPN", "NNP", "dep", 0, begin, end)
        for i, (word, begin, end) in enumerate(tokens)
    )
    return Sentence(index, start, text, "body", 0, made, tuple(() for _ in made)), mentions


def _mention(sentence: int, first: int, last: int, words: str, descriptor: str, name: str) -> Mention:
    return Mention(
        sentence, first, last, last - 1, words, "place", name=name or None, descriptor=descriptor or None
    )
