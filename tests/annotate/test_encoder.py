"""The faster model answers what the model as it comes answers, whatever is read beside a sentence."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from dateline.annotate import model
from dateline.annotate.forms import RULED, Form, Forms
from dateline.annotate.lemmas import Lemmas

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

SENTENCES = (
    "Rebels seized the airport of Port Vela on Tuesday, two security officials said.",
    "There are 1,200 people in the camp, and there's no water.",
    "Let's see whether they're re-establishing the checkpoint, the mayor told reporters.",
    "No.",
    "“We haven't got to leave,” said Colonel Abdi Warsame, whose brigade retook the bridge; he did it twice.",
    "Shelling killed at least nine and wounded dozens more in the besieged district's two hospitals.",
    "The ministry, which denied that the town had fallen, didn't answer calls but has asked that they wait.",
)


@pytest.fixture(scope="module")
def fast() -> Language:
    return model.load()


@pytest.fixture(scope="module")
def plain() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import spacy

    return spacy.load(model.DEFAULT)


def test_tags_trees_and_names_are_those_of_the_model_as_it_comes(fast: Language, plain: Language) -> None:
    for ours, theirs in zip(fast.pipe(SENTENCES), plain.pipe(SENTENCES), strict=True):
        assert [(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in ours] == [
            (t.tag_, t.dep_, t.head.i, t.ent_type_) for t in theirs
        ]


def test_parts_of_speech_and_lemmas_are_those_of_the_model_s_own_rules(
    fast: Language, plain: Language
) -> None:
    forms, lemmas = Forms(fast), Lemmas(plain)
    for _ in range(2):  # the second time from memory
        for ours, theirs in zip(fast.pipe(SENTENCES, disable=RULED), plain.pipe(SENTENCES), strict=True):
            for form, token in zip(forms.of(ours), theirs, strict=True):
                if token.tag_ == "VBG" and token.dep_ == "nsubj":  # "Shelling killed nine"
                    assert form == Form("NOUN", "NN", "nsubj", token.text.lower())
                    continue
                assert form == Form(token.pos_, token.tag_, token.dep_, lemmas.of(token))


def test_a_sentence_is_read_alone_as_among_others(fast: Language) -> None:
    alone = [fast(text) for text in SENTENCES]
    together = fast.pipe(SENTENCES * 40, batch_size=70)
    for one, other in zip(alone * 40, together, strict=True):
        assert [(t.tag, t.dep, t.head.i, t.ent_type) for t in one] == [
            (t.tag, t.dep, t.head.i, t.ent_type) for t in other
        ]
        assert np.allclose(one.tensor, other.tensor, atol=1e-4)


def test_a_model_built_otherwise_is_left_as_it_is() -> None:
    from spacy.lang.en import English

    nlp = English()
    wide: dict[str, Any] = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.CharacterEmbed.v2", "width": 32, "rows": 50, "nM": 4, "nC": 4,
                  "include_static_vectors": False, "feature": "LOWER"},
        "encode": {"@architectures": "spacy.MishWindowEncoder.v2", "width": 32, "window_size": 1, "depth": 2},
    }  # fmt: skip
    component: Any = nlp.add_pipe("tok2vec", config={"model": wide})
    nlp.initialize()
    before = component.model
    model.tune(nlp)
    assert component.model is before
    assert nlp("Rebels seized the airport.").tensor.shape == (5, 32)
