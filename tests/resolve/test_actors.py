"""Who is named, whom a mention means, and on whose side they stand."""

from __future__ import annotations

import pytest
from spotting import spotted

from dateline import tables
from dateline.lookups import ActorNames
from dateline.resolve.actors import ActorTable, same_person
from dateline.resolve.actors.rows import all_rows, people, states


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return ActorTable.open()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fighters of the Rapid Support Forces ( RSF ) entered", ["Rapid Support Forces", "RSF"]),
        ("The Sudanese Armed Forces ( SAF ) fled", ["Sudanese Armed Forces", "SAF"]),
        ("he told us that it is so", []),
        ("US troops and the U.N. left", ["US troops", "U.N."]),
        ("al - Shabaab hit the base", ["al - Shabaab"]),
        ("Colombia 's defence ministry said the ELN fled", ["Colombia 's defence ministry", "ELN"]),
        ("the Ministry of Defence of Azerbaijan said", ["Ministry of Defence of Azerbaijan"]),
        ("Houthi forces struck", ["Houthi forces"]),
        ("the dawn raid was a signal", []),
        ("Dawn broke over the emergency camp", []),
        ("Agence France-Presse and the Mindanao police", ["Agence France-Presse"]),
    ],
)
def test_names_are_found_in_running_text(table: ActorTable, sentence: str, expected: list[str]) -> None:
    assert spotted(table, sentence) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Da'esh", "actor:islamic-state"),
        ("Isis", "actor:islamic-state"),
        ("Tamil Tigers", "actor:liberation-tigers-of-tamil-eelam"),
        ("Tatmadaw", "force:MM"),
        ("FARDC", "force:CD"),
        ("the Kremlin", "state:RU"),
        ("Hay’at Tahrir al\u2011Sham", "actor:hayat-tahrir-al-sham"),
        ("Kenyan interior ministry", "state:KE/interior-ministry"),
        ("Ministry of Internal Affairs of Georgia", "state:GE/interior-ministry"),
        ("us", None),
        ("Nowhere Liberation Choir", None),
    ],
)
def test_a_name_in_any_spelling_leads_to_one_actor(
    table: ActorTable, name: str, expected: str | None
) -> None:
    known = table.named(name)
    assert (known.id if known else None) == expected


@pytest.mark.parametrize(
    ("word", "code"),
    [("Chadian", "TD"), ("Filipinos", "PH"), ("Serbs", "RS"), ("Bamako", "ML"), ("South Sudanese", "SS")],
)
def test_demonyms_and_capitals_lead_to_their_state(table: ActorTable, word: str, code: str) -> None:
    state = table.demonym(word)
    assert state is not None
    assert state.id == f"state:{code}"


def test_a_lower_case_word_is_no_demonym(table: ActorTable) -> None:
    assert table.demonym("polish") is None
    assert table.demonym("village") is None


@pytest.mark.parametrize(
    ("words", "country", "name", "key", "kind", "side"),
    [
        ("Houthi rebels", None, "Houthis", "actor:houthis", "armed group", "actor:houthis"),
        (
            "RSF paramilitaries",
            None,
            "Rapid Support Forces",
            "actor:rapid-support-forces",
            "armed group",
            None,
        ),
        ("Chadian soldiers", None, "Chadian forces", "force:TD", "force", "state:TD"),
        ("more than 1,000 Malian troops", None, "Malian forces", "force:ML", "force", "state:ML"),
        ("Nigeria's army", None, "Nigerian forces", "force:NG", "force", "state:NG"),
        ("government forces", "SD", "Sudanese forces", "force:SD", "force", "state:SD"),
        (
            "the interior ministry",
            "KE",
            "Kenyan interior ministry",
            "state:KE/interior-ministry",
            "ministry",
            "state:KE",
        ),
        ("police", "HT", "Haitian police", "force:HT/police", "force", "state:HT"),
        (
            "Houthi health ministry",
            None,
            "Houthi health ministry",
            "actor:houthis/health-ministry",
            "ministry",
            None,
        ),
        ("Wagner mercenaries", None, "Wagner Group", "actor:wagner-group", "armed group", "state:RU"),
        ("residents", None, "residents", "civilians", "civilians", None),
        ("Goma residents", None, "Goma residents", "civilians", "civilians", None),
        ("the gunmen", None, "gunmen", None, "armed group", None),
        ("the Cabo Front", "MZ", "Cabo Front", "actor:cabo front", "armed group", None),
        ("Cabo Front fighters", "MZ", "Cabo Front", "actor:cabo front", "armed group", None),
        ("Insurgents of the Cabo Front", "MZ", "Cabo Front", "actor:cabo front", "armed group", None),
        ("Mozambique insurgents", "MZ", "Mozambique insurgents", None, "armed group", None),
        ("Green Movement", None, "Green Movement", "actor:green movement", "unknown", None),
        ("Green Movement fighters", None, "Green Movement", "actor:green movement", "armed group", None),
        ("Kyiv", None, "Ukraine", "state:UA", "state", "state:UA"),
        (
            "Gen. Abdel Fattah al-Burhan",
            None,
            "Abdel Fattah al-Burhan",
            "person:abdel fattah al burhan",
            "person",
            None,
        ),
        ("Kyodo", None, "Kyodo", "actor:kyodo", "media", None),
    ],
)
def test_a_mention_leads_to_an_actor_with_its_type_and_side(
    table: ActorTable,
    words: str,
    country: str | None,
    name: str,
    key: str | None,
    kind: str,
    side: str | None,
) -> None:
    actor = table.identify(words, words, context_country=country)
    assert (actor.name, actor.id, actor.type) == (name, key, kind)
    assert side is None or actor.side == side
    assert actor.text == words


