"""The channel of each claim: the newsroom that got the statement, and the passage it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.lineage.groups import groups
from dateline.lineage.newsrooms import in_full, newsroom_key, told_newsroom
from dateline.records import Claim, CopyLink, Report


@dataclass(frozen=True, slots=True)
class Channel:
    """The newsroom of a claim, how it is known, and the shared passage that the claim stands in."""

    name: str | None
    key: str
    rank: int  # 0: the report says whom the source told; 1: the copy's agency; 2: the outlet itself
    passage: str  # id of the passage, the same for every carrier of it


@dataclass(frozen=True, slots=True)
class Passages:
    """Shared sentences: for each report the starts, ends and passage ids, by start."""

    spans: Mapping[str, tuple[tuple[int, int, str], ...]]
    carriers: Mapping[str, tuple[str, ...]]  # passage id to report ids

    def at(self, report: str, start: int, end: int) -> str | None:
        """The passage that covers most of a span, or None where the words are the report's own."""
        spans = self.spans.get(report, ())
        last = bisect_right(spans, end, key=lambda s: s[0])
        near = spans[max(0, last - 8) : last]
        best = max(near, key=lambda s: min(end, s[1]) - max(start, s[0]), default=None)
        return best[2] if best and min(end, best[1]) - max(start, best[0]) > 0 else None


def passages(links: Sequence[CopyLink]) -> Passages:
    """Shared sentences joined through every chain of copies."""
    nodes: dict[str, tuple[str, int, int]] = {}
    pairs: list[tuple[str, str]] = []
    for link in links:
        one, other = f"{link.report}\n{link.start}", f"{link.other}\n{link.other_start}"
        nodes[one] = (link.report, link.start, link.end)
        nodes[other] = (link.other, link.other_start, link.other_end)
        pairs.append((one, other))
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    carriers: dict[str, tuple[str, ...]] = {}
    for group in groups(nodes, pairs):
        for node in group:
            report, start, end = nodes[node]
            spans[report].append((start, end, group[0]))
        carriers[group[0]] = tuple(sorted({nodes[node][0] for node in group}))
    return Passages({name: tuple(sorted(found)) for name, found in spans.items()}, carriers)


def channels(claims: Sequence[Claim], reports: Sequence[Report], shared: Passages) -> dict[str, Channel]:
    """The channel of each claim by claim id; uncredited copy gets the agency of its credited siblings."""
    known = {report.id: report for report in reports}
    where = {claim.id: shared.at(claim.report, claim.start, claim.end) for claim in claims}
    told: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        passage, newsroom = where[claim.id], told_newsroom(claim)
        if passage and newsroom:
            told[passage].add(newsroom)
    credited = {p: _credited(c, known, told.get(p, set())) for p, c in shared.carriers.items()}
    found = {claim.id: _channel(claim, where[claim.id], credited, known) for claim in claims}
    return _called_in_full(found, reports)


def _called_in_full(found: Mapping[str, Channel], reports: Sequence[Report]) -> dict[str, Channel]:
    """Channels under the full names of newsrooms of which some report gives the initials alone."""
    names = {c.name for c in found.values()} | {name for r in reports for name in (r.outlet, r.byline)}
    full = in_full(name.removeprefix("By ") for name in names if name)
    return {
        claim: replace(channel, name=full[channel.name], key=newsroom_key(full[channel.name]))
        if channel.name in full
        else channel
        for claim, channel in found.items()
    }


def _channel(
    claim: Claim,
    passage: str | None,
    credited: Mapping[str, tuple[str | None, int]],
    known: Mapping[str, Report],
) -> Channel:
    report = known[claim.report]
    place = passage or f"{claim.report}\n{claim.start}"
    name: str | None
    if claim.source and claim.source.type == "media":
        name, rank = claim.source.name or claim.source.text, 0
    elif told := told_newsroom(claim):
        name, rank = told, 0
    elif report.agency:
        name, rank = report.agency, 1
    elif passage:
        name, rank = credited[passage]
    else:
        name, rank = report.outlet, 2
    return Channel(name, newsroom_key(name) if name else f"report {report.id}", rank, place)


def _credited(carriers: Sequence[str], known: Mapping[str, Report], told: set[str]) -> tuple[str | None, int]:
    """Newsroom of a shared passage: an agency that a carrier credits, else the earliest carrier's outlet."""
    ordered = sorted((known[name] for name in carriers), key=_by_date)
    agencies = [report.agency for report in ordered if report.agency]
    if agencies or told:
        return (agencies[0] if agencies else min(told)), 1
    return ordered[0].outlet, 2


def _by_date(report: Report) -> tuple[date, str]:
    return (report.published.date if report.published else date.max, report.id)
