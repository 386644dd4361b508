"""A clause counts as an event only if the words around its verb put it as one."""

from __future__ import annotations

import pytest
from attribution_world import built

from dateline.claims.factuality import Factuality, factuality


@pytest.mark.parametrize(
    ("parse", "trigger", "expected"),
    [
        ("They/they/PRP/nsubj/1 fled/flee/VBD/ROOT/1", 1, Factuality()),
        (
            "They/they/PRP/nsubj/3 did/do/VBD/aux/3 not/not/RB/neg/3 flee/flee/VB/ROOT/3",
            3,
            Factuality(negated=True),
        ),
        (
            "They/they/PRP/nsubj/2 will/will/MD/aux/2 leave/leave/VB/ROOT/2",
            2,
            Factuality(modality="planned", future=True),
        ),
        (
            "They/they/PRP/nsubj/3 might/might/MD/aux/3 have/have/VB/aux/3 left/leave/VBN/ROOT/3",
            3,
            Factuality(modality="possible"),
        ),
        (
            "They/they/PRP/nsubj/2 allegedly/allegedly/RB/advmod/2 left/leave/VBD/ROOT/2",
            2,
            Factuality(modality="reported"),
        ),
        (
            "They/they/PRP/nsubj/1 began/begin/VBD/ROOT/1 to/to/TO/aux/3 leave/leave/VB/xcomp/1",
            3,
            Factuality(),
        ),
    ],
)
def test_auxiliaries_adverbs_and_negation_decide(parse: str, trigger: int, expected: Factuality) -> None:
    assert factuality(built(parse).sentences[0], trigger) == expected


@pytest.mark.parametrize(
    ("parse", "trigger", "reason"),
    [
        ("They/they/PRP/nsubj/2 could/could/MD/aux/2 win/win/VB/ROOT/2", 2, "possibility"),
        ("They/they/PRP/nsubj/2 must/must/MD/aux/2 leave/leave/VB/ROOT/2", 2, "obligation"),
        ("They/they/PRP/nsubj/1 hope/hope/VBP/ROOT/1 to/to/TO/aux/3 win/win/VB/xcomp/1", 3, "purpose"),
        (
            "If/if/IN/mark/2 they/they/PRP/nsubj/2 "
            "win/win/VBP/advcl/4 we/we/PRP/nsubj/4 leave/leave/VBP/ROOT/4",
            2,
            "condition",
        ),
        ("They/they/PRP/nsubj/2 almost/almost/RB/advmod/2 lost/lose/VBD/ROOT/2", 2, "near miss"),
        ("They/they/PRP/nsubj/1 avoided/avoid/VBD/ROOT/1 losing/lose/VBG/xcomp/1", 2, "attempt or wish"),
    ],
)
def test_what_is_no_event_says_why(parse: str, trigger: int, reason: str) -> None:
    assert reason in factuality(built(parse).sentences[0], trigger).why_not


def test_two_negations_cancel() -> None:
    parse = "No/no/DT/det/1 one/one/NN/nsubj/4 did/do/VBD/aux/4 not/not/RB/neg/4 flee/flee/VB/ROOT/4"
    once = "Nobody/nobody/NN/nsubj/1 fled/flee/VBD/ROOT/1"
    assert factuality(built(once).sentences[0], 1).negated
    assert factuality(built(parse).sentences[0], 4).negated
