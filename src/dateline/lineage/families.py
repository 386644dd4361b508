"""Reports that carry the same copy, how much of each is carried, and who is likely the original."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.lineage.groups import groups
from dateline.lineage.newsrooms import newsroom_key
from dateline.records import CopyLink, Report

LEAST_SHARE = 0.2  # of the shorter report's text, below which shared sentences make no family
SINGLE_SHARE = 0.5  # as above, where it is one sentence alone
LONGEST_CYCLE = 10  # days between two reports of one family


@dataclass(frozen=True, slots=True)
class Family:
    """Reports made from one text: ``shares`` is the part of each that stands in another member."""

    id: str
    reports: tuple[str, ...]
    original: str
    why: str
    shares: tuple[float, ...]  # 0 to 1, in the order of ``reports``
    versions: tuple[tuple[str, str], ...]  # members that are one page at two times, not two carriers


def families(reports: Sequence[Report], links: Sequence[CopyLink]) -> tuple[Family, ...]:
    """Families of at least two reports that share a good part of their text, by lowest report id."""
    known = {report.id: report for report in reports}
    covered = _covered(_told_once(links, known))
    joined = [pair for pair, spans in sorted(covered.items()) if _close(pair, spans, covered, known)]
    return tuple(
        _family([known[name] for name in group], covered) for group in groups(known, joined) if len(group) > 1
    )


def _told_once(links: Sequence[CopyLink], known: Mapping[str, Report]) -> list[CopyLink]:
    """The links without those between sentences that stand in reports of many weeks: stock, not copy."""
    ends = [(f"{k.report}\n{k.start}", f"{k.other}\n{k.other_start}") for k in links]
    stock: set[str] = set()
    for passage in groups({end for pair in ends for end in pair}, ends):
        pages = (known[sentence.rsplit("\n", 1)[0]].published for sentence in passage)
        days = [page.date for page in pages if page]
        if days and (max(days) - min(days)).days > LONGEST_CYCLE:
            stock.update(passage)
    return [link for link, (one, _) in zip(links, ends, strict=True) if one not in stock]


def _covered(links: Iterable[CopyLink]) -> dict[tuple[str, str], set[tuple[int, int]]]:
    """Spans of the first report of each ordered pair that stand in the second."""
    spans: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for link in links:
        spans[link.report, link.other].add((link.start, link.end))
        spans[link.other, link.report].add((link.other_start, link.other_end))
    return spans


def _share(report: Report, spans: Iterable[tuple[int, int]]) -> float:
    length = sum(p.end - p.start for p in report.passages)
    return min(1.0, sum(end - start for start, end in spans) / max(1, length))


def _close(
    pair: tuple[str, str],
    spans: set[tuple[int, int]],
    covered: Mapping[tuple[str, str], set[tuple[int, int]]],
    known: Mapping[str, Report],
) -> bool:
    one, other = known[pair[0]], known[pair[1]]
    if one.published and other.published:
        apart = abs((one.published.date - other.published.date).days)
        if apart > LONGEST_CYCLE:
            return False
    back = covered.get((pair[1], pair[0]), set())
    least = SINGLE_SHARE if len(spans) == 1 else LEAST_SHARE
    return max(_share(one, spans), _share(other, back)) >= least


def _family(members: Sequence[Report], covered: Mapping[tuple[str, str], set[tuple[int, int]]]) -> Family:
    ordered = sorted(members, key=lambda r: r.id)
    names = tuple(r.id for r in ordered)
    original = min(ordered, key=_originality)
    shares = tuple(
        round(_share(r, set().union(*(covered.get((r.id, o), set()) for o in names if o != r.id))), 4)
        for r in ordered
    )
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
    return Family(f"fam-{digest}", names, original.id, _why(original), shares, _versions(ordered))


def _originality(report: Report) -> tuple[bool, date, int, str]:
    """Sorts the likely original first: an agency's own copy, the earliest, the most complete."""
    day = report.published.date if report.published else date.max
    return (report.agency is None, day, -sum(p.end - p.start for p in report.passages), report.id)


def _why(original: Report) -> str:
    if original.agency:
        return f"{original.id} bears the credit of {original.agency}"
    day = f" ({original.published.date})" if original.published else ""
    return f"{original.id} is the earliest and most complete of them{day}"


def _versions(members: Sequence[Report]) -> tuple[tuple[str, str], ...]:
    """Pairs that bear one address, or one outlet and title: the same page at two times."""
    pages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in members:
        if report.url:
            pages["", report.url.split("#")[0].rstrip("/")].append(report.id)
        elif report.outlet and report.title:
            pages[newsroom_key(report.outlet), report.title].append(report.id)
    return tuple((a, b) for same in pages.values() for a, b in pairwise(same))
