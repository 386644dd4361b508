"""Numbers keep their bounds: a reader must never see "more than 100" turned into 100."""

import pytest

from dateline.claims.numbers import quantities, value_of


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("14 gendarmes", 14, 14, 14),
        ("at least 60 villagers, including children", 60, 60, None),
        ("more than 40,000 people", 40_000, 40_000, None),
        ("upwards of two hundred families", 200, 200, None),
        ("up to 30 gunmen", 30, None, 30),
        ("as many as 1,200 recruits", 1_200, None, 1_200),
        ("no fewer than six ambulances", 6, 6, None),
        ("12 to 15 miners", None, 12, 15),
        ("between 12 and 15 miners", None, 12, 15),
        ("forty-seven pilgrims", 47, 47, 47),
        ("1.5 million residents", 1_500_000, 1_500_000, 1_500_000),
        ("dozens of boats", None, 24, 99),
        ("tens of thousands of residents", None, 20_000, 99_999),
        ("90 or more", 90, 90, None),
        ("a dozen policemen", None, 12, 12),
    ],
)
def test_bounds_of_a_count(text: str, value: float | None, low: float | None, high: float | None) -> None:
    (found,) = quantities(text, "people")
    assert (found.value, found.low, found.high) == (value, low, high)


@pytest.mark.parametrize("text", ["four of the state's 19 districts", "four out of 19 districts"])
def test_a_denominator_is_kept_apart_from_the_count(text: str) -> None:
    (found,) = quantities(text, "districts")
    assert (found.value, found.of) == (4, 19)


@pytest.mark.parametrize(("text", "value"), [("85% of the oblast", 85), ("about 90 per cent", 90)])
def test_a_share_has_percent_as_its_unit(text: str, value: float) -> None:
    (found,) = quantities(text, "districts")
    assert (found.value, found.unit) == (value, "percent")


@pytest.mark.parametrize(
    "text", ["July 8", "8 July", "in 2019", "the 3rd Brigade", "a 12-year-old boy", "at 6 a.m."]
)
def test_dates_ages_and_ordinals_are_not_counts(text: str) -> None:
    assert quantities(text, "people") == ()


def test_every_number_of_a_list_is_kept_in_order() -> None:
    found = quantities("two police officers and three bystanders", "killed")
    assert [q.value for q in found] == [2, 3]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and six", 206),
        ("three thousand", 3_000),
        ("2,350", 2_350),
        ("both", None),
        ("a town", None),
    ],
)
def test_value_of_words(words: str, value: float | None) -> None:
    assert value_of(words) == value
