"""Killed and wounded in one clause are one claim with two quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.claims.victims import ONLY_COUNTED
from dateline.records import Annotated, Statement

_JOINING = 30  # characters between "killed 12" and "wounded 30"
_CLOSES_A_CLAUSE = frozenset({".", ";", ":", "—", "–", " said ", " told "})


def merge_casualties(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Join neighbouring casualty statements of one sentence and one source into one.

    The first keeps its change; quantities and victims are put together in text order.
    """
    text = annotated.report.received_text
    merged: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (s.start, s.end)):
        previous = next((s for s in reversed(merged) if s.sentence == statement.sentence), None)
        if previous is not None and _belongs(previous, statement, text):
            merged[merged.index(previous)] = _joined(previous, statement)
        else:
            merged.append(statement)
    return merged


def _belongs(first: Statement, second: Statement, text: str) -> bool:
    if first.kind != "casualties" or second.kind != "casualties" or first.stance != second.stance:
        return False
    if (
        {first.change, second.change} == {"killed"}
        or first.change == second.change
        or first.source != second.source
    ):
        return False
    told = any(m.reason != ONLY_COUNTED for m in second.targets)
    counted = first.quantities and second.quantities and (_counted(first) or _counted(second))
    if told and not counted:
        return False  # "a driver was hurt, and the mayor died": two happenings, not one count
    between = text[first.end : second.start] if second.start > first.end else ""
    return len(between) <= _JOINING and not any(mark in between for mark in _CLOSES_A_CLAUSE)


def _counted(statement: Statement) -> bool:
    return bool(statement.quantities) and not all(q.named for q in statement.quantities)


def _joined(first: Statement, second: Statement) -> Statement:
    same_words = {(m.first, m.last) for m in first.targets}
    return replace(
        first,
        end=max(first.end, second.end),
        actors=first.actors or second.actors,
        targets=(*first.targets, *(m for m in second.targets if (m.first, m.last) not in same_words)),
        places=first.places or second.places,
        time=first.time or second.time,
        quantities=(*first.quantities, *(q for q in second.quantities if q not in first.quantities)),
    )
