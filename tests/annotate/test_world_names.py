"""Names of the world as the shipped tables know them: governments, bodies, holders of roles, towns."""

from __future__ import annotations

import pytest
from annotate_world import report

from dateline.mentions import ADDRESS
from dateline.pipeline import tools
from dateline.records import Mention

pytestmark = pytest.mark.model


def _mention(text: str, words: str) -> Mention:
    found = tools().annotator.annotate(report(*text.split("\n")))
    return next(m for m in reversed(found.mentions) if m.text == words)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("New Delhi blames rebels for the raid.", "New Delhi", "India"),
        ("Rebels accused Phnom Penh of shelling a village.", "Phnom Penh", "Cambodia"),
        ("Addis Ababa's announcement came late.", "Addis Ababa", "Ethiopia"),
        ("Baghdad's military shelled the hills.", "Baghdad", "Iraq"),
    ],
)
def test_a_capital_that_acts_is_its_government(text: str, words: str, name: str) -> None:
    mention = _mention(text, words)
    assert (mention.type, mention.name) == ("actor", name)


def test_a_capital_where_something_happens_is_a_place() -> None:
    assert _mention("A bomb went off in New Delhi.", "New Delhi").type == "place"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The government of Ethiopia rejected talks.", "The government", "Ethiopian government"),
        ("Ukraine's military shot down a drone.", "Ukraine's military", "Ukrainian military"),
        ("Ecuador is at war. The army entered the prison.", "The army", "Ecuadorian army"),
        ("Seven Ecuadorian police were held. The force freed them.", "The force", "Ecuadorian police"),
    ],
)
def test_bodies_of_a_state_are_called_by_its_adjective(text: str, words: str, name: str) -> None:
    assert _mention(text, words).name == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Wagner's leader said the town was his.\nYevgeny Prigozhin, who leads the Wagner group, left.",
            "Wagner's leader",
            "Yevgeny Prigozhin",
        ),
        (
            "The head of the Rapid Support Forces thanked them.\nRSF commander Mohamed Dagalo spoke.",
            "The head",
            "Mohamed Dagalo",
        ),
        (
            "Amina Yusuf, spokeswoman for Taiz Hospital, left.\nThe hospital's spokesperson said so.",
            "The hospital's spokesperson",
            "Amina Yusuf",
        ),
        ("The army chief spoke.\nArmy chief Abdel al-Burhan left.", "The army chief", "Abdel al-Burhan"),
    ],
)
def test_a_role_leads_to_the_one_person_who_holds_it(text: str, words: str, name: str) -> None:
    mention = _mention(text, words)
    assert (mention.name, mention.entity) == (name, f"person:{name.lower().replace('-', ' ')}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Junta spokesman Zaw Min spoke.\nThailand's foreign minister listened.",
            "Thailand's foreign minister",
        ),
        ("Deputy Defence Minister Anna Koval spoke.\nThe defence minister did not.", "The defence minister"),
        (
            "Thai Foreign Minister Som Dee met Iranian Foreign Minister Ali Om.\nThe foreign minister sat.",
            "The foreign minister",
        ),
    ],
)
def test_a_role_that_nobody_or_several_fit_leads_nowhere(text: str, words: str) -> None:
    assert _mention(text, words).name is None


def test_a_ministry_in_a_capital_is_of_its_state_and_a_border_is_of_a_neighbour() -> None:
    told = "Armenia's defence ministry denied it. The defence ministry in Baku said nothing."
    assert _mention(told, "The defence ministry").name == "Azerbaijani defence ministry"
    assert _mention("The army lost 11 outposts along the Thai border.", "The army").name is None


def test_a_ministry_is_the_one_of_its_own_portfolio() -> None:
    told = "The Sudanese health ministry counted the dead. The ministry of information withdrew its report."
    assert _mention(told, "The ministry").name == "Sudanese ministry of information"
    again = "The Sudanese health ministry counted the dead. The ministry of health said they were civilians."
    assert _mention(again, "The ministry").name == "Sudanese health ministry"
    bare = "The Sudanese health ministry counted the dead. The ministry said they were civilians."
    assert _mention(bare, "The ministry").name == "Sudanese health ministry"


def test_a_hyphenated_surname_stays_whole() -> None:
    found = tools().annotator.annotate(report("Thailand's envoy, Somchai Rattana-bunnak, said so."))
    assert "Somchai Rattana-bunnak" in {m.name for m in found.mentions}


