"""Dates of undated reports, from reports that carry the same copy or tell of the same events."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from dateline.fold import fold
from dateline.read.dates import weekdays_in
from dateline.read.infer import days_told, year_told
from dateline.records import Published, Report

_RUN = 5  # words of a shingle
_SHARED = 3  # shingles in common from which on one report carries copy of the other: seven words running
_COMMON = 0.3  # share of the reports from which on a name tells little
_FEW = 8  # reports, up to which no name is common
_NAMES = 4  # names in common, and their cosine, from which on two reports tell of the same events
_ALIKE = 0.2
_OWN = timedelta(days=4)  # how far a day that the report tells may lie from its sibling's date

_SPAN = timedelta(days=200)  # over which reports are too scattered to tell the year of another
_NEAR = timedelta(days=60)  # how far from them it may lie
_HEAD = 3  # passages in which a page tells its own day

_Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Sibling:
    id: str
    date: date
    strength: float
    copied: bool


def date_from_siblings(reports: Sequence[Report]) -> dict[str, Published]:
    """Better dates, by report id, for reports that have none or one of low confidence.

    A sibling has a date of its own of medium confidence at least, and shares a run of seven words
    with the report or, failing that, many rare names. Where the report itself tells a day of the
    month or names weekdays, the day is moved to fit those. The order of ``reports`` changes
    nothing; ``basis`` names the sibling.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    undated = [r for r in ordered if r.published is None or r.published.confidence == "low"]
    dated = [r for r in ordered if r.published and r.published.confidence != "low"]
    if not undated or not dated:
        return {}
    words = {report.id: _words(report) for report in ordered}
    copies = _copies(undated, dated, words)
    lonely = [report for report in undated if not copies[report.id]]
    alike = _alike(lonely, dated)
    found = {r.id: _choose(r, copies[r.id] or alike.get(r.id, [])) for r in undated}
    days = [r.published.date for r in dated if r.published]
    for report in undated:
        if found[report.id] is None and report.published is None:
            found[report.id] = _in_company(report, min(days), max(days))
    return {name: published for name, published in found.items() if published}


def _words(report: Report) -> list[str]:
    return fold(report.text).split()


def _shingles(words: Sequence[str]) -> set[int]:
    return {_hash(" ".join(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1)}


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")


def _copies(
    undated: Sequence[Report], dated: Sequence[Report], words: Mapping[str, Sequence[str]]
) -> dict[str, list[_Sibling]]:
    """Dated reports that share copy with each undated one."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for report in undated:
        for shingle in _shingles(words[report.id]):
            holders[shingle].append(report.id)
    found: dict[str, list[_Sibling]] = {report.id: [] for report in undated}
    for report in dated:
        shared = Counter(name for s in _shingles(words[report.id]) for name in holders.get(s, ()))
        for name, count in shared.items():
            if count >= _SHARED and report.published:
                found[name].append(_Sibling(report.id, report.published.date, count, copied=True))
    return found


def _names(report: Report) -> set[str]:
    """Names in the text: words that begin with a capital though no sentence begins there."""
    return {fold(name) for name in re.findall(r"(?<=[a-z,;] )[A-Z][\w’'-]{3,}", report.text)}


def _alike(undated: Sequence[Report], dated: Sequence[Report]) -> dict[str, list[_Sibling]]:
    """Dated reports that speak of the same rarely named people and places as each undated one."""
    names = {report.id: _names(report) for report in (*undated, *dated)}
    spread = Counter(name for listed in names.values() for name in listed)
    most = max(_FEW, _COMMON * len(names))
    weights = {name: math.log(1 + len(names) / n) for name, n in spread.items() if 1 < n <= most}
    bags = {report: _bag(listed, weights) for report, listed in names.items()}
    found: defaultdict[str, list[_Sibling]] = defaultdict(list)
    for report in undated:
        bag = bags[report.id]
        for other in dated:
            shared = bag.keys() & bags[other.id].keys()
            strength = sum(bag[name] * bags[other.id][name] for name in sorted(shared))
            if len(shared) >= _NAMES and strength >= _ALIKE and other.published:
                found[report.id].append(_Sibling(other.id, other.published.date, strength, copied=False))
    return found


def _bag(names: Iterable[str], weights: _Bag) -> _Bag:
    bag = {name: weights[name] for name in sorted(names) if name in weights}
    norm = math.sqrt(sum(weight**2 for weight in bag.values()))
    return {name: weight / norm for name, weight in bag.items()}


def _choose(report: Report, siblings: Sequence[_Sibling]) -> Published | None:
    """The strongest sibling's date, moved to the day that the report's own words lead to."""
    paragraphs = [report.received_text[p.start : p.end] for p in report.passages]  # a masthead tells its day
    year = year_told(paragraphs)
    fitting = [s for s in siblings if year is None or year[0] - 1 <= s.date.year <= year[0]]
    if not fitting:
        return None
    best = min(fitting, key=lambda s: (-s.strength, s.date, s.id))
    day = _own_day(paragraphs, best.date) or _next_named(paragraphs, best.date)
    same = "carry the same copy" if best.copied else "tell of the same events"
    moved = "" if day == best.date else ", moved to the day that its own words give"
    return Published(day, f"reports that {same} ({best.id}){moved}", "medium" if best.copied else "low")


def _in_company(report: Report, first: date, last: date) -> Published | None:
    """The day of the month at the head of a page, in the one year in which it lies near the other reports."""
    if last - first > _SPAN:
        return None
    head = [report.received_text[p.start : p.end] for p in report.passages[:_HEAD]]
    years = range(first.year - 1, last.year + 2)
    near = {d for day in days_told(head) if day.year is None for y in years if (d := day.on(y))}
    fitting = sorted(d for d in near if first - _NEAR <= d <= last + _NEAR)
    if len(fitting) != 1:
        return None
    return Published(fitting[0], "day at the head, in the year of the other reports", "low")


def _own_day(paragraphs: Sequence[str], near: date) -> date | None:
    """The last day of the month that the report tells, where it lies next to ``near``."""
    years = (near.year - 1, near.year, near.year + 1)
    days = [d for day in days_told(paragraphs) for y in years if (d := day.on(y)) and day.year in {None, y}]
    return max((d for d in days if abs(d - near) <= _OWN), default=None)


def _next_named(paragraphs: Sequence[str], near: date) -> date:
    """``near``, or the last of the two days after it whose weekday the report names."""
    named = weekdays_in("\n".join(paragraphs))
    return max((d for n in range(3) if (d := near + timedelta(n)).weekday() in named), default=near)
