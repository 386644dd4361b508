"""Clusters joined and parted as analysts decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.events.members import Cluster, Member
from dateline.records import Regrouping


def regrouped(clusters: Sequence[Cluster], wanted: Iterable[Regrouping]) -> list[Cluster]:
    """``clusters`` with those of the two sides of each joining as one, and of each parting as two."""
    found = list(clusters)
    for each in wanted:
        found = _joined(found, each) if each.together else _parted(found, each)
    return found


def _joined(clusters: list[Cluster], wanted: Regrouping) -> list[Cluster]:
    into = _fullest(clusters, wanted.left)
    other = _fullest([c for c in clusters if c is not into], wanted.right)
    if into is None or other is None:
        return clusters
    known = {m.claim.id for m in (*into.supporting, *into.against)}
    into.supporting += [m for m in other.supporting if m.claim.id not in known]
    into.against += [m for m in other.against if m.claim.id not in known]
    into.conceded, into.superseded = into.conceded or other.conceded, into.superseded and other.superseded
    return [c for c in clusters if c is not other]


def _parted(clusters: list[Cluster], wanted: Regrouping) -> list[Cluster]:
    moved, rest = set(wanted.left), set(wanted.right)
    whole = next((c for c in clusters if moved & _claims(c) and rest & _claims(c)), None)
    if whole is None or _claims(whole) <= moved:
        return clusters
    apart = Cluster(
        whole.party, _of(whole.supporting, moved), _of(whole.against, moved), superseded=whole.superseded
    )
    whole.supporting = [m for m in whole.supporting if m.claim.id not in moved]
    whole.against = [m for m in whole.against if m.claim.id not in moved]
    return [*clusters, apart]


def _fullest(clusters: Sequence[Cluster], claims: Sequence[str]) -> Cluster | None:
    """The cluster that holds most of some claims; None where none holds any."""
    wanted = set(claims)
    best = max(clusters, key=lambda c: len(wanted & _claims(c)), default=None)
    return best if best and wanted & _claims(best) else None


def _claims(cluster: Cluster) -> set[str]:
    return {m.claim.id for m in (*cluster.supporting, *cluster.against)}


def _of(members: Sequence[Member], claims: set[str]) -> list[Member]:
    return [m for m in members if m.claim.id in claims]
