"""Claims against gold claims: which were found, and which of their fields are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.evaluate.slots import STRICT, slots

Json = Mapping[str, Any]
LEAST_OF_SHORTER, LEAST_OF_UNION = 0.5, 0.25  # shares that two spans of one claim have in common


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1 from counts; 0 where there is nothing to divide by."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim, the predicted claim taken for it, and the fields that gold fills: right or wrong.

    One of the two is None for a claim that was missed or that gold does not have.
    """

    doc: str
    gold: Json | None
    predicted: Json | None
    right: Mapping[str, bool] = field(default_factory=dict)

    @property
    def strict(self) -> bool:
        """Whether kind, change, stance, source and place are all right."""
        return all(self.right.get(slot, True) for slot in STRICT)

    @property
    def wrong(self) -> tuple[str, ...]:
        return tuple(slot for slot, right in self.right.items() if not right)


@dataclass(frozen=True, slots=True)
class Score:
    """How right the claims of some documents are."""

    documents: int
    detected: Rate
    strict: Rate
    kinds: Mapping[str, Rate]
    slots: Mapping[str, tuple[int, int]]  # how often right, how often filled by gold
    matched: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    extra: tuple[Pair, ...]


def score_claims(gold: Mapping[str, Sequence[Json]], predicted: Mapping[str, Sequence[Json]]) -> Score:
    """Compare the claims of the documents that ``gold`` annotates; other documents do not count.

    Both map a document's id to its claims. A predicted claim matches a gold claim of the same kind when
    their spans share half of the shorter one and a quarter of the union, one to one, best overlap first.
    """
    matched: list[Pair] = []
    missed: list[Pair] = []
    extra: list[Pair] = []
    for doc, wanted in gold.items():
        found = predicted.get(doc, ())
        taken = dict(_pairs(wanted, found))
        matched += [Pair(doc, wanted[i], found[j], slots(wanted[i], found[j])) for i, j in taken.items()]
        missed += [Pair(doc, claim, None) for i, claim in enumerate(wanted) if i not in taken]
        used = set(taken.values())
        extra += [Pair(doc, None, claim) for j, claim in enumerate(found) if j not in used]
    return _score(len(gold), matched, missed, extra)


def _score(documents: int, matched: list[Pair], missed: list[Pair], extra: list[Pair]) -> Score:
    hits = Counter(pair.gold["kind"] for pair in matched if pair.gold)
    gold = hits + Counter(pair.gold["kind"] for pair in missed if pair.gold)
    predicted = hits + Counter(pair.predicted["kind"] for pair in extra if pair.predicted)
    asked = Counter(slot for pair in matched for slot in pair.right)
    right = asked - Counter(slot for pair in matched for slot in pair.wrong)
    everything = (predicted.total(), gold.total())
    return Score(
        documents=documents,
        detected=Rate(len(matched), *everything),
        strict=Rate(sum(pair.strict for pair in matched), *everything),
        kinds={kind: Rate(hits[kind], predicted[kind], gold[kind]) for kind in sorted(gold | predicted)},
        slots={slot: (right[slot], asked[slot]) for slot in asked},
        matched=tuple(matched),
        missed=tuple(missed),
        extra=tuple(extra),
    )


def _pairs(gold: Sequence[Json], predicted: Sequence[Json]) -> Iterator[tuple[int, int]]:
    """Indices of claims that match, best overlap first; of equal overlaps the later claims first."""
    close = [
        (overlap(wanted, found), i, j)
        for i, wanted in enumerate(gold)
        for j, found in enumerate(predicted)
        if wanted["kind"] == found["kind"]
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    for share, i, j in sorted(close, reverse=True):
        if share > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j


def overlap(one: Json, other: Json) -> float:
    """Share of the union of two spans that both cover; 0 where it is too little for one claim."""
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    if common <= 0:
        return 0.0
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    union = max(one["end"], other["end"]) - min(one["start"], other["start"])
    enough = common / shorter >= LEAST_OF_SHORTER and common / union >= LEAST_OF_UNION
    return common / union if enough else 0.0
