"""Denials, tolls, commitments, responsibility, plans and hedges, as a reader of the report would put them."""

from __future__ import annotations

import pytest
from claims_world import names, read

from dateline.claims.statements import MOST

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The army said rebels had seized Falluja. A spokesman for the rebels denied the report.",
            "denied the report",
        ),
        (
            "Officials said Pibor had fallen to the militia. The governor said the claim was untrue.",
            "the claim was untrue",
        ),
        (
            "Rebels took Walikale, residents said. The army dismissed the claim as propaganda.",
            "dismissed the claim as propaganda",
        ),
    ],
)
def test_a_denial_takes_up_the_claim_it_denies(text: str, quote: str) -> None:
    reading = read(text)
    claim, denial = reading.statements
    assert (denial.stance, denial.denies) == ("denies", 0)
    assert (denial.kind, denial.change, denial.places[0].name) == (
        claim.kind,
        claim.change,
        claim.places[0].name,
    )
    assert denial.source != claim.source
    assert reading.quote(denial) == quote


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor denied that Toretsk had fallen to Russian forces.", "control"),
        ("The army has not captured Myawaddy.", "control"),
        ("No civilians were killed, the ministry said.", "casualties"),
        ("He was not killed in the raid, his brother said.", "casualties"),
        ("The group denied involvement in the bombing.", "fighting"),
        ("It is not true that Bakhmut has fallen to Russian forces, the army said.", "control"),
        ("It was untrue that rebels had seized the airport in Goma, a spokesman said.", "control"),
        ("It is a lie that the militia took Marib, the governor said.", "control"),
        ("It is not the case that our troops lost Kupiansk, a colonel told Reuters.", "control"),
        ("There was no truth in claims that Bunia had fallen to the rebels, the mayor said.", "control"),
    ],
)
def test_what_is_negated_is_denied(text: str, kind: str) -> None:
    assert read(text).only(kind).stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "It is true that the rebels seized Goma, a spokesman said.",
        "It is no lie that the militia took Marib, the governor said.",
        "There is some truth in claims that Bunia fell to the rebels, the mayor said.",
    ],
)
def test_what_is_called_true_is_asserted(text: str) -> None:
    assert read(text).only("control").stance == "asserts"


@pytest.mark.parametrize(
    ("text", "change", "value"),
    [
        ("The wounded in the four hospitals that we support number 2,880.", "wounded", 2_880),
        ("The dead number 60 in Goma, officials said.", "killed", 60),
        ("By Sunday the dead numbered 40, the mayor of Valencia said.", "killed", 40),
    ],
)
def test_the_dead_and_wounded_number_so_many(text: str, change: str, value: int) -> None:
    claim = read(text).only("casualties")
    assert (claim.change, [q.value for q in claim.quantities]) == (change, [value])


@pytest.mark.parametrize(
    "text",
    [
        "Most of the injured, he said, were not in danger.",
        "None of the wounded were critical, a doctor said.",
    ],
)
def test_how_the_wounded_fare_is_no_denial_that_there_are_any(text: str) -> None:
    assert read(text).statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia's ceasefire request was rejected by Tigray rebels.",
        "The government rejected a call for talks by the rebels.",
        "Hamas rejected the proposal for a truce, an official said.",
    ],
)
def test_an_offer_that_is_turned_down_is_no_report_that_is_denied(text: str) -> None:
    assert [(s.kind, s.change, s.stance) for s in read(text).statements] == [
        ("talks", "broke-off", "asserts")
    ]


def test_a_message_that_claims_an_attack_is_nobodys_attack() -> None:
    text = "The Vanguard denied that it had attacked Djibo, saying the message claiming the attack was fake."
    assert [s.stance for s in read(text).statements if s.kind == "fighting"] == ["denies"]


def test_a_numbered_hospital_counts_nobody() -> None:
    assert all(not s.quantities for s in read("The injured were taken to hospital number 3.").statements)


def test_dead_and_injured_behind_one_verb_are_counted_apart() -> None:
    claim = read("Hospitals in Goma have counted 126 dead and nearly 1,000 injured since Sunday.").only(
        "casualties"
    )
    assert [(q.unit, q.value) for q in claim.quantities] == [("killed", 126), ("wounded", 1_000)]


