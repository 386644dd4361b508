"""References: each leads from a statement to the words in the reports that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.publish import english
from dateline.publish.document import Bullets, Cite, Document, Grid, Line, Note, Paragraph, Section
from dateline.publish.phrase import best_claim
from dateline.publish.view import View
from dateline.records import Claim
from dateline.telling import wording

_CARRIERS = 5  # more are counted, not listed: `dateline why` has them all
_NOTES = 2  # notes for one statement: its best words, and the next best that differ


def with_notes(view: View, document: Document) -> Document:
    """``document`` with its references numbered in the order of reading, each wording once."""
    same = _wordings(view)
    order: dict[str, int] = {}
    numbers: dict[tuple[str, ...], tuple[int, ...]] = {}
    for line in _lines(document):
        for part in line:
            if isinstance(part, Cite) and part.claims and part.claims not in numbers:
                known = [c for c in part.claims if c in view.claims]
                leaders = list(dict.fromkeys(same[c] for c in [best_claim(view, known).id, *known]))[:_NOTES]
                numbers[part.claims] = tuple(order.setdefault(c, len(order) + 1) for c in leaders)
    carried: dict[str, list[Claim]] = {}
    for claim in view.record.claims:
        carried.setdefault(same[claim.id], []).append(claim)
    return replace(document, notes=tuple(note(view, carried[c]) for c in order), numbers=numbers)


def _wordings(view: View) -> Mapping[str, str]:
    """Claim -> the claim that stands for it: same words, same kind, same source."""
    found: dict[str, str] = {}
    same: dict[str, str] = {}
    for claim in sorted(
        view.record.claims, key=lambda c: (view.published(c.report), c.report, c.start, c.id)
    ):
        same[claim.id] = found.setdefault(wording(claim), claim.id)
    return same


def note(view: View, carried: Sequence[Claim]) -> Note:
    """The words, where they stand, and which other reports carry them."""
    ordered = sorted(carried, key=lambda c: (c.part != "body", view.published(c.report), c.report, c.start))
    first = ordered[0]
    seen = list({c.report: c for c in reversed(ordered) if c.report != first.report}.values())[::-1]
    also = [reference(view, c) for c in seen[:_CARRIERS]]
    if len(seen) > _CARRIERS:
        also.append(english.count(len(seen) - _CARRIERS, "more report"))
    return Note(english.quote(first.quote, 320), reference(view, first), tuple(also))


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
