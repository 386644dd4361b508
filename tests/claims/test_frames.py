"""Every kind of claim is read from many shapes of sentence: who, where, and in which words."""

from __future__ import annotations

import pytest
from claims_world import names, read

pytestmark = pytest.mark.model

# Text, change, first actor, first place, and the quote where it is not the whole sentence.
_SENTENCES: dict[str, list[tuple[str, str, str, str, str]]] = {
    "control": [
        ("Rebels captured the town of Kanyabayonga on Friday.", "gained", "Rebels", "Kanyabayonga", ""),
        (
            "The border town of Muse was seized by the Kokang army last week.",
            "gained",
            "the Kokang army",
            "Muse",
            "",
        ),
        (
            "The militia that captured Beni on Monday is paid by smugglers.",
            "gained",
            "The militia",
            "Beni",
            "The militia that captured Beni on Monday",
        ),
        ("Palma fell to insurgents on Sunday.", "gained", "insurgents", "Palma", ""),
        ("The port of Hodeidah remains in Houthi hands.", "held", "Houthis", "Hodeidah", ""),
        (
            "The capture of Bakhmut by Wagner was announced on Saturday.",
            "gained",
            "Wagner Group",
            "Bakhmut",
            "The capture of Bakhmut by Wagner",
        ),
        (
            "Government troops lost the hilltop base to the Arakan Army.",
            "lost",
            "Government troops",
            "the hilltop base",
            "",
        ),
        ("M23 rebels were driven out of Bunagana.", "lost", "M23", "Bunagana", ""),
        ("The junta has lost control of more than 40 towns.", "lost", "The junta", "more than 40 towns", ""),
        ("Rebels seize Goma airport", "gained", "Rebels", "Goma", ""),
        (
            "Soldiers hoisted the national flag over the town hall in Marawi.",
            "gained",
            "Soldiers",
            "Marawi",
            "",
        ),
        (
            "The insurgents control 15 of the 23 districts of the province.",
            "held",
            "The insurgents",
            "15 of the 23 districts of the province",
            "",
        ),
        ("The separatists are in control of Shusha.", "held", "The separatists", "Shusha", ""),
        (
            "The rebels claimed full control of Mocha.",
            "held",
            "The rebels",
            "Mocha",
            "claimed full control of Mocha",
        ),
        ("The strategic hill changed hands three times.", "contested", "", "The strategic hill", ""),
        (
            "Government troops regained possession of the dam at Tabqa.",
            "gained",
            "Government troops",
            "Al-Tabqa",
            "",
        ),
    ],
    "fighting": [
        (
            "Clashes between the army and the ELN erupted near Arauca on Sunday.",
            "clash",
            "the army",
            "Arauca",
            "",
        ),
        ("Army jets bombed a market in Tigray.", "airstrike", "Army jets", "Tigray", ""),
        ("Artillery fire hit Nikopol overnight.", "shelling", "", "Nikopol", ""),
        ("The village of Solhan was attacked by gunmen.", "assault", "gunmen", "Solhan", ""),
        ("Police repelled an attack on the airport in Les Cayes.", "repelled", "Police", "Les Cayes", ""),
        ("A car bomb exploded outside a hotel in Mogadishu.", "bombing", "", "Mogadishu", ""),
        ("The militia has besieged El Fasher since May.", "siege", "The militia", "El Fasher", ""),
        ("Air strikes on Khan Younis continued for a second day.", "airstrike", "", "Khan Younis", ""),
        ("Soldiers traded fire with gang members in Cite Soleil.", "clash", "Soldiers", "Cite Soleil", ""),
        ("Peacekeepers came under fire near Rutshuru.", "assault", "", "Rutshuru", ""),
    ],
    "casualties": [
        (
            "A drone strike killed at least 12 people in Mekelle.",
            "killed",
            "",
            "Mekelle",
            "killed at least 12 people in Mekelle",
        ),
        ("The strike on Saada wounded nine workers.", "wounded", "", "Saada", ""),
        ("The death toll from the blast rose to 87.", "killed", "", "", ""),
        ("Six soldiers died near Djibo.", "killed", "", "Djibo", ""),
        ("Fifteen miners have been missing in Ituri since Sunday.", "missing", "", "Ituri", ""),
        ("Gunmen abducted 87 pupils in Kaduna.", "captured", "Gunmen", "Kaduna", ""),
        ("Police shot dead a protester in Nairobi.", "killed", "Police", "Nairobi", ""),
        ("The bodies of nine men were found in a mass grave in Tarhuna.", "killed", "", "Tarhuna", ""),
    ],
    "movement": [
        (
            "Tens of thousands of people fled Goma for Rwanda.",
            "fled",
            "Tens of thousands of people",
            "Goma",
            "",
        ),
        ("The troops withdrew from Kidal on Tuesday.", "withdrew", "The troops", "Kidal", ""),
        (
            "More than 5,000 families were displaced from Cabo Delgado.",
            "displaced",
            "More than 5,000 families",
            "Cabo Delgado",
            "",
        ),
        ("Hundreds of refugees returned to Raqqa.", "returned", "Hundreds of refugees", "Raqqa", ""),
        (
            "Around 200 soldiers surrendered to the rebels at Laukkai.",
            "surrendered",
            "Around 200 soldiers",
            "Laukkai",
            "",
        ),
        ("Syrian troops pulled back from Hama.", "retreated", "Syrian troops", "Hama", ""),
        ("Ethiopian troops entered Mekelle on Saturday.", "deployed", "Ethiopian troops", "Mekelle", ""),
    ],
    "crossing": [
        ("Authorities closed the Torkham border crossing on Sunday.", "closed", "Authorities", "Torkham", ""),
        ("The Rafah crossing was reopened for aid trucks.", "open", "", "Rafah crossing", ""),
        ("The road between Goma and Bukavu is blocked.", "closed", "", "Goma", ""),
        (
            "The Bab al-Hawa crossing is not open, the UN said.",
            "closed",
            "",
            "Bab al-Hawa",
            "The Bab al-Hawa crossing is not open",
        ),
        ("The port of Odesa is operating again.", "open", "", "Odesa", ""),
    ],
    "talks": [
        ("The sides met in Jeddah on Saturday.", "met", "The sides", "Jeddah", ""),
        ("The rebels broke off the talks.", "broke-off", "The rebels", "", ""),
        (
            "Armenia and Azerbaijan signed a peace agreement in Washington.",
            "agreed",
            "Armenia",
            "Washington",
            "",
        ),
        ("A truce between the gangs was announced in Port-au-Prince.", "ceasefire", "", "Port-au-Prince", ""),
    ],
    "position": [
        ("The president vowed to retake the city.", "pledge", "The president", "", ""),
        ("The rebels threatened to march on the capital.", "threat", "The rebels", "", ""),
        ("The UN warned of famine in Darfur.", "warning", "United Nations", "Darfur", ""),
        ("France condemned the attack on the convoy.", "condemnation", "France", "", ""),
        ("Rwanda accused Congo of backing the militia.", "accusation", "Rwanda", "", ""),
        ("The governor urged residents to leave.", "demand", "The governor", "", ""),
        ("The mediators offered a pause of three days.", "offer", "The mediators", "", ""),
        ("The chief assured traders that the road was safe.", "assurance", "The chief", "", ""),
    ],
}
_ROWS = [(kind, *row) for kind, rows in _SENTENCES.items() for row in rows]