def test_dead_and_wounded_left_by_an_attack_have_each_their_number() -> None:
    claim = read("Shelling of Goma left dead 13 civilians and wounded 46.").only("casualties")
    assert [(q.unit, q.value) for q in claim.quantities] == [("killed", 13), ("wounded", 46)]


def test_a_figure_that_is_withdrawn_counts_nobody() -> None:
    reading = read("The figure of 40 enemy dead in Goma is also withdrawn.")
    assert reading.statements == ()
    assert [r.reason for r in reading.rejections] == ["frames/tally@1: counts nobody"]


def test_or_more_behind_those_counted_leaves_the_count_open() -> None:
    (count,) = (
        read("Eleven people or more died in the district, a doctor said.").only("casualties").quantities
    )
    assert (count.low, count.high) == (11, None)


def test_a_bare_number_goes_on_with_what_was_said() -> None:
    claim = read("Aid workers told Reuters that 10 civilians died and 37 were wounded in Pemba.").only(
        "casualties"
    )
    assert [(q.unit, q.value) for q in claim.quantities] == [("killed", 10), ("wounded", 37)]
    assert claim.source is not None


@pytest.mark.parametrize("who", ["a nurse", "the United Nations", "Amina Yusuf, a district chief"])
def test_a_source_at_the_head_of_a_sentence_answers_for_all_its_clauses(who: str) -> None:
    for told in (
        "18 civilians died and 32 were wounded in Pemba on Sunday.",
        "18 civilians were killed and 32 wounded in Pemba on Sunday.",
        "an attack on Pemba killed 18 civilians and wounded 32.",
    ):
        claim = read(f"According to {who}, {told}").only("casualties")
        assert [(q.unit, q.value) for q in claim.quantities] == [("killed", 18), ("wounded", 32)]
        assert claim.source is not None


def test_killed_and_wounded_in_one_clause_are_one_claim() -> None:
    claim = read("Thirty civilians were killed and 45 wounded in the attack on Solhan.").only("casualties")
    assert [(q.value, q.unit) for q in claim.quantities] == [(30, "killed"), (45, "wounded")]


def test_a_complement_brings_its_own_count() -> None:
    claim = read("The shelling left four dead and more than 20 injured.").only("casualties")
    assert [(q.low, q.high, q.unit) for q in claim.quantities] == [(4, 4, "killed"), (20, None, "wounded")]


def test_a_count_without_a_verb_is_a_toll() -> None:
    claim = read("14 dead, dozens wounded in Quetta blast", "headline").only("casualties")
    assert [(q.low, q.high, q.unit) for q in claim.quantities] == [(14, 14, "killed"), (24, 99, "wounded")]
    assert claim.part == "headline"


def test_a_part_of_a_toll_is_a_count_of_its_own() -> None:
    reading = read("The blast wounded 30 people, ten of them critically, a hospital said.")
    assert [[q.value for q in s.quantities] for s in reading.statements] == [[30], [10]]
    assert {s.change for s in reading.statements} == {"wounded"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('"We will defend Mariupol," the commander said.', "We will defend Mariupol"),
        (
            "The foreign minister said his government would never recognise the annexation.",
            "his government would never recognise the annexation",
        ),
        ("The group said it was ready to withdraw.", "it was ready to withdraw"),
    ],
)
def test_a_commitment_in_somebodys_words_is_a_pledge(text: str, quote: str) -> None:
    reading = read(text)
    pledge = reading.only("position")
    assert pledge.change == "pledge"
    assert pledge.source is not None
    assert reading.quote(pledge) == quote


def test_claiming_responsibility_is_the_attack_with_the_claimant_as_source() -> None:
    claim = read("Al Shabaab claimed responsibility for the bombing of the hotel in Mogadishu.").only(
        "fighting"
    )
    assert (claim.change, names(claim.actors)) == ("bombing", ["Al-Shabaab"])
    assert claim.source is not None
    assert claim.source.name == "Al-Shabaab"


