"""A later sentence is not a contradiction, and silence is not control."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.assess import control_as_of
from dateline.records import Actor, Claim, Disagreement, Quantity, Report, Source, Toll, When, Where
from setwise import (
    ARMY,
    CIVILIANS,
    COUNTRY,
    LEAGUE,
    MARN,
    MARN_DISTRICT,
    TORVIK,
    Case,
    case,
    claim,
    number,
    on,
    person,
    record_of,
    report,
)

MAY_5, MAY_6, MAY_7, MAY_8 = (date(2031, 5, d) for d in (5, 6, 7, 8))
CLERK = person("Ilse Varga", "Ilse Varga", "customs clerk")
HOSPITAL = Source("Torvik hospital", "the hospital", type="body")
SPOKESMAN = person("Piet Hollar", "Piet Hollar", "government spokesman", "Ostrava government")
REBEL = person("Ada Roth", "Ada Roth", "League spokeswoman", "Harbour League")


def page(name: str, day: date) -> Report:
    return report(name, "League took it. Not so. Still ours. Retaken. Figures follow here.", day)


def holding(
    name: str, of: Report, quote: str, change: str, holder: Actor, source: Source | None, *,
    place: Where = MARN, day: date | None = None, stance: str = "asserts", denies: str | None = None,
    count: tuple[Quantity, ...] = (),
) -> Claim:  # fmt: skip
    return claim(
        name, of, quote, "control", change, actors=(holder,), places=(place,), source=source,
        when=on(day) if day else None, stance=stance, denies=denies, quantities=count,
    )  # fmt: skip


def toll(name: str, of: Report, source: Source | None, *counts: Quantity, quote: str = "Figures") -> Claim:
    return claim(
        name, of, quote, "casualties", "killed", targets=(CIVILIANS,), places=(TORVIK,), source=source,
        when=on(MAY_5), quantities=counts,
    )  # fmt: skip


def differing(found: Case) -> tuple[Disagreement, ...]:
    return found.record.disagreements


def types(found: Case) -> list[str]:
    return sorted(d.type for d in differing(found))


def dead(found: Case, profile: str = "ged-range") -> Toll:
    (only,) = record_of(found.reports, found.claims, profile=profile).tolls
    return only


def disputed() -> Case:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    return case(
        [one, two],
        [
            holding("a", one, "League took it", "gained", LEAGUE, CLERK, day=MAY_5),
            holding("b", two, "Not so", "gained", LEAGUE, SPOKESMAN, stance="denies", denies="a"),
            holding("c", two, "Still ours", "held", ARMY, SPOKESMAN),
        ],
    )


def test_a_denial_and_a_rival_holder_are_typed_with_both_sides() -> None:
    found = {d.type: d for d in differing(disputed())}
    assert set(found) == {"denial", "holder"}
    assert (found["denial"].left, found["denial"].right) == (("a",), ("b",))
    assert found["denial"].why == "Piet Hollar denied what Ilse Varga reported."
    assert found["holder"].right == ("c",)


def test_nobody_denies_his_own_words() -> None:
    one = page("r1", MAY_6)
    fell = {"targets": (LEAGUE,), "places": (TORVIK,), "when": on(MAY_5), "source": REBEL}
    claims = [
        claim("a", one, "Figures", "casualties", "killed", quantities=(number(3, "killed"),), **fell),
        claim("b", one, "Not so", "casualties", "killed", stance="denies", denies="a", **fell),
    ]
    assert types(case([one], claims)) == []


def test_a_capture_that_is_only_denied_ends_nothing() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    found = case(
        [one, two],
        [
            holding("a", one, "League took it", "gained", LEAGUE, CLERK, day=MAY_5),
            holding("b", two, "Not so", "gained", ARMY, SPOKESMAN, day=MAY_8, stance="denies"),
        ],
    )
    assert "superseded" not in types(found)


def test_a_recapture_is_no_contradiction() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    found = case(
        [one, two],
        [
            holding("a", one, "League took it", "gained", LEAGUE, CLERK, day=MAY_5),
            holding("b", two, "Retaken", "gained", ARMY, CLERK, day=MAY_8),
        ],
    )
    assert types(found) == ["superseded"]


def test_counts_of_districts_taken_and_held_and_a_share_are_of_different_scope() -> None:
    one = page("r1", MAY_6)
    shares = [("gained", number(0, "districts", low=40)), ("held", number(0, "districts", low=70)),
              ("held", number(60, "percent"))]  # fmt: skip
    sources = [CLERK, REBEL, REBEL]
    claims = [
        holding(f"c{i}", one, "Figures", change, LEAGUE, sources[i], place=COUNTRY, count=(amount,))
        for i, (change, amount) in enumerate(shares)
    ]
    assert types(case([one], claims)) == ["scope", "scope", "scope"]


def test_two_counts_of_one_unit_whose_bounds_meet_only_look_different() -> None:
    one = page("r1", MAY_6)
    claims = [
        holding(
            "a", one, "Figures", "held", LEAGUE, CLERK, place=COUNTRY, count=(number(0, "districts", low=40),)
        ),
        holding(
            "b", one, "Still", "held", LEAGUE, REBEL, place=COUNTRY, count=(number(0, "districts", low=70),)
        ),
    ]
    assert types(case([one], claims)) == ["apparent"]


def test_two_exact_counts_of_one_unit_differ() -> None:
    one = page("r1", MAY_6)
    claims = [
        holding("a", one, "Figures", "held", LEAGUE, CLERK, place=COUNTRY, count=(number(40, "districts"),)),
        holding("b", one, "Still", "held", LEAGUE, REBEL, place=COUNTRY, count=(number(70, "districts"),)),
    ]
    assert types(case([one], claims)) == ["number"]


def test_a_toll_that_rises_is_superseded_and_the_latest_stands() -> None:
    days = [page("r1", MAY_5), page("r2", MAY_6), page("r3", MAY_7)]
    sources = [None, HOSPITAL, HOSPITAL]
    claims = [toll(f"t{i}", days[i], sources[i], number(n, "killed")) for i, n in enumerate((12, 19, 31))]
    found = case(days, claims)
    assert set(types(found)) == {"superseded"}
    assert (dead(found).low, dead(found).best, dead(found).high) == (31, 31, 31)
    assert (dead(found).claim_ids, dead(found).set_aside) == (("t2",), ("t0", "t1"))


def kept(name: str, of: Report, source: Source, when: When | None, *counts: Quantity) -> Claim:
    """A count of the dead and wounded of a town."""
    return replace(toll(name, of, source, *counts), when=when)


@pytest.mark.parametrize(("later", "highest"), [(90, [90]), (25, [25, 40])])
def test_a_count_kept_since_a_day_runs_on_with_those_that_name_no_day_if_they_are_more(
    later: int, highest: list[int]
) -> None:
    one, two = page("r1", MAY_6), page("r2", date(2031, 5, 12))
    since = When(date(2031, 5, 3), MAY_6, "interval", "since Saturday", "told")
    claims = [
        kept("a", one, HOSPITAL, since, number(40, "killed")),
        kept("b", two, CLERK, None, number(later, "killed")),
    ]
    assert sorted(t.high or 0 for t in record_of((one, two), claims).tolls) == highest


def test_a_count_of_a_day_of_its_own_does_not_go_on_with_one_that_was_kept() -> None:
    one, two = page("r1", MAY_6), page("r2", date(2031, 5, 12))
    since = When(date(2031, 5, 3), MAY_6, "interval", "since Saturday", "told")
    claims = [
        kept("a", one, HOSPITAL, since, number(40, "killed")),
        kept("b", two, CLERK, on(date(2031, 5, 11)), number(90, "killed")),
    ]
    assert len(record_of((one, two), claims).tolls) == 2


def test_a_count_of_people_goes_with_the_villagers_not_with_the_fighters_of_the_day_after() -> None:
    one, two = page("r1", MAY_7), page("r2", MAY_8)
    fighters = Actor("Harbour League", "fighters", id="actor:league", type="armed group")
    people = Actor("people", "people")
    claims = [
        toll("a", one, HOSPITAL, number(22, "killed")),
        replace(toll("b", one, SPOKESMAN, number(30, "killed")), targets=(fighters,), when=on(MAY_6)),
        replace(toll("c", two, CLERK, number(19, "killed")), targets=(people,), when=None),
    ]
    tolls = {t.victims: {*t.claim_ids, *t.set_aside} for t in record_of((one, two), claims).tolls}
    assert tolls["Harbour League"] == {"b"}
    assert {"a", "c"} in tolls.values()


def test_a_total_since_a_day_of_this_week_is_one_of_the_event() -> None:
    one = page("r1", MAY_6)
    since = When(date(2031, 5, 3), MAY_6, "interval", "since the fighting began on Saturday", "told")
    claims = [
        replace(kept("a", one, HOSPITAL, since, number(40, "killed")), total="since the fighting began")
    ]
    (only,) = record_of((one,), claims).tolls
    assert only.scope == "event"


def test_two_parties_counts_differ_even_when_one_is_told_later() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_7)
    fell = {"targets": (ARMY,), "places": (TORVIK,), "when": on(MAY_5)}
    found = case(
        [one, two],
        [
            claim("a", one, "Figures", "casualties", "killed", source=SPOKESMAN,
                  quantities=(number(4, "killed"),), **fell),
            claim("b", two, "Figures", "casualties", "killed", source=REBEL,
                  quantities=(number(60, "killed"),), **fell),
        ],
    )  # fmt: skip
    assert types(found) == ["number"]
    assert (dead(found).low, dead(found).high) == (4, 60)
    assert dead(found, "acled-lowest").best == 4


def struck(name: str, of: Report, at: Where, source: Source, *counts: Quantity) -> Claim:
    """A toll of civilians at a place on 5 May."""
    return claim(
        name, of, "Figures", "casualties", "killed", targets=(CIVILIANS,), places=(at,), source=source,
        when=on(MAY_5), quantities=counts,
    )  # fmt: skip


BOTH = (number(21, "killed"), number(44, "wounded"))
UNMAPPED = Where("Upper Tarn", "Upper Tarn", "place:upper tarn")
FAR_TOWN = replace(TORVIK, name="Sund", text="Sund", id="geo:8", lat=19.0, admin1="Sudland", admin2=None)


@pytest.mark.parametrize(
    ("counts", "elsewhere", "wanted"),
    [
        ((number(21, "killed"),), MARN, ["place"]),
        ((number(21, "killed"),), FAR_TOWN, []),  # one figure may be chance
        (BOTH, FAR_TOWN, ["place"]),
        (BOTH, UNMAPPED, ["place"]),
        (BOTH, replace(FAR_TOWN, country="XX"), []),
        ((number(3, "killed"), number(4, "wounded")), MARN, []),
    ],
)
def test_one_toll_that_two_sources_tell_of_two_towns_is_a_difference_of_place(
    counts: tuple[Quantity, ...], elsewhere: Where, wanted: list[str]
) -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_6)
    told = [struck("a", one, TORVIK, HOSPITAL, *counts), struck("b", two, elsewhere, CLERK, *counts)]
    assert types(case([one, two], told)) == wanted


def test_one_source_that_tells_a_toll_of_two_towns_tells_of_two_attacks() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_6)
    told = [struck("a", one, TORVIK, CLERK, *BOTH), struck("b", two, MARN, CLERK, *BOTH)]
    assert types(case([one, two], told)) == []


def test_killed_and_wounded_are_never_set_against_each_other() -> None:
    one = page("r1", MAY_6)
    claims = [toll("a", one, HOSPITAL, number(4, "killed")), toll("b", one, CLERK, number(30, "wounded"))]
    assert types(case([one], claims)) == []


def test_counts_on_top_of_one_are_set_aside_and_added_up_where_they_stand_alone() -> None:
    one = report("r1", "Figures: 20 died. Another 6 died since. Then 3 more died.", MAY_6)
    whole = toll("a", one, HOSPITAL, number(20, "killed"), quote="20 died")
    more = toll("b", one, HOSPITAL, number(6, "killed"), quote="Another 6 died")
    last = toll("c", one, CLERK, number(3, "killed"), quote="3 more died")
    assert dead(case([one], [whole, more])).set_aside == ("b",)
    assert dead(case([one], [more, last])).best == 9


def test_vague_words_are_read_by_the_profile() -> None:
    one = page("r1", MAY_6)
    vague = Quantity(None, 24, 99, "killed", "dozens")
    found = case([one], [toll("a", one, HOSPITAL, vague)])
    assert (dead(found).low, dead(found).high) == (24, 99)
    assert dead(found, "acled-lowest").best == 12


def test_an_unknown_profile_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match="acled-lowest, ged-range, latest-official"):
        record_of([], profile="guess")


def test_a_disputed_place_has_both_holders_each_by_its_own_word() -> None:
    answers = control_as_of(disputed().periods, place="Marn Gate", as_of=MAY_8)
    assert {(p.holder, p.status, p.according_to[0].source) for p in answers} == {
        ("Harbour League", "claimed", "Ilse Varga"),
        ("Ostrava government", "claimed", "Piet Hollar"),
    }
    assert {c for p in answers for c in p.claim_ids} == {"a", "b", "c"}


def test_what_was_not_yet_known_is_not_told() -> None:
    (answer,) = control_as_of(disputed().periods, place="Marn Gate", as_of=MAY_8, known=MAY_7)
    assert (answer.holder, answer.status, answer.known_from) == ("Harbour League", "held", MAY_6)


def test_one_sides_word_alone_can_be_asked_for() -> None:
    (answer,) = control_as_of(disputed().periods, place="Marn Gate", as_of=MAY_8, according_to="Hollar")
    assert answer.holder == "Ostrava government"


def test_a_recapture_ends_the_period_before_it() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    found = case(
        [one, two],
        [
            holding("a", one, "League took it", "gained", LEAGUE, CLERK, day=MAY_5),
            holding("b", two, "Retaken", "gained", ARMY, CLERK, day=MAY_8),
        ],
    )
    asked = {d: control_as_of(found.periods, place="Marn Gate", as_of=d) for d in (MAY_7, MAY_8)}
    assert [p.holder for p in asked[MAY_7]] == ["Harbour League"]
    assert asked[MAY_7][0].valid_to == MAY_7
    assert [p.holder for p in asked[MAY_8]] == ["Ostrava government"]
    (before,) = control_as_of(found.periods, place="Marn Gate", as_of=MAY_8, known=MAY_7)
    assert before.holder == "Harbour League"


def test_a_holding_without_news_is_last_heard_not_held() -> None:
    one = page("r1", MAY_6)
    found = case([one], [holding("a", one, "League took it", "gained", LEAGUE, CLERK, day=MAY_5)])
    (late,) = control_as_of(found.periods, place="Marn Gate", as_of=date(2031, 8, 1))
    assert late.status == "claimed"
    assert late.basis.startswith("last heard of on 2031-05-06")


def test_a_holders_own_word_is_a_claim() -> None:
    one = page("r1", MAY_6)
    found = case([one], [holding("a", one, "League took it", "gained", LEAGUE, REBEL, day=MAY_5)])
    assert [p.status for p in found.periods] == ["claimed"]


def test_a_place_follows_its_district_and_says_so() -> None:
    one = page("r1", MAY_6)
    taken = holding("a", one, "League took it", "gained", LEAGUE, CLERK, day=MAY_5, place=MARN_DISTRICT)
    (answer,) = control_as_of(case([one], [taken]).periods, place=MARN, as_of=MAY_7)
    assert answer.holder == "Harbour League"
    assert answer.basis.startswith("follows from Marn: ")


def test_a_crossing_is_open_and_closed_by_each_sides_word() -> None:
    one = page("r1", MAY_6)
    claims = [
        claim("a", one, "Not so", "crossing", "open", places=(MARN,), source=SPOKESMAN),
        claim("b", one, "Retaken", "crossing", "closed", places=(MARN,), source=REBEL),
    ]
    found = case([one], claims)
    told = found.record.crossings
    assert {(s.state, s.according_to[0].source) for s in told} == {
        ("open", "Piet Hollar"),
        ("closed", "Ada Roth"),
    }


def test_every_figure_walks_to_claims() -> None:
    found = disputed()
    known = {c.id for c in found.claims}
    for claims in [p.claim_ids for p in found.periods] + [e.claim_ids for e in found.events]:
        assert claims
        assert set(claims) <= known


def test_open_and_closed_at_one_time_by_two_sides_are_rival_states() -> None:
    one = page("r1", MAY_6)
    claims = [
        claim("a", one, "Not so", "crossing", "open", places=(MARN,), source=SPOKESMAN, when=on(MAY_6)),
        claim("b", one, "Retaken", "crossing", "closed", places=(MARN,), source=REBEL, when=on(MAY_6)),
    ]
    assert types(case([one], claims)) == ["holder"]


def test_a_crossing_reopened_later_is_a_later_state() -> None:
    one, two = page("r1", MAY_5), page("r2", MAY_8)
    claims = [
        claim("a", one, "Not so", "crossing", "closed", places=(MARN,), source=REBEL, when=on(MAY_5)),
        claim("b", two, "Retaken", "crossing", "open", places=(MARN,), source=SPOKESMAN, when=on(MAY_8)),
    ]
    assert types(case([one, two], claims)) == ["superseded"]


def test_a_late_copy_of_an_early_count_does_not_become_the_newest() -> None:
    days = [page("r1", MAY_5), page("r2", MAY_6), page("r3", MAY_7)]
    early, late = (toll(n, p, CLERK, number(12, "killed")) for n, p in (("a", days[0]), ("c", days[2])))
    found = case(days, [early, toll("b", days[1], HOSPITAL, number(19, "killed")), late])
    assert (dead(found).low, dead(found).high) == (19, 19)


def test_who_still_holds_a_place_held_it_on_the_day_of_the_reported_capture() -> None:
    answers = control_as_of(disputed().periods, place="Marn Gate", as_of=MAY_5)
    assert {p.holder for p in answers} == {"Harbour League", "Ostrava government"}


def test_counts_of_two_periods_are_of_different_scope() -> None:
    one = page("r1", MAY_6)
    first = holding(
        "a", one, "Figures", "gained", LEAGUE, CLERK, place=COUNTRY, count=(number(40, "districts"),)
    )
    second = holding(
        "b", one, "Still", "gained", LEAGUE, REBEL, place=COUNTRY, count=(number(12, "districts"),)
    )
    weeks = replace(second, when=When(date(2031, 3, 1), MAY_5, "interval", "since March", "told"))
    assert types(case([one], [first, weeks])) == ["scope"]


def test_a_least_number_leaves_the_toll_open_unless_the_profile_ends_it() -> None:
    one = page("r1", MAY_6)
    found = case([one], [toll("a", one, HOSPITAL, number(0, "killed", low=60))])
    assert (dead(found).low, dead(found).high) == (60, None)
    assert dead(found, "acled-lowest").high == 60
    assert "ends the range" in dead(found, "acled-lowest").why


def test_an_exact_higher_count_ends_an_open_range() -> None:
    one = page("r1", MAY_6)
    claims = [
        toll("a", one, HOSPITAL, number(0, "killed", low=60)),
        toll("b", one, CLERK, number(64, "killed")),
    ]
    assert dead(case([one], claims)).high == 64


def test_one_sources_one_count_of_people_and_of_rebels_is_one_toll() -> None:
    one = page("r1", MAY_6)
    rebels, soldiers = Actor("Forty rebels", "Forty rebels"), Actor("soldiers", "soldiers")
    claims = [
        replace(toll("a", one, HOSPITAL, number(40, "killed")), targets=(rebels,)),
        replace(toll("b", one, HOSPITAL, number(40, "killed")), targets=()),
        replace(toll("c", one, CLERK, number(2, "killed")), targets=(soldiers,)),
    ]
    found = case([one], claims)
    told = found.record.tolls
    assert {(t.victims, t.best) for t in told} == {("rebels", 40), ("soldiers", 2)}


def test_a_group_named_an_army_is_not_the_army_of_those_who_tell_of_it() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    state = Actor("Ostrava forces", "the army", id="force:OS", type="force", side="state:OS")
    named = Actor("River Liberation Army", "the River Liberation Army", type="force")
    officer = Source(None, "an army officer", "army officer", anonymous=True, type="person")
    spokesman = Source("Ivo Hal", "spokesman Ivo Hal", "River Liberation Army spokesman", type="person")
    claims = [
        holding("a", one, "Still ours", "held", state, SPOKESMAN, day=MAY_5),
        holding("b", two, "League took it", "gained", named, officer, day=MAY_8),
        holding("c", two, "League took it", "gained", named, spokesman, day=MAY_8),
    ]
    found = case([one, two], claims)
    captured = {p.holder for p in found.periods if "captured" in p.basis}
    assert captured == {"River Liberation Army"}


def test_two_names_of_one_state_are_one_holder() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    forces = Actor("Ostrava forces", "our forces", id="force:OS", type="force", side="state:OS")
    cabinet = Actor("Ostrava government", "government", id="state:OS/gov", type="government", side="state:OS")
    claims = [
        holding("a", one, "League took it", "gained", LEAGUE, CLERK, day=MAY_5),
        holding("b", one, "Still ours", "held", forces, SPOKESMAN),
        holding("c", two, "Still ours", "held", cabinet, SPOKESMAN),
    ]
    found = case([one, two], claims)
    (rival,) = [d for d in differing(found) if d.type == "holder"]
    assert rival.why.endswith("it was held by Ostrava forces at the same time.")
    assert len({p.holder for p in control_as_of(found.periods, as_of=MAY_8)}) == 2


def test_a_total_of_the_war_neither_joins_the_toll_of_an_event_nor_differs_from_it() -> None:
    one, two = page("r1", MAY_6), page("r2", MAY_8)
    since = When(MAY_6, MAY_6, "unknown", None, "report")
    single = toll("a", one, HOSPITAL, number(3, "killed"))
    early = replace(toll("b", one, CLERK, number(1900, "killed")), when=since, total="since then")
    late = replace(toll("c", two, CLERK, number(2000, "killed")), when=since, total="the war")
    found = case([one, two], [single, early, late])
    told = found.record.tolls
    by_scope = {t.scope: (t.best, t.claim_ids, t.set_aside) for t in told}
    assert by_scope == {"event": (3, ("a",), ()), "campaign": (2000, ("c",), ("b",))}
    assert types(found) == ["superseded"]


def test_totals_of_different_periods_are_different_tolls() -> None:
    one = page("r1", MAY_6)
    years = [When(date(year, 1, 1), MAY_6, "interval", f"since {year}", "told") for year in (2012, 2020)]
    claims = [
        replace(toll(f"t{n}", one, CLERK, number(900 - n, "killed")), when=w) for n, w in enumerate(years)
    ]
    found = case([one], claims)
    told = found.record.tolls
    assert sorted((t.scope, t.best) for t in told) == [("campaign", 899), ("campaign", 900)]
    assert types(found) == []