@pytest.mark.parametrize(
    ("acronym", "country", "expected"),
    [
        ("ADF", "CD", "actor:allied-democratic-forces"),
        ("ADF", "AU", "force:AU"),
        ("SNA", "SY", "actor:syrian-national-army"),
        ("SNA", "SO", "force:SO"),
        ("AFP", "PH", "force:PH"),
        ("AFP", "FR", "actor:afp"),
        ("SLA", "LB", "actor:south-lebanon-army"),
        ("SLA", "SD", "actor:sudan-liberation-movement"),
    ],
)
def test_the_country_decides_a_shared_acronym(
    table: ActorTable, acronym: str, country: str, expected: str
) -> None:
    assert table.identify(acronym, acronym, context_country=country).id == expected
    assert len(table.candidates(acronym)) > 1


def test_government_forces_of_no_known_country_stay_open(table: ActorTable) -> None:
    actor = table.identify("government forces", "government forces", context_country=None)
    assert (actor.id, actor.type, actor.side) == (None, "force", None)


def test_officials_keep_their_own_words_and_the_state_as_side(table: ActorTable) -> None:
    actor = table.identify(
        "two Kenyan security officials", "two Kenyan security officials", context_country=None
    )
    assert (actor.name, actor.side) == ("Kenyan security officials", "state:KE")


def test_words_that_no_table_knows_stay_unknown(table: ActorTable) -> None:
    actor = table.identify("Zorblax", "Zorblax", context_country=None)
    assert (actor.type, actor.id) == ("unknown", "name:zorblax")
    assert table.identify("Zorblax", "Zorblax", context_country=None, person=True).id == "person:zorblax"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters news agency", "Reuters"),
        ("the state news agency SUNA", "SUNA"),
        ("Agence France-Presse", "AFP"),
        ("https://www.dabangasudan.org/en/all-news/1", "Radio Dabanga"),
        ("edition.cnn.com", "CNN"),
        ("newspaper Dawn", "Dawn"),
        ("The Irrawaddy", "The Irrawaddy"),
        ("Twitter", "X"),
        ("ap", None),
        ("example.org", None),
        ("the village elder", None),
    ],
)
def test_credits_and_addresses_lead_to_the_outlet(table: ActorTable, text: str, expected: str | None) -> None:
    assert table.agency(text) == expected


def test_state_media_are_marked(table: ActorTable) -> None:
    assert table.is_state_media("Xinhua")
    assert not table.is_state_media("Reuters")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Gen. Abdel Fattah al-Burhan", "Abdel-Fattah Burhan"),
        ("Moammar Qaddafi", "Muammar Gaddafi"),
        ("J. Garang", "John Garang"),
        ("Zelensky", "President Volodymyr Zelenskyy"),
        ("Muhammad Yusuf", "Mohammed Yousef"),
        ("Min Aung Hlaing", "Senior General Min Aung Hlaing"),
    ],
)
def test_spellings_of_one_person_agree(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ali Khan", "Amir Khan"),
        ("John Kirby", "John Kerry"),
        ("Ahmed Hassan", "Mohamed Hassan"),
        ("Riek Machar", "Salva Kiir"),
        ("", "Salva Kiir"),
    ],
)
def test_different_persons_stay_apart(a: str, b: str) -> None:
    assert not same_person(a, b)


def test_the_tables_cover_the_world() -> None:
    rows = list(all_rows())
    kinds = [row.actor.type for row in rows]
    assert len(states()) >= 195
    assert kinds.count("armed group") >= 250
    assert kinds.count("outlet") >= 250
    assert kinds.count("agency") >= 60


def test_ids_are_not_shared_and_sides_exist() -> None:
    rows = list(all_rows())
    ids = [row.actor.id for row in rows]
    assert sorted(set(ids)) == sorted(ids)
    assert {row.actor.side for row in rows} <= set(ids)


def test_countries_in_the_tables_are_states() -> None:
    codes = set(states()) | {"EH", "HK"}  # Western Sahara and Hong Kong have a code and no row
    assert {code for row in all_rows() for code in row.countries} <= codes


def test_lists_of_people_are_read() -> None:
    assert "residents" in people()["civilians"]
    with pytest.raises(tables.TableError):
        tables.read("dateline.resolve.actors", "__init__.py")


def test_the_table_is_what_annotate_asks_for(table: ActorTable) -> None:
    names: ActorNames = table
    assert names.longest(["Boko", "Haram"], 0) == 2
