"""Where a claim takes place when its clause does not say: carried through the report, or left open."""

from __future__ import annotations

import pytest
from claims_world import PUBLISHED

from dateline.claims.statements import read_claims
from dateline.pipeline import agency, tools
from dateline.records import Dateline, Part, Passage, Report, Statement

pytestmark = pytest.mark.model


def _statements(text: str) -> list[tuple[str, Statement]]:
    """Words and statement of each claim; a line is a paragraph, the first a headline if no stop ends it."""
    passages, at = [], 0
    for line in text.split("\n"):
        part: Part = "headline" if at == 0 and line[-1:] != "." else "body"
        passages.append(Passage(at, at + len(line), part))
        at += len(line) + 1
    report = Report("r", "d", text, tuple(passages), published=PUBLISHED)
    found, _ = read_claims(tools().annotator.annotate(report), agency=agency)
    return [(text[s.start : s.end], s) for s in found]


def _places(text: str, words: str) -> list[str]:
    """The names of the places of the claim whose words hold ``words``."""
    statement = next(s for quote, s in _statements(text) if words in quote)
    return [name for p in statement.places for name in (p.member_names or (p.name or p.text,))]


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        # the place told of last before it, in its own sentence or paragraph
        (
            "Rebels seized Goma in January.\nThe army bombed Walikale on Friday. Twelve people were killed.",
            "Twelve",
            ["Walikale"],
        ),
        (
            "Fighting went on in Taiz on Sunday.\nA driver saw burnt houses in the village of Karaleti; "
            "two women there said militiamen had shot a neighbour.",
            "shot a neighbour",
            ["Karaleti"],
        ),
        # the one place that its paragraph names, before what the headline names
        (
            "Note from the Herat ward\nOur team received patients from Kohsan district. In all, 20 people "
            "have been killed.",
            "20 people",
            ["Kohsan"],
        ),
        # the topic of the report, not the province named beside it
        (
            "Gunmen storm Kuriga school\nGunmen attacked a school in Kuriga, in Nigeria's Kaduna State, on "
            "Thursday.\nAt least 200 pupils were abducted.",
            "pupils were abducted",
            ["Kuriga"],
        ),
        # where people went is not where it happened
        (
            "Shelling hit Nyala on Monday.\nThousands fled to El Geneina.\nSix civilians were killed.",
            "Six civilians",
            ["Nyala"],
        ),
        # a place in an aside or in a name is not where it happened
        (
            "Troops entered Sirte on Friday.\nThe National Union of Chad said 10 fighters were killed.",
            "10 fighters",
            ["Sirte"],
        ),
        # a line that begins with a place and a colon
        (
            "Quake kills hundreds\nMorocco: 120 killed.\nSpain: 3 people hurt.",
            "3 people",
            ["Spain"],
        ),
        # where those who fought came from is not where they fought
        (
            "The group held Sirte until December, when it was driven out by forces from Misrata.",
            "driven out",
            ["Sirte"],
        ),
        # a count since the outbreak is one of the whole war
        (
            "Shells fell on Benghazi on Sunday.\nHaftar's offensive in Libya began in April. "
            "More than 280 civilians have died since then.",
            "280 civilians",
            ["Libya"],
        ),
        # the whole war
        (
            "Army retakes Wad Madani\nThe army retook Wad Madani in central Sudan on Saturday.\n"
            "The war has killed tens of thousands of people.",
            "tens of thousands",
            ["Sudan"],
        ),
        (
            "Drones hit Odesa on Friday.\nThe attack wounded nine people.\n"
            "The war in Ukraine has displaced millions of people.",
            "millions",
            ["Ukraine"],
        ),
        # a land by its owner or its people
        ("Peru is sending 500 police to its northern border.", "500 police", ["Peru"]),
        (
            "More than 100,000 people were evacuated from two Thai provinces.",
            "evacuated",
            ["Thailand"],
        ),
        # the land in the headline, not the state in which it lies
        (
            "Six killed in fresh Assam violence\nSix people died in Assam's Kokrajhar district on Friday. "
            "A mob raided an armoury of the India Reserve Battalion in Dhubri.\n"
            "More than 160 people have died since clashes broke out on 3 May.",
            "160 people",
            ["Assam"],
        ),
        # those who live in a place tell of it; a ministry speaks from its capital
        (
            "Troops entered Sirte on Friday.\nThe town lies on the coast road. Residents of Ajdabiya told "
            "reporters that shelling had gone on all night.",
            "shelling",
            ["Ajdabiya"],
        ),
        (
            "A resident of Al Bab said jets had bombed the town's market, killing two children.\n"
            "In Manbij three people were hurt.",
            "two children",
            ["Al Bab"],
        ),
        (
            "Rebels seized Bossangoa on Monday.\nIn Bangui the government said that it had sent troops. "
            "Twelve people were killed.",
            "Twelve",
            ["Bossangoa"],
        ),
        # where it was fired from is not where it hit
        (
            "Shelling hit Kramatorsk on Monday, when rockets fired from a base in Horlivka fell on a market. "
            "Four people died.",
            "Four people",
            ["Kramatorsk"],
        ),
        # by a sea or a continent no event is placed
        (
            "Riots shook Wallis and Futuna on Monday.\nThe unrest is the worst in the Pacific territory for "
            "years, and the seventh in Central Africa and the Pacific. Four people were killed.",
            "Four people",
            ["Wallis and Futuna"],
        ),
        # words belong where what they take up happened, a truce to the land of the war
        ("Rebels took Bouar on Monday.\nThe army vowed to win it back.", "win it back", ["Bouar"]),
        ("Shells hit Taiz on Sunday.\nThe mayor urged residents to stay indoors.", "stay indoors", ["Taiz"]),
        (
            "Troops entered Goma on Monday.\nFrance called on Rwanda to pull out of Chad.",
            "pull out",
            ["Chad"],
        ),
        (
            "Rebels took Bria on Monday, in the Central African Republic.\nA ceasefire began on Friday.",
            "ceasefire",
            ["Central African Republic"],
        ),
        # the town of "X in Y" and not the land
        (
            "Trucks are stuck at Bunagana in Uganda, where the crossing has been closed since June.",
            "crossing has been closed",
            ["Bunagana"],
        ),
        # names that stand where places do
        ("Two men were killed in Karbu.\nA trader died at Ramalho on Friday.", "trader", ["Ramalho"]),
        (
            "Soldiers reached the outskirts of Port Lessing.\nTwo women in the town were killed on Friday.",
            "Two women",
            ["Port Lessing"],
        ),
        # the town of the report and not where people of it went
        (
            "Flash alert: El Geneina\nFighting in El Geneina district displaced 200 people. Most moved to "
            "Kabkabiya and Tawila.\nRebels have encircled the town.",
            "encircled",
            ["El Geneina"],
        ),
        # the land of the title, where no town of it is named as often; a country that opens the sentence
        (
            "New Caledonia riots: four dead\nTroops came to New Caledonia on Monday.\nA man died in Plum.\n"
            "More than 200 rioters have been arrested since.",
            "200 rioters",
            ["New Caledonia"],
        ),
        (
            "A girl was found alive in Jindires. Her mother died in Jindires.\nIn Turkey, 3,419 people "
            "are known to have died.",
            "have died",
            ["Turkey"],
        ),
        # an official of one town speaks of that town; a place "near X" is not X
        (
            "Rebels shelled Isfara on Monday.\nPeople left. An official in Sughd told reporters that 30 "
            "people had been killed.",
            "30 people",
            ["Sughd"],
        ),
        (
            "The army holds Yola.\nThe academy at Mubi, near Gwoza, has been in rebel hands since May; 35 "
            "officers were killed.",
            "35 officers",
            ["Mubi"],
        ),
        # the place and not what it lies in or near; what a site in a town is said of is that town's
        (
            "Gunmen attacked the Drodro camp in Djugu district on Sunday. Twenty-six people were killed "
            "there.",
            "Twenty-six",
            ["Drodro", "Djugu"],
        ),
        (
            "In Irumu territory, rebels ambushed a convoy near Komanda on Monday. Two soldiers lost their "
            "lives.",
            "Two soldiers",
            ["Komanda"],
        ),
        ("Gunmen raided Tchova on Monday.\nEighteen people were killed.", "Eighteen", ["Tchova"]),
        ("Monitors in Bria have recorded deaths.\nThe church in Bouar was shelled.", "church", ["Bouar"]),
        # a road lies between its ends
        ("The M5 road between Homs and Hama is closed.", "closed", ["M5", "Homs", "Hama"]),
        # those who count from elsewhere do not serve where they are
        (
            "Clashes broke out in Nyala in January.\nRights monitors in Jayapura said 14 people had been "
            "killed.",
            "14 people",
            ["Nyala"],
        ),
        # several towns are in no one town
        (
            "Rebels attacked Kaya in Burkina Faso on Sunday.\nThey also raided four villages on Monday.",
            "four villages",
            ["Burkina Faso"],
        ),
    ],
)
def test_a_place_is_carried_through_the_report(text: str, words: str, places: list[str]) -> None:
    assert _places(text, words) == places


