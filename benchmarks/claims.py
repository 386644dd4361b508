"""The claims of the project's own annotated reports, and of any other gold file in their form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from dateline import wire
from dateline.building import extract_lines
from dateline.evaluate import Score, read_gold, score_claims

OWN = Path(__file__).parents[1] / "tests" / "gold"


def score(reports: Path, gold: Path) -> Score:
    """The score of the claims that the program reads in ``reports``."""
    lines = extract_lines([reports], lambda *_: None, lambda _: None)
    found = {str(line["id"]): json.loads(wire.dumps(line["claims"])) for line in lines}
    return score_claims(read_gold(gold).claims, found)


def figures(name: str, found: Score) -> Iterator[Figure]:
    """Detected and strict F, and the share of each slot that is right."""
    on = f"{found.documents} reports, {found.detected.gold} claims"
    yield Figure(name, "detected F", found.detected.f1, on)
    yield Figure(name, "strict F", found.strict.f1, on)
    for slot, (right, filled) in sorted(found.slots.items()):
        yield Figure(name, f"{slot} right", right / filled, f"{filled} claims")


def own() -> Iterator[Figure]:
    """Figures of ``tests/gold``; its test part is scored and never shown."""
    for part in ("dev", "test"):
        folder = OWN / part
        yield from figures(f"gold {part}", score(folder / "reports.jsonl", folder / "gold.json"))
