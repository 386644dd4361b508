"""What is disputed and by whom; what changed; and what only looks like disagreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.publish import english
from dateline.publish.document import Cite, Inline, Line, Section
from dateline.publish.lines import bullets, event_line
from dateline.publish.phrase import best_claim
from dateline.publish.view import View
from dateline.records import Claim, Disagreement, Event

_REAL = ("denial", "holder", "number", "date", "place")
_APPARENT = ("scope", "apparent")


def disputed(view: View, events: Sequence[Event], limit: int) -> Section:
    """Events that somebody denies or tells otherwise, with both sides."""
    real = [d for d in view.record.disagreements if d.type in _REAL]
    lines: list[Line] = []
    told: set[str] = set()
    for event in events:
        if event.status in ("disputed", "conceded") and event.kind != "position":
            mine = [d for d in real if event.id in d.event_ids and d.id not in told]
            told.update(d.id for d in mine)
            lines.append((*event_line(view, event), *_reasons(mine)))
    rest = [d for d in real if d.id not in told and not _words_alone(view, d)]
    lines += [_two_sides(view, group) for group in grouped(rest)]
    return Section("What is disputed", bullets(lines, limit))


def changed(view: View, limit: int) -> Section:
    """What later reports overtook, and who took back what."""
    found = [d for d in view.record.disagreements if d.type == "superseded"]
    return Section("What changed", bullets([_two_sides(view, g) for g in grouped(found)], limit))


def not_disputed(view: View, limit: int) -> Section:
    """Figures and statements that stand beside each other without contradiction."""
    found = [d for d in view.record.disagreements if d.type in _APPARENT]
    lines = [_two_sides(view, g) for g in grouped(found)]
    return Section("Different measures, not a contradiction", bullets(lines, limit))


def grouped(found: Iterable[Disagreement]) -> list[list[Disagreement]]:
    """Disagreements that share a claim together, so that three counts are one item, not three."""
    leader: dict[str, str] = {}

    def lead(claim: str) -> str:
        while leader.setdefault(claim, claim) != claim:
            leader[claim] = claim = leader[leader[claim]]
        return claim

    ordered = sorted(found, key=lambda d: d.id)
    for dispute in ordered:
        first, *others = sorted({*dispute.left, *dispute.right})
        for other in others:
            low, high = sorted((lead(first), lead(other)))
            leader[high] = low
    groups: dict[str, list[Disagreement]] = {}
    for dispute in ordered:
        groups.setdefault(lead(min((*dispute.left, *dispute.right))), []).append(dispute)
    return [members for _, members in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))]


def _two_sides(view: View, group: Sequence[Disagreement]) -> Line:
    """Each different account with its source, then the reasons for the type."""
    line: list[Inline] = []
    for claim_ids in _accounts(view, group):
        claim = best_claim(view, claim_ids)
        line += [f"{_who(view, claim)}: “{english.short(claim.quote, 160)}”", Cite(claim_ids), ". "]
    return (*line, *_reasons(group))


def _accounts(view: View, group: Sequence[Disagreement]) -> list[tuple[str, ...]]:
    """Claims of a group, those of one source with the same numbers together, earliest first."""
    found: dict[object, list[str]] = {}
    ids = dict.fromkeys(c for d in group for c in (*d.left, *d.right) if c in view.claims)
    for claim in sorted((view.claims[i] for i in ids), key=lambda c: (view.published(c.report), c.id)):
        numbers = tuple((q.value, q.low, q.high, q.unit) for q in claim.quantities)
        found.setdefault((_who(view, claim), numbers, claim.stance, claim.change), []).append(claim.id)
    return [tuple(ids) for ids in found.values()]


def _who(view: View, claim: Claim) -> str:
    if claim.source is None:
        return claim.via[0] if claim.via else view.outlet(claim.report)
    name = claim.source.name or claim.source.text
    return name[:1].upper() + name[1:]


def _reasons(group: Sequence[Disagreement]) -> Line:
    reasons = dict.fromkeys(english.sentence(d.why) for d in group if d.why)
    return (" " + " ".join(list(reasons)[:3]),) if reasons else ()


def _words_alone(view: View, dispute: Disagreement) -> bool:
    """Whether a dispute is about words alone, which the section on positions tells."""
    kinds = {view.claims[c].kind for c in (*dispute.left, *dispute.right) if c in view.claims}
    return kinds == {"position"}
