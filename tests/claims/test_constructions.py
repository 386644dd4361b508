"""The constructions in which English reports a war: each is read, whatever the war and the register."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from claims_world import read

pytestmark = pytest.mark.model

_STATED = {
    "control/gained": [
        "Loyalist troops re-established control over the barracks in Nouakchott.",
        "Troops have re-taken the hill above Loikaw.",
        "Insurgents gained a foothold in the western suburbs of Aleppo.",
        "Sudan's army says it has retaken the presidential palace.",
        "The rebels swept into Bambari and captured it without a fight.",
        "Government forces entered Bouar and raised the national flag.",
        "Two more settlements in the Kharkiv region passed into Russian hands on Friday.",
        "The rebels' capture of the mine at Bisie has cut the army's main supply line.",
    ],
    "control/held": [
        "The northern half of the island remains under Turkish Cypriot control.",
        "Insurgents are in possession of most of the coast of Cabo Delgado.",
        "Both sides claimed to be in control of the presidential palace in Khartoum.",
        "The army has maintained its hold on Bentiu.",
        "The rebels now command the heights above Taiz.",
    ],
    "control/lost": [
        "The mayor admitted that Shusha was out of the government's hands.",
        "The Syrian regime no longer controls the city of Hama.",
        "Kyiv's troops have been squeezed out of Vuhledar.",
        "Some 40 percent of the country is outside government control.",
    ],
    "control/contested": ["Control of the refinery at Baiji has changed hands several times since June."],
    "fighting/assault": [
        "Russian forces continued their assault on Chasiv Yar.",
        "Armed bandits went on the rampage in Zamfara villages.",
        "The crowd set houses ablaze in Honiara.",
        "Villagers said soldiers burned granaries near Kaya.",
        "Ukraine's counter-offensive in the south began on Monday.",
    ],
    "fighting/airstrike": ["Coalition aircraft carried out more than 30 raids on Sanaa."],
    "fighting/bombing": [
        "A military vehicle hit a roadside bomb in Sinai.",
        "A bus ran over a landmine near Hombori.",
        "It was a suicide bombing, the governor of Helmand said.",
    ],
    "fighting/clash": [
        "Gunfire could be heard near the presidential palace in Conakry.",
        "The fighting in Sirte was not over, the militia said.",
    ],
    "fighting/repelled": ["Air defences intercepted 12 rockets over Sderot."],
    "fighting/shelling": ["The camp came under artillery fire from the hills."],
    "casualties/killed": [
        "On Saturday a strike on a military academy in the capital killed at least 30 cadets.",
        "Fourteen nuns died when shells hit the convent at Kalma.",
        "Two journalists of a local station were among those killed.",
        "The governor put his losses at 140 soldiers.",
        "The army lost 23 men in the battle for Kidal.",
        "A teenager was fatally shot by soldiers near Nablus.",
        "The ministry reported 28 fatalities.",
        "The army said it had wiped out 60 of the enemy near Djibo.",
        "Children accounted for a third of the dead.",
        '"We buried 22 people today," an imam said.',
    ],
    "casualties/wounded": [
        "The blast wounded dozens of worshippers in Quetta.",
        "The director said 92 people were still being treated in three hospitals.",
        "Three peacekeepers suffered injuries in the blast.",
        "He was taken to hospital with gunshot wounds.",
        "Ambulances took 50 wounded people to the hospital.",
        "The number of injured rose to 210.",
        "The injured included four children.",
    ],
    "casualties/captured": [
        "Authorities took 12 suspects into custody.",
        "Gunmen abducted 15 seminarians near Kaduna.",
    ],
    "casualties/unspecified": ["The mission recorded 1,420 civilian casualties."],
    "movement/displaced": [
        "An estimated 5,000 families have left their homes.",
        "Around 6,000 people crossed into Uganda at Busunga in the past two days.",
        "The new wave brought the number of displaced to 8 million.",
        "Tens of thousands have been left homeless.",
        "Thousands were left without shelter after the raid.",
        "Pakistan has expelled more than 500,000 Afghans.",
        "The number of internally displaced people has reached 7 million.",
    ],
    "movement/deployed": [
        "Some 2,000 extra soldiers were flown to Noumea.",
        "Wagner mercenaries have arrived in Bangui.",
        "Police took up positions around parliament.",
        "The rebels are closing in on Hama.",
        "The army is dug in along the river.",
    ],
    "movement/fled": ["People are streaming out of the city."],
    "movement/returned": [
        "The two sides exchanged 110 prisoners.",
        "About 200 refugees were repatriated from Malawi.",
        "Over 12,000 people went home to Swat.",
        "Armenia handed over 15 captives to Azerbaijan.",
    ],
    "crossing/closed": [
        "The border was closed on Friday.",
        "Mitiga, Tripoli's only working airport, was closed again on Monday.",
        "The bridge over the Dnipro was washed away.",
        "Sudan closed its airspace.",
        "The government ordered the closure of the border with Rwanda.",
        "Flooding has made the road impassable.",
        "Trucks carrying aid were turned back at the border.",
        "The two crossings have been out of service since the floods.",
    ],
    "crossing/open": [
        "Trade resumed at the Chaman border crossing.",
        "Kenya reopened the Busia crossing on Monday.",
        "The blockade of the Meiktila road has been lifted.",
        "The first aid convoy in months passed through the crossing.",
    ],
    "crossing/restricted": [
        "The crossing is open only to pedestrians.",
        "The border post is partially open.",
        "Authorities restricted movement across the bridge.",
        "Dozens of trucks are stuck at the border.",
    ],
    "talks/met": ["Mr Kiir and Mr Machar sat down for face-to-face talks."],
    "talks/ceasefire": [
        "A ceasefire agreement was signed in Minsk.",
        "The cease-fire came into force on Friday.",
    ],
    "talks/broke-off": [
        "Talks ended without agreement.",
        "Qatar has suspended its mediation between the parties.",
        "The parties failed to reach an agreement.",
        "The government refused to negotiate with the gunmen.",
        "The junta ruled out talks with the rebels.",
    ],
    "talks/agreed": ["The government and the militia have made peace."],
    "position/demand": [
        "The mediators asked the parties to extend the truce.",
        "The bishop begged the gunmen to free the girls.",
        "Ankara told its citizens to leave Libya.",
    ],
    "position/accusation": ["Officials pointed the finger at the Islamic State."],
    "position/condemnation": ["The mission expressed outrage at the killing of its staff."],
}


_MORE: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("constructions.toml").read_text(encoding="utf8")
)
_NOTHING = _MORE.pop("nothing")


@pytest.mark.parametrize(
    ("claimed", "text"),
    [(claimed, text) for table in (_STATED, _MORE) for claimed, texts in table.items() for text in texts],
)
def test_a_construction_is_read(claimed: str, text: str) -> None:
    assert claimed in {f"{s.kind}/{s.change}" for s in read(text).statements}


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        ("control/lost", "Boko Haram driven out of Gwoza"),
        ("crossing/closed", "Kabul airport closed after blasts"),
        ("movement/deployed", "Army reinforces border with Chad"),
        ("fighting/bombing", "Twin bombings rock Mogadishu"),
        ("fighting/bombing", "Blast rips through Kabul mosque"),
        ("movement/fled", "Thousands flee as fighting nears Goma"),
        ("talks/agreed", "Congo, M23 sign declaration of principles"),
        ("talks/ceasefire", "Houthis announce truce"),
        ("position/accusation", "Azerbaijan, Armenia trade blame over clashes"),
        ("fighting/assault", "Militants attack base in Mali, kill 20"),
        ("fighting/siege", "Rebels encircle Goma"),
        ("crossing/closed", "Truckers blockade border crossing"),
        ("movement/withdrew", "Peacekeepers quit Mali base early"),
    ],
)
def test_a_headline_is_read(claimed: str, text: str) -> None:
    reading = read(text, "headline")
    assert claimed in {f"{s.kind}/{s.change}" for s in reading.statements}
    assert all(reading.quote(s) in text for s in reading.statements)


@pytest.mark.parametrize(
    "text",
    [
        "Kharkiv attack survivors tell their stories",
        "A city under siege",
        "Battle scars: a photographer's war",
    ],
)
def test_a_headline_without_a_verb_is_given_none(text: str) -> None:
    assert read(text, "headline").statements == ()


@pytest.mark.parametrize("text", _NOTHING)
def test_what_only_sounds_like_war_is_not_read(text: str) -> None:
    assert read(text).kinds() == []


def test_what_was_occupied_on_a_day_was_gained_then() -> None:
    assert read("Tajik units had occupied a school in Vorukh on Friday.").only("control").change == "gained"
    assert read("Tajik units have occupied Vorukh since 2021.").only("control").change == "held"


def test_who_holds_a_place_is_left_open_where_that_is_unclear() -> None:
    assert read("It remained unclear who controlled the airport in Bamako.").kinds() == []


def test_a_claim_to_have_done_something_is_that_of_whoever_claims_it() -> None:
    reading = read("The government rejects the rebels' claim to have taken the city of Goma.")
    gained = [s for s in reading.statements if s.kind == "control" and s.stance == "asserts"]
    assert [s.source.text for s in gained if s.source] == ["rebels"]


def test_a_truce_agreed_on_is_a_ceasefire_and_a_threat_is_no_pledge() -> None:
    assert read("The two presidents agreed to order a ceasefire.").only("talks").change == "ceasefire"
    assert read('"We will crush the rebels," the president said.').only("position").change == "threat"
    assert read("The group said it would not harm foreigners.").only("position").change == "assurance"
    assert read("The army vowed to retake the town of Bria.").only("position").change == "pledge"


def test_the_attack_is_of_the_kind_that_the_report_speaks_of() -> None:
    text = (
        "A car bomb exploded outside a bank in Herat. The blast, one of three explosions this week, "
        "killed two people. A spokesman for the group claimed the attack on Monday."
    )
    assert {s.change for s in read(text).statements if s.kind == "fighting"} == {"bombing"}


def test_a_group_and_its_allies_speak_as_the_group() -> None:
    gained = read("The Houthis and their allies said they had captured the airport in Marib.").only("control")
    assert gained.source is not None
    assert gained.source.name == "Houthis"


def test_what_is_only_demanded_has_not_happened() -> None:
    reading = read("The group demanded that the troops be withdrawn from Imphal.")
    assert {s.kind for s in reading.statements} == {"position"}


def test_meeting_resistance_is_no_meeting() -> None:
    assert "talks" not in {s.kind for s in read("The patrol met little resistance in Gao.").statements}


def test_breaking_into_a_base_is_an_assault() -> None:
    reading = read("A mob broke into the headquarters of the battalion at Naranseina on Thursday.")
    assert reading.only("fighting").change == "assault"
