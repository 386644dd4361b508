"""Claims that an analyst holds to be one statement, counted as one origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.records import Claim, Origin, Outcome


def same_origin(
    origins: Sequence[Origin], claims: Sequence[Claim], outcomes: Sequence[Outcome]
) -> tuple[Origin, ...]:
    """``origins`` with each claim that was marked a duplicate moved to the origin of what it repeats."""
    by_id = {o.id: o for o in origins}
    reports = {c.id: c.report for c in claims}
    for outcome in outcomes:
        if outcome.state == "applied" and outcome.decision.action == "duplicate":
            _move(by_id, reports, outcome)
    return tuple(o for o in by_id.values() if o.claim_ids)


def _move(by_id: dict[str, Origin], reports: Mapping[str, str], outcome: Outcome) -> None:
    home = next((o for o in by_id.values() if outcome.right[0] in o.claim_ids), None)
    if home is None:
        return
    moved = [c for c in outcome.left if c in reports and c not in home.claim_ids]
    for origin in [o for o in by_id.values() if set(moved) & set(o.claim_ids)]:
        by_id[origin.id] = _with(origin, [c for c in origin.claim_ids if c not in moved], reports)
    joined = _with(by_id[home.id], [*by_id[home.id].claim_ids, *moved], reports)
    by_id[home.id] = replace(joined, why=f"{home.why}; held to be one statement by {outcome.decision.by}")


def _with(origin: Origin, claims: Sequence[str], reports: Mapping[str, str]) -> Origin:
    carriers = tuple(sorted({reports[c] for c in claims if c in reports}))
    return replace(origin, claim_ids=tuple(sorted(set(claims))), carriers=carriers)
