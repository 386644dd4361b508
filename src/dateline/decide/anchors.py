"""The words that a decision was about, found again: ids change as reading gets better, words stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Anchor, Claim, Report

_SHARED = 0.5  # of the shorter of two stretches, from which one claim answers for the other


@dataclass(frozen=True, slots=True)
class Ground:
    """Reports and their claims, to look for anchors in."""

    by_digest: Mapping[str, Report]
    by_id: Mapping[str, Report]
    claims: Mapping[str, Sequence[Claim]]  # report id -> its claims

    @classmethod
    def of(cls, reports: Sequence[Report], claims: Sequence[Claim]) -> Ground:
        """The ground that a case's reports and claims make."""
        found: dict[str, list[Claim]] = {}
        for claim in claims:
            found.setdefault(claim.report, []).append(claim)
        return cls({r.digest: r for r in reports}, {r.id: r for r in reports}, found)


def find(anchor: Anchor, ground: Ground) -> Claim | str:
    """The claim that is now read from the words of ``anchor``, or why there is none."""
    report = ground.by_id.get(anchor.report)
    if report is None or report.digest != anchor.digest:
        report = ground.by_digest.get(anchor.digest, report)
    if report is None:
        return f"the report {anchor.report} is not in the case any more"
    here = ground.claims.get(report.id, ())
    same = next((c for c in here if c.id == anchor.claim), None)
    if same is not None:
        return same
    start = _place(anchor, report.received_text)
    if start is None:
        return f"its words do not stand in {report.id} any more"
    end = start + len(anchor.quote)
    fitting = [c for c in here if _shared(c, start, end) >= _SHARED]
    if not fitting:
        return f"no claim is read from its words in {report.id} any more"
    return min(fitting, key=lambda c: (c.kind != anchor.kind, -_shared(c, start, end), c.start, c.id))


def _place(anchor: Anchor, text: str) -> int | None:
    """Where the words stand now: at their old offsets, else nearest to them."""
    if text[anchor.start : anchor.start + len(anchor.quote)] == anchor.quote:
        return anchor.start
    after = text.find(anchor.quote, anchor.start)
    before = text.rfind(anchor.quote, 0, anchor.start + len(anchor.quote))
    places = [at for at in (after, before) if at >= 0]
    return min(places, key=lambda at: abs(at - anchor.start), default=None) if anchor.quote else None


def _shared(claim: Claim, start: int, end: int) -> float:
    """The part of the shorter stretch that both have, 0 to 1."""
    both = min(claim.end, end) - max(claim.start, start)
    return max(0.0, both / max(1, min(claim.end - claim.start, end - start)))