def test_security_officials_are_of_the_country_spoken_of() -> None:
    text = "Mali lost a base on Monday. Two senior security officials said the town had fallen."
    assert _mention(text, "Two senior security officials").affiliation == "Mali"
    assert (
        _mention("Mali waits. Western security officials left.", "Western security officials").affiliation
        is None
    )


@pytest.mark.parametrize(
    "text",
    ["Police in Goma said the airport was closed.", "According to the mayor of Goma, two people died."],
)
def test_where_a_speaker_is_is_marked(text: str) -> None:
    assert _mention(text, "Goma").reason.startswith(ADDRESS)


@pytest.mark.parametrize("text", ["Shells fell in Goma, police said.", "Police said shells fell in Goma."])
def test_where_something_happens_is_not_marked(text: str) -> None:
    assert not _mention(text, "Goma").reason.startswith(ADDRESS)


def test_the_city_is_the_one_spoken_of_most_not_one_people_fled_to() -> None:
    text = "Rebels besieged El Fasher.\nMost people fled to Tawila.\nShells hit the city."
    assert _mention(text, "the city").name == "El Fasher"


def test_there_is_the_place_spoken_of_last() -> None:
    text = "Rebels entered Goma on Monday.\nTwelve people were killed there."
    assert _mention(text, "there").name == "Goma"


def test_an_aid_organisation_is_no_armed_group() -> None:
    text = "The Rapid Support Forces raided a clinic.\nThe medical organisation closed it."
    assert _mention(text, "The medical organisation").name is None


def test_a_hospital_named_like_a_far_town_is_not_there() -> None:
    text = "Somalia buried its dead. Doctors at Medina hospital were tired."
    assert _mention(text, "Medina hospital").entity == "site:medina hospital"


def test_a_group_is_known_by_the_name_it_gives_itself() -> None:
    text = "A militia that calls itself the Arakan Army said it held the town."
    assert _mention(text, "A militia").name == "Arakan Army"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Boko Haram attacked Mora in northern Cameroon.", "Mora", "Mora"),
        ("Nigeria is at war. Residents fled Rann. Aid reached Rann.", "Rann", "Rann"),
        ("ELN rebels in Colombia seized Tame on Friday.", "Tame", "Tame"),
        ("A convoy was hit near Dori, in Burkina Faso.", "Dori", "Dori"),
        ("Congolese troops left Sake. The army denied that Sake had fallen.", "Sake", "Sake"),
        ("Congolese troops drove the rebels out of Sake on Friday.", "Sake", "Sake"),
        ("Troops left Sake in Congo. Sake had been shelled for days.", "Sake", "Sake"),
        ("Fighters captured Tal Rifaat in northern Syria.", "Tal Rifaat", "Tall Rif'at"),
    ],
)
def test_a_name_that_stands_where_a_place_stands_is_one(text: str, words: str, name: str) -> None:
    mention = _mention(text, words)
    assert (mention.type, mention.name) == ("place", name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Troops in Cameroon attacked commander Mora in a village.", "Mora"),
        ("President Ricardo Nelson spoke. Nelson said the rebels had left.", "Nelson"),
        ("Julie Payette visited Paul Patrick in Manila.", "Paul Patrick"),
        ("Iraqi troops captured Ali Hassan in Baghdad.", "Ali Hassan"),
    ],
)
def test_a_person_called_like_a_place_stays_a_person(text: str, words: str) -> None:
    assert any(
        m.type == "person" and m.text.endswith(words)
        for m in tools().annotator.annotate(report(text)).mentions
    )


def test_a_people_before_its_fighters_is_no_place() -> None:
    found = tools().annotator.annotate(report("Tuareg rebels left Gao, in Mali."))
    assert [m.name for m in found.mentions if m.type == "place"] == ["Gao", "Mali"]


def test_a_state_shortened_behind_a_town_is_the_state() -> None:
    assert _mention("Officers in Slidell, La., arrested a man.", "La.").name == "Louisiana"
    assert _mention("A man was shot in Aurora, CO, on Friday.", "CO").name == "Colorado"


