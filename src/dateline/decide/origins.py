"""Claims that an analyst holds to be one statement, counted as one origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.between import Repeats
from dateline.records import Outcome


def repetitions(outcomes: Sequence[Outcome], reports: Mapping[str, str]) -> Iterator[Repeats]:
    """Each claim that was marked a duplicate, with what it repeats; ``reports`` gives the report of a claim.

    Of two decisions on one claim the later stands.
    """
    found: dict[str, Repeats] = {}
    for outcome in outcomes:
        if outcome.state == "applied" and outcome.decision.action == "duplicate":
            other = outcome.right[0]
            for claim in outcome.left:
                if claim in reports and other in reports and claim != other:
                    found[claim] = Repeats(claim, reports[claim], other, outcome.decision.by)
    yield from found.values()
