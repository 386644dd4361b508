"""Synthetic wars, whose truth is known, are recovered; order, workers and instalments change nothing.

Rules and thresholds were made on worlds of other seeds than those whose floors are held below.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from dateline import pipeline
from dateline.records import Extraction, Record
from world.generate import World, generate
from world.run import derive, scored
from world.scoring import Score

FLOORS = {"origins": 0.90, "events": 0.95, "families": 0.95, "control": 0.95, "tolls": 0.90, "macro": 0.85}
PRECISE = ("denial", "holder", "number")
SEEDS = (1002, 1003, 1004)  # 1001 was looked at while a rule was made, and so scores nothing


@pytest.fixture(scope="module")
def world() -> World:
    """A world of one war."""
    return generate(SEEDS[0], 150)


@pytest.fixture(scope="module")
def record(world: World) -> Record:
    """What the set-wise rooms make of it."""
    return derive(world)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_truth_is_recovered(seed: int) -> None:
    world = generate(seed, 150)
    found: Score = scored(world, derive(world))
    measured = {name: getattr(found, name) for name in FLOORS}
    assert all(measured[name] >= floor for name, floor in FLOORS.items()), (measured, found.missed)
    assert found.false_merges < 0.005
    assert all(found.types[kind][0] >= 0.95 for kind in PRECISE), found.types


def test_independent_reports_of_one_event_are_not_joined(world: World, record: Record) -> None:
    families = {page.report.id: page.family for page in world.pages}
    spans = {page.report.id: [(c.start, c.end) for c in page.claims] for page in world.pages}
    telling = [
        k for k in record.copies if any(k.start < end and start < k.end for start, end in spans[k.report])
    ]
    joined = [link for link in telling if families[link.report] != families[link.other]]
    assert len(joined) <= 0.02 * len(record.copies)


def test_the_order_of_reports_changes_nothing(world: World, record: Record) -> None:
    shuffled = list(world.extractions())
    Random(7).shuffle(shuffled)  # noqa: S311
    assert pipeline.derive(shuffled, profile="ged-range") == record


def test_workers_at_the_same_time_find_the_same(world: World, record: Record) -> None:
    with ThreadPoolExecutor(4) as workers:
        assert all(found == record for found in workers.map(derive, [world] * 4))


def test_adding_in_instalments_gives_the_same_and_old_event_ids_still_answer(
    world: World, record: Record
) -> None:
    arrived: list[Extraction] = []
    earlier: set[str] = set()
    shuffled = list(world.extractions())
    Random(8).shuffle(shuffled)  # noqa: S311
    for number, extraction in enumerate(shuffled):
        arrived.append(extraction)
        if number % 60 == 59:
            earlier |= {event.id for event in pipeline.derive(arrived, profile="ged-range").events}
    final = pipeline.derive(arrived, profile="ged-range")
    assert final == record
    answers = {event.id for event in final.events} | pipeline.earlier_ids(final).keys()
    assert earlier <= answers
