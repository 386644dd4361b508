"""One turn of the speed benchmark, in a process of its own: processor time on texts not seen before.

Every reader is warmed on a third of the reports, timed on another third, and timed once more on the last
third as a stream in which half the reports are copies. Run by ``benchmarks.speed``; prints JSON.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.claims import OWN
from dateline import blas, pipeline
from dateline.acquire import receive
from dateline.annotate import model
from dateline.records import Received, Report

if TYPE_CHECKING:
    from spacy.language import Language

EXAMPLES = Path(__file__).parents[1] / "examples"
Reader = Callable[[Sequence[Report]], None]


def main(turn: int) -> None:
    """Print, for each reader, the seconds for unseen text and for the stream of copies, and the words."""
    blas.prepare()
    reports = own_reports()
    warm, unseen, carried = (reports[(turn + part) % 3 :: 3] for part in range(3))
    stream = [*carried, *(_copy(report) for report in carried)]
    readers = {"defaults": _spacy(tuned=False), "tuned": _spacy(tuned=True), "extraction": _extraction()}
    spent: dict[str, dict[str, float]] = {}
    for name in _turned(list(readers), turn):
        readers[name](warm)
        spent[name] = {"unseen": _seconds(readers[name], unseen), "copies": _seconds(readers[name], stream)}
    words = {"unseen": _words(unseen), "copies": _words(stream)}
    print(json.dumps({"words": words, "seconds": spent}))


def own_reports() -> list[Report]:
    """The reports of the examples and of the project's own gold."""
    sources = [EXAMPLES, *(OWN / part / "reports.jsonl" for part in ("dev", "test"))]
    read = [pipeline.read(r) for r in receive(sources) if isinstance(r, Received)]
    return [r for r in read if isinstance(r, Report)]


def _copy(report: Report) -> Report:
    """The report as another outlet carries it a day later: a line of its own, and the last paragraph cut."""
    paragraphs = report.received_text.split("\n\n")
    text = "\n\n".join([*(paragraphs[:-1] or paragraphs), "This report was carried from a partner."])
    day = report.published.date + datetime.timedelta(1) if report.published else None
    content = text.encode()
    carried = Received(
        f"{report.id}-copy", f"{report.id}-copy", content, "text", "copy", outlet="Carrier Post"
    )
    read = pipeline.read(replace(carried, published=str(day) if day else None))
    return read if isinstance(read, Report) else report


def _spacy(*, tuned: bool) -> Reader:
    """The model as a user of spaCy would load and run it, or tuned: batches of 8, products by numpy."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import spacy

    nlp = spacy.load(model.DEFAULT)
    if tuned:
        _through_numpy(nlp)

    def read(reports: Sequence[Report]) -> None:
        texts = (report.text for report in reports)
        _exhaust(nlp.pipe(texts, batch_size=8) if tuned else nlp.pipe(texts))

    return read


def _through_numpy(nlp: Language) -> None:
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        own = getattr(component, "model", None)
        for node in own.walk() if own is not None and hasattr(own, "walk") else ():
            node.ops = ops


def _extraction() -> Reader:
    """Reports to claims."""
    pipeline.tools()
    return lambda reports: _exhaust(pipeline.extract(reports))


def _turned(names: list[str], turn: int) -> list[str]:
    at = turn % len(names)
    return names[at:] + names[:at]


def _seconds(read: Reader, reports: Sequence[Report]) -> float:
    began = time.process_time()  # what others do on the machine at the same time is not counted
    read(reports)
    return time.process_time() - began


def _words(reports: Sequence[Report]) -> int:
    return sum(len(report.text.split()) for report in reports)


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


if __name__ == "__main__":
    main(int(sys.argv[1]))
