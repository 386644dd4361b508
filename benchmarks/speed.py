"""Words a second of the whole extraction beside those of the language model alone, and waiting times."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks.claims import OWN
from benchmarks.figures import Figure
from dateline import pipeline
from dateline.acquire import receive
from dateline.annotate import model
from dateline.records import Received, Report

EXAMPLES = Path(__file__).parents[1] / "examples"
Work = Callable[[], None]
TURNS = 5  # other work on the machine spoils some of them


def figures() -> Iterator[Figure]:
    """Everything in one run: the pipelines by turns, the fastest turn of each, then waiting times."""
    reports = _reports()
    texts = [report.text for report in reports]
    words = sum(len(text.split()) for text in texts)
    made = {
        "spaCy pipeline, defaults": _defaults(texts),
        "spaCy pipeline, tuned": _tuned(texts),
        "extraction": _extraction(reports),
    }
    seconds = {name: min(turn) for name, turn in _turns(made).items()}
    for name, fastest in seconds.items():
        on = f"{words:,} words of {len(reports)} reports, fastest of {TURNS} turns"
        yield Figure("speed", name, words / fastest, on, "words/s")
    yield Figure("speed", "dateline --help", _seconds("--help"), "a fresh process", "s")
    with tempfile.TemporaryDirectory() as folder:
        yield Figure(
            "speed", "dateline demo", _seconds("demo", str(Path(folder) / "case")), "from a cold start", "s"
        )


def _reports() -> list[Report]:
    sources = [EXAMPLES, *(OWN / part / "reports.jsonl" for part in ("dev", "test"))]
    read = [pipeline.read(r) for r in receive(sources) if isinstance(r, Received)]
    return [r for r in read if isinstance(r, Report)]


def _turns(made: Mapping[str, Callable[[], Work]]) -> dict[str, list[float]]:
    """Seconds of each turn; each work is prepared anew outside the clock."""
    spent: dict[str, list[float]] = {name: [] for name in made}
    for _ in range(TURNS):
        for name, prepare in made.items():
            work = prepare()
            began = time.perf_counter()
            work()
            spent[name].append(time.perf_counter() - began)
    return spent


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
