"""Fights told from two sides, captures without a name, parts of places, and words taken back by others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dateline.assess import control_as_of
from dateline.records import Actor, Claim, Report, Source
from setwise import ARMY, COUNTRY, LEAGUE, MARN, TORVIK, Case, case, claim, number, on, person, report

MAY_5, MAY_6, MAY_7, MAY_8 = (date(2031, 5, d) for d in (5, 6, 7, 8))
CLERK = person("Ilse Varga", "Ilse Varga", "customs clerk")
PILOT = person("Jon Brandt", "Jon Brandt", "harbour pilot")
SPOKESMAN = person(
    "Piet Hollar", "Piet Hollar", "spokesman for the Ostravan interior ministry", "Ostravan army"
)
CABINET = Source("government of Ostrava", "the government", type="body")


def page(name: str, day: date) -> Report:
    return report(
        name, "Torvik was taken. Not so. Torvik is still ours. We shall retake Torvik. It was lost.", day
    )


def control(name: str, of: Report, quote: str, change: str, *actors: Actor, **slots: Any) -> Claim:
    slots = {"places": (TORVIK,), "source": CLERK} | slots
    return claim(name, of, quote, "control", change, actors=actors, **slots)


def test_an_assault_its_repulse_and_the_clash_are_one_fight() -> None:
    one = page("r1", MAY_6)
    shared: dict[str, Any] = {"places": (TORVIK,), "when": on(MAY_5)}
    claims = [
        claim("a", one, "Torvik was taken", "fighting", "assault", actors=(LEAGUE,), source=CLERK, **shared),
        claim(
            "b",
            one,
            "Not so",
            "fighting",
            "repelled",
            actors=(ARMY,),
            targets=(LEAGUE,),
            source=PILOT,
            **shared,
        ),
        claim(
            "c", one, "It was lost", "fighting", "clash", actors=(ARMY, LEAGUE), source=SPOKESMAN, **shared
        ),
    ]
    (event,) = case([one], claims).events
    assert len(event.origins_for) == 3


def test_an_air_strike_is_not_the_fight_on_the_ground() -> None:
    one = page("r1", MAY_6)
    shared: dict[str, Any] = {"places": (TORVIK,), "when": on(MAY_5), "actors": (ARMY,)}
    claims = [
        claim("a", one, "Torvik was taken", "fighting", "clash", source=CLERK, **shared),
        claim("b", one, "Not so", "fighting", "airstrike", source=PILOT, **shared),
    ]
    assert len(case([one], claims).events) == 2


def test_a_part_of_a_town_and_the_town_fall_in_two_events() -> None:
    one = report("r1", "The League took most of Torvik. The League took Torvik.", MAY_6)
    claims = [
        control("a", one, "The League took most of Torvik", "gained", LEAGUE, when=on(MAY_5)),
        control("b", one, "The League took Torvik", "gained", LEAGUE, when=on(MAY_6), source=PILOT),
    ]
    assert len(case([one], claims).events) == 2


def test_a_capture_that_names_nobody_joins_the_one_of_its_day() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    claims = [
        control("a", one, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5)),
        control("b", two, "It was lost", "gained", ARMY, when=on(MAY_7), source=PILOT),
        control("c", two, "Torvik was taken", "gained", when=on(MAY_5), source=PILOT),
    ]
    event = case([one, two], claims).event("control", "gained", "Harbour League")
    assert event.claim_ids == ("a", "c")


def test_insurgents_and_troops_are_the_parties_that_the_report_names() -> None:
    one = page("r1", MAY_6)
    insurgents = Actor("insurgents", "insurgents", type="armed group")
    troops = Actor("army troops", "army troops", type="force")
    claims = [
        control("a", one, "Torvik was taken", "gained", insurgents, when=on(MAY_5), targets=(troops,)),
        control("b", one, "It was lost", "gained", LEAGUE, when=on(MAY_5), source=PILOT),
        control("c", one, "Torvik is still ours", "held", ARMY, source=SPOKESMAN),
    ]
    found = case([one], claims)
    assert found.event("control", "gained").actors == ("Harbour League",)


def test_insurgents_of_whom_two_may_be_meant_stay_unnamed() -> None:
    one = page("r1", MAY_6)
    band = Actor("Fen Brotherhood", "the Fen Brotherhood", id="actor:fen", type="armed group")
    insurgents = Actor("insurgents", "insurgents", type="armed group")
    claims = [
        control("a", one, "Torvik was taken", "gained", insurgents, places=(MARN,), when=on(MAY_5)),
        control("b", one, "It was lost", "gained", LEAGUE, when=on(MAY_5)),
        control("c", one, "Not so", "gained", band, places=(MARN,), when=on(MAY_8)),
    ]
    assert {e.actors for e in case([one], claims).events} == {
        ("insurgents",), ("Harbour League",), ("Fen Brotherhood",),
    }  # fmt: skip


def disputed(one: Report) -> list[Claim]:
    return [
        control("a", one, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5)),
        control("b", one, "Torvik is still ours", "held", ARMY, source=SPOKESMAN),
    ]


def test_the_government_concedes_what_its_spokesman_denied() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    granted = control("c", two, "It was lost", "lost", ARMY, source=CABINET)
    found = case([one, two], [*disputed(one), granted])
    (event,) = found.events
    assert event.status == "conceded"


def test_an_official_who_speaks_of_the_capture_does_not_concede_it_for_his_country() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    official = person("Ada Roth", "Ada Roth", "customs official", "Ostravan army")
    unnamed = person(None, "Ostravan security officials", "security official", "Ostravan army")
    for source in (official, unnamed):
        later = control("c", two, "It was lost", "gained", LEAGUE, source=source, when=on(MAY_5))
        assert case([one, two], [*disputed(one), later]).event("control", "gained").status == "disputed"


def test_a_bystander_concedes_nothing() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    later = control("c", two, "It was lost", "lost", ARMY, source=PILOT)
    assert case([one, two], [*disputed(one), later]).event("control", "gained").status == "disputed"


def test_a_late_copy_of_the_denial_does_not_undo_a_concession() -> None:
    one, two, three = page("r1", MAY_6), page("r2", MAY_7), page("r3", MAY_8)
    vow = claim("c", two, "We shall retake Torvik", "position", "pledge", actors=(ARMY,), places=(TORVIK,),
                source=SPOKESMAN)  # fmt: skip
    late = control("d", three, "Torvik is still ours", "held", ARMY, source=SPOKESMAN)
    found = case([one, two, three], [*disputed(one), vow, late])
    assert found.event("control", "gained").status == "conceded"


def test_one_who_said_monday_that_he_held_it_and_tuesday_that_he_will_retake_it_has_conceded() -> None:
    one = page("r1", MAY_7)
    claims = [
        control("a", one, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5)),
        control("b", one, "Torvik is still ours", "held", ARMY, source=SPOKESMAN, when=on(MAY_6)),
        claim("c", one, "We shall retake Torvik", "position", "pledge", actors=(ARMY,), places=(TORVIK,),
              source=SPOKESMAN),
    ]  # fmt: skip
    assert case([one], claims).event("control", "gained").status == "conceded"


def eve(words: str) -> Case:
    """A spokesman says on the 5th that the army holds a town; it falls on the 6th; he vows to retake it."""
    one, two, three = page("r1", MAY_5), page("r2", MAY_6), page("r3", MAY_7)
    claims = [
        control("b", one, words, "held", ARMY, source=SPOKESMAN),
        control("a", two, "Torvik was taken", "gained", LEAGUE, when=on(MAY_6)),
        claim("c", three, "We shall retake Torvik", "position", "pledge", actors=(ARMY,), places=(TORVIK,),
              source=SPOKESMAN),
    ]  # fmt: skip
    return case([one, two, three], claims)


def test_who_insisted_on_the_eve_that_a_town_was_his_has_gone_back_on_his_words() -> None:
    found = eve("Torvik is still ours")
    event = found.event("control", "gained")
    assert event.status == "conceded"
    assert [o.first_reported for o in event.origins_against] == [MAY_5]
    assert [o.source for o in event.origins_for if o.first_reported == MAY_7] == ["Piet Hollar"]
    assert not [e for e in found.events if e.change == "held"]


def test_who_held_a_town_before_it_fell_without_a_dispute_concedes_nothing() -> None:
    assert eve("Not so").event("control", "gained").status == "single-origin"


def test_who_still_holds_a_place_speaks_against_the_capture_not_for_a_recapture() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    claims = [*disputed(one), control("c", two, "It was lost", "gained", ARMY, when=on(MAY_6), source=PILOT)]
    event = case([one, two], claims).event("control", "gained", "Harbour League")
    assert [o.source for o in event.origins_against] == ["Piet Hollar"]


def test_a_source_that_told_two_newsrooms_counts_once_and_says_so() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_7)
    told = control("a", one, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5), via=("Norland Press",))
    again = replace(told, id="b", report="r2", when=on(MAY_6), quote="It was lost",
                    start=two.received_text.index("It was lost"), via=("Coast Courier",))  # fmt: skip
    (origin,) = case([one, two], [told, again]).event("control", "gained").origins_for
    assert origin.why == (
        "two reports, two texts, one claim-holder: Ilse Varga, through Coast Courier and Norland Press"
    )


def test_dead_of_a_number_are_not_a_party() -> None:
    one = report("r1", "A blast killed 9 traders and wounded 31. Nine people died.", MAY_6)
    hurt = Actor("31", "31")
    traders = Actor("traders", "traders", type="civilians")
    shared: dict[str, Any] = {"places": (TORVIK,), "when": on(MAY_5)}
    claims = [
        claim("a", one, "A blast killed 9 traders", "casualties", "killed", targets=(traders, hurt),
              source=CLERK,
              quantities=(number(9, "killed"), number(31, "wounded")), **shared),
        claim("b", one, "Nine people died", "casualties", "killed", targets=(traders,), source=PILOT,
              quantities=(number(9, "killed"),), **shared),
    ]  # fmt: skip
    (event,) = case([one], claims).events
    assert "31" not in event.title


def test_a_source_stands_on_one_side_of_an_event_at_one_time() -> None:
    one = page("r1", MAY_6)
    chief = person("Ada Kemp", "Ada Kemp", "chief", "Harbour League")
    gone = Actor("Norlanders", "Norlanders", id="name:norlanders", type="unknown")
    claims = [
        control("a", one, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5), source=chief),
        control("b", one, "Torvik is still ours", "held", gone, source=chief),
    ]
    event = case([one], claims).event("control", "gained")
    assert [o.source for o in event.origins_for] == ["Ada Kemp"]
    assert not event.origins_against
    assert event.status == "single-origin"


def test_what_a_source_takes_back_on_a_later_day_stays_on_both_sides() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    claims = [
        control("a", one, "Torvik was taken", "gained", ARMY, when=on(MAY_5), source=CABINET),
        control("b", two, "Torvik was taken", "gained", ARMY, source=CABINET, stance="denies"),
    ]
    event = case([one, two], claims).event("control", "gained")
    assert [o.carriers for o in event.origins_for] == [("r1",)]
    assert [o.carriers for o in event.origins_against] == [("r2",)]
    assert event.status == "superseded"


def test_a_speakers_own_fighters_are_its_party() -> None:
    one = page("r1", MAY_6)
    chief = person("Ada Kemp", "Ada Kemp", "chief", "Harbour League")
    league = replace(LEAGUE, side="actor:league")
    his = Actor("Ostrava forces", "her fighters", id="force:OS", type="force", side="state:OS")
    nobody = Actor("its", "its")
    claims = [
        control("a", one, "Torvik was taken", "gained", league, when=on(MAY_5), source=PILOT),
        control("b", one, "It was lost", "held", his, source=chief),
        control("c", one, "Torvik is still ours", "held", nobody, source=CLERK),
    ]
    event = case([one], claims).event("control", "gained")
    assert event.actors == ("Harbour League",)
    assert not event.origins_against


def test_who_lost_a_place_is_never_its_winner() -> None:
    one = page("r1", MAY_6)
    claims = [
        control("a", one, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5), source=PILOT),
        control("b", one, "It was lost", "lost", ARMY, when=on(MAY_5), targets=(ARMY,)),
    ]
    event = case([one], claims).event("control", "gained")
    assert event.actors == ("Harbour League",)
    assert event.claim_ids == ("a", "b")


def test_a_hold_that_its_source_took_back_lasts_no_longer_and_ends_no_other() -> None:
    before, one, two = page("r0", MAY_5), page("r1", MAY_6), page("r2", MAY_8)
    claims = [
        control("a", before, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5), source=PILOT),
        control("b", one, "Torvik was taken", "gained", ARMY, when=on(MAY_6), source=CABINET),
        control("c", two, "Torvik was taken", "gained", source=CABINET, stance="denies"),
    ]
    found = case([before, one, two], claims)
    assert {p.holder for p in control_as_of(found.periods, as_of=MAY_8)} == {"Harbour League"}
    known = control_as_of(found.periods, as_of=MAY_6, known=MAY_6)
    assert {p.holder for p in known} == {"Ostrava government"}
    (taken_back,) = [p for p in control_as_of(found.periods) if "taken back" in p.basis]
    assert taken_back.valid_from == taken_back.valid_to == MAY_6


def test_what_an_agency_had_from_an_office_is_taken_back_with_its_report() -> None:
    one = replace(page("r1", MAY_6), outlet="Norland Press")
    two = replace(page("r2", MAY_8), outlet="Norland Press")
    press, via = Source("Norland Press", "Norland Press", type="media"), ("Norland Press",)
    claims = [
        control(
            "a",
            one,
            "Torvik was taken",
            "gained",
            ARMY,
            when=on(MAY_6),
            source=CABINET,
            via=via,
        ),
        control("b", two, "Torvik was taken", "gained", ARMY, source=press, stance="denies"),
    ]
    found = case([one, two], claims)
    assert found.event("control", "gained").status == "superseded"
    assert control_as_of(found.periods, as_of=MAY_8) == ()


def test_a_late_retelling_that_names_neither_taker_nor_day_belongs_to_the_capture_before_it() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    claims = [
        control("a", one, "Torvik was taken", "gained", LEAGUE, when=on(MAY_5), source=PILOT),
        control("b", two, "It was lost", "gained", source=CLERK),
    ]
    (event,) = case([one, two], claims).events
    assert event.claim_ids == ("a", "b")


def test_a_party_that_denies_the_others_hold_does_not_deny_its_own() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_7)
    army = person("Ost Var", "Ost Var", "spokesman", "Ostrava army")
    claims = [
        control("a", one, "Torvik is still ours", "held", ARMY, when=on(MAY_6), source=CLERK),
        control("b", two, "It was lost", "held", LEAGUE, source=army, stance="denies"),
    ]
    held = case([one, two], claims).event("control", "held", "Ostrava government")
    assert not held.origins_against


def test_our_fighters_of_a_speaker_without_a_side_are_the_only_group_of_the_report() -> None:
    one = page("r1", MAY_6)
    voice = person("Ilo Bran", "Ilo Bran", "spokesman for the group")
    ours = Actor(
        "Old Guard", "our fighters", id="actor:old-guard", type="armed group", side="actor:old-guard"
    )
    league = replace(LEAGUE, side="actor:league")
    claims = [
        control("a", one, "Torvik was taken", "gained", league, when=on(MAY_5), source=PILOT),
        control("b", one, "Torvik is still ours", "held", ours, source=voice),
    ]
    event = case([one], claims).event("control", "gained")
    assert event.actors == ("Harbour League",)
    assert not event.origins_against


def _harm(name: str, of: Report, quote: str, killed: float, day: date | None, **slots: Any) -> Claim:
    slots = {"places": (TORVIK,), "source": CLERK, "quantities": (number(killed, "killed"),)} | slots
    return claim(name, of, quote, "casualties", "killed", when=on(day) if day else None, **slots)


def test_a_toll_that_grows_after_the_attack_stays_one_event() -> None:
    one, two = page("r1", MAY_5), page("r2", MAY_7)
    bombing = claim("c", two, "Not so", "fighting", "bombing", places=(TORVIK,), when=on(MAY_5), source=PILOT)
    claims = [
        _harm("a", one, "It was lost", 12, MAY_5),
        _harm("b", two, "It was lost", 17, MAY_6, source=PILOT),
        bombing,
    ]
    assert case([one, two], claims).event("casualties", "killed").claim_ids == ("a", "b")
    apart = [e for e in case([one, two], claims[:2]).events if e.kind == "casualties"]
    assert len(apart) == 2


def test_attacks_that_a_report_counts_day_by_day_stay_apart() -> None:
    one = page("r1", MAY_7)
    claims = [
        _harm("a", one, "It was lost", 12, MAY_5),
        _harm("b", one, "Not so", 17, MAY_6),
        claim("c", one, "Torvik was taken", "fighting", "bombing", places=(TORVIK,), when=on(MAY_5)),
    ]
    assert len([e for e in case([one], claims).events if e.kind == "casualties"]) == 2


def test_a_headline_that_tells_the_country_means_the_town_of_the_text() -> None:
    one = page("r1", MAY_6)
    headline = _harm("a", one, "Torvik was taken", 12, MAY_5, places=(COUNTRY,), part="headline", source=None)
    body = _harm("b", one, "It was lost", 12, MAY_5)
    other = _harm("c", one, "Not so", 40, MAY_5, places=(COUNTRY,))
    found = [e for e in case([one], [headline, body, other]).events if e.kind == "casualties"]
    assert sorted(e.place.name for e in found if e.place) == ["Ostrava", "Torvik"]


def test_who_has_the_place_after_a_capture_that_names_nobody_took_it() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_6)
    claims = [
        control("a", one, "Torvik was taken", "gained", when=on(MAY_6), source=PILOT),
        control("b", two, "Torvik is still ours", "held", LEAGUE, source=CLERK),
    ]
    told = [replace(claims[1], quote="Torvik is in its hands"), claims[1]]
    taken = case([one, two], [claims[0], told[0]]).event("control", "gained")
    assert not taken.origins_against
    opposed = case([one, two], [claims[0], told[1]]).event("control", "gained")
    assert [o.source for o in opposed.origins_against] == ["Ilse Varga"]
