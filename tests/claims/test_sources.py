"""A source keeps its name, its words, its office and whether it hides."""

from dataclasses import replace

import pytest
from attribution_world import found, read

from dateline.records import Source

pytestmark = pytest.mark.model


def _source(text: str) -> Source:
    return next(a for a in found(read(text)) if a.confirmed).source


def test_a_named_spokesman_has_a_name_a_role_and_a_body() -> None:
    source = _source("Ibrahim Sarr, a spokesman for the joint force, said the ridge had fallen.")
    assert source.name == "Ibrahim Sarr"
    assert source.role == "spokesman for the joint force"
    assert source.affiliation == "joint force"
    assert not source.anonymous


def test_a_title_in_front_of_a_name_is_a_role() -> None:
    source = _source("Governor Amadou Toure said the ridge had fallen.")
    assert (source.name, source.role) == ("Amadou Toure", "Governor")


def test_a_name_behind_an_office_is_the_name() -> None:
    source = _source("The chief rescue official, Tomas Reyes, said the search was over.")
    assert (source.name, source.role) == ("Tomas Reyes", "chief rescue official")


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("Two senior officials said the ridge had fallen.", "Two senior officials", 2),
        ("Residents of the old town said the ridge had fallen.", "Residents of the old town", None),
        ("Doctors at the city hospital said six had died.", "Doctors at the city hospital", None),
        ("A western diplomat said the talks had failed.", "western diplomat", None),
    ],
)
def test_unnamed_people_are_anonymous(text: str, words: str, count: int | None) -> None:
    source = _source(text)
    assert (source.name, source.text, source.count, source.anonymous) == (None, words, count, True)


@pytest.mark.parametrize(
    "text",
    [
        "The interior ministry said the ridge had fallen.",
        "A spokeswoman for the navy said the ridge had fallen.",
        "The president said the ridge had fallen.",
        "State media said the ridge had fallen.",
        "A joint statement said the ridge had fallen.",
    ],
)
def test_bodies_their_voices_and_papers_are_not_anonymous(text: str) -> None:
    assert not _source(text).anonymous


def test_a_surname_leads_back_to_the_full_name() -> None:
    second = found(read("Awa Diallo, a nurse, said six had died. Diallo said the clinic was closed."))[1]
    assert second.source.name == "Awa Diallo"


def test_a_pronoun_takes_the_speaker_before_it() -> None:
    second = found(read("Awa Diallo, a nurse, said six had died. The clinic was closed, she added."))[1]
    assert second.source.name == "Awa Diallo"


def test_an_unnamed_speaker_stays_the_same_behind_a_pronoun() -> None:
    second = found(read("A nurse said six had died. The clinic was closed, she added."))[1]
    assert (second.source.name, second.source.text, second.source.anonymous) == (None, "nurse", True)


def test_the_news_agency_is_the_one_that_was_told() -> None:
    second = found(
        read("A nurse told AFP that six had died. The news agency reported that a clinic burned.")
    )[1]
    assert (second.source.name, second.source.type) == ("AFP", "media")


def test_whoever_issues_a_statement_says_what_it_says() -> None:
    source = _source("Nadia Haddad issued a statement that condemned the raid.")
    assert source.name == "Nadia Haddad"


def test_a_channel_goes_on_with_its_speaker() -> None:
    second = found(read("Awa Diallo told AFP that six had died. The clinic was closed, she said."))[1]
    assert second.via == ("AFP",)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Two senior security officials said the ridge had fallen.", "senior security official"),
        ("Local officials said the ridge had fallen.", "local official"),
        ("The army's spokesman said the ridge had fallen.", "spokesman"),
        ("The interior ministry said the ridge had fallen.", None),
        ("A palace statement said the ridge had fallen.", None),
    ],
)
def test_an_office_is_told_without_number_owner_and_plural(text: str, role: str | None) -> None:
    assert _source(text).role == role


def test_a_body_carries_the_acronym_that_the_report_uses_for_it() -> None:
    text = "The Blue Valley Liberation Front (BVLF) took the ridge. The BVLF said it would hold on."
    source = _source(text)
    assert source.name == "Blue Valley Liberation Front"
    assert source.affiliation == "Blue Valley Liberation Front (BVLF)"


def test_a_bare_noun_leads_back_to_the_speaker_it_described() -> None:
    second = found(
        read("A coastguard officer told AFP that six had died. The clinic burned, the officer said.")
    )[1]
    assert (second.source.text, second.via) == ("coastguard officer", ("AFP",))


def test_a_pronoun_means_whoever_spoke_just_before() -> None:
    text = "The lake mission said the truce with Norland had failed. It urged both sides to hold fire."
    assert found(read(text))[1].source.name == "lake mission"


def test_the_reports_own_outlet_may_go_by_a_part_of_its_name() -> None:
    report = read("The bridge was mined, a baker told the Courier.")
    own = replace(report, report=replace(report.report, outlet="Delta Courier Online"))
    assert found(own)[0].via == ("Delta Courier Online",)


def test_a_correspondent_answers_for_what_he_saw() -> None:
    assert _source("An AFP correspondent saw fighters patrolling the port.").affiliation == "AFP"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A military source quoted by the state news agency Sana denied that troops had quit Hama.", None),
        ("The pro-rebel website Tamilnet reported that the army had entered Jaffna.", "Tamilnet"),
    ],
)
def test_a_speaker_is_not_mistaken_for_whoever_stands_beside_him(text: str, name: str | None) -> None:
    assert _source(text).name == name


def test_words_before_and_behind_a_cue_with_a_colon_are_the_speakers() -> None:
    said = found(read("The truce was broken twice, the ministry said: its posts at Uri came under fire."))
    (first,) = (a for a in said if a.confirmed)
    tokens = {i for _, start, end in first.content for i in range(start, end)}
    assert {1, 16} <= tokens
