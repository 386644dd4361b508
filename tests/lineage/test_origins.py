"""Ten pages are not ten sources."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lineage import by_claim
from dateline.records import Claim, Origin, Report, Source, Where
from setwise import ARMY, KEY_DISTRICT, LEAGUE, MARN, TORVIK, claim, number, person, record_of, report

DAY = date(2031, 5, 6)
NEXT = date(2031, 5, 7)
LEAD = (
    "Harbour League fighters took a key border district on Monday in the far north, security officials "
    "said, as the rains ended and the roads along the coast dried out again."
)
BODY = (
    "Two senior security officials told Norland Press on condition of anonymity that Marn Gate had been lost "
    "to the League and that the customs men stationed there had run away over the bridge."
)
DISTRICT = "Harbour League fighters took a key border district"
GATE = "Marn Gate had been lost"
WIRE = report("wire", f"{LEAD}\n{BODY}", DAY, agency="Norland Press")
COPY = report("copy", f"{LEAD}\n{BODY}", NEXT, outlet="The Quay")
SENIOR = person(None, "two senior security officials", "security official")
PLAIN = person(None, "security officials", "security official")


def gained(
    name: str, of: Report, quote: str, source: Source | None, place: Where = MARN, via: tuple[str, ...] = ()
) -> Claim:
    return claim(
        name, of, quote, "control", "gained", actors=(LEAGUE,), places=(place,), source=source, via=via
    )


def count(claims: list[Claim], *reports: Report) -> tuple[Origin, ...]:
    return record_of(reports, claims).origins


def test_carriers_of_one_agency_text_and_its_lead_are_one_origin() -> None:
    claims = [
        gained("w1", WIRE, DISTRICT, PLAIN, KEY_DISTRICT),
        gained("w2", WIRE, GATE, SENIOR, via=("Norland Press",)),
        gained("c1", COPY, DISTRICT, PLAIN, KEY_DISTRICT),
        gained("c2", COPY, GATE, SENIOR, via=("Norland Press",)),
    ]
    (origin,) = count(claims, WIRE, COPY)
    assert origin.channel == "Norland Press"
    assert origin.source == "two senior security officials"
    assert origin.carriers == ("copy", "wire")
    assert origin.first_reported == DAY
    assert origin.why.startswith("two reports, one text, one claim-holder")


def test_uncredited_copy_is_known_by_its_credited_sibling() -> None:
    found = by_claim(count([gained("c1", COPY, DISTRICT, PLAIN, KEY_DISTRICT)], WIRE, COPY))
    assert found["c1"].channel == "Norland Press"


def test_unnamed_sources_through_two_channels_are_two_origins() -> None:
    own = report(
        "own", "Marn Gate had been lost, security officials told the Coast Courier in a hurried call.", DAY
    )
    claims = [
        gained("w2", WIRE, GATE, SENIOR, via=("Norland Press",)),
        gained("o1", own, GATE, PLAIN, via=("Coast Courier",)),
    ]
    assert [o.channel for o in sorted(count(claims, WIRE, own), key=lambda o: str(o.channel))] == [
        "Coast Courier",
        "Norland Press",
    ]


def told_by_residents(first: date, then: date) -> int:
    """The number of origins when residents tell one paper of a capture twice, in other words."""
    residents = person(None, "residents", "resident")
    one = report("one", "Marn Gate fell to the League, residents said.", first, outlet="The Quay")
    two = report("two", "Residents said the League had taken Marn Gate.", then, outlet="The Quay")
    claims = [
        gained("a", one, "Marn Gate fell to the League", residents),
        gained("b", two, "the League had taken Marn Gate", residents),
    ]
    return len(record_of([one, two], claims).origins)


def test_a_news_cycle_runs_over_the_turn_of_a_month() -> None:
    assert told_by_residents(date(2031, 4, 30), date(2031, 5, 1)) == 1
    assert told_by_residents(date(2031, 4, 30), date(2031, 5, 9)) == 2


def test_unnamed_sources_of_two_roles_through_one_channel_are_two_origins() -> None:
    text = f"{BODY}\nThe guards had left and Marn Gate was taken at noon, a lorry driver said."
    both = report("both", text, DAY, agency="Norland Press")
    driver = person(None, "a lorry driver", "lorry driver")
    claims = [gained("b1", both, GATE, SENIOR), gained("b2", both, "Marn Gate was taken", driver)]
    assert len(count(claims, both)) == 2


def test_a_named_person_is_one_across_spellings_and_channels() -> None:
    one = report(
        "one", "Marn Gate has fallen, Tarek Olsen, a customs clerk, told Norland Press by radio.", DAY
    )
    two = report("two", "Customs clerk Tareq Olsen said Marn Gate was in the hands of the League.", NEXT)
    claims = [
        gained(
            "a", one, "Marn Gate has fallen", person("Tarek Olsen", "Tarek Olsen"), via=("Norland Press",)
        ),
        gained("b", two, "Marn Gate was in the hands", person("Tareq Olsen", "Tareq Olsen")),
    ]
    (origin,) = count(claims, one, two)
    assert origin.channel == "Norland Press"
    assert origin.carriers == ("one", "two")


def test_a_body_is_one_in_two_kinds_of_english() -> None:
    one = report("one", "The defence ministry said 31 fighters were killed at Torvik.", DAY)
    two = report("two", "Air strikes killed 31 fighters in Torvik, the Defense Ministry said.", DAY)
    british = Source("defence ministry", "The defence ministry", type="body")
    american = Source("Defense Ministry", "the Defense Ministry", type="body")
    dead = {"targets": (LEAGUE,), "places": (TORVIK,), "quantities": (number(31, "killed"),)}
    claims = [
        claim("a", one, "31 fighters were killed", "casualties", "killed", source=british, **dead),
        claim("b", two, "Air strikes killed 31 fighters", "casualties", "killed", source=american, **dead),
    ]
    assert len(count(claims, one, two)) == 1


@pytest.mark.parametrize(
    ("one", "other", "origins"),
    [
        ("Niger", "Nigerien government", 1),
        ("government of Colombia", "Colombian government", 1),
        ("Hezbollah", "Hizbullah", 1),
        ("Niger", "Nigerian government", 2),
        ("Iran", "Iranian foreign ministry", 2),
        ("Pakistan Army", "Frontier Corps", 2),
    ],
)
def test_a_state_speaks_as_its_government_and_a_group_under_any_of_its_names(
    one: str, other: str, origins: int
) -> None:
    pages = [report(str(n), f"{name} said Torvik was lost.", DAY) for n, name in enumerate((one, other))]
    claims = [
        gained(page.id, page, "Torvik was lost", Source(name, name, type="body"), TORVIK)
        for page, name in zip(pages, (one, other), strict=True)
    ]
    assert len(count(claims, *pages)) == origins


def test_ministries_of_two_countries_are_two() -> None:
    text = "The Ostravan defence ministry said Torvik was lost. The Velian one said Torvik was taken."
    page = report("page", text, DAY)
    first = Source("Ostravan defence ministry", "The Ostravan defence ministry", type="body")
    second = Source("Velian defence ministry", "The Velian one", type="body")
    claims = [
        gained("a", page, "Torvik was lost", first, TORVIK),
        gained("b", page, "Torvik was taken", second, TORVIK),
    ]
    assert len(count(claims, page)) == 2


def test_a_headline_and_a_vague_lead_lean_on_the_named_source_below() -> None:
    text = (
        "League takes crossing, official says as rains end\n"
        "The League has taken the crossing, according to an Ostravan official.\n"
        "Ilse Varga, an Ostravan customs official, said the League seized Marn Gate at dawn."
    )
    page = report("page", text, DAY)
    named = person("Ilse Varga", "Ilse Varga", "customs official", "Ostrava")
    claims = [
        gained(
            "lead",
            page,
            "The League has taken the crossing",
            person(None, "an Ostravan official", "official"),
        ),
        gained("body", page, "the League seized Marn Gate", named),
    ]
    (origin,) = count(claims, page)
    assert origin.source == "Ilse Varga"


def test_what_an_outlet_repeats_of_its_own_source_adds_no_origin() -> None:
    text = "Marn Gate fell on Monday. Marn Gate was stormed at dawn, Ilse Varga, a customs clerk, said."
    page = report("page", text, DAY)
    claims = [
        gained("own", page, "Marn Gate fell", None),
        gained("told", page, "Marn Gate was stormed", person("Ilse Varga", "Ilse Varga", "customs clerk")),
    ]
    assert len(count(claims, page)) == 1


def test_an_outlet_that_tells_of_another_place_on_its_own_word_is_an_origin() -> None:
    text = "Torvik fell on Monday. Marn Gate was stormed at dawn, Ilse Varga, a customs clerk, said."
    page = report("page", text, DAY)
    claims = [
        gained("own", page, "Torvik fell", None, TORVIK),
        gained("told", page, "Marn Gate was stormed", person("Ilse Varga", "Ilse Varga", "customs clerk")),
    ]
    found = by_claim(count(claims, page))
    assert found["own"].source is None
    assert found["own"].channel == "page Post"


@settings(deadline=None)  # tables are read on the first run
@given(st.permutations(range(5)))
def test_the_order_of_claims_and_reports_changes_nothing(order: list[int]) -> None:
    claims = [
        gained("w1", WIRE, DISTRICT, PLAIN, KEY_DISTRICT),
        gained("w2", WIRE, GATE, SENIOR, via=("Norland Press",)),
        gained("c1", COPY, DISTRICT, PLAIN, KEY_DISTRICT),
        gained("c2", COPY, GATE, SENIOR, via=("Norland Press",)),
        claim("c3", COPY, "the customs men", "control", "held", actors=(ARMY,), places=(TORVIK,)),
    ]
    shuffled = [claims[i] for i in order]
    assert count(shuffled, COPY, WIRE) == count(claims, WIRE, COPY)


def test_a_newsroom_told_by_its_initials_is_the_one_of_that_name() -> None:
    text = "Marn Gate has fallen, security officials said after the last guards had left by lorry."
    one = report("one", text, DAY, agency="NPA")
    two = report("two", "The League holds Marn Gate, according to security officials.", DAY)
    claims = [
        gained("a", one, "Marn Gate has fallen", PLAIN),
        gained("b", two, "The League holds Marn Gate", PLAIN, via=("Norland Press Agency",)),
    ]
    (origin,) = count(claims, one, two)
    assert origin.channel == "Norland Press Agency"


def body(name: str) -> Source:
    return Source(name if name[0].isupper() else None, name, type="body")


def test_the_ministry_is_the_one_that_its_report_names() -> None:
    page = report("r1", "One fell. Two fell. Three fell.", DAY)
    claims = [
        gained("a", page, "One fell", body("Ostravan health ministry"), MARN),
        gained("b", page, "Two fell", body("ministry"), TORVIK),
        gained("c", page, "Three fell", body("government"), KEY_DISTRICT),
    ]
    assert [o.source for o in count(claims, page)] == ["Ostravan health ministry"]


def test_a_ministry_of_which_two_may_be_meant_stays_apart() -> None:
    page = report("r1", "One fell. Two fell. Three fell.", DAY)
    claims = [
        gained("a", page, "One fell", body("Ostravan health ministry"), MARN),
        gained("b", page, "Two fell", body("ministry"), TORVIK),
        gained("c", page, "Three fell", body("Ostravan defence ministry"), KEY_DISTRICT),
    ]
    assert len(count(claims, page)) == 3
