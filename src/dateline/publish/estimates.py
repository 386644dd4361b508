"""Estimative language: a word of likelihood only beside the number that it stands on.

The brief estimates nothing about the war. It has one number of its own, measured: how often the program
reads a report as an annotator does. That is told in the words of ICD 203."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dateline import tables
from dateline.publish.document import Paragraph, Section

_PACKAGE, _FILE = "dateline.publish", "estimates.toml"


def estimate(percent: float) -> str | None:
    """The words of ICD 203 for a likelihood; None outside of 1 to 99 percent, for which it has none."""
    found = None
    for row in _words():
        if row["low"] <= percent <= row["high"] and (found is None or percent >= 50):
            found = str(row["word"])
    return found


def how_sure() -> Section:
    """What may be relied on in a brief, with the number behind it."""
    reading = tables.read(_PACKAGE, _FILE)["reading"]
    percent = 100 * reading["right"] / reading["of"]
    word = estimate(percent)
    low, high = next((r["low"], r["high"]) for r in _words() if r["word"] == word)
    return Section(
        "How sure this is",
        (
            Paragraph(
                (
                    "Nothing here says how likely it is that something happened: who says so, and how many "
                    "independently, is all that is told. That a statement renders a report rightly is "
                    f"{word} ({low} to {high} percent by ICD 203): of {reading['of']} claims that it "
                    f"read, an annotator gave {reading['right']} too ({reading['claims']} claims of "
                    f"{reading['reports']} reports). The words stand below; check those that matter.",
                )
            ),
        ),
    )


@lru_cache(maxsize=1)
def _words() -> list[dict[str, Any]]:
    return list(tables.read(_PACKAGE, _FILE)["word"])
