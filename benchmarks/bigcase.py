"""A case of any size whose claims were never read from words: for measuring what comes after reading.

Synthetic wars are fought one after another over the same places, and the pages of each outlet are put
together to roundups, so that a report holds about ten claims. Every war is derived by the real rooms.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from itertools import chain, count, islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from dateline import pipeline
from dateline.records import Claim, Extraction, Passage, Record, Report, Span, When, Where
from dateline.spread import spread
from dateline.store import Case
from world.generate import theatre
from world.press import Page, Press
from world.war import wage

DAYS = 60  # of one war
WARS = 250  # fought at a time, each in a country of its own: about 5,000 places
_TOGETHER = 10  # pages in one roundup
_AT_ONCE = 64  # wars written together
_SOUTH, _NORTH, _WEST, _EAST = 6.0, 34.0, -12.0, 44.0  # where the countries lie


def make(folder: Path, reports: int, *, workers: int = 2) -> Case:
    """A case with at least so many reports in its tables, and about ten times as many claims."""
    case = Case.create(folder)
    with case.database() as database:
        database.write(Record())
        written = 0
        for at_once in _batches(spread(_derived, count(), workers=workers)):
            database.extend(at_once)
            written += len(at_once.reports)
            if written >= reports:
                break
    return case


def _batches(records: Iterator[Record]) -> Iterator[Record]:
    """Records put together, since the tables take few large ones faster than many small ones."""
    while part := list(islice(records, _AT_ONCE)):
        yield Record(
            **{f.name: tuple(chain.from_iterable(getattr(r, f.name) for r in part)) for f in fields(Record)}
        )


def _derived(numbers: Sequence[int]) -> list[Record]:
    return [derive(number) for number in numbers]


def derive(number: int) -> Record:
    """The record of one war."""
    fought = list(war(number))
    return pipeline.derive(fought, profile="ged-range")


def war(number: int) -> Iterator[Extraction]:
    """The roundups of one war: the places by its number among those of its turn, the days by the turn."""
    turn, at = divmod(number, WARS)
    random, prefix = Random(number), f"w{number:05d}-"  # noqa: S311 no secret
    waged = wage(theatre(at), random, DAYS, prefix)
    by_outlet: dict[str, list[Page]] = {}
    for page in Press(waged, random, prefix).publish():
        by_outlet.setdefault(page.report.outlet or "", []).append(page)
    for pages in by_outlet.values():
        rest = iter(pages)
        while part := list(islice(rest, _TOGETHER)):
            yield roundup(part, timedelta(days=DAYS * turn), at)


def roundup(pages: Sequence[Page], later: timedelta, country: int) -> Extraction:
    """Some pages of one outlet as one report, so much later, in a country of the map."""
    last = pages[-1].report
    text, passages, claims = "", list[Passage](), list[Claim]()
    for page in pages:
        begin = len(text) + 2 * bool(text)
        text += ("\n\n" if text else "") + page.report.received_text
        passages += [replace(p, start=p.start + begin, end=p.end + begin) for p in page.report.passages]
        claims += [_moved(c, last.id, begin, later, country) for c in page.claims]
    assert last.published is not None  # noqa: S101 every page of the synthetic press is dated
    published = replace(last.published, date=last.published.date + later)
    title = text[: text.find(".") + 1 or None].partition(") - ")[2] or text[: text.find(".")]
    report = Report(
        last.id, last.id, text, tuple(passages), title=title, outlet=last.outlet, published=published
    )
    return Extraction(report, tuple(claims))


def _moved(claim: Claim, report: str, by: int, later: timedelta, country: int) -> Claim:
    return replace(
        claim,
        report=report,
        start=claim.start + by,
        end=claim.end + by,
        cue=Span(claim.cue.start + by, claim.cue.end + by) if claim.cue else None,
        when=_later(claim.when, later),
        places=tuple(_spread(w, country) for w in claim.places),
    )


def _later(when: When | None, later: timedelta) -> When | None:
    if when is None or when.start is None or when.end is None:
        return when
    return replace(when, start=when.start + later, end=when.end + later)


def _spread(place: Where, country: int) -> Where:
    """The place in the country's own part of the map, towns apart."""
    side = 16
    row, column = divmod(country, side)
    high, wide = (_NORTH - _SOUTH) / side, (_EAST - _WEST) / side
    lat, lon = (place.lat or 0.0) % 3.0 / 3.0, (place.lon or 0.0) % 10.0 / 10.0
    inside = Random(place.id or "")  # noqa: S311 no secret
    return replace(
        place,
        lat=round(_SOUTH + high * (row + 0.1 + 0.8 * (lat + inside.random()) % 1.0), 4),
        lon=round(_WEST + wide * (column + 0.1 + 0.8 * (lon + inside.random()) % 1.0), 4),
    )
