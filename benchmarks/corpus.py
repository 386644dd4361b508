"""Documents of a public set, put through the rooms of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline import pipeline
from dateline.records import Annotated, Extraction, Received, Report

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Document:
    """A text of a set; ``published`` is its ISO date where the set tells it."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None


def read(document: Document) -> Report | None:
    """The document as a report; None where the program cannot use it (no words, not English)."""
    content = document.text.encode()
    received = Received(
        document.id, document.id, content, "text", document.id, document.title, document.published
    )
    report = pipeline.read(received)
    return report if isinstance(report, Report) else None


def annotated(documents: Iterable[Document]) -> Iterator[Annotated]:
    """Each document with its sentences parsed and its names settled."""
    return pipeline.tools().annotator.annotate_all(_reports(documents))


def extracted(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Each document's claims."""
    return pipeline.extract(_reports(documents))


def _reports(documents: Iterable[Document]) -> Iterator[Report]:
    return (report for document in documents if (report := read(document)) is not None)


def spread(items: Sequence[Item], most: int) -> Sequence[Item]:
    """At most ``most`` of ``items``, evenly spread over their order; all of them where ``most`` is 0."""
    if not most or len(items) <= most:
        return items
    return [items[i * len(items) // most] for i in range(most)]
