"""A case brought up to date by what is new holds what it would hold if it were made at once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from dateline import building
from dateline.engine import Kept
from dateline.records import Anchor, Claim, Decision
from dateline.store import Case, decisions
from world.generate import generate


def quiet(_what: str, _done: int, _total: int) -> None:
    pass


def decision(number: int, action: str, *claims: Claim, digests: dict[str, str]) -> Decision:
    anchors = tuple(
        Anchor(c.report, digests[c.report], c.start, c.end, c.quote, c.id, c.kind, group)
        for group, c in enumerate(claims)
    )
    return Decision(f"d{number}", datetime(2032, 5, 6, tzinfo=UTC), "Ana", action, "claim:x", anchors=anchors)


@pytest.fixture(scope="module")
def written() -> list[str]:
    """Reports of a synthetic war, some without a date."""
    random = Random(77)  # noqa: S311
    told = [json.loads(line) for line in generate(77, 36, days=12).lines().splitlines()][:36]
    for line in told[4::9]:
        del line["published"]
    random.shuffle(told)
    return [json.dumps(line) for line in told]


def add(case: Case, folder: Path, told: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    source = folder / f"{len(list(folder.iterdir()))}.jsonl"
    source.write_text("\n".join(told), encoding="utf-8")
    building.add(case, [source], quiet, workers=1)


def test_instalments_and_decisions_leave_the_record_of_a_rebuild(written: list[str], tmp_path: Path) -> None:
    case, folder = Case.create(tmp_path / "war"), tmp_path / "sources"
    for first, last in ((0, 20), (20, 21), (21, 22), (22, 30)):
        add(case, folder, written[first:last])
    record = case.record()
    digests = {report.id: report.digest for report in record.reports}
    first_, second, third = record.claims[0], record.claims[5], record.claims[9]
    for number, (action, claims) in enumerate(
        (("reject", (first_,)), ("duplicate", (second, third)), ("merge", (second, third)))
    ):
        decisions.append(case.decisions, decision(number, action, *claims, digests=digests))
        building.update(case, quiet, workers=1)
    add(case, folder, written[30:33])
    case.groups.unlink()  # derived, and safe to delete
    add(case, folder, written[33:])
    before = case.record()
    assert len(before.reports) == 36
    assert {outcome.state for outcome in before.outcomes} == {"applied"}
    building.rebuild(case, quiet, workers=1)
    assert case.record() == before


def test_what_is_new_is_all_that_the_plan_is_given(
    written: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, folder = Case.create(tmp_path / "war"), tmp_path / "sources"
    dated = [line for line in written if "published" in line]
    add(case, folder, dated[:12])
    monkeypatch.setattr(Kept, "fill", None)  # to make everything again would fail
    add(case, folder, dated[12:14])
    assert len(case.record().reports) == 14
