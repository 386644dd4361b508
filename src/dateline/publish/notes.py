"""References: each leads from a statement to the words in the reports that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.publish import english
from dateline.publish.document import Bullets, Cite, Document, Grid, Line, Note, Paragraph, Section
from dateline.publish.phrase import best_claim
from dateline.publish.view import View
from dateline.records import Claim

_CARRIERS = 5  # more are counted, not listed: `dateline why` has them all


def with_notes(view: View, document: Document) -> Document:
    """``document`` with its references numbered in the order of reading, and their notes."""
    cited: dict[tuple[str, ...], int] = {}
    for line in _lines(document):
        for part in line:
            if isinstance(part, Cite) and part.claims:
                cited.setdefault(part.claims, len(cited) + 1)
    return Document(
        title=document.title,
        lead=document.lead,
        sections=document.sections,
        notes=tuple(note(view, claims) for claims in cited),
        numbers=tuple(cited.items()),
    )


def note(view: View, claim_ids: tuple[str, ...]) -> Note:
    """The words of the best claim, where they stand, and where else they were carried."""
    first = best_claim(view, claim_ids)
    others = sorted(
        (view.claims[c] for c in claim_ids if c != first.id and view.claims[c].report != first.report),
        key=lambda c: (view.published(c.report), c.report, c.start),
    )
    seen = list({c.report: c for c in reversed(others)}.values())[::-1]
    carried = [reference(view, c) for c in seen[:_CARRIERS]]
    if len(seen) > _CARRIERS:
        carried.append(english.count(len(seen) - _CARRIERS, "more report"))
    return Note(english.short(first.quote, 320), reference(view, first), tuple(carried))


def reference(view: View, claim: Claim) -> str:
    """``Harbour Times, 8 July 2021, a1.txt:610–655``; the part is named unless it is the body."""
    report = view.reports[claim.report]
    said = [report.outlet] if report.outlet else []
    said += [english.day(report.published.date)] if report.published else []
    said += [claim.part] if claim.part != "body" else []
    return ", ".join([*said, f"{claim.report}:{claim.start}–{claim.end}"])


def _lines(document: Document) -> Iterator[Line]:
    yield document.lead
    for section in document.sections:
        yield from _section_lines(section)


def _section_lines(section: Section) -> Iterable[Line]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.line
        elif isinstance(block, Bullets):
            yield from block.lines
        elif isinstance(block, Grid):
            for row in block.rows:
                yield from row
