from __future__ import annotations

from annotate_world import Actors, Places, sentence, times

from dateline.annotate.names import settle
from dateline.annotate.references import resolve
from dateline.records import Mention, Sentence

TAKEN = """
The DT DET det 3 the
Rapid NNP PROPN compound 3 rapid
Support NNP PROPN compound 3 support
Forces NNPS PROPN nsubj 4 forces
took VBD VERB ROOT 4 take
Kutum NNP PROPN dobj 4 kutum
from IN ADP prep 4 from
Sudanese JJ ADJ amod 8 sudanese
soldiers NNS NOUN pobj 6 soldier
"""
DENIED = """
The DT DET det 1 the
paramilitaries NNS NOUN nsubj 2 paramilitary
said VBD VERB ROOT 2 say
the DT DET det 4 the
town NN NOUN nsubj 5 town
fell VBD VERB ccomp 2 fall
before IN SCONJ mark 9 before
their PRP$ PRON poss 8 their
fighters NNS NOUN nsubj 9 fighter
arrived VBD VERB advcl 5 arrive
"""
NEW = """
A DT DET det 1 a
group NN NOUN nsubj 2 group
attacked VBD VERB ROOT 2 attack
a DT DET det 4 a
village NN NOUN dobj 2 village
"""


def settled(*rows: str) -> tuple[list[Sentence], tuple[Mention, ...]]:
    sentences = [sentence(row, index) for index, row in enumerate(rows)]
    return sentences, resolve(sentences, settle(sentences, Places(), Actors(), times), Actors())


def one(found: tuple[Mention, ...], text: str) -> Mention:
    (mention,) = [m for m in found if m.text == text]
    return mention


def test_role_and_place_nouns_lead_to_what_was_named() -> None:
    _, found = settled(TAKEN, DENIED)
    assert one(found, "The paramilitaries").entity == "actor:rsf"
    assert one(found, "the town").entity == "geonames:6"
    assert one(found, "their fighters").entity == "actor:rsf"
    assert "Rapid Support Forces" in one(found, "The paramilitaries").reason


def test_a_demonym_leads_to_the_forces_of_its_state() -> None:
    _, found = settled(TAKEN)
    assert (one(found, "Sudanese soldiers").name, one(found, "Sudanese soldiers").entity) == (
        "Sudanese soldiers",
        "actor:sudan/forces",
    )


def test_what_is_new_leads_nowhere() -> None:
    _, found = settled(TAKEN, NEW)
    assert one(found, "A group").name is None
    assert one(found, "a village").name is None


def test_without_an_antecedent_there_is_no_name() -> None:
    _, found = settled(DENIED)
    assert one(found, "The paramilitaries").name is None
    assert one(found, "the town").name is None


def test_mentions_are_sorted() -> None:
    _, found = settled(TAKEN, DENIED)
    keys = [(m.sentence, m.first, -m.last) for m in found]
    assert keys == sorted(keys)
