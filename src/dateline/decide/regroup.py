"""Events that an analyst joined or parted, as the room that makes events asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Outcome, Regrouping


def regroupings(outcomes: Sequence[Outcome]) -> tuple[Regrouping, ...]:
    """What holds of merging and splitting, in the order in which it was decided."""
    return tuple(
        Regrouping(o.decision.action == "merge", o.left, o.right)
        for o in outcomes
        if o.state == "applied" and o.decision.action in ("merge", "split")
    )
