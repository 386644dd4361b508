"""The day that "that day" and "at noon" count from."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.records import Annotated, Mention, Passage, Published, Report, Sentence, Token
from dateline.resolve.dates import find_times
from dateline.resolve.spoken import day_spoken_of
from dateline.syntax import make_children

PUBLISHED = Published(date(2023, 4, 21), "given", "high")  # a Friday


def _sentence(text: str, index: int, start: int, passage: int) -> Sentence:
    tokens, at = [], 0
    for i, word in enumerate(text.split(" ")):
        tokens.append(Token(i, word, word.lower(), "X", "FW", "dep", 0, at, at + len(word)))
        at += len(word) + 1
    return Sentence(
        index, start, text, "body", passage, tuple(tokens), make_children([t.head for t in tokens])
    )


def _annotated(*paragraphs: str) -> Annotated:
    """One sentence a paragraph, words parted by spaces alone, with its times."""
    text, sentences, passages, found = "\n".join(paragraphs), [], [], []
    for index, paragraph in enumerate(paragraphs):
        start = sum(len(p) + 1 for p in paragraphs[:index])
        passages.append(Passage(start, start + len(paragraph), "body"))
        sentence = _sentence(paragraph, index, start, index)
        sentences.append(sentence)
        for span in find_times(paragraph):
            inside = [t.i for t in sentence.tokens if t.end > span.start and t.start < span.end]
            found.append(
                Mention(index, inside[0], inside[-1] + 1, inside[-1], span.text, "time", reason="time")
            )
    report = Report("r", "d", text, tuple(passages), published=PUBLISHED)
    return Annotated(report, tuple(sentences), tuple(found))


def _day(*paragraphs: str) -> date | None:
    annotated = _annotated(*paragraphs)
    return day_spoken_of(annotated, annotated.mentions[-1])


def test_that_day_is_the_day_named_before() -> None:
    assert _day("Rebels entered Kutum on Tuesday", "The garrison left that day") == date(2023, 4, 18)


def test_an_expression_that_itself_counts_from_another_is_passed_over() -> None:
    assert _day("They met on Monday", "Shells fell hours later", "A truce came the same day") == date(
        2023, 4, 17
    )


@pytest.mark.parametrize(
    ("last", "day"), [("The town fell at noon", date(2023, 4, 19)), ("The town fell at 3 a.m.", None)]
)
def test_an_hour_by_the_clock_keeps_to_its_paragraph(last: str, day: date | None) -> None:
    assert _day("Talks ended on Wednesday", last) == day


def test_a_day_far_back_is_not_carried_on() -> None:
    quiet = ["Nothing was heard"] * 3
    assert _day("Talks ended on Wednesday", *quiet, "The town fell that day") is None
