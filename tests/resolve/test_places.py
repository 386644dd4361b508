"""Place mentions of a report, resolved together: in context, and not at all rather than wrongly."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.records import Where
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import locate
from marked import report


@cache
def world() -> Gazetteer:
    return Gazetteer.open()


def where(*sentences: str, place: str | None = None, region: str | None = None) -> dict[str, Where]:
    """What the marked words of a report resolve to, by the words; the last of equal ones."""
    annotated = report(*sentences, place=place, region=region)
    found = locate(annotated.mentions, annotated, world())
    return {annotated.mentions[i].text: resolved for i, resolved in found.items()}


# Name in the report, country, division, and the sentences around it: one row for each conflict and
# for each way in which a report says where it plays.
KNOWN = [
    ("Gainesville", "US", "Virginia", "Two died in [Gainesville], [VA], on Monday."),
    ("Aurora", "US", "Colorado", "A man was held in [Aurora], [CO], on Friday."),
    ("Athens", "US", "Georgia", "Students in [Athens], [Georgia], marched."),
    # the district is named elsewhere, be it in the name of a body
    ("Edgewater", "US", "New Jersey", "[Edgewater] mourned, Bergen County prosecutors in [America] said."),
    (
        "Brookhaven",
        "US",
        "Mississippi",
        "Two died in [Brookhaven], the sheriff of [Lincoln County|county] said.",
    ),
    ("Lincoln County", "US", "Mississippi", "Two died in [Brookhaven], [Lincoln County|county]."),
    # not what a greater city elsewhere was called of old
    ("Philadelphia", "US", "Pennsylvania", "A man was shot in a [Philadelphia] tavern."),
    ("West Mosul", "IQ", "Nineveh", "A strike hit [West Mosul]."),
    ("southeast Aleppo", "SY", "Aleppo", "Shells fell on [southeast Aleppo]."),
    ("El Geneina", "SD", "West Darfur", "The RSF entered [El Geneina] in [Sudan]."),
    ("Um Ruwaba", "SD", "North Kordofan", "Sudanese troops took [Um Ruwaba|city]."),
    ("Babanusa", "SD", "West Kordofan", "Clashes in [Babanusa], [West Kordofan], went on."),
    ("Nyala", "SD", "South Darfur", "Drones struck [Nyala], the Sudanese army said."),
    ("Laukkai", "MM", "Shan", "Rebels in [Myanmar] took [Laukkai]."),
    ("Buthidaung", "MM", "Rakhine", "[Buthidaung|township] in [Rakhine State] fell."),
    ("Kyaukphyu", "MM", "Rakhine", "Burmese jets hit [Kyaukphyu]."),
    ("Falam", "MM", "Chin", "Resistance fighters in [Myanmar] hold [Falam]."),
    ("Saraqeb", "SY", "Idlib", "Syrian troops entered [Saraqeb]."),
    ("Qamishli", "SY", "Hasakah", "An explosion in [Qamishli], northeastern [Syria]."),
    ("Suran", "SY", "Hama", "Rebels nearing [Hama] took [Suran|town]."),
    ("Tel Abyad", "SY", "Raqqa", "Turkish troops in [Tel Abyad], [Syria]."),
    ("Hodeidah", "YE", "Hodeidah", "Ships left [Hodeidah], [Yemen]."),
    ("Al-Jubah", "YE", "Marib", "Houthis took [Al-Jubah|district] in [Marib governorate]."),
    ("Ataq", "YE", "Shabwah", "Yemeni forces hold [Ataq]."),
    ("Midi", "YE", "Hajjah", "Yemeni troops landed at [Midi] and [Haradh]."),
    ("Tessalit", "ML", "Kidal", "Malian troops left [Tessalit] for [Kidal]."),
    ("Djibo", "BF", "Sahel", "Gunmen surrounded [Djibo], [Burkina Faso]."),
    ("Barsalogho", "BF", "Centre-Nord", "Burkinabe survivors from [Barsalogho] spoke."),
    ("Diffa", "NE", "Diffa", "Attackers from [Nigeria] reached [Diffa], [Niger]."),
    ("Gwoza", "NG", "Borno", "Blasts in [Gwoza], [Borno State]."),
    ("Sake", "CD", "North Kivu", "M23 rebels shelled [Sake], near [Goma]."),
    ("Walikale", "CD", "North Kivu", "Congolese troops left [Walikale]."),
    ("Uvira", "CD", "South Kivu", "Soldiers fled [Uvira] for [Burundi]; [Bukavu] had fallen."),
    ("Chasiv Yar", "UA", "Donetsk", "Russian troops reached [Chasiv Yar] in [Ukraine]."),
    (
        "Robotyne",
        "UA",
        "Zaporizhzhia",
        "Ukraine took [Robotyne|village] in the [Zaporizhzhia region|region].",
    ),
    ("Sudzha", "RU", "Kursk", "[Sudzha], in [Russia]'s [Kursk region|region], was hit."),
    ("Avdeevka", "UA", "Donetsk", "Ukrainian guns near [Avdeevka]."),
    ("Shusha", "AZ", "Shusha", "Azerbaijani troops entered [Shusha]."),
    ("Hadrut", "AZ", "Khojavend", "Fighting for [Hadrut] in [Nagorno-Karabakh]."),
    ("Goris", "AM", "Syunik", "Refugees arrived in [Goris], [Armenia]."),
    ("Jabalia", "PS", "Gaza Strip", "Strikes on [Jabalia|refugee camp] in the [Gaza Strip]."),
    ("Nuseirat", "PS", "Gaza Strip", "Israeli tanks neared [Nuseirat] in [Gaza]."),
    ("Jenin", "PS", "West Bank", "A raid on [Jenin] in the [West Bank]."),
    ("Macomia", "MZ", "Cabo Delgado", "Insurgents raided [Macomia], [Mozambique]."),
    ("Palma", "MZ", "Cabo Delgado", "Hundreds fled [Palma] in [Cabo Delgado]."),
    ("Tumaco", "CO", "Nariño", "Colombian marines in [Tumaco]."),
    ("Ocaña", "CO", "Norte de Santander", "A bomb in [Ocaña], [Norte de Santander], [Colombia]."),
    ("Mullaitivu", "LK", "Northern", "Sri Lankan troops took [Mullaitivu]."),
    ("Marawi", "PH", "Autonomous Region in Muslim Mindanao", "Philippine troops in [Marawi]."),
    ("Beledweyne", "SO", "Hiran", "A blast in [Beledweyne], [Somalia]."),
    ("Las Anod", "SO", "Sool", "Shelling in [Las Anod], [Somaliland]; Somali elders met."),
    ("Croix-des-Bouquets", "HT", "Ouest", "Gangs in [Croix-des-Bouquets], [Haiti]."),
    ("Turbat", "PK", "Balochistan", "Gunmen in [Turbat], [Pakistan]."),
    ("Pulwama", "IN", "Jammu and Kashmir", "A raid in [Pulwama] in Indian-administered [Kashmir]."),
    ("Imphal", "IN", "Manipur", "Protests in [Imphal], [Manipur], Indian police said."),
    ("Vorukh", "TJ", "Sughd", "Tajik guards near [Vorukh]; [Kyrgyzstan] objected."),
    ("Sirte", "LY", "Surt", "Libyan factions watch [Sirte]."),
    ("Tripoli", "LB", "North Lebanon", "Clashes in [Tripoli], [Lebanon]."),
    ("Bint Jbeil", "LB", "Nabatieh", "Strikes on [Bint Jbeil] in [Lebanon]."),
    ("Leposavic", "XK", "Mitrovica", "Serbs in [Leposavic], [Kosovo], protested."),
    ("Bangassou", "CF", "Mbomou", "Rebels took [Bangassou], [Central African Republic]."),
    ("Bor", "SS", "Jonglei", "Militias neared [Bor] in [South Sudan]."),
    ("Culiacán", "MX", "Sinaloa", "Gunfire in [Culiacán], [Sinaloa]."),
    ("Adigrat", "ET", "Tigray", "Eritrean shells hit [Adigrat] in [Tigray]."),
    ("Lalibela", "ET", "Amhara", "Ethiopian forces retook [Lalibela]."),
    ("Zaranj", "AF", "Nimroz", "Afghan police left [Zaranj]."),
    ("Bamiyan", "AF", "Bamyan", "Afghan officials in [Bamiyan]."),
    ("Derik", "SY", "Hasakah", "Kurdish forces in [Derik], [Syria]."),
    ("Sinjar", "IQ", "Nineveh", "Yazidis returned to [Sinjar], [Iraq]."),
    ("Hawija", "IQ", "Kirkuk", "Iraqi forces entered [Hawija]."),
    ("Kupiansk", "UA", "Kharkiv", "Evacuation of [Kupiansk], [Ukraine]."),
]


@pytest.mark.parametrize(("name", "country", "admin1", "text"), KNOWN, ids=[row[0] for row in KNOWN])
def test_places_of_many_conflicts(name: str, country: str, admin1: str, text: str) -> None:
    resolved = where(text)[name]
    assert (resolved.country, resolved.admin1) == (country, admin1), resolved


def test_all_names_of_a_crossing_are_one_place() -> None:
    found = where(
        "Traders at the [Torkham border crossing|border crossing] in [Pakistan] waited.",
        "[Torkham] is closed, Afghan guards said.",
        "They left [the crossing|crossing|Torkham] at night.",
        "[Torkham Gate|gate] stayed shut.",
    )
    assert {w.id for words, w in found.items() if words != "Pakistan"} == {"crossing:torkham"}
    assert found["the crossing"].text == "the crossing"
    assert found["the crossing"].name == "Torkham"


def test_a_city_and_the_crossing_of_its_name_are_two_places() -> None:
    found = where("Tanks in [Rafah] neared the [Rafah crossing|crossing] with [Egypt] in [Gaza].")
    assert found["Rafah"].feature == "city"
    assert found["Rafah crossing"].feature == "border crossing"


def test_the_descriptor_tells_a_province_from_its_seat() -> None:
    found = where("Fighters left [Idlib] for other parts of [Idlib province|province] in [Syria].")
    assert (found["Idlib"].feature, found["Idlib province"].feature) == ("city", "admin1")


def test_a_district_is_the_division_or_else_within_the_town() -> None:
    found = where(
        "Rebels took [Rutshuru|territory] and [Buthidaung|township].", "[Congo] and [Myanmar] reacted."
    )
    assert (found["Rutshuru"].feature, found["Rutshuru"].precision) == ("admin2", "exact")
    assert (found["Buthidaung"].feature, found["Buthidaung"].precision) == ("city", "within")


def test_words_of_vicinity_make_a_place_near() -> None:
    found = where("Camps outside [Goma] and ten kilometres north of [Sake] in [Congo] emptied.")
    assert found["Goma"].precision == found["Sake"].precision == "near"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The village of [Aliabad|village|Aliabad] in [Iran] was hit.", "Aliabad"),
        ("[Springfield||Springfield] was quiet.", "Springfield"),
        ("Sudanese troops took [Qwertyabad|town|Qwertyabad].", "Qwertyabad"),
        ("Ukrainian guns near [Andriivka|village|Andriivka].", "Andriivka"),
    ],
)
def test_what_the_words_do_not_decide_stays_open(text: str, name: str) -> None:
    found = where(text)
    assert (found[name].precision, found[name].id) == ("unresolved", None)


def test_a_village_is_placed_once_its_province_is_named() -> None:
    alone = "Ukrainian guns near [Robotyne|village|Robotyne]."
    assert where(alone)["Robotyne"].id is None
    assert where(alone, "The [Zaporizhzhia region|region] was shelled.")["Robotyne"].country == "UA"


def test_the_dateline_sets_the_scene() -> None:
    assert where("Police in [Tripoli] fired.", place="Beirut", region="Lebanon")["Tripoli"].country == "LB"
    assert where("Police in [Tripoli] fired.", place="Benghazi", region="Libya")["Tripoli"].country == "LY"


def test_what_a_report_says_outright_outweighs_fame() -> None:
    assert where("Police in [Valencia] in [Venezuela] fired.")["Valencia"].country == "VE"
    assert where("[Georgia]'s [Batumi] is calm.")["Batumi"].country == "GE"


def test_a_nationality_alone_names_no_place() -> None:
    assert where("They shelled [the Ukrainian towns|town].") == {}


def test_the_order_of_sentences_changes_nothing() -> None:
    one = ["Rebels took [Suran|town].", "They neared [Hama] in [Syria].", "[Idlib] was quiet."]
    assert where(*one) == where(*reversed(one))


def test_a_village_that_is_not_found_keeps_its_words_and_its_country() -> None:
    found = where("Sudanese troops reached [Kunbarat|village|Kunbarat] near [Nyala].")["Kunbarat"]
    assert (found.id, found.name, found.country, found.precision) == (None, "Kunbarat", "SD", "unresolved")
    alone = where("Troops reached [Kunbarat|village|Kunbarat].")["Kunbarat"]
    assert (alone.id, alone.country) == (None, None)
