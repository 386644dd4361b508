"""Decisions applied to claims: each finds its words again, or is listed as having lost them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.decide.anchors import Ground, find
from dateline.decide.correct import corrected
from dateline.records import Claim, Decision, Extraction, Outcome, Rejection

ON_CLAIMS = ("accept", "reject", "correct", "duplicate", "merge", "split", "note")


@dataclass(frozen=True, slots=True)
class Judged:
    """Extractions as the analysts want them, and what came of each decision."""

    extractions: tuple[Extraction, ...]
    outcomes: tuple[Outcome, ...]


def judge(extractions: Sequence[Extraction], decisions: Sequence[Decision]) -> Judged:
    """Apply what was decided about claims, in the order in which it was decided.

    Of two decisions about one thing the later stands. What was undone has no effect.
    """
    claims = [c for e in extractions for c in e.claims]
    ground = Ground.of([e.report for e in extractions], claims)
    undone = {d.target.removeprefix("decision:") for d in decisions if d.action == "undo"}
    outcomes = [_outcome(d, ground, undone) for d in decisions]
    changed = _changed({c.id: c for c in claims}, outcomes)
    rejected = _rejected(outcomes)
    found = tuple(_judged(e, changed, rejected) for e in extractions)
    return Judged(found, tuple(outcomes))


def _outcome(decision: Decision, ground: Ground, undone: set[str]) -> Outcome:
    if decision.id in undone:
        return Outcome(decision.id, decision, "undone", "taken back")
    if decision.action not in ON_CLAIMS or not decision.anchors:
        return Outcome(decision.id, decision, "applied", "")
    found = [(a.group, find(a, ground)) for a in decision.anchors]
    why = "; ".join(dict.fromkeys(f for _, f in found if isinstance(f, str)))
    sides = [tuple(dict.fromkeys(c.id for g, c in found if g == n and isinstance(c, Claim))) for n in (0, 1)]
    needed = 2 if decision.action in ("merge", "split", "duplicate") else 1
    if not all(sides[:needed]):
        return Outcome(decision.id, decision, "lost", why, *sides)
    return Outcome(decision.id, decision, "applied", why, *sides)


def _changed(claims: dict[str, Claim], outcomes: Sequence[Outcome]) -> dict[str, Claim]:
    """The claims that corrections change, by id."""
    changed: dict[str, Claim] = {}
    for outcome in outcomes:
        if outcome.state == "applied" and outcome.decision.action == "correct":
            for id_ in outcome.left:
                changed[id_] = corrected(changed.get(id_, claims[id_]), outcome.decision.payload)
    return changed


def _rejected(outcomes: Sequence[Outcome]) -> dict[str, Decision]:
    """Claims that were rejected and not accepted since, with who said so."""
    found: dict[str, Decision] = {}
    for outcome in outcomes:
        if outcome.state == "applied":
            for id_ in outcome.left:
                if outcome.decision.action == "reject":
                    found[id_] = outcome.decision
                elif outcome.decision.action == "accept":
                    found.pop(id_, None)
    return found


def _judged(found: Extraction, changed: dict[str, Claim], rejected: dict[str, Decision]) -> Extraction:
    kept = [changed.get(c.id, c) for c in found.claims if c.id not in rejected]
    if len(kept) == len(found.claims) and not any(c.id in changed for c in kept):
        return found
    gone = [c for c in found.claims if c.id in rejected]
    freed = tuple(replace(c, denies=None) if c.denies in rejected else c for c in kept)
    return replace(
        found, claims=freed, rejections=found.rejections + tuple(_set_aside(c, rejected[c.id]) for c in gone)
    )


def _set_aside(claim: Claim, decision: Decision) -> Rejection:
    why = f": {decision.why}" if decision.why else ""
    reason = f"rejected by {decision.by} on {decision.at.date()}{why}"
    return Rejection("desk", reason, claim.report, claim.start, claim.end)
