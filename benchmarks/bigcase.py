"""A case of any size whose claims were never read from words: for measuring what comes after reading.

Synthetic wars, each in a country of its own, are derived by the real rooms; the pages of each outlet are put
together to roundups, so that a report holds about ten claims. What follows then is the same again two months
later, with ids of its own, until the case is large enough.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import chain, count, islice
from operator import attrgetter
from pathlib import Path
from random import Random

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from dateline import pipeline
from dateline.records import Claim, Extraction, Passage, Record, Report, Span, Where
from dateline.spread import spread
from dateline.store import Case
from world.generate import theatre
from world.press import Page, Press
from world.war import wage

DAYS = 60  # of one war
WARS = 250  # fought at a time: about 5,000 places
_TOGETHER = 10  # pages in one roundup
_AT_ONCE = 50  # wars written together
_SOUTH, _NORTH, _WEST, _EAST = 6.0, 34.0, -12.0, 44.0  # where the countries lie
_SIDE = 16  # countries to a row of the map
_NAMED = re.compile(rb'"(?:(?P<id>w\d{5}-[^"]*|[a-z]{2}-[0-9a-f]{8,}[^"]*)|(?P<day>\d{4}-\d\d-\d\d))"')


def make(folder: Path, reports: int, *, wars: int = WARS, workers: int = 2) -> Case:
    """A case with at least so many reports in its tables, and about ten times as many claims."""
    case, written = Case.create(folder), 0
    parts = list(_together(spread(_derived, range(wars), workers=workers)))
    with case.database() as database:
        database.write(Record())
        for turn in count():
            for part in parts:
                database.extend(again(part, turn))
                written += len(part.reports)
            if written >= reports:
                break
    return case


def _derived(numbers: Sequence[int]) -> list[Record]:
    return [pipeline.derive(war(number), profile="ged-range") for number in numbers]


def _together(records: Iterator[Record]) -> Iterator[Record]:
    """Records put together as they are, as many as the tables take well at a time."""
    while found := list(islice(records, _AT_ONCE)):
        yield Record(
            **{f.name: tuple(chain.from_iterable(map(attrgetter(f.name), found))) for f in fields(Record)}
        )


def again(record: Record, turn: int) -> Record:
    """The same so many turns later."""
    later = timedelta(days=DAYS * turn)
    days: dict[bytes, bytes] = {}

    def renamed(found: re.Match[bytes]) -> bytes:
        if found["id"]:
            return b'"%s.%d"' % (found["id"], turn)
        told = found["day"]
        if told not in days:
            days[told] = (date.fromisoformat(told.decode()) + later).isoformat().encode()
        return b'"%s"' % days[told]

    return msgspec.json.decode(_NAMED.sub(renamed, msgspec.json.encode(record)), type=Record)


def war(number: int) -> Iterator[Extraction]:
    """The roundups of one war."""
    random, prefix = Random(number), f"w{number:05d}-"  # noqa: S311 no secret
    by_outlet: dict[str, list[Page]] = {}
    for page in Press(wage(theatre(number), random, DAYS, prefix), random, prefix).publish():
        by_outlet.setdefault(page.report.outlet or "", []).append(page)
    for pages in by_outlet.values():
        rest = iter(pages)
        while part := list(islice(rest, _TOGETHER)):
            yield roundup(part, number)


def roundup(pages: Sequence[Page], country: int) -> Extraction:
    """Some pages of one outlet as one report, in a country of the map."""
    last = pages[-1].report
    text, passages, claims = "", list[Passage](), list[Claim]()
    for page in pages:
        begin = len(text) + 2 * bool(text)
        text += ("\n\n" if text else "") + page.report.received_text
        passages += [replace(p, start=p.start + begin, end=p.end + begin) for p in page.report.passages]
        claims += [_moved(c, last.id, begin, country) for c in page.claims]
    title = re.split(r"[.;,]", text.rpartition(") - ")[2] if text.startswith("(") else text)[0]
    report = Report(
        last.id, last.id, text, tuple(passages), title=title, outlet=last.outlet, published=last.published
    )
    return Extraction(report, tuple(claims))


def _moved(claim: Claim, report: str, by: int, country: int) -> Claim:
    return replace(
        claim,
        report=report,
        start=claim.start + by,
        end=claim.end + by,
        cue=Span(claim.cue.start + by, claim.cue.end + by) if claim.cue else None,
        places=tuple(_spread(w, country) for w in claim.places),
    )


def _spread(place: Where, country: int) -> Where:
    """The place somewhere in the country's own part of the map."""
    row, column = divmod(country, _SIDE)
    high, wide = (_NORTH - _SOUTH) / _SIDE, (_EAST - _WEST) / _SIDE
    inside = Random(place.id or "")  # noqa: S311 no secret
    return replace(
        place,
        lat=round(_SOUTH + high * (row % _SIDE + inside.random()), 4),
        lon=round(_WEST + wide * (column + inside.random()), 4),
    )
