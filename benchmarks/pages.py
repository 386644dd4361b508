"""article-extraction-benchmark: how much of a page's article is read, and how little else.

The path is a copy of the repository scrapinghub/article-extraction-benchmark. Precision and recall of
4-grams of words, averaged over pages, as that benchmark counts them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import spread
from benchmarks.figures import Figure, Outcome, rates
from dateline import pipeline
from dateline.records import Received, Report

DATA = "pages"
Shares = tuple[float | None, float | None]
_WORD = re.compile(r"\w+")


def measure(path: Path, *, final: bool, limit: int) -> Outcome:  # noqa: ARG001 - the set has one part
    """4-gram figures over the pages, and the pages read worst."""
    wanted = json.loads((path / "ground-truth.json").read_text(encoding="utf-8"))
    pages = spread(sorted(wanted), limit)
    found = {page: article(path / "html" / f"{page}.html.gz") for page in pages}
    counted = {page: shares(wanted[page].get("articleBody", ""), found[page]) for page in pages}
    used = {page: both for page, both in counted.items() if found[page]}
    figures = [*_figures("4-gram", counted), *_figures("4-gram of pages read", used)]
    return Outcome(tuple(figures), tuple(_worst(used, wanted)))


def _figures(measure_: str, counted: dict[str, Shares]) -> tuple[Figure, ...]:
    """Means over pages; pages not in English are refused and count as empty among all."""
    p, r = (_mean([both[i] for both in counted.values()]) for i in (0, 1))
    f = 2 * p * r / (p + r) if p + r else 0.0
    return rates(DATA, measure_, (p, r, f), f"{len(counted)} pages")


def article(path: Path) -> str:
    """The text that the program reads on a page, without furniture; empty where it reads none."""
    received = Received(path.name, path.name, gzip.decompress(path.read_bytes()), "html", path.name)
    report = pipeline.read(received)
    return report.text if isinstance(report, Report) else ""


def shares(wanted: str, found: str) -> Shares:
    """Precision and recall of the 4-grams of a page; None where that side has none."""
    gold, told = _grams(wanted), _grams(found)
    common = (gold & told).total()
    return (common / told.total() if told else None), (common / gold.total() if gold else None)


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    size = min(4, len(words))
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if words else Counter()


def _mean(values: list[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def _worst(counted: dict[str, Shares], wanted: dict[str, dict[str, str]]) -> Iterator[str]:
    for page, (precision, recall) in sorted(counted.items(), key=lambda item: min(v or 0.0 for v in item[1])):
        if min(precision or 0.0, recall or 0.0) < 0.9:
            yield f"page {page[:12]} precision {precision} recall {recall} {wanted[page].get('url', '')}"
