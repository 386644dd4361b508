from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.sentences import LONGEST, split


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Ali met Col. H. R. Silva. They left.", ["Gen. Ali met Col. H. R. Silva.", "They left."]),
        ("He left the U.S. The army did too.", ["He left the U.S.", "The army did too."]),
        ("The U.S. Central Command spoke.", ["The U.S. Central Command spoke."]),
        ("No. 5 Company held St. Elena at 5 a.m. Friday", ["No. 5 Company held St. Elena at 5 a.m. Friday"]),
        ("It lies 3.5 km away... Then it was quiet.", ["It lies 3.5 km away...", "Then it was quiet."]),
        ("The town fell.Mr Okello fled.", ["The town fell.", "Mr Okello fled."]),
        ("“It fell.” Then he left.", ["“It fell.”", "Then he left."]),
        ('"Who did this?" Mr. Okello asked.', ['"Who did this?" Mr. Okello asked.']),
        ("They fled (see p. 5. It is long). Done.", ["They fled (see p. 5. It is long).", "Done."]),
        ("• Rebels took one town\n• Troops took another", ["Rebels took one town", "Troops took another"]),
        ("A line that is\nwrapped here.\nAnother.", ["A line that is\nwrapped here.", "Another."]),
        ("See news.example/Page.html now.", ["See news.example/Page.html now."]),
        ("18:40 Rwanda shuts the border.", ["Rwanda shuts the border."]),
        ("9.20am: Troops cross\n\n14:05 GMT - A shell hits", ["Troops cross", "A shell hits"]),
        ("18:40 was when it began.", ["18:40 was when it began."]),
        ("3.5 Million fled.", ["3.5 Million fled."]),
    ],
)  # fmt: skip
def test_full_stops_end_sentences_only_where_they_do(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_a_question_by_nobody_ends_its_sentence() -> None:
    assert parts("“Who won?” The town is silent.") == ["“Who won?”", "The town is silent."]


def test_endless_lists_are_cut() -> None:
    text = "; ".join(f"item number {i}" for i in range(1000))
    pieces = parts(text)
    assert max(map(len, pieces)) <= LONGEST
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="aB. \n\"'”(!?…•-1", max_size=200))
def test_sentences_are_slices_in_order_that_lose_no_word(text: str) -> None:
    spans = split(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    kept = "".join(text[a:b] for a, b in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
