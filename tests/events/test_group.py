"""Not everything in a province in a week is one event, and what is one stays one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.events import aliases
from dateline.records import Actor, Claim, Report, Source, When, Where
from setwise import ARMY, CIVILIANS, LEAGUE, MARN, TORVIK, Case, case, claim, number, on, person, report

MAY_5, MAY_6, MAY_7, MAY_20 = (date(2031, 5, d) for d in (5, 6, 7, 20))
CLERK = person("Ilse Varga", "Ilse Varga", "customs clerk")
PILOT = person("Jon Brandt", "Jon Brandt", "harbour pilot")
SPOKESMAN = person("Piet Hollar", "Piet Hollar", "government spokesman", "Ostrava")
FIRST = report("r1", "The League took Marn Gate on Monday. It is untrue. Marn Gate is still ours.", MAY_6)
SECOND = report("r2", "Marn Gate fell. Efforts are under way to recapture Marn Gate.", MAY_7)


def at(
    name: str, of: Report, quote: str, change: str, holder: Actor, source: Source | None, *,
    place: Where = MARN, day: date | None = None, stance: str = "asserts", denies: str | None = None,
) -> Claim:  # fmt: skip
    return claim(
        name, of, quote, "control", change, actors=(holder,), places=(place,), source=source,
        when=on(day) if day else None, stance=stance, denies=denies,
    )  # fmt: skip


def disputed() -> list[Claim]:
    return [
        at("a", FIRST, "The League took Marn Gate", "gained", LEAGUE, CLERK, day=MAY_5),
        at("b", FIRST, "It is untrue", "gained", LEAGUE, SPOKESMAN, stance="denies", denies="a"),
        at("c", FIRST, "Marn Gate is still ours", "held", ARMY, SPOKESMAN),
        at("d", SECOND, "Marn Gate fell", "gained", LEAGUE, PILOT),
    ]


def run(claims: list[Claim], *reports: Report) -> Case:
    return case(reports, claims)


def test_a_denied_capture_is_one_disputed_event_with_both_sides() -> None:
    event = run(disputed(), FIRST, SECOND).event("control", "gained")
    assert event.title == "Harbour League capture of Marn Gate"
    assert event.status == "disputed"
    assert [o.source for o in event.origins_for] == ["Ilse Varga", "Jon Brandt"]
    assert [o.source for o in event.origins_against] == ["Piet Hollar"]
    assert event.origins_against[0].claim_ids == ("b", "c")
    assert event.when is not None
    assert event.when.start == MAY_5


def test_what_was_told_on_one_day_did_not_happen_on_a_later_one() -> None:
    told = replace(at("a", FIRST, "The League took Marn Gate", "gained", LEAGUE, CLERK),
                   when=When(MAY_6, MAY_6, "unknown", None, "the report's date"))  # fmt: skip
    since = replace(at("d", SECOND, "Marn Gate fell", "gained", LEAGUE, PILOT),
                    when=When(MAY_7, MAY_20, "interval", "since Wednesday", "since a weekday"))  # fmt: skip
    event = run([told, since], FIRST, SECOND).event("control", "gained")
    assert event.when is not None
    assert event.when.start == MAY_6


def test_who_speaks_of_winning_back_has_conceded() -> None:
    vow = claim(
        "e", SECOND, "Efforts are under way to recapture Marn Gate", "position", "pledge",
        actors=(ARMY,), places=(MARN,), source=SPOKESMAN,
    )  # fmt: skip
    event = run([*disputed(), vow], FIRST, SECOND).event("control", "gained")
    assert event.status == "conceded"
    assert "e" in event.claim_ids


def test_a_vow_of_the_same_day_concedes_nothing() -> None:
    page = report("r3", "We will recapture Marn Gate if it should ever fall.", MAY_6)
    vow = claim(
        "e", page, "We will recapture Marn Gate", "position", "pledge", actors=(ARMY,), source=SPOKESMAN
    )
    assert run([*disputed(), vow], FIRST, SECOND, page).event("control", "gained").status == "disputed"


def test_who_denied_a_loss_before_and_the_same_day_speaks_of_winning_back_has_conceded() -> None:
    again = report("r3", "Marn Gate remained in the hands of the army, the spokesman said.", MAY_7)
    last = report("r4", "Our men will recapture Marn Gate, the spokesman said.", MAY_7)
    held = at("f", again, "Marn Gate remained in the hands of the army", "held", ARMY, SPOKESMAN, day=MAY_7)
    vow = claim(
        "g", last, "will recapture Marn Gate", "position", "pledge",
        actors=(ARMY,), places=(MARN,), source=SPOKESMAN,
    )  # fmt: skip
    found = run([*disputed(), held, vow], FIRST, SECOND, again, last)
    assert found.event("control", "gained").status == "conceded"


def test_two_places_of_one_province_are_two_events() -> None:
    page = report("r3", "Torvik fell. Marn Gate fell too.", MAY_6)
    claims = [
        at("x", page, "Torvik fell", "gained", LEAGUE, CLERK, place=TORVIK, day=MAY_6),
        at("y", page, "Marn Gate fell", "gained", LEAGUE, CLERK, day=MAY_6),
    ]
    assert {e.title for e in run(claims, page).events} == {
        "Harbour League capture of Torvik",
        "Harbour League capture of Marn Gate",
    }


def test_a_place_that_falls_twice_falls_in_two_events() -> None:
    page = report("r3", "Marn Gate fell once more.", MAY_20)
    claims = [*disputed()[:1], at("y", page, "Marn Gate fell", "gained", LEAGUE, CLERK, day=MAY_20)]
    assert len(run(claims, FIRST, page).events) == 2


def test_a_recapture_supersedes_and_its_holding_supports_it() -> None:
    page = report("r3", "The army retook Marn Gate on Wednesday. Marn Gate is in our hands.", MAY_7)
    claims = [
        at("a", FIRST, "The League took Marn Gate", "gained", LEAGUE, CLERK, day=MAY_5),
        at("x", page, "The army retook Marn Gate", "gained", ARMY, PILOT, day=MAY_7),
        at("y", page, "Marn Gate is in our hands", "held", ARMY, SPOKESMAN),
    ]
    found = run(claims, FIRST, page)
    assert found.event("control", "gained", "Harbour League").status == "superseded"
    again = found.event("control", "gained", "Ostrava government")
    assert (again.status, again.claim_ids) == ("corroborated", ("x", "y"))


def test_losing_to_somebody_is_that_partys_capture() -> None:
    lost = replace(at("x", SECOND, "Marn Gate fell", "lost", ARMY, PILOT, day=MAY_5), targets=(LEAGUE,))
    event = run([*disputed()[:1], lost], FIRST, SECOND).event("control", "gained")
    assert event.claim_ids == ("a", "x")


def test_dead_of_two_sides_are_two_events_and_a_toll_told_later_joins_its_own() -> None:
    text = "Shells killed 4 traders. The army lost 9 men. Five traders are dead."
    one, two = report("r1", text, MAY_6), report("r2", text, MAY_7)
    dead = {"places": (TORVIK,), "source": PILOT}
    claims = [
        claim("a", one, "Shells killed 4 traders", "casualties", "killed", when=on(MAY_6),
              targets=(CIVILIANS,), quantities=(number(4, "killed"),), **dead),
        claim("b", one, "The army lost 9 men", "casualties", "killed", when=on(MAY_6),
              targets=(ARMY,), quantities=(number(9, "killed"),), **dead),
        claim("c", two, "Five traders are dead", "casualties", "killed",
              targets=(CIVILIANS,), quantities=(number(5, "killed"),), **dead),
    ]  # fmt: skip
    assert sorted(e.claim_ids for e in run(claims, one, two).events) == [("a", "c"), ("b",)]


def test_an_event_keeps_its_id_as_it_grows_and_its_old_ids_still_answer() -> None:
    early = run(disputed()[3:], SECOND).event("control", "gained")
    grown = run(disputed(), FIRST, SECOND)
    assert aliases(grown.events, grown.claims)[early.id] == grown.event("control", "gained").id
    assert run(disputed()[:3], FIRST).event("control", "gained").id == grown.event("control", "gained").id


@settings(deadline=None)  # a busy machine is no fault
@given(st.permutations(range(4)))
def test_the_order_of_claims_changes_nothing(order: list[int]) -> None:
    found = run(disputed(), FIRST, SECOND)
    shuffled = [disputed()[i] for i in order]
    assert run(shuffled, SECOND, FIRST).events == found.events
