"""Members of one block cut into happenings by time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.events.members import Cluster, Member


@dataclass(frozen=True, slots=True)
class Window:
    """How far apart, in days, claims on one happening may stand.

    ``dated`` parts claims that name their day; ``after`` is how long a claim without a day of its own
    may follow the happening; ``undated`` parts claims none of which names a day.
    """

    dated: int
    after: int
    undated: int


Fit = Callable[[Member, Cluster], int]


def _alike(_: Member, __: Cluster) -> int:
    return 0


def cut(
    block: Sequence[Member], window: Window, party: str | None = None, fit: Fit = _alike
) -> list[Cluster]:
    """Clusters of a block, earliest first; claims that name no day go to the last cluster before them.

    ``fit`` says how well a claim suits a cluster, where several stand before it.
    """
    dated = sorted((m for m in block if m.dated), key=lambda m: (m.first, m.last, m.order))
    clusters: list[Cluster] = []
    for member in dated:
        if clusters and (member.first - clusters[-1].last).days <= window.dated:
            clusters[-1].supporting.append(member)
        else:
            clusters.append(Cluster(party, [member]))
    return sorted(clusters + _late(block, clusters, window, party, fit), key=lambda c: (c.first, c.last))


def _late(
    block: Sequence[Member], clusters: Sequence[Cluster], window: Window, party: str | None, fit: Fit
) -> list[Cluster]:
    spans = [(cluster.first, cluster.last, cluster) for cluster in clusters]
    loose: list[Cluster] = []
    for member in sorted((m for m in block if not m.dated), key=lambda m: (m.first, m.order)):
        before = [
            c
            for first, last, c in spans
            if first <= member.last and (member.first - last).days <= window.after
        ]
        if before:
            best = max(fit(member, c) for c in before)
            [c for c in before if fit(member, c) == best][-1].supporting.append(member)
        elif loose and (member.first - loose[-1].last).days <= window.undated:
            loose[-1].supporting.append(member)
        else:
            loose.append(Cluster(party, [member]))
    return loose