def test_being_behind_an_attack_is_said_by_whoever_says_it() -> None:
    claim = read("Israel was behind the strike in Damascus, Iran said.").only("fighting")
    assert names(claim.actors) == ["Israel"]
    assert claim.source is not None
    assert claim.source.name == "Iran"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Kenya will send 1,000 police officers to Haiti, its president said.", "deployed"),
        ("France will pull its soldiers out of Niger by December, its president said.", "withdrew"),
    ],
)
def test_an_announced_movement_of_forces_is_planned(text: str, change: str) -> None:
    claim = read(text).only("movement")
    assert (claim.change, claim.modality) == (change, "planned")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rebels seized Tessalit.", "fact"),
        ("Rebels reportedly seized Tessalit.", "reported"),
        ("Fighters may have seized Tessalit.", "possible"),
        ("Fighters managed to seize Tessalit.", "fact"),
    ],
)
def test_a_hedge_is_kept(text: str, modality: str) -> None:
    assert read(text).only("control").modality == modality


def test_a_place_that_the_clause_does_not_name_is_the_one_spoken_of() -> None:
    reading = read("Shells hit Avdiivka on Monday. Four people were killed.")
    assert names(reading.only("casualties").places) == ["Avdiivka"]
    assert "not said in the clause" in reading.only("casualties").places[0].reason


def test_the_time_of_the_saying_does_not_date_the_event() -> None:
    claim = read("The ministry said on Friday that troops had entered Mekelle.").only("movement")
    assert claim.time is None or claim.time.text != "Friday"


def test_an_announced_movement_is_planned_even_where_nobody_is_credited() -> None:
    (found,) = read("Uganda is due to withdraw its troops from Bunia next month.").statements
    assert (found.kind, found.change, found.modality) == ("movement", "withdrew", "planned")


def test_a_bound_counts_also_where_the_parse_hangs_it_on_the_verb() -> None:
    (found,) = read("The rebels say they hold over 40 villages in two provinces.").statements
    assert [(q.low, q.high) for q in found.quantities] == [(40, None)]


def test_whoever_puts_a_toll_at_a_number_answers_for_it() -> None:
    first, second = read(
        "Rehmat Baloch, the health minister, put the toll at 70. The last blast raised the toll to 72."
    ).statements
    assert first.source is not None
    assert first.source.name == "Rehmat Baloch"
    assert second.source is None


@pytest.mark.parametrize(
    ("text", "source", "quote"),
    [
        ("Chad's army acknowledged the deaths of two soldiers.", "Chad's army", "the deaths of two soldiers"),
        ("The mayor confirmed 44 deaths in Derna.", "mayor", "44 deaths in Derna"),
        ("Georgia puts its losses at 175 dead.", "Georgia", "its losses at 175 dead"),
        ("The mission observed heavy clashes near Kutum.", "mission", "heavy clashes near Kutum"),
    ],
)
def test_whoever_counts_or_owns_up_answers_for_it(text: str, source: str, quote: str) -> None:
    found = [s for s in read(text).statements if text[s.start : s.end] == quote]
    assert [s.source.text for s in found if s.source] == [source]


def test_what_a_place_is_called_by_others_is_no_attribution() -> None:
    (held,) = read(
        "Poghosyan said that Shushi, as Armenians call it, was still under Armenian control."
    ).statements
    assert held.source is not None
    assert held.source.name == "Poghosyan"


@pytest.mark.parametrize(
    ("text", "claimant", "denial", "denier"),
    [
        (
            "Azerbaijani forces have captured Shusha, President Ilham Aliyev said on Sunday, a claim that "
            "Armenian officials rejected.",
            "Ilham Aliyev",
            "a claim that Armenian officials rejected",
            "Armenian officials",
        ),
        (
            "The rebels said they had taken the town of Sake, an assertion the army dismissed.",
            "rebels",
            "an assertion the army dismissed",
            "army",
        ),
    ],
)
def test_a_claim_rejected_in_the_same_breath_is_denied(
    text: str, claimant: str, denial: str, denier: str
) -> None:
    claimed, denied = read(text).statements
    assert claimed.source is not None
    assert claimant in (claimed.source.name, claimed.source.text)
    assert (denied.stance, denied.kind, denied.change) == ("denies", claimed.kind, claimed.change)
    assert text[denied.start : denied.end] == denial
    assert denied.source is not None
    assert denier in (denied.source.name, denied.source.text)


