"""A measured figure, the peers' figure for it, and both as a table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).with_name("peers.toml")


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` of a ``measure`` on some ``data``; ``of`` says on how much it was measured."""

    data: str
    measure: str
    value: float
    of: str = ""
    unit: str = ""  # "" is a share from 0 to 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What measuring a set gave: its figures, and errors in words for whoever mends them."""

    figures: tuple[Figure, ...]
    misses: tuple[str, ...] = ()


def f1(right_of_found: float, found: float, right_of_gold: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where there is nothing to divide by."""
    precision = right_of_found / found if found else 0.0
    recall = right_of_gold / gold if gold else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def rates(
    data: str, measure: str, counted: tuple[float, float, float], of: str = ""
) -> tuple[Figure, Figure, Figure]:
    """Three figures from a precision, a recall and an F1."""
    p, r, f = counted
    return (
        Figure(data, f"{measure} P", p, of),
        Figure(data, f"{measure} R", r, of),
        Figure(data, f"{measure} F", f, of),
    )


def table(figures: Iterable[Figure]) -> str:
    """Lines of data, measure, ours, peers; peers' figures stand beside the measure they name."""
    peers = {(row["data"], row["measure"]): row["figure"] for row in _peers()}
    rows = [("data", "measure", "ours", "peers", "on")]
    for f in figures:
        value = f"{f.value:.3f}" if not f.unit else f"{f.value:,.{0 if f.value >= 100 else 2}f} {f.unit}"
        rows.append((f.data, f.measure, value, peers.get((f.data, f.measure), ""), f.of))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _peers() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads(PEERS.read_text(encoding="utf-8"))["peer"]
    return rows
