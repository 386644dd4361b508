"""A source that moves from "we hold it" to "we are retaking it" has conceded the place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.events.members import Cluster, Member
from dateline.gist import (
    gainer,
    kin,
    loser,
    owns_loss,
    party,
    speaks_for,
    speaks_of_lasting,
    speaks_of_regaining,
)
from dateline.records import Origin
from dateline.sourcing import wordings

MEMORY = timedelta(days=60)  # beyond which words on a place speak of something else
EVE = timedelta(days=3)  # before a capture, in which "it remains ours" is what its speaker goes back on
SPOKEN = ("control", "position", "fighting")  # kinds of words by which a place is granted
Spoken = Mapping[str, Sequence[Member]]


def spoken(every: Sequence[Member]) -> Spoken:
    """What was said of each place, and with no place ("" as place)."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in every:
        if member.claim.source and member.claim.kind in SPOKEN:
            found[member.at].append(member)
    return found


def concede(cluster: Cluster, said: Spoken, origins: Mapping[str, Origin]) -> None:
    """Add to a disputed capture the later words of an opponent that grant it, and mark it conceded.

    An opponent is whoever spoke against it, and the party that such a source speaks for.
    """
    every = cluster.supporting + cluster.against
    reports, taken = {m.claim.report for m in every}, {m.claim.id for m in every}
    places = sorted({m.at for m in every if m.at and m.claim.kind == "control"})
    around = sorted({at.partition("/")[0] for at in places} - set(places))  # the town of an airport
    for source in sorted({s for m in cluster.against if (s := origins[m.claim.id].source)}):
        opponent = _opponent(source, cluster, origins)
        later = [m for place in places for m in opponent.after(said.get(place, ()))]
        later += [
            m for town in around for m in opponent.after(said.get(town, ())) if m.claim.kind != "control"
        ]
        later += [m for m in opponent.after(said.get("", ())) if m.claim.report in reports]
        granted = [m for m in later if m.claim.id not in taken and opponent.grants(m, cluster, origins)]
        cluster.supporting.extend(granted)
        already = any(opponent.grants(m, cluster, origins) for m in cluster.supporting)
        cluster.conceded = cluster.conceded or already


def reverse(cluster: Cluster, said: Spoken, origins: Mapping[str, Origin]) -> None:
    """Set against a capture those who insisted just before it that they held the place, and now grant it.

    Who said "it remains ours" on the eve and "we will retake it" on the day has gone back on its words.
    """
    known = {m.claim.id for m in (*cluster.supporting, *cluster.against)}
    eve = [
        m for at in sorted({m.at for m in cluster.supporting}) for m in _eve(said.get(at, ()), cluster.first)
    ]
    for source in sorted({s for m in eve if (s := origins[m.claim.id].source)}):
        theirs = [m for m in eve if origins[m.claim.id].source == source and m.claim.id not in known]
        insisted = [m for m in theirs if gainer(m.claim) not in (cluster.party, None)]
        if any(speaks_of_lasting(m.claim.quote) for m in insisted):
            trial = Cluster(cluster.party, list(cluster.supporting), insisted)
            concede(trial, said, origins)
            if trial.conceded:
                cluster.supporting, cluster.conceded = trial.supporting, True
                cluster.against.extend(insisted)


def _eve(said: Sequence[Member], day: date) -> Sequence[Member]:
    """The holdings told in the days up to a capture (``said`` by time)."""
    first = bisect_left(said, max(day, date.min + EVE) - EVE, key=lambda m: m.known)
    near = said[first : bisect_right(said, day, key=lambda m: m.known)]
    return [m for m in near if m.claim.change == "held" and m.claim.stance == "asserts"]


