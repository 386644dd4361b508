"""Quality does not fall: the real pipeline on the annotated reports, against pinned floors.

What a failure prints are figures and offsets, never words: the reports of ``test`` stay unread.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dateline import pipeline, wire
from dateline.acquire import receive
from dateline.evaluate import as_table, read_gold, score_claims
from dateline.records import Extraction, Received, Report

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))

pytestmark = [pytest.mark.model, pytest.mark.parametrize("split", sorted(FLOORS))]


@cache
def extracted(split: str) -> tuple[Extraction, ...]:
    received = [r for r in receive([HERE / split / "reports.jsonl"]) if isinstance(r, Received)]
    reports = [r for r in map(pipeline.read, received) if isinstance(r, Report)]
    assert len(reports) == len(read_gold(HERE / split / "gold.json").claims)
    return tuple(pipeline.extract(pipeline.date(reports)))


def claims(split: str) -> Iterator[tuple[Report, wire.Json]]:
    for found in extracted(split):
        for claim in json.loads(wire.dumps(wire.extraction(found)))["claims"]:
            yield found.report, claim


def corpus(split: str) -> str:
    content = [(HERE / split / name).read_bytes() for name in ("reports.jsonl", "gold.json")]
    return hashlib.sha256(b"".join(content)).hexdigest()


def test_the_corpus_is_the_one_that_the_floors_were_measured_on(split: str) -> None:
    assert corpus(split) == FLOORS[split]["sha256"], (
        f"tests/gold/{split} has changed: measure it again, then pin the new floors and digest in floors.toml"
    )


def test_claims_are_no_worse_than_the_floors(split: str) -> None:
    predicted: dict[str, list[wire.Json]] = {e.report.id: [] for e in extracted(split)}
    for report, claim in claims(split):
        predicted[report.id].append(claim)
    score = score_claims(read_gold(HERE / split / "gold.json").claims, predicted)
    floors = FLOORS[split]["floors"]
    measured = {"detected": score.detected.f1, "strict": score.strict.f1}
    measured |= {slot: right / filled for slot, (right, filled) in score.slots.items()}
    below = [
        f"{name} {measured[name]:.3f} < {floor}" for name, floor in floors.items() if measured[name] < floor
    ]
    if below:
        pytest.fail("below the floors: " + ", ".join(below) + "\n" + as_table(score), pytrace=False)


def test_every_quote_equals_its_span(split: str) -> None:
    wrong = [
        (report.id, claim["start"], claim["end"])
        for report, claim in claims(split)
        if report.received_text[claim["start"] : claim["end"]] != claim["quote"]
    ]
    assert wrong == []


def test_no_claim_comes_out_of_furniture(split: str) -> None:
    wrong = [
        (report.id, claim["start"], claim["end"])
        for report, claim in claims(split)
        for furniture in report.furniture
        if claim["start"] < furniture.end and furniture.start < claim["end"]
    ]
    assert wrong == []
