"""How fast reports are read, beside the language model alone and beside what one would write instead."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure

TURNS = 6  # each third of the reports is twice the unseen one
LOOP = "loop.py"  # run by whatever interpreter has the other programs


def figures(peers: Path | None = None) -> Iterator[Figure]:
    """Everything in one run; ``peers`` is a Python that has the other programs installed."""
    yield from _beside_the_model()
    yield from _with_workers()
    yield from _end_to_end(peers)
    yield Figure("speed", "dateline --help", _seconds("--help"), "a fresh process", "s")
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "case")
        yield Figure("speed", "dateline demo", _seconds("demo", case), "from a cold start", "s")


def _beside_the_model() -> Iterator[Figure]:
    """Words a second of processor time on unseen text and on copies, and the ratios that are wanted."""
    words: Counter[str] = Counter()
    spent: Counter[tuple[str, str]] = Counter()
    for turn in range(TURNS):
        told = json.loads(_output(sys.executable, "-m", "benchmarks.turn", str(turn)))
        words.update(told["words"])
        spent.update({(who, what): s for who, each in told["seconds"].items() for what, s in each.items()})
    on = {"unseen": f"{words['unseen']:,} unseen words", "copies": f"{words['copies']:,} words, half copies"}
    names = {"defaults": "spaCy, defaults", "tuned": "spaCy, tuned", "extraction": "extraction"}
    for what in ("unseen", "copies"):
        for who, name in names.items():
            value = words[what] / spent[who, what]
            yield Figure("speed", f"{name}, {what}", value, f"{on[what]}, {TURNS} turns", "words/s")
    for what, who, wanted in (
        ("unseen", "defaults", 2.0),
        ("unseen", "tuned", 0.9),
        ("copies", "tuned", 1.7),
    ):
        ratio = spent[who, what] / spent["extraction", what]
        yield Figure("speed", f"extraction to {names[who]}, {what}", ratio, f"wanted: {wanted}", "times")


def _with_workers() -> Iterator[Figure]:
    spent = json.loads(_output(sys.executable, "-m", "benchmarks.workers"))
    yield Figure("speed", "one worker", spent["words"] / spent["1"], spent["on"], "words/s")
    yield Figure("speed", "two workers", spent["words"] / spent["2"], spent["on"], "words/s")
    yield Figure("speed", "two workers to one", spent["1"] / spent["2"], "wanted: 1.8", "times")


def _end_to_end(peers: Path | None) -> Iterator[Figure]:
    """Pages to claims, beside a loop of other programs over the same pages, each on the part that it does."""
    from benchmarks import workers

    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages.json"
        pages.write_text(json.dumps(workers.pages()), encoding="utf-8")
        spent = {
            "dateline: pages to claims": json.loads(
                _output(sys.executable, "-m", "benchmarks.workers", str(pages))
            )
        }
        loop = Path(__file__).with_name(LOOP)
        spent |= json.loads(_output(str(peers or sys.executable), str(loop), str(pages)))
    for name, (words, seconds) in spent.items():
        yield Figure("speed", name, words / seconds, f"{words:,} words of pages", "words/s")


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _seconds(*arguments: str) -> float:
    began = time.perf_counter()
    _output(sys.executable, "-m", "dateline", *arguments)
    return time.perf_counter() - began
