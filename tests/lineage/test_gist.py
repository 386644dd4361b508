"""What counts as the same party, place and statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.gist import (
    contains,
    extent_key,
    extents,
    is_count,
    party_name,
    place_key,
    same_proposition,
    speaks_of_regaining,
)
from setwise import ARMY, COUNTRY, LEAGUE, MARN, MARN_DISTRICT, TORVIK, claim, number, on, report

PAGE = report("r", "The League took Torvik. Torvik is lost. Half the districts.", date(2031, 5, 6))


def test_a_partys_shape_does_not_change_which_party_it_is() -> None:
    assert party_name("Karen rebels") == party_name("the Karen fighters") == "karen"
    assert party_name("government forces") == party_name("the government") == "government"


def test_containment_needs_the_same_country_and_the_named_level() -> None:
    assert contains(MARN_DISTRICT, MARN)
    assert contains(COUNTRY, TORVIK)
    assert not contains(MARN_DISTRICT, TORVIK)
    assert not contains(MARN, MARN_DISTRICT)


def test_a_part_of_a_place_is_not_the_place() -> None:
    edge = replace(TORVIK, text="its eastern edge", precision="within")
    crossing = replace(TORVIK, text="the city", precision="within")
    assert extent_key(edge) != extent_key(TORVIK)
    assert extent_key(crossing) == extent_key(TORVIK)
    assert place_key(edge) == place_key(TORVIK)


def test_words_before_a_place_limit_what_is_held() -> None:
    page = report(
        "r", "The League captured most of the town of Torvik. The League captured Torvik.", date(2031, 5, 5)
    )
    part = claim("a", page, "The League captured most of the town of Torvik", "control", "gained",
                 actors=(LEAGUE,), places=(TORVIK,))  # fmt: skip
    whole = claim(
        "b", page, "The League captured Torvik", "control", "gained", actors=(LEAGUE,), places=(TORVIK,)
    )
    assert extents(part) != part.places
    assert not same_proposition(part, whole)


def test_a_share_of_districts_is_a_count_and_all_of_a_city_is_not() -> None:
    words = {"actors": (LEAGUE,), "places": (COUNTRY,)}
    half = claim(
        "a", PAGE, "Half the districts", "control", "held", quantities=(number(12, "districts"),), **words
    )
    whole = claim(
        "b", PAGE, "Torvik is lost", "control", "held", quantities=(number(100, "percent"),), **words
    )
    assert is_count(half)
    assert not is_count(whole)


def test_other_holders_and_other_days_are_other_statements() -> None:
    took = claim("a", PAGE, "The League took Torvik", "control", "gained",
                 actors=(LEAGUE,), places=(TORVIK,), when=on(date(2031, 5, 5)))  # fmt: skip
    army = claim("b", PAGE, "Torvik is lost", "control", "gained", actors=(ARMY,), places=(TORVIK,))
    later = claim("c", PAGE, "Torvik is lost", "control", "gained",
                  actors=(LEAGUE,), places=(TORVIK,), when=on(date(2031, 5, 6)))  # fmt: skip
    silent = claim("d", PAGE, "Torvik is lost", "control", "gained", places=(TORVIK,))
    assert not same_proposition(took, army)
    assert not same_proposition(took, later)
    assert same_proposition(took, silent)


def test_to_win_back_is_told_from_other_plans() -> None:
    assert speaks_of_regaining("operations to retake the town are under way")
    assert speaks_of_regaining("We will take back every village")
    assert not speaks_of_regaining("the garrison will hold out")
