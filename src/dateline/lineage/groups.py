"""Connected components: what is joined to what, through any chain of pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def groups(items: Iterable[str], pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Components of a graph, each sorted, ordered by first member; union-find, near-linear."""
    parent = {item: item for item in items}

    def root(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    members: dict[str, list[str]] = defaultdict(list)
    for item in sorted(parent):
        members[root(item)].append(item)
    return tuple(tuple(found) for _, found in sorted(members.items()))
