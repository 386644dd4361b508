"""Words a second of the whole extraction beside those of the language model alone, and waiting times."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.claims import OWN
from benchmarks.figures import Figure
from dateline import pipeline
from dateline.acquire import receive
from dateline.annotate import model
from dateline.records import Received, Report

EXAMPLES = Path(__file__).parents[1] / "examples"
Work = Callable[[], None]
LEAST = 20_000  # words parsed by each pipeline: fewer than that measure chance


def figures() -> Iterator[Figure]:
    """Everything in one run, one process, one core for each pipeline."""
    reports = _reports()
    texts = [report.text for report in reports]
    words = sum(len(text.split()) for text in texts)
    times = -(-LEAST // words)
    on = f"{words * times:,} words of {len(reports)} reports"
    yield _rate("spaCy pipeline, defaults", _defaults(texts), words, times, on)
    yield _rate("spaCy pipeline, tuned", _tuned(texts), words, times, on)
    yield _rate("extraction", _extraction(reports), words, times, on)
    yield Figure("speed", "dateline --help", _seconds("--help"), "a fresh process", "s")
    with tempfile.TemporaryDirectory() as folder:
        yield Figure(
            "speed", "dateline demo", _seconds("demo", str(Path(folder) / "case")), "from a cold start", "s"
        )


def _reports() -> list[Report]:
    sources = [EXAMPLES, *(OWN / part / "reports.jsonl" for part in ("dev", "test"))]
    read = [pipeline.read(r) for r in receive(sources) if isinstance(r, Received)]
    return [r for r in read if isinstance(r, Report)]


def _rate(name: str, prepare: Callable[[], Work], words: int, times: int, on: str) -> Figure:
    """Words a second of what ``prepare`` gives, prepared anew for each turn outside the clock."""
    spent = 0.0
    for _ in range(times):
        work = prepare()
        began = time.perf_counter()
        work()
        spent += time.perf_counter() - began
    return Figure("speed", name, words * times / spent, on, "words/s")


def _defaults(texts: list[str]) -> Callable[[], Work]:
    """The model as a user of spaCy would load and run it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import spacy

    nlp = spacy.load(model.DEFAULT)
    return lambda: lambda: _exhaust(nlp.pipe(texts))


def _tuned(texts: list[str]) -> Callable[[], Work]:
    nlp = model.load()
    return lambda: lambda: _exhaust(nlp.pipe(texts, batch_size=8))


def _extraction(reports: list[Report]) -> Callable[[], Work]:
    """Reports to claims, with no sentence parsed before."""

    def prepare() -> Work:
        pipeline.tools.cache_clear()
        pipeline.tools()
        return lambda: _exhaust(pipeline.extract(reports))

    return prepare


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def _seconds(*arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "dateline", *arguments], check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - began
