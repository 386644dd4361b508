"""What holds across reports: families of copies, events, and how many origins an event has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from dateline.evaluate.claims import Rate, Score


@dataclass(frozen=True, slots=True)
class Groups:
    """What a program put together: the family of each report, the event and the origin of each claim id."""

    families: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupScore:
    """``families`` and ``events`` are B-cubed (precision, recall, F1); None where gold has none.

    ``origins`` counts the gold events whose number of origins is right.
    """

    families: tuple[float, float, float] | None
    events: tuple[float, float, float] | None
    origins: Rate | None


def score_groups(score: Score, families: Mapping[str, str], found: Groups) -> GroupScore:
    """Compare groups; ``families`` is gold's family of each report.

    Events and origins are asked of the matched claims whose gold bears ``event`` and ``origin``.
    """
    events = {_id(p.predicted): str(p.gold["event"]) for p in score.matched if p.gold and p.gold.get("event")}
    return GroupScore(
        families=b_cubed(families, found.families) if families else None,
        events=b_cubed(events, found.events) if events else None,
        origins=_origins(score, found.origins),
    )


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping, averaged over its items (Bagga and Baldwin 1998).

    Only items of ``gold`` count; one that ``found`` lacks stands alone.
    """
    placed = {item: (True, found[item]) if item in found else (False, item) for item in gold}
    together, told = _members(gold), _members(placed)
    precision = recall = 0.0
    for item in gold:
        truth, guess = together[gold[item]], told[placed[item]]
        common = len(truth & guess)
        precision += common / len(guess)
        recall += common / len(truth)
    count = max(1, len(gold))
    precision, recall = precision / count, recall / count
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _members(groups: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
    members: dict[Hashable, set[str]] = defaultdict(set)
    for item, group in groups.items():
        members[group].add(item)
    return members


def _origins(score: Score, found: Mapping[str, str]) -> Rate | None:
    """Events by whether their claims come from as many origins as in gold."""
    wanted: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    for pair in (*score.matched, *score.missed):
        if pair.gold and pair.gold.get("event") and pair.gold.get("origin"):
            event = str(pair.gold["event"])
            wanted[event].add(str(pair.gold["origin"]))
            told[event].update(_known(found, _id(pair.predicted)))
    if not wanted:
        return None
    right = sum(len(wanted[event]) == len(told[event]) for event in wanted)
    return Rate(right, len(wanted), len(wanted))


def _known(found: Mapping[str, str], claim: str) -> Iterable[str]:
    return (found[claim],) if claim in found else ()


def _id(claim: Mapping[str, object] | None) -> str:
    return str(claim["id"]) if claim and "id" in claim else ""
