"""Who acts and who is acted upon, as a reader of the output sees it: names, with the words kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from dateline.pipeline import extract
from dateline.records import Actor, Claim, Passage, Published, Report


@dataclass(frozen=True)
class Told:
    """What one short report tells, by kind."""

    claims: tuple[Claim, ...]

    def who(self, kind: str, number: int = 0) -> list[str]:
        """Names of those who act in the claim of that kind, counted from the first."""
        return _names([c for c in self.claims if c.kind == kind][number].actors)

    def whom(self, kind: str, number: int = 0) -> list[str]:
        """Names of those who are acted upon."""
        return _names([c for c in self.claims if c.kind == kind][number].targets)


def _names(actors: tuple[Actor, ...]) -> list[str]:
    return [a.name for a in actors]


def told(text: str) -> Told:
    passages = (Passage(0, len(text), "body"),)
    published = Published(date(2023, 5, 20), "given", "high")
    report = Report("r", "d", text, passages, published=published)
    (found,) = extract((report,))
    return Told(found.claims)


OWN = [
    (
        "Boko Haram fought the Nigerian army near Bama. Our fighters captured Bama, Boko Haram said.",
        "Boko Haram",
    ),
    (
        "The town of Sirte changed hands twice. Sirte was under its control, said the Libyan National Army.",
        "Libyan National Army",
    ),
    (
        "General Abel Okot, commander of the Rapid Support Forces, spoke on Friday. "
        "He said that Kutum was under the control of his forces.",
        "Rapid Support Forces",
    ),
    (
        "The head of the Houthis said on Sunday that his men had captured Marib.",
        "Houthis",
    ),
    (
        "The army left in June. Two months later M23 spokesman Willy Ngoma said its fighters held Rutshuru.",
        "M23",
    ),
]


@pytest.mark.parametrize(("text", "holder"), OWN)
def test_a_speakers_own_forces_are_those_of_its_side(text: str, holder: str) -> None:
    assert told(text).who("control", -1) == [holder]


def test_the_forces_of_somebody_unsettled_are_not_the_countrys() -> None:
    report = told(
        "Khartoum is quiet, officials in Sudan said. The airport is under the control of his forces."
    )
    assert "Sudanese forces" not in report.who("control", -1)


BACK = [
    (
        "Unknown gunners opened fire on a convoy, wounding two drivers. They also blocked the road to Foca.",
        "gunners",
    ),
    ("Simba rebels seized a police post. They freed three prisoners and captured Beni.", "Simba rebels"),
    (
        "Breakaway rebels attacked a bridge in Cauca. The rebels seized El Plateado.",
        "Breakaway rebels",
    ),
    (
        "Islamist insurgents hold Palma. More than 100 of them attacked Quissanga on Monday.",
        "Islamist insurgents",
    ),
]


@pytest.mark.parametrize(("text", "words"), BACK)
def test_who_is_known_by_no_table_is_told_in_the_words_before(text: str, words: str) -> None:
    last = told(text).claims[-1]
    assert [a.name for a in last.actors] == [words]


def test_a_pronoun_in_an_opening_clause_looks_ahead() -> None:
    report = told("A day after they captured Sake, M23 rebels in eastern Congo rejected a truce.")
    assert report.who("control") == ["M23"]


def test_the_government_behind_another_countrys_soldiers_is_the_reports_own() -> None:
    report = told(
        "Residents of Mekelle in Ethiopia fled. Eritrean soldiers entered Adigrat in Ethiopia. "
        "Government forces captured Shire."
    )
    assert report.who("control") == ["Ethiopian forces"]


def test_a_government_told_apart_by_its_modifier_is_not_the_countrys_own() -> None:
    report = told("Serb forces shelled Tuzla in Bosnia. The rebels attacked the Muslim-led government.")
    assert report.whom("fighting", -1) == ["Muslim-led government"]


def test_both_sides_are_two_parties_and_no_mediator() -> None:
    report = told("The Houthis and the Yemeni government met in Rimbo. The mission urged both sides to stop.")
    assert set(report.whom("position")) == {"Houthis", "Yemeni government"}


VICTIMS = [
    ("A raid on Bama killed 83.", ["people"]),
    ("The blast at the market in Baidoa claimed 40 lives.", ["people"]),
    ("In Juba, 12 nurses were killed and ten others were wounded.", ["nurses", "nurses"]),
    ("Mali's army said two soldiers died in Tessit and ten others were wounded.", ["Malian forces"]),
    ("The rebels ambushed a convoy in Arauca, killing six soldiers and wounding 14.", None),
    ("Three gunmen opened fire in Kizlyar, killing 12.", ["people"]),
    ("At least seven women, including two nurses, died in Karari, while 12 were hurt.", ["women", "women"]),
]


@pytest.mark.parametrize(("text", "names"), VICTIMS)
def test_a_bare_count_counts_people(text: str, names: list[str] | None) -> None:
    claims = [c for c in told(text).claims if c.kind == "casualties"]
    found = [a.name for c in claims for a in c.targets]
    assert not any(any(ch.isdigit() for ch in name) for name in found)
    assert names is None or set(found) == set(names)


def test_some_of_those_counted_before_are_those_people() -> None:
    report = told("Seven police officers were kidnapped in Machala; three were freed on Wednesday.")
    assert report.who("movement") == ["Ecuadorian police"]


COMMITTED = [
    ('"I will not sign the bill," President William Ruto promised in Nairobi.', "William Ruto"),
    ("Arakan Army spokesman Khine Thu Kha vowed to attack Sittwe.", "Arakan Army"),
    ("Turkish Foreign Minister Hakan Fidan warned the rebels against an advance.", "Hakan Fidan"),
]


@pytest.mark.parametrize(("text", "name"), COMMITTED)
def test_a_spokesman_commits_those_for_whom_he_speaks(text: str, name: str) -> None:
    assert told(text).who("position") == [name]


def test_a_group_of_a_country_is_no_army_of_its_state() -> None:
    report = told("Hezbollah and Israel agreed to a truce. The Lebanese group withdrew from Khiam.")
    assert report.who("movement") == ["Hezbollah"]


BEHIND = [
    ("A suicide bombing at a mosque in Kandahar killed 12 worshippers.", ["suicide bomber"]),
    ("Pakistani shelling killed a woman in Uri.", ["Pakistan"]),
    ("Israeli air strikes killed 15 people in Rafah.", ["Israel"]),
    ("Six farmers were killed in an ambush by Boko Haram near Gwoza.", ["Boko Haram"]),
    ("Rebel rockets killed two nurses in Taiz.", ["Rebel"]),
    ("Monday's explosion killed nine shoppers in Jos.", []),
    ("A statement on Friday said an earthquake killed 30 people in Herat.", []),
    ("The ELN accused a rival faction of having killed a family of three.", ["faction"]),
]


@pytest.mark.parametrize(("text", "names"), BEHIND)
def test_who_is_behind_an_attack_that_killed(text: str, names: list[str]) -> None:
    assert told(text).who("casualties") == names


def test_what_a_party_owns_acts_for_it() -> None:
    report = told("Thailand said its F-16s had bombed two Cambodian positions near Surin.")
    assert report.who("fighting") == ["Thailand"]
    assert report.whom("fighting") == ["Cambodian forces"]


def test_people_of_a_country_who_are_hurt_are_not_their_state() -> None:
    report = told("Hamas fired rockets at Ashkelon, wounding three Israelis.")
    assert report.whom("casualties") == ["Israelis"]


def test_who_moves_is_whoever_is_sent() -> None:
    report = told("Some 2,000 Kenyan soldiers were sent to Goma on Monday.")
    assert report.who("movement") == ["Kenyan forces"]


def test_a_demand_is_made_of_whoever_is_to_act() -> None:
    report = told("The United Nations demanded that the Houthis release its staff in Sanaa.")
    assert report.whom("position") == ["Houthis"]


def test_forces_of_two_nations_in_one_word_are_neither_states() -> None:
    report = told("Croatian Serb forces shelled Gospic in Croatia.")
    assert not set(report.who("fighting")) & {"Serbian forces", "Croatian forces"}


ONLY = [
    ("M23 seized Sake on Monday. Seven rebels were killed there, the army said.", "M23"),
    ("M23 seized Sake on Monday. Gunmen killed two farmers there.", "Gunmen"),
    ("The Taliban and Al-Qaeda spoke on Monday. In Kunduz, militants killed two farmers.", "militants"),
    ("Islamic State lost Sirte in Libya in 2016. Rebels killed two farmers in Bangui.", "Rebels"),
]


@pytest.mark.parametrize(("text", "name"), ONLY)
def test_bare_rebels_are_the_only_group_to_which_the_word_suits(text: str, name: str) -> None:
    claims = [c for c in told(text).claims if c.kind == "casualties"]
    assert name in {a.name for c in claims for a in (*c.actors, *c.targets)}


GAINED = [
    ("M23 captured Goma on Monday. The army denied that Goma had fallen.", "M23"),
    ('Wagner said its men held Bakhmut. "Bakhmut has been captured in full," Wagner said.', "Wagner Group"),
    ("Ukraine said 20 villages near Kherson had been liberated.", "Ukraine"),
]


@pytest.mark.parametrize(("text", "name"), GAINED)
def test_who_gained_a_place_may_be_told_elsewhere_in_the_report(text: str, name: str) -> None:
    assert told(text).who("control", -1) == [name]


OPEN = [
    "Ukrainian troops held Bakhmut for months. Residents said Bakhmut had fallen on Saturday.",
    "The army recaptured Wad Madani on Saturday. Residents said Wad Madani had fallen.",
    "M23 captured Goma. The CODECO militia captured Goma. Residents said Goma had fallen.",
]


@pytest.mark.parametrize("text", OPEN)
def test_who_gained_a_place_stays_open_where_the_report_does_not_say(text: str) -> None:
    assert told(text).who("control", -1) == []
