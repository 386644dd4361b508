"""Only those who can speak are sources: persons, bodies, outlets, documents."""

import pytest
from attribution_world import found, read

pytestmark = pytest.mark.model


def _speakers(text: str) -> list[str]:
    return [a.source.name or a.source.text for a in found(read(text)) if a.confirmed]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("An archaeologist said the mosque had been shelled.", "archaeologist"),
        ("The foreman said the mine had flooded.", "foreman"),
        ("His widow's brother said nobody had been warned.", "widow's brother"),
        ("Satellite images showed that the bridge had been destroyed.", "Satellite images"),
        ("The hall, the bakery and part of the jail are theirs, a tailor hiding in a shop tells AFP.",
         "tailor hiding in a shop"),
        ("A witness named Ahmed told AFP that bodies lay in the street.", "Ahmed"),
        ("AFP was told by survivors that soldiers had killed 60 people.", "survivors"),
        ("A source close to the palace said the guards had left.", "source close to the palace"),
    ],
)  # fmt: skip
def test_who_speaks(text: str, source: str) -> None:
    spoken = _speakers(text)
    assert any(source.startswith(who) or who == source for who in spoken), spoken


@pytest.mark.parametrize(
    "text",
    [
        "The number of limited returns on foot reported 300 people.",
        "The town was captured, a sailor confirmed by phone.",
        "The policy announced a new order.",
        "The river claimed three lives.",
    ],
)
def test_things_do_not_speak(text: str) -> None:
    assert not {"number", "phone", "policy", "river"} & {w for who in _speakers(text) for w in who.split()}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("At least 20 people were killed (Interior Ministry).", "Interior Ministry"),
        ("Some 40 houses were burned (source: local authorities).", "local authorities"),
        ("Valdoria: 8,574 deaths confirmed (Governor Ilka Brandt, Torvik, 8 February)", "Ilka Brandt"),
    ],
)
def test_a_source_may_stand_in_brackets(text: str, source: str) -> None:
    assert _speakers(text) == [source]


@pytest.mark.parametrize(
    "text",
    [
        "The tower collapsed (see map).",
        "The ridge was taken by the Blue Valley Liberation Front (BVLF).",
        "The convoy reached the coast (a journey of three days).",
        "Four died (two of them children).",
    ],
)
def test_other_words_in_brackets_are_no_source(text: str) -> None:
    assert _speakers(text) == []