def one_side(cluster: Cluster, origins: Mapping[str, Origin]) -> None:
    """Leave each source on one side of an event, unless it granted it later or took it back later.

    Nobody says at one time that a thing is so and that it is not: the side on which it said more, and
    of equals its denial, is what it said; what is left was read the wrong way round.
    """
    both = _mouths(cluster.supporting, origins).keys() & _mouths(cluster.against, origins).keys()
    for mouth in sorted(both):
        said = _mouths(cluster.supporting, origins)[mouth]
        denied = _mouths(cluster.against, origins)[mouth]
        vows = any(m.claim.kind != "control" for m in said)  # to win it back: a concession already
        taken_back = all(m.claim.stance == "denies" for m in denied) and (
            min(m.known for m in denied) > max(m.known for m in said)
        )
        if vows or taken_back or max(m.known for m in said) > _last_said(denied):
            continue
        if len(said) > len(denied) or all(m.claim.stance == "asserts" for m in denied):
            cluster.against = [m for m in cluster.against if m not in denied]
        else:
            cluster.supporting = [m for m in cluster.supporting if m not in said]


def _mouths(members: Sequence[Member], origins: Mapping[str, Origin]) -> dict[str, list[Member]]:
    """What each source said, and each newsroom on its own word within one report."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        found[origins[member.claim.id].source or f"\n{member.claim.report}"].append(member)
    return found


@dataclass(frozen=True, slots=True)
class Opponent:
    """Somebody who spoke against a capture: until when, for whom, and who has the place by their word.

    ``since`` is the day from which words that grant it count: the one after their last word against it, or
    that very day if they had spoken against it before, as nobody denies a loss again once it is granted.
    """

    source: str
    since: date
    camp: frozenset[str]
    held: frozenset[str]

    def after(self, said: Sequence[Member]) -> Sequence[Member]:
        """What was said in the weeks after its last word against the capture (``said`` by time)."""
        first = bisect_left(said, self.since, key=lambda m: m.known)
        last = min(self.since, date.max - MEMORY) + MEMORY
        return said[first : bisect_right(said, last, key=lambda m: m.known)]

    def grants(self, member: Member, cluster: Cluster, origins: Mapping[str, Origin]) -> bool:
        """Whether later words, of the opponent or of the same party, grant the capture."""
        if member.known < self.since:
            return False
        one_mouth = origins[member.claim.id].source == self.source
        theirs = kin(self.camp, speaks_for(member.claim)) or owns_loss(member.claim, self.held)
        return (one_mouth or theirs) and _grants(member, cluster, self.held)


def _opponent(source: str, cluster: Cluster, origins: Mapping[str, Origin]) -> Opponent:
    theirs = [m for m in cluster.against if origins[m.claim.id].source == source]
    camp = frozenset[str]().union(*(speaks_for(m.claim) for m in theirs))
    held = {h for m in theirs if m.claim.stance == "asserts" and (h := gainer(m.claim))}
    first, last = min(_said_on(m) for m in theirs), _last_said(theirs)
    since = last if first < last else min(last, date.max - timedelta(days=1)) + timedelta(days=1)
    return Opponent(source, since, camp, frozenset(held))


def _last_said(theirs: Sequence[Member]) -> date:
    """The day of the last thing said that was new: late copies of earlier words do not count."""
    known = {m.claim.id: _said_on(m) for m in theirs}
    ordered = sorted((m.claim for m in theirs), key=lambda c: (known[c.id], c.id))
    return max(known[said[0].id] for said in wordings(ordered))


def _said_on(member: Member) -> date:
    """The day of the words: the report's, or an earlier one on which, it says, the place was held."""
    held = member.claim.change == "held" and member.dated and member.claim.stance == "asserts"
    return min(member.known, member.last) if held else member.known


def _grants(member: Member, cluster: Cluster, held: frozenset[str]) -> bool:
    """Whether words grant that the place is lost: to win it back one must have lost it."""
    claim = member.claim
    if claim.stance == "denies":
        return False
    if claim.kind == "control" and claim.modality != "planned":
        if claim.change == "lost":
            return cluster.party is None or loser(claim) != cluster.party
        return claim.change in ("gained", "held") and gainer(claim) == cluster.party
    theirs = {party(a) for a in claim.actors if a.type != "person"}  # who speaks is no party
    return (
        cluster.party not in theirs
        and (not held or not theirs or bool(theirs & held))
        and (speaks_of_regaining(claim.quote))
    )
