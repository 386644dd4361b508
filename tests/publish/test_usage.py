"""How names are written is learnt from the reports themselves."""

from __future__ import annotations

import pytest

from dateline.publish.usage import Usage

WORDS = (
    "The Northern Front said the Northern Front's men held Orlo. Northern Fronts differ. "
    "In the Orlo district, Orlo's mayor spoke; Old-Orlo did not, and the_Orlo is no word. The Front."
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Northern Front", True),  # once with the article; the other times it goes on
        ("Orlo", False),  # once of three
        ("Front", True),
        ("mayor", False),
        ("Nowhere", False),
        ("", False),
        ("(Orlo)", False),
    ],
)
def test_an_article_is_learnt_where_it_stands_nearly_as_often_as_not(name: str, told: bool) -> None:
    assert Usage(WORDS).has_article(name) is told
