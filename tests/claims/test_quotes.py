"""Quotations keep their speaker over sentences and paragraphs."""

import pytest
from attribution_world import built, found, read, said

from dateline.claims.quotes import inside, quotations


def _pieces(*parses: str) -> list[tuple[tuple[int, int, int], ...]]:
    return [quote.pieces for quote in quotations(built(*parses).sentences)]


def _words(*texts: str) -> str:
    return " ".join(f"{text}/{text}/NN/dep/0" for text in texts)


def test_a_quotation_runs_from_mark_to_mark() -> None:
    assert _pieces(_words("a", "“", "b", "c", "”", "d")) == [((0, 1, 5),)]


def test_straight_marks_open_and_close_in_turn() -> None:
    assert _pieces(_words('"', "a", '"', "b", '"', "c", '"')) == [((0, 0, 3),), ((0, 4, 7),)]


def test_a_quotation_runs_on_over_sentences() -> None:
    quotes = quotations(built(_words("“", "a"), _words("b"), _words("c", "”", "d")).sentences)
    assert [q.pieces for q in quotes] == [((0, 0, 2), (1, 0, 1), (2, 0, 2))]
    assert inside(quotes, 1, 0) is quotes[0]
    assert inside(quotes, 2, 2) is None


@pytest.mark.model
def test_a_sentence_quoted_whole_goes_on_with_the_speaker_before_it() -> None:
    report = read("“They came at night,” Maria Lopez said. “They burned everything.”")
    first, second = found(report)
    assert second.source == first.source
    assert (second.style, said(report, second)) == ("continued", "“They burned everything.”")


@pytest.mark.model
def test_a_cue_covers_the_sentences_of_its_quotation() -> None:
    report = read("“We hold the bridge. The port is ours,” Maria Lopez said.")
    (only,) = found(report)
    assert {index for index, _, _ in only.content} == {0, 1}


@pytest.mark.model
def test_an_open_quotation_goes_on_in_the_next_paragraph() -> None:
    report = read("“We hold the bridge, Maria Lopez said: “They ran.\n“Nobody stayed behind.”")
    assert any(index == report.sentences[-1].index for a in found(report) for index, _, _ in a.content)


@pytest.mark.model
def test_reported_speech_goes_on_only_where_the_tense_shows_it() -> None:
    shifted = read("The minister said the army was ready. It would not leave the city.")
    plain = read("The minister said the army was ready. It left the city on Monday.")
    assert [a.style for a in found(shifted)] == ["clausal", "continued"]
    assert [a.style for a in found(plain)] == ["clausal"]
