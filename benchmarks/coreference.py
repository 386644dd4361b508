"""How well mentions are grouped, by the mean of MUC, B-cubed and entity CEAF (the CoNLL 2012 measure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import f1
from dateline.evaluate.groups import b_cubed

Grouping = Mapping[str, Hashable]
Members = dict[Hashable, set[str]]


def conll(gold: Grouping, found: Grouping) -> tuple[float, float, float, float]:
    """F1 by MUC, B-cubed and entity CEAF, and their mean; both groupings hold the same mentions."""
    muc, cubed, entity = _muc(gold, found), b_cubed(gold, found)[2], _ceaf(gold, found)
    return muc, cubed, entity, (muc + cubed + entity) / 3


def _members(grouping: Grouping) -> Members:
    members: Members = defaultdict(set)
    for mention, group in grouping.items():
        members[group].add(mention)
    return members


def _muc(gold: Grouping, found: Grouping) -> float:
    """Links that groups take to hold, against those that the other side has (Vilain et al. 1995)."""

    def kept(groups: Members, other: Grouping) -> tuple[int, int]:
        every = list(groups.values())
        return sum(len(g) - len({other[m] for m in g}) for g in every), sum(len(g) - 1 for g in every)

    right, wanted = kept(_members(gold), found)
    sure, put = kept(_members(found), gold)
    return f1(sure, put, right, wanted)[2]


def _ceaf(gold: Grouping, found: Grouping) -> float:
    """Groups paired one to one for the greatest total likeness (Luo 2005, his fourth measure)."""
    ours, theirs = _members(found), _members(gold)
    total = sum(assigned(table) for table in _tables(theirs, ours, found))
    return f1(total, len(ours), total, len(theirs))[2]


def _tables(theirs: Members, ours: Members, found: Grouping) -> Iterator[NDArray[np.float64]]:
    """Likeness of gold groups (rows) and found groups, one table for each set that overlaps."""
    left = dict.fromkeys(theirs)
    while left:
        rows, columns, open_ = [], dict[Hashable, None](), [next(iter(left))]
        while open_:
            row = open_.pop()
            if row not in left:
                continue
            del left[row]
            rows.append(row)
            for column in sorted({found[m] for m in theirs[row]} - columns.keys(), key=str):
                columns[column] = None
                open_ += [g for g in left if theirs[g] & ours[column]]
        yield np.array([[_likeness(theirs[r], ours[c]) for c in columns] for r in rows])


def _likeness(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def assigned(likeness: NDArray[np.float64]) -> float:
    """Greatest total of a one-to-one pairing of rows and columns (Kuhn and Munkres, by shortest paths)."""
    table = likeness if likeness.shape[0] <= likeness.shape[1] else likeness.T
    rows, columns = table.shape
    row_price, price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool)
        way = np.zeros(columns + 1, dtype=int)
        while owner[at] or at == 0:
            used[at] = True
            cost = -table[owner[at] - 1] - row_price[owner[at]] - price[1:]
            nearer = ~used[1:] & (cost < least[1:])
            least[1:][nearer], way[1:][nearer] = cost[nearer], at
            at = int(np.where(used[1:], np.inf, least[1:]).argmin()) + 1
            step = least[at]
            row_price[owner[used]] += step
            price[used] -= step
            least[~used] -= step
        _turn(owner, way, at)
    return float(sum(table[owner[c] - 1, c - 1] for c in range(1, columns + 1) if owner[c]))


def _turn(owner: NDArray[np.int64], way: Sequence[int] | NDArray[np.int64], at: int) -> None:
    """Give every column on the path found to the row before it."""
    while at:
        owner[at] = owner[way[at]]
        at = int(way[at])