def test_somebody_killed_who_is_called_like_a_town_is_no_place() -> None:
    found = tools().annotator.annotate(report("Jets killed Baghdadi in Syria."))
    assert [m.name for m in found.mentions if m.type == "place"] == ["Syria"]


def test_a_name_that_falls_to_a_party_is_a_place() -> None:
    assert _mention("Bressac fell to insurgents on Monday, residents said.", "Bressac").type == "place"


def test_a_person_who_falls_is_no_place() -> None:
    assert _mention("Hassan fell to his death on Monday.", "Hassan").type != "place"


def test_a_place_in_no_gazetteer_that_is_seized_keeps_its_own_name() -> None:
    mention = _mention("Fighters seized Mushaki, 30 km from Goma.", "Mushaki")
    assert (mention.type, mention.name, mention.entity) == ("place", "Mushaki", "place:mushaki")


def test_two_countries_are_those_spoken_of_most() -> None:
    text = "Armenia and Azerbaijan traded fire. Crossings between the two countries are closed."
    found = tools().annotator.annotate(report(text)).mentions
    pair = next(m for m in found if m.text == "the two countries")
    assert set(pair.members) == {"country:AM", "country:AZ"}


def test_a_base_of_a_state_need_not_lie_in_it() -> None:
    text = "Drones hit a Russian base. Jets bombed a Russian town."
    found = {m.text: m.entity for m in tools().annotator.annotate(report(text)).mentions if m.type == "place"}
    assert found == {"a Russian base": None, "a Russian town": "country:RU"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Malian army took Kalwenga on Wednesday, residents said.", "Kalwenga"),
        ("The rebels lost Tebrune to the army on Monday.", "Tebrune"),
        ("Kalwenga was overrun by government troops on Monday.", "Kalwenga"),
        ("Residents said the militia seized control of Dorvatha on Tuesday.", "Dorvatha"),
        ("Three soldiers were killed in Metwige on Friday.", "Metwige"),
        ("Shelling of Ankwabo on Friday killed 12 civilians.", "Ankwabo"),
        ("An attack on Dorvatha on Friday killed 12 civilians.", "Dorvatha"),
        ("A source said that 22 villagers were killed in Tongomayel on Saturday.", "Tongomayel"),
        ("Residents of Tongomayel said 31 people had died.", "Tongomayel"),
    ],
)
def test_a_name_that_no_table_has_is_a_place_where_forces_take_it_or_people_die_in_it(
    text: str, words: str
) -> None:
    mention = _mention(text, words)
    assert (mention.type, mention.entity) == ("place", f"place:{words.lower()}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army captured Gorvath on Friday after a chase.\nIdris Gorvath led the gang.", "Gorvath"),
        ("Soldiers died in Parliament on Friday.", "Parliament"),
        ("Three hikers died in January.", "January"),
    ],
)
def test_persons_bodies_and_months_are_no_places(text: str, words: str) -> None:
    found = tools().annotator.annotate(report(*text.split("\n")))
    assert not [m for m in found.mentions if m.text == words and m.type == "place"]


@pytest.mark.parametrize(
    ("text", "agency"), [("A nurse told Lusa that two died.", "LUSA"), ("A clerk told Sana so.", "SANA")]
)
def test_who_is_told_is_the_agency_not_the_town_of_that_name(text: str, agency: str) -> None:
    found = tools().annotator.annotate(report(text)).mentions
    assert [(m.type, m.name) for m in found if m.text in ("Lusa", "Sana")] == [("outlet", agency)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Goma's airport fell. The army said it would come back to Goma.\nRefugees fled to Rwanda.",
            "Congolese army",
        ),
        (
            "Rebels reached Goma. The army left.\nRwanda denied it. Rwanda and Goma are near.",
            "Rwandan army",
        ),
    ],
)
def test_an_army_is_that_of_the_towns_told_of_though_a_neighbour_alone_is_named(text: str, name: str) -> None:
    assert _mention(text, "The army").name == name


def test_the_town_to_be_retaken_is_not_the_one_where_troops_regrouped() -> None:
    text = "Goma fell on Tuesday.\nTroops regrouped in Sake and will take back the city, an officer said."
    assert _mention(text, "the city").name == "Goma"


def test_a_verb_and_a_town_at_the_head_of_a_line_are_no_persons_name() -> None:
    assert _mention("Counting Goma's dead.\nAn official in the city spoke.", "Goma").type == "place"
