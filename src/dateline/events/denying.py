"""What a denial speaks against: the cluster that it points at, or the one that it fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.events.happenings import key
from dateline.events.members import Cluster, Member
from dateline.gist import gainer, kin, loser, party, party_name, speaks_for
from dateline.records import Claim, Origin

LONGEST = 7  # days from what a denial without a pointer speaks of


def deny(
    denials: Sequence[Member], clusters: Sequence[Cluster], sources: Mapping[str, Origin]
) -> list[Cluster]:
    """Set denials against what they deny: by the claim they point at, else by what they speak of."""
    by_claim: dict[str, list[Cluster]] = defaultdict(list)
    by_key: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for claim in {m.claim.id for m in cluster.supporting}:
            by_claim[claim].append(cluster)
        for name in {_topic(m, sources) for m in cluster.supporting}:
            by_key[name].append(cluster)
    alone: dict[tuple[str, ...], Cluster] = {}
    for member in denials:
        fitting = [c for c in by_key[_topic(member, sources)] if _may_deny(member.claim, c)]
        denied = by_claim.get(member.claim.denies or "") or _near(member, _meant(member, fitting, sources))
        for cluster in denied:
            cluster.against.append(member)
        if not denied:
            name = (*_topic(member, sources), str(member.first))
            alone.setdefault(name, Cluster(None)).against.append(member)
    return list(alone.values())


def _meant(member: Member, fitting: Sequence[Cluster], sources: Mapping[str, Origin]) -> Sequence[Cluster]:
    """Of what a denial may speak of: its source's own words first, then its taker's, then its change's."""
    claim, mouth = member.claim, sources[member.claim.id].source
    taker = gainer(claim) if claim.kind == "control" else None

    def is_own(cluster: Cluster) -> bool:
        return mouth is not None and any(sources[m.claim.id].source == mouth for m in cluster.supporting)

    def is_alike(cluster: Cluster) -> bool:
        return any(m.claim.change == claim.change for m in cluster.supporting)

    own = [c for c in fitting if is_own(c) and is_alike(c)]
    takers = [c for c in fitting if taker and c.party == taker]
    return own or takers or [c for c in fitting if is_alike(c)] or fitting


def _topic(member: Member, sources: Mapping[str, Origin]) -> tuple[str, ...]:
    if member.claim.kind == "control" and member.at:
        return ("control", member.at)
    return key(member, sources)


def _may_deny(claim: Claim, cluster: Cluster) -> bool:
    """Whether a denial without a pointer fits: that a party took a place, or that one lost it to another."""
    if claim.kind != "control":
        return True
    if _is_own_hold(claim, cluster):
        return False
    taker, giver = gainer(claim), loser(claim)
    if taker:
        return cluster.party in (taker, None)
    if giver is None:
        return True
    told = cluster.supporting[0].claim if cluster.supporting else claim
    is_loss = told.change == "lost" and gainer(told) is None  # then the cluster's party is who lost
    return cluster.party == giver if is_loss else cluster.party not in (giver, None)


def _is_own_hold(claim: Claim, cluster: Cluster) -> bool:
    """Whether a denial that the place is in other hands comes from the party that the cluster gives it to."""
    actors = (a for m in cluster.supporting for a in m.claim.actors)
    holder = next((a.name for a in actors if party(a) == cluster.party), "")
    own = bool(holder) and kin(speaks_for(claim), frozenset(party_name(holder).split()))
    return own and (claim.change == "held" or gainer(claim) is not None) and gainer(claim) != cluster.party


def _near(member: Member, found: Sequence[Cluster]) -> list[Cluster]:
    """The last cluster that began before the denial, if it is at most a week old."""
    before = [c for c in found if c.first <= member.last and (member.first - c.last).days <= LONGEST]
    return before[-1:]
