"""A case's record brought up to date report by report is the record of a run from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from dateline import pipeline
from dateline.engine import Kept, run
from dateline.plans import Key, Row
from dateline.records import Decision, Extraction, Outcome
from world.generate import generate

PLAN = pipeline.plan("ged-range")
Given = Mapping[tuple[type, Key], list[Row]]


def outcome(number: int, action: str, left: tuple[str, ...], right: tuple[str, ...]) -> Outcome:
    made = Decision(f"d{number}", datetime(2031, 5, 6, tzinfo=UTC), "an analyst", action, "claim:x")
    return Outcome(made.id, made, "applied", "", left, right)


def given(extractions: Iterable[Extraction], outcomes: list[Outcome]) -> Given:
    """The rows of each given table under each key."""
    told = list(extractions)
    found: dict[tuple[type, Key], list[Row]] = {}
    by = {take.rows: take.by for take in PLAN.given}
    for row in (*told, *pipeline.decided(outcomes, [c for e in told for c in e.claims])):
        for key in by[type(row)](row):
            found.setdefault((type(row), key), []).append(row)
    return found


def change(kept: Kept, before: Given, after: Given) -> None:
    kept.put((kind, key, after.get((kind, key), [])) for kind, key in {*before, *after}
             if before.get((kind, key)) != after.get((kind, key)))  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_reports_that_come_and_go_leave_the_record_of_those_that_stay(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311
    world = list(generate(3000 + seed, 60, days=25).extractions())
    random.shuffle(world)
    here, waiting = {e.report.id: e for e in world[:30]}, world[30:]
    claims = [c.id for e in here.values() for c in e.claims]
    outcomes = [
        outcome(n, action, (random.choice(claims),), (random.choice(claims),))
        for n, action in enumerate(("duplicate", "merge", "split", "duplicate"))
    ]
    before = given(here.values(), outcomes)
    with Kept(tmp_path / "kept", PLAN) as kept:
        kept.fill([row for rows in before.values() for row in rows])
    for step in range(18):
        if waiting and random.random() < 0.7:
            new = waiting.pop()
            here[new.report.id] = new
        elif random.random() < 0.5:
            here.pop(random.choice(sorted(here)))
        else:
            name = random.choice(sorted(here))
            here[name] = replace(here[name], claims=here[name].claims[1:])
        after = given(here.values(), outcomes[: step // 5])
        with Kept(tmp_path / "kept", PLAN) as kept:
            change(kept, before, after)
            if step % 6 == 0 or step == 17:
                found = {kind: set(kept.rows(kind)) for kind in PLAN.wanted}
                wanted = run(PLAN, [row for rows in after.values() for row in rows])
                assert found == {kind: set(rows) for kind, rows in wanted.items()}
        before = after


def test_one_report_touches_few_groups_of_a_large_case() -> None:
    world = generate(3010, 400).extractions()
    with Kept(None, PLAN) as kept:
        kept.fill(world[:-1])
        changed = kept.put([(Extraction, world[-1].report.id, [world[-1]])])
    assert 0 < len(changed) < 100
