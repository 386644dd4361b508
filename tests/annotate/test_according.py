""" "According to X, ..." in front of a clause: the source keeps its apposition, the clause its subject."""

from __future__ import annotations

import pytest
from annotate_world import report

from dateline.pipeline import tools
from dateline.records import Sentence
from dateline.syntax import kids

pytestmark = pytest.mark.model


def read(text: str) -> Sentence:
    (sentence,) = tools().annotator.annotate(report(text)).sentences
    return sentence


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("According to army spokesman Ana Lemos, the army still controlled Angoche.", "army", "controlled"),
        ("According to Mateus Mabunda, a trader, the Front seized control of Kisanga.", "Front", "seized"),
        ("According to Interfax, citing the ministry, two men were killed in Grozny.", "men", "killed"),
        ("According to witnesses, the rebels, who arrived at dawn, seized Masisi.", "rebels", "seized"),
        ("According to Oumar Cissé, a trader, shelling of Djenné killed 19 people.", "shelling", "killed"),
        ("According to police, three officers were killed in Quetta on Friday.", "officers", "killed"),
    ],
)
def test_the_clause_behind_has_its_own_subject_and_verb(text: str, subject: str, verb: str) -> None:
    sentence = read(text)
    (root,) = [t for t in sentence.tokens if t.dep == "ROOT"]
    assert root.text == verb
    assert subject in [t.text for t in kids(sentence, root.i, "nsubj", "nsubjpass")]
    assert "".join(sentence.text[t.start : t.end] for t in sentence.tokens) == text.replace(" ", "")


@pytest.mark.parametrize(
    "text", ["Macomia was overrun by the rebels.", "The town has been overrun by militants."]
)
def test_a_town_that_was_overrun_is_no_cost(text: str) -> None:
    assert [t.tag for t in read(text).tokens if t.text == "overrun"] == ["VBN"]