def test_a_nickname_inside_a_name_is_no_place() -> None:
    text = 'Soldiers let go a son of Joaquín "El Dorado" Pérez on Friday.\nEight people were killed.'
    assert _places(text, "Eight people") == []


def test_this_city_is_that_of_the_dateline() -> None:
    text = "Gunmen turned this city of 800,000 into a war zone on Monday, and killed eight people."
    line = Dateline(0, 0, "Bamako", None, region="Mali")
    report = Report("r", "d", text, (Passage(0, len(text), "body"),), published=PUBLISHED, dateline=line)
    found, _ = read_claims(tools().annotator.annotate(report), agency=agency)
    assert [p.name for s in found for p in s.places] == ["Bamako"]


def test_a_site_in_no_gazetteer_stands_beside_its_town() -> None:
    text = "Militants attacked Kismayo on Friday.\nGunmen stormed the Tawakal hotel and killed nine people."
    assert _places(text, "stormed") == ["Tawakal", "Kismayo"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Four men were shot outside a tavern on Sunday, Milwaukee police said.", "Milwaukee"),
        ("A Quetta man was killed and his brother wounded on Monday.", "Quetta"),
        ("Gunmen killed two shopkeepers on Friday night. The Karachi police arrested nobody.", "Karachi"),
    ],
)
def test_where_no_place_is_told_it_is_the_town_of_those_who_serve_there(text: str, place: str) -> None:
    assert [p.name for p in _statements(text)[0][1].places] == [place]