def test_words_that_go_on_after_a_denial_say_what_is_so() -> None:
    text = "A colonel in the border town of Muse firmly denied the loss of the base. “Our men hold the base.”"
    denied, held = read(text).statements
    assert (denied.stance, held.stance) == ("denies", "asserts")
    assert held.source == denied.source


def test_claims_beyond_what_a_report_can_hold_are_set_aside_with_the_reason() -> None:
    text = "Shelling killed 3 people in Goma on Monday.\n\n" * (MOST + 5)
    reading = read(text)
    assert len(reading.statements) == MOST
    assert [r.reason.partition(": ")[2] for r in reading.rejections] == [
        "over 1,000 claims in one report: cut it"
    ] * 5


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("The general warned that any attack would meet full force.", "threat"),
        ("The junta warned that deserters would pay a heavy price.", "threat"),
        ("The UN warned that an attack would have grave consequences for civilians.", "warning"),
        ("The mayor warned that the river would rise.", "warning"),
    ],
)
def test_a_warning_of_what_others_would_bring_on_themselves_is_a_threat(text: str, change: str) -> None:
    assert [s.change for s in read(text).statements if s.kind == "position"] == [change]


def test_fire_opened_with_guns_is_shelling() -> None:
    found = read("Troops opened fire on Uri with mortars.\nTroops opened fire on the crowd.").statements
    assert [s.change for s in found] == ["shelling", "assault"]


def test_what_follows_a_semicolon_goes_on_with_the_words() -> None:
    text = "Rebels left the town, the governor said, taking three trucks with them; two women were killed."
    (killed,) = (s for s in read(text).statements if s.kind == "casualties")
    assert killed.source is not None
    assert killed.source.text == "governor"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("About 20,000 people have fled their homes in three townships.", "displaced"),
        ("Some 700 families fled to the coast.", "displaced"),
        ("Thousands of villagers fled.", "fled"),
        ("Thousands of inmates fled the prison.", "fled"),
        ("More than 600 soldiers fled across the border.", "fled"),
        ("A mother fled with her two sons.", "fled"),
    ],
)
def test_civilians_who_flee_by_the_hundred_are_displaced(text: str, change: str) -> None:
    assert [s.change for s in read(text).statements] == [change]


def test_what_the_outlet_adds_on_a_place_is_nobodys_words() -> None:
    text = "The general said his men had entered Gwoza, a town that rebels captured in May."
    taken = next(s for s in read(text).statements if s.kind == "control")
    assert taken.source is None


def test_a_country_before_the_colon_of_a_headline_is_no_source() -> None:
    text = "Niger: 12 people killed in floods"
    assert [s.source for s in read(text, "headline").statements] == [None]


@pytest.mark.parametrize(
    "headline",
    [
        "Rebels Seize Key Town of Walikale, Army Denies Loss",
        "Rebels Seize Walikale, Army Denies",
        "M23 takes Walikale, government denies claim",
        "Rebels seize Walikale; army denies it",
    ],
)
def test_a_headline_tells_what_is_said_and_who_denies_it(headline: str) -> None:
    told, denied = read(headline, part="headline").statements
    assert (told.change, told.stance, told.source) == ("gained", "asserts", None)
    assert (denied.change, denied.stance, denied.denies) == ("gained", "denies", 0)
    assert denied.source is not None


def test_who_is_forced_to_flee_is_told_once() -> None:
    (claim,) = read("The fighting has forced 3,400 families to flee.").statements
    assert (claim.kind, claim.change) == ("movement", "displaced")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("A source told Radio Lumbani that 30 people had been killed.", "Radio Lumbani"),
        ("Another guard was killed, an official told Agence Marivel.", "Agence Marivel"),
    ],
)
def test_a_newsroom_is_known_by_what_such_are_called(text: str, channel: str) -> None:
    assert [s.via for s in read(text).statements] == [(channel,)]
