"""What the brief rests on: sources, outlets, and what was not used."""

from __future__ import annotations

from collections import Counter
from functools import cache

from dateline import tables
from dateline.publish import english
from dateline.publish.document import Block, Grid, Line, Paragraph, Section
from dateline.publish.lines import bullets
from dateline.publish.names import is_nobody
from dateline.publish.tally import tallied
from dateline.publish.view import View
from dateline.telling import Covered, Spoke, Tally


def sources(view: View, limit: int) -> Section:
    """Whoever spoke: how often, through whom, how widely carried, how often disputed."""
    listed = [s for s in _tally(view).spoke if s.source and not is_nobody(s.source)]
    if not listed:
        return Section("Sources", ())
    graded = any(_grade(view, s) for s in listed)
    head = ("Source", "Through", "Claims", "Reports", "Disputed events", *(["Grade"] if graded else []))
    rows = tuple(_source_row(view, s, graded) for s in listed[:limit])
    blocks: tuple[Block, ...] = (Grid(head, rows, frozenset({2, 3, 4})),)
    if len(listed) > limit:
        blocks += (Paragraph((english.sentence(english.count(len(listed) - limit, "more source")),)),)
    return Section("Sources", blocks)


def coverage(view: View, limit: int) -> Section:
    """Reports per outlet; an outlet that is silent is not a sign of peace."""
    rows = tuple(_coverage_row(c) for c in _tally(view).covered[:limit])
    head = ("Outlet", "Reports", "Claims", "Published", "Date taken from")
    return Section("Coverage", (Grid(head, rows, frozenset({1, 2})),) if rows else ())


def not_used(view: View, limit: int) -> Section:
    """Reports that were rejected, each with its reason; then what was set aside within reports, counted."""
    whole = [r for r in view.record.rejections if r.stage in ("acquire", "read")]
    lines: list[Line] = [
        (f"{r.name}: ", english.sentence(r.reason)) for r in sorted(whole, key=lambda r: r.name)
    ]
    aside: Counter[str] = Counter()
    for reason, number in _tally(view).aside.items():
        aside[plain_reason(reason)] += number
    if aside:
        told = [f"{reason} ({n:,})" for reason, n in sorted(aside.items(), key=lambda i: (-i[1], i[0]))]
        shown = english.listing([*told[:_REASONS], *(["other reasons"] if len(told) > _REASONS else [])])
        passages = english.count(sum(aside.values()), "passage")
        lines.append((english.sentence(f"{passages} were set aside because they tell no event: {shown}"),))
    headlines = _tally(view).unbodied
    if headlines:
        told_of = english.count(headlines, "thing is", "things are")
        lines.append(
            (english.sentence(f"{told_of} told in headlines or captions alone, and left out above"),)
        )
    return Section("Not used", bullets(lines, limit))


_REASONS = 4


def plain_reason(reason: str) -> str:
    """A reason without the name of the rule in front of it and without what the sentence says already."""
    rule, _, words = reason.partition(": ")
    return (words if "@" in rule else reason).removesuffix(", not an event")


@cache
def _basis(basis: str) -> str:
    """On what a publication date rests, in words of a reader."""
    table = tables.read("dateline.publish", "phrases.toml")["bases"]
    return next((said for begins, said in table.items() if basis.startswith(begins)), basis)


def _tally(view: View) -> Tally:
    return tallied(view).tally or Tally()


def _grade(view: View, source: Spoke) -> str | None:
    return view.grades.get(source.source or source.channel or "")


def _source_row(view: View, source: Spoke, graded: bool) -> tuple[Line, ...]:
    cells = [
        source.source or "",
        source.channel or "",
        str(source.claims),
        str(source.carriers),
        str(source.disputed or ""),
    ]
    if graded:
        cells.append(_grade(view, source) or "")
    return tuple((cell,) for cell in cells)


def _coverage_row(outlet: Covered) -> tuple[Line, ...]:
    days = english.days(outlet.first, outlet.last) if outlet.first and outlet.last else "not known"
    bases = sorted({_basis(b) for b in outlet.bases})
    return (
        (outlet.outlet or "(outlet not named)",),
        (str(outlet.reports),),
        (str(outlet.claims),),
        (days,),
        (english.capital("; ".join(bases)),),
    )
