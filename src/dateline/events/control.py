"""Who took, holds or lost one place: claims of several parties, in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.events.members import Cluster, Member
from dateline.events.timing import Window, cut
from dateline.gist import gainer, loser, speaks_of_lasting

TAKING = Window(dated=2, after=10, undated=4)
HOLDING = Window(dated=7, after=7, undated=7)
CONTEST = 7  # days after a capture within which "we still hold it" speaks against that capture


def clusters_at(block: Sequence[Member]) -> list[Cluster]:
    """Happenings at one place: captures, holdings with no capture told, losses and contests.

    A holder's "we hold it" after its own capture supports that capture; the other side's within a week
    of it speaks against it. ``block`` holds the asserting control claims on one place.
    """
    takings = _takings([m for m in block if _is_taking(m)])
    held: dict[str | None, list[Member]] = defaultdict(list)
    for member in (m for m in block if m.claim.change == "held"):
        latest = _latest(takings, member)
        if latest is None:
            held[gainer(member.claim)].append(member)
        elif gainer(member.claim) in (latest.party, None) or _names_taker(member, latest):
            latest.supporting.append(member)
        else:
            latest.against.append(member)
    holdings = [c for party in sorted(held, key=str) for c in cut(held[party], HOLDING, party)]
    _oppose(holdings)
    losses = _losses([m for m in block if _is_bare_loss(m)], takings)
    contests = cut([m for m in block if m.claim.change == "contested"], HOLDING)
    _supersede(takings)
    return takings + holdings + losses + contests


def _names_taker(member: Member, taking: Cluster) -> bool:
    """Whether a holding says who took a place, which the reports of its capture leave open."""
    return taking.party is None and not speaks_of_lasting(member.claim.quote)


def _is_taking(member: Member) -> bool:
    claim = member.claim
    return claim.change == "gained" or (claim.change == "lost" and gainer(claim) is not None)


def _is_bare_loss(member: Member) -> bool:
    return member.claim.change == "lost" and gainer(member.claim) is None


def _takings(block: Sequence[Member]) -> list[Cluster]:
    """Captures of a place by each party; those that name no taker join the only one they fit."""
    by_party: dict[str | None, list[Member]] = defaultdict(list)
    for member in block:
        by_party[gainer(member.claim)].append(member)
    silent = by_party.pop(None, [])
    found = [c for party in sorted(by_party, key=str) for c in cut(by_party[party], TAKING, party)]
    named = list(found)
    nameless = cut([m for m in silent if not _retells(m, named)], TAKING)
    for cluster in nameless:
        near = [c for c in named if _meet(c, cluster, TAKING.dated)]
        same_day = [c for c in near if c.first == cluster.first]
        if len(near) == 1 or len(same_day) == 1:
            (same_day or near)[0].supporting.extend(cluster.supporting)
        else:
            found.append(cluster)
    return sorted(found, key=lambda c: (c.first, str(c.party)))


def _retells(member: Member, named: Sequence[Cluster]) -> bool:
    """Put a late retelling that names neither taker nor day with the last capture before it, and say so.

    It must be the only capture of the last days: where two parties took the place, none is meant surely.
    """
    before = [c for c in named if c.first <= member.last and (member.first - c.last).days <= TAKING.after]
    if member.dated or len({c.party for c in before}) != 1:
        return False
    max(before, key=lambda c: c.first).supporting.append(member)
    return True


def _meet(one: Cluster, other: Cluster, days: int) -> bool:
    return (one.first - other.last).days <= days and (other.first - one.last).days <= days


def _latest(takings: Sequence[Cluster], member: Member) -> Cluster | None:
    """The last capture before a holding was told, one that names its taker first; None if long ago.

    Who still holds a place did not take it just now: such words speak of the last capture by another.
    """
    party = gainer(member.claim)
    near = [c for c in takings if c.first <= member.last and _recent(c, member, party)]
    if speaks_of_lasting(member.claim.quote):
        near = [c for c in near if c.party != party] or near
    return max(near, key=lambda c: (c.party is not None, c.first, c.party == party), default=None)


def _recent(taking: Cluster, member: Member, party: str | None) -> bool:
    limit = TAKING.after if taking.party == party else CONTEST
    return (member.first - taking.last).days <= limit


def _oppose(holdings: Sequence[Cluster]) -> None:
    """Set holdings of one place by two parties at one time against each other."""
    own = [list(c.supporting) for c in holdings]
    for cluster in holdings:
        for other, theirs in zip(holdings, own, strict=True):
            if other.party != cluster.party and _meet(cluster, other, 0):
                cluster.against.extend(theirs)


def _losses(block: Sequence[Member], takings: Sequence[Cluster]) -> list[Cluster]:
    """Losses that name no winner: part of the one capture by another party that they fit, or alone."""
    alone: dict[str | None, list[Member]] = defaultdict(list)
    for member in block:
        near = [c for c in takings if c.party != loser(member.claim) and _fits(c, member)]
        if len(near) == 1:
            near[0].supporting.append(member)
        else:
            alone[loser(member.claim)].append(member)
    return [c for party in sorted(alone, key=str) for c in cut(alone[party], TAKING, party)]


def _fits(taking: Cluster, member: Member) -> bool:
    limit = TAKING.dated if member.dated else TAKING.after
    return taking.first <= member.last and (member.first - taking.last).days <= limit


def _supersede(takings: Sequence[Cluster]) -> None:
    """Mark captures that a later capture by another party, which nobody disputes, has ended.

    ``takings`` stand in order of time, so one walk from the last to the first is enough.
    """
    latest: dict[str | None, Cluster] = {}  # by party: its last undisputed capture so far
    for cluster in reversed(takings):
        others = [c for party, c in latest.items() if party not in (None, cluster.party)]
        cluster.superseded = cluster.party is not None and any(c.first > cluster.first for c in others)
        if not cluster.against:
            latest.setdefault(cluster.party, cluster)
