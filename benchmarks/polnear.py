"""PolNeAR: source, cue and content of attributions in political news, as character spans.

The path is a copy of the repository networkdynamics/PolNeAR. Its development part is measured; the
test part (``final``) is for the last figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Document, annotated, spread
from benchmarks.figures import Figure, Outcome, f1, rates
from dateline import pipeline
from dateline.claims.attribution import attributions
from dateline.records import Annotated, Attribution, Sentence
from dateline.syntax import extent, kids, offsets

DATA = "PolNeAR"
Spans = tuple[tuple[int, int], ...]
_SPAN = re.compile(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t")


@dataclass(frozen=True, slots=True)
class Layer:
    """The spans of an article's sources, cues and contents."""

    source: Spans
    cue: Spans
    content: Spans


def measure(path: Path, *, final: bool, limit: int) -> Outcome:
    """Character F of sources and contents, overlap F of cues."""
    folder = path / "data" / ("test" if final else "dev")
    articles = spread(sorted((folder / "attributions").glob("*.ann")), limit)
    gold = {ann.stem: read_layer(ann.read_text(encoding="utf-8")) for ann in articles}
    texts = {ann.stem: (folder / "text" / f"{text_name(ann.stem)}.txt") for ann in articles}
    documents = [Document(name, texts[name].read_bytes().decode()) for name in gold]
    found = {a.report.id: (a, layer(a)) for a in annotated(documents)}
    pairs = [(gold[name], found[name][1]) for name in gold if name in found]
    misses = [
        line for name in gold if name in found for line in _misses(found[name][0], gold[name], found[name][1])
    ]
    return Outcome(tuple(figures(pairs)), tuple(misses))


def text_name(annotation: str) -> str:
    """The article of an annotation file: its name without the annotator's four letters at the end."""
    return annotation.rpartition("_")[0]


def read_layer(ann: str) -> Layer:
    """The spans of a brat file; each stretch of a split span counts."""
    found: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
    for kind, spans in _SPAN.findall(ann):
        for span in spans.split(";"):
            start, end = span.split()
            found[kind].append((int(start), int(end)))
    return Layer(*(tuple(sorted(found[kind])) for kind in ("Source", "Cue", "Content")))


def layer(found: Annotated) -> Layer:
    """The spans of the attributions that the program reads."""
    said = [a for a in attributions(found, agency=pipeline.agency) if a.confirmed]
    return Layer(
        tuple(sorted({span for a in said for span in source_span(found, a)})),
        tuple(sorted({(a.cue.start, a.cue.end) for a in said})),
        tuple(
            sorted({offsets(found.sentences[i], first, last) for a in said for i, first, last in a.content})
        ),
    )


def source_span(found: Annotated, attribution: Attribution) -> Iterator[tuple[int, int]]:
    """The whole noun phrase of a source, appositions included, as the corpus marks it."""
    head = attribution.source_head
    if head is not None:
        sentence = found.sentences[attribution.sentence]
        yield offsets(sentence, *_phrase(sentence, head, attribution.cue_head))


def _phrase(sentence: Sentence, head: int, cue: int) -> tuple[int, int]:
    """The phrase of a source, without the clause in which it speaks ("residents, who said ...")."""
    first, last = extent(sentence, head)
    for child in kids(sentence, head):
        start, end = extent(sentence, child.i)
        if start <= cue < end and child.i > head:
            last = min(last, start)
    return first, last


def figures(pairs: Sequence[tuple[Layer, Layer]]) -> Iterator[Figure]:
    """Figures over articles, gold before found."""
    on = f"{len(pairs)} articles"
    for part in ("source", "content"):
        chars = [(_characters(getattr(g, part)), _characters(getattr(p, part))) for g, p in pairs]
        right = sum(len(g & p) for g, p in chars)
        sizes = [sum(len(side) for side in sides) for sides in zip(*chars, strict=True)] or [0, 0]
        yield from rates(DATA, f"{part} characters", f1(right, sizes[1], right, sizes[0]), on)
    hit = sum(_touching(p.cue, g.cue) for g, p in pairs)
    met = sum(_touching(g.cue, p.cue) for g, p in pairs)
    counts = sum(len(p.cue) for _, p in pairs), sum(len(g.cue) for g, _ in pairs)
    yield from rates(DATA, "cue overlap", f1(hit, counts[0], met, counts[1]), on)


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _touching(spans: Spans, others: Spans) -> int:
    covered = _characters(others)
    return sum(any(i in covered for i in range(start, end)) for start, end in spans)


def _misses(found: Annotated, gold: Layer, predicted: Layer) -> Iterator[str]:
    """Spans of one side that the other side does not touch, with the words around them."""
    text = found.report.received_text
    for part in ("cue", "source", "content"):
        ours, theirs = getattr(predicted, part), getattr(gold, part)
        for what, spans, others in (("missed", theirs, ours), ("extra", ours, theirs)):
            covered = _characters(others)
            for start, end in spans:
                if covered.isdisjoint(range(start, end)):
                    around = f"{text[max(0, start - 80) : start]}[{text[start:end]}]{text[end : end + 80]}"
                    yield f"{part} {what}: " + " ".join(around.split())