@pytest.mark.parametrize(
    ("kind", "text", "change", "actor", "place", "quote"), _ROWS, ids=[r[1] for r in _ROWS]
)
def test_a_sentence_states_a_claim(
    kind: str, text: str, change: str, actor: str, place: str, quote: str
) -> None:
    reading = read(text, "body" if text.endswith(".") else "headline")
    claim = reading.only(kind)
    assert (claim.change, claim.stance) == (change, "asserts")
    assert names(claim.actors)[:1] == ([actor] if actor else [])
    assert names(claim.places)[:1] == ([place] if place else [])
    assert reading.quote(claim) == (quote or text.rstrip("."))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The junta has lost control of more than 40 towns.", [(40, None, "towns", None)]),
        ("The insurgents control 15 of the 23 districts of the province.", [(15, 15, "districts", 23)]),
        ("A drone strike killed at least 12 people in Mekelle.", [(12, None, "killed", None)]),
        ("Hundreds of refugees returned to Raqqa.", [(200, 999, "people", None)]),
        ("Between 40 and 50 fishermen drowned off the coast.", [(40, 50, "killed", None)]),
        ("The governor said 12 of the 30 hostages were freed.", [(12, 12, "people", 30)]),
    ],
)
def test_what_is_counted_keeps_its_bounds(
    text: str, counts: list[tuple[float, float | None, str, float | None]]
) -> None:
    (claim,) = read(text).statements
    assert [(q.low, q.high, q.unit, q.of) for q in claim.quantities] == counts


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Government troops lost the hilltop base to the Arakan Army.", ["Arakan Army"]),
        ("The army lost Kidal to the Northern Front on Friday.", ["Northern Front"]),
        ("The government ceded Goma to the Alliance Movement.", ["Alliance Movement"]),
        ("Somali forces drove the militants out of Adan Yabaal.", ["the militants"]),
        ("Soldiers traded fire with gang members in Cite Soleil.", ["gang members"]),
        ("Six soldiers died near Djibo.", ["Six soldiers"]),
        ("The envoy met the junta leader in Naypyidaw.", ["the junta leader"]),
    ],
)
def test_the_other_side_is_the_target(text: str, targets: list[str]) -> None:
    (claim,) = read(text).statements
    assert names(claim.targets) == targets


def test_coordinated_places_are_all_kept() -> None:
    claim = read("Government forces recaptured Marawi and Butig.").only("control")
    assert names(claim.places) == ["Marawi", "Butig"]


def test_a_relative_clause_and_its_main_clause_are_two_claims() -> None:
    reading = read("Taliban fighters, who had surrounded Kunduz, entered the city.")
    assert reading.kinds() == [("fighting", "siege", "asserts"), ("movement", "deployed", "asserts")]
    assert [names(s.actors) for s in reading.statements] == [["Taliban"], ["Taliban"]]


def test_of_what_follows_from_force_the_forced_are_the_actors() -> None:
    claim = read("The militia forced the garrison to abandon the base near Laukkai.").only("control")
    assert (claim.change, names(claim.actors)) == ("lost", ["the garrison"])


def test_the_attack_inside_a_casualty_clause_is_no_claim_of_its_own() -> None:
    assert read("Three monks were killed in clashes in Mandalay.").kinds() == [
        ("casualties", "killed", "asserts")
    ]