def test_the_police_of_a_town_give_no_place_where_another_is_told() -> None:
    text = "Rebels shelled Kharkiv's market.\nThree people were killed, said a Kyiv police officer."
    assert _places(text, "Three people were killed") == ["Kharkiv"]


@pytest.mark.parametrize(
    "text",
    [
        "A boy was killed in a West Side alley on Friday.",
        "Two men were wounded near North 15th Street on Monday.",
        "A woman was shot in the 1000 block of Bade Rd on Sunday.",
    ],
)
def test_sides_and_kinds_of_streets_are_no_names_of_places(text: str) -> None:
    names = {p.name for _, s in _statements(text) for p in s.places}
    assert not names & {"Side", "West", "North", "Street", "Rd"}


def test_what_is_said_has_no_place_of_its_own() -> None:
    text = "Troops entered Hodeidah on Friday.\nThe two sides held talks on Monday. Iran vowed to help."
    assert _places(text, "held talks") == []
    assert _places(text, "vowed") == []


def test_a_claim_of_a_report_that_names_no_place_has_none() -> None:
    assert _places("Eleven soldiers were killed on Friday.", "killed") == []


def test_a_river_is_not_the_town_of_its_name() -> None:
    text = "Russian soldiers left Kherson and withdrew across the Dnipro on Friday."
    assert "geonames:709930" not in {p.entity for _, s in _statements(text) for p in s.places}


def test_the_capital_of_a_land_is_not_the_land() -> None:
    text = "Rebels retake Tigray capital\nRebels took Mekelle on Monday."
    assert _places(text, "retake") == ["Mekelle"]


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        # a site lies where its own words say, whatever was spoken of before
        (
            "The crossing at Torkham is open.\nThe checkpoint at Chaman is shut.",
            "checkpoint at Chaman",
            ["Chaman"],
        ),
        # whose a building is says less than where it stands
        ("Iran's consulate in the city of Aleppo was attacked by gunmen.", "consulate", ["Aleppo"]),
        # roads by their numbers
        ("The M5 motorway has been cut since Thursday.", "M5", ["M5"]),
        # an agency called like a town is no place
        ("Troops left Hama, the state agency Sana reported.", "Troops left", ["Hama"]),
        # a clause with "where" tells of the place before it
        (
            "Militants took Mosul.\nThe governor spoke from Irbil, where he had taken refuge.",
            "taken refuge",
            ["Erbil"],
        ),
        # a seat of power lies where the crowd is
        ("Crowds in Yerevan stormed the parliament.", "stormed", ["Yerevan"]),
    ],
)
def test_a_thing_lies_where_its_own_words_put_it(text: str, words: str, places: list[str]) -> None:
    assert _places(text, words) == places


def test_the_losses_of_a_side_belong_to_the_land_of_the_war() -> None:
    text = (
        "Georgian troops left Gori, and Russian tanks entered Gori.\n"
        "Shells fell on Tskhinvali in Georgia.\nGeorgia puts its losses at 175 dead."
    )
    assert _places(text, "175 dead") == ["Georgia"]
