from __future__ import annotations

from dataclasses import replace

import pytest
from annotate_world import Actors, Places, report, times

from dateline.annotate import Annotator
from dateline.records import Annotated, Mention

pytestmark = pytest.mark.model

STORY = (
    "Sudan's army said on Monday it had retaken the town of Wad Abbas from the Rapid Support Forces (RSF). "
    "The paramilitary group denied losing the town.",
    "Its spokesman, Fath Omar Idris, told AFP that its fighters still held the bridge. "
    "Idris blamed the army.",
    "Malha and Kutum districts saw clashes. "
    "Both districts lie in North Darfur province, near the Adre crossing with Chad.",
    "Fighters of the Blue Valley Liberation Front (BVLF) stayed away. The BVLF wants talks.",
)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Places(), Actors(), times)


@pytest.fixture(scope="module")
def story(annotator: Annotator) -> Annotated:
    return annotator.annotate(report(*STORY))


def find(annotated: Annotated, text: str) -> Mention:
    return next(m for m in annotated.mentions if m.text == text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Sudan's army", "actor:sudan/forces"),
        ("town of Wad Abbas", "place:wad abbas"),
        ("the Rapid Support Forces", "actor:rsf"),
        ("The paramilitary group", "actor:rsf"),
        ("the town", "place:wad abbas"),
        ("Fath Omar Idris", "person:fath omar idris"),
        ("Idris", "person:fath omar idris"),
        ("its fighters", "actor:rsf"),
        ("AFP", "actor:afp"),
        ("the army", "actor:sudan/forces"),
        ("North Darfur province", "admin1:SD.1"),
        ("Adre crossing", "crossing:adre"),
        ("Chad", "country:TD"),
        ("The BVLF", "actor:blue valley liberation front"),
    ],
)
def test_words_lead_to_whom_or_what_they_stand_for(story: Annotated, text: str, entity: str) -> None:
    mention = find(story, text)
    assert mention.entity == entity
    assert mention.reason


def test_plural_nouns_lead_to_their_members(story: Annotated) -> None:
    assert find(story, "Both districts").member_names == ("Malha", "Kutum")


def test_a_spokesman_keeps_role_and_party(story: Annotated) -> None:
    assert find(story, "Fath Omar Idris").descriptor == "spokesman of Rapid Support Forces"


def test_times_are_mentions(story: Annotated) -> None:
    assert find(story, "Monday").type == "time"


def test_tokens_are_slices_of_the_report(annotator: Annotator) -> None:
    text = "Rebels\u00a0took  Umm\u2011Qasr\u200b and al-Shabaab fled\tDeir ez-Zor."
    annotated = annotator.annotate(report(text))
    (sentence,) = annotated.sentences
    words = [t.text for t in sentence.tokens]
    assert words == ["Rebels", "took", "Umm\u2011Qasr", "and", "al-Shabaab", "fled", "Deir", "ez-Zor", "."]
    assert all(text[t.start : t.end] == t.text for t in sentence.tokens)


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Rebels Seize Town, Army Denies", "Seize"),
        ("Army Retakes El Fasher From Rebels, Official Says", "Retakes"),
        ("MILITIA TAKES BORDER TOWN IN NORTH", "TAKES"),
    ],
)
def test_verbs_of_headlines_are_read_as_verbs(annotator: Annotator, headline: str, verb: str) -> None:
    sentence = annotator.annotate(report("The town was quiet.", headline=headline)).sentences[0]
    (token,) = [t for t in sentence.tokens if t.text == verb]
    assert token.pos == "VERB"
    assert sentence.text == headline


def test_reports_together_read_as_reports_alone(annotator: Annotator) -> None:
    reports = [
        report(*STORY),
        report("Rebels took Lashio."),
        report(*STORY[:2], headline="Army Retakes Town"),
    ]
    together = list(annotator.annotate_all(reports))
    alone = [Annotator(Places(), Actors(), times).annotate(r) for r in reversed(reports)]
    assert together == list(reversed(alone))


def test_the_outlet_of_a_report_is_no_place_in_it(annotator: Annotator) -> None:
    told = replace(report("The bridge fell, a guard told Malha Wire."), outlet="Malha Wire")
    assert [m.type for m in annotator.annotate(told).mentions if "Malha" in m.text] == ["outlet"]
    untold = report("The bridge fell, a guard told Malha Wire.")
    assert [m.type for m in annotator.annotate(untold).mentions if "Malha" in m.text] != ["outlet"]


def test_an_empty_report_has_no_sentences(annotator: Annotator) -> None:
    assert annotator.annotate(report()).sentences == ()
