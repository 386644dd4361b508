"""A source that moves from "we hold it" to "we are retaking it" has conceded the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.events.members import Cluster, Member
from dateline.gist import gainer, loser, party, speaks_of_regaining
from dateline.records import Origin
from dateline.sourcing import wordings

Spoken = Mapping[tuple[str, str], Sequence[Member]]


def spoken(every: Sequence[Member], origins: Mapping[str, Origin]) -> Spoken:
    """What each named or described source said of each place, and with no place ("" as place)."""
    found: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in every:
        source = origins[member.claim.id].source
        if source:
            found[source, member.at].append(member)
    return found


def concede(cluster: Cluster, said: Spoken, origins: Mapping[str, Origin]) -> None:
    """Add to a disputed capture the later words of an opponent that grant it, and mark it conceded."""
    reports = {m.claim.report for m in cluster.supporting + cluster.against}
    opponents = {source for m in cluster.against if (source := origins[m.claim.id].source)}
    places = sorted({m.at for m in cluster.supporting + cluster.against if m.at})
    taken = {m.claim.id for m in cluster.supporting + cluster.against}
    for source in sorted(opponents):
        theirs = [m for m in cluster.against if origins[m.claim.id].source == source]
        since = _last_said(theirs)
        held = {h for m in theirs if m.claim.stance == "asserts" and (h := gainer(m.claim))}
        later = [m for place in places for m in said.get((source, place), ()) if m.known > since]
        later += [m for m in said.get((source, ""), ()) if m.known > since and m.claim.report in reports]
        granted = [m for m in later if m.claim.id not in taken and _grants(m, cluster, held)]
        cluster.supporting.extend(granted)
        already = [m for m in cluster.supporting if origins[m.claim.id].source == source and m.known > since]
        cluster.conceded = cluster.conceded or bool(granted or already)


def _last_said(theirs: Sequence[Member]) -> date:
    """The day of the last thing said that was new: late copies of earlier words do not count."""
    known = {m.claim.id: m.known for m in theirs}
    ordered = sorted((m.claim for m in theirs), key=lambda c: (known[c.id], c.id))
    return max(known[said[0].id] for said in wordings(ordered))


def _grants(member: Member, cluster: Cluster, held: set[str]) -> bool:
    """Whether words grant that the place is lost: to win it back one must have lost it."""
    claim = member.claim
    if claim.stance == "denies":
        return False
    if claim.kind == "control" and claim.modality != "planned":
        if claim.change == "lost":
            return cluster.party is None or loser(claim) != cluster.party
        return claim.change in ("gained", "held") and gainer(claim) == cluster.party
    theirs = {party(a) for a in claim.actors}
    return (
        cluster.party not in theirs
        and (not held or not theirs or bool(theirs & held))
        and (speaks_of_regaining(claim.quote))
    )
