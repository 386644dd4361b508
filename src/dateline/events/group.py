"""Claims across reports grouped into events, with the origins for and against each."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.between import Heard, Identified, Press, Told, Voice
from dateline.events.concession import SPOKEN, concede, one_side, spoken
from dateline.events.control import clusters_at
from dateline.events.happenings import SpokenDay, SpokenOf, clusters_of, days_spoken_of, key
from dateline.events.members import Cluster, Member, members
from dateline.events.titles import title
from dateline.events.verdicts import regrouped
from dateline.gist import (
    extent_key,
    gainer,
    is_count,
    kin,
    loser,
    parties,
    party,
    party_name,
    place_key,
    speaks_for,
    victim_names,
)
from dateline.plans import Step, Take
from dateline.records import Actor, Claim, Event, Origin, Regrouping, When, Where
from dateline.sourcing import mouth, narrowed, took_back

_PLACE = "control of\n"  # begins the topics of places that are held
LONGEST_ACTOR = 6  # words of a name; longer ones are clauses
Status = Literal["single-origin", "corroborated", "disputed", "conceded", "superseded", "unattributed"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an analyst decided about the events of some claims, by the order in which it was decided."""

    at: int
    regrouping: Regrouping


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim of which an analyst decided with which others it makes an event."""

    claim: str
    report: str


def steps() -> tuple[Step, ...]:
    """From ``Identified``, ``Voice``, ``Press``, ``Decided`` and ``Wanted`` to ``Event`` and ``Told``.

    A claim on two places stands in an event for each. Claims share an event by kind, change, place, parties
    and time; when in doubt they do not. Which events analysts joined or parted is looked at in the end, over
    all clusters that a decision is about.
    """
    return (
        Step("members", (Take(Identified, lambda i: (i.claim.report,)), Take(Voice, lambda v: (v.report,)),
                         Take(Press, lambda p: (p.report,)), Take(Decided, lambda d: (d.report,))),
             (Member, SpokenDay), _members),
        Step("happenings", (Take(Member, lambda m: (*m.topics, *m.near)), Take(SpokenDay, _casualties_at)),
             (Event, Told, Cluster), _happenings),
        Step("regrouped", (Take(Cluster, lambda _: ("",)), Take(Wanted, lambda _: ("",))),
             (Event, Told), _as_decided),
    )  # fmt: skip


def _members(
    _: str,
    told: Sequence[Identified],
    voices: Sequence[Voice],
    press: Sequence[Press],
    decided: Sequence[Decided],
) -> Iterator[Member | SpokenDay]:
    """Members of the claims of one report, each with the topics by which it meets those of others."""
    sources = {voice.claim: voice.origin for voice in voices}
    published = {page.report: page.published for page in press if page.published}
    claims = sorted((i.claim for i in told if i.claim.id in sources), key=lambda c: c.id)
    every = members(claims, sources, published)
    own = {id(m): (_block(m, sources),) for m in every}
    asserted = {m.claim.id: own[id(m)] for m in every if m.claim.stance == "asserts"}
    held = tuple(sorted({topic for topics in own.values() for topic in topics if topic.startswith(_PLACE)}))
    touched = {each.claim for each in decided}
    for member in every:
        topics: tuple[str, ...] = own[id(member)]
        if member.claim.stance == "denies" and member.claim.denies in asserted:
            denied = (own[id(m)] for m in every if m.claim.id == member.claim.denies)
            topics = tuple(sorted({topic for each in denied for topic in each}))
        near = tuple(topic for topic in _near_topics(member, held) if topic not in topics)
        yield replace(member, topics=topics, near=near, decided=member.claim.id in touched)
        if member.dated and member.first == member.last and member.claim.kind in ("fighting", "casualties"):
            yield SpokenDay(member.claim.report, member.at, member.first)


def _block(member: Member, sources: Mapping[str, Origin]) -> str:
    """The topic of a member: for who holds a place that place with its parts, else the key of its kind."""
    if member.claim.kind == "control" and member.at and _is_of_place(member):
        return _PLACE + member.at.partition("/")[0]
    return "\n".join(key(member, sources))


def _is_of_place(member: Member) -> bool:
    if member.claim.stance == "denies":
        return True
    return not is_count(member.claim) and member.claim.modality != "planned"


def _near_topics(member: Member, held: tuple[str, ...]) -> tuple[str, ...]:
    """Topics on which a member may grant what its speaker first denied."""
    if not member.claim.source or member.claim.kind not in SPOKEN:
        return ()
    return (_PLACE + member.at.partition("/")[0],) if member.at else held


def _casualties_at(day: SpokenDay) -> tuple[str]:
    return ("\n".join(("casualties", day.at)),)


def _happenings(
    topic: str, every: Sequence[Member], days: Sequence[SpokenDay]
) -> Iterator[Event | Told | Cluster]:
    ordered = sorted(every, key=lambda m: m.order)
    sources = {m.claim.id: m.origin for m in ordered}
    about = [m for m in ordered if topic in m.topics]
    clusters = _clusters([m for m in about if m.claim.stance == "asserts"], sources, days_spoken_of(days))
    clusters += _deny([m for m in about if m.claim.stance == "denies"], clusters, sources)
    said = spoken(ordered)
    for cluster in clusters:
        if cluster.against and _kind(cluster) == "control":
            concede(cluster, said, sources)
    clusters = _without_granted(clusters)
    yield from (c for c in clusters if _is_decided(c))
    yield from _events([c for c in clusters if not _is_decided(c)])


def _is_decided(cluster: Cluster) -> bool:
    return any(m.decided for m in (*cluster.supporting, *cluster.against))


def _as_decided(_: str, clusters: Sequence[Cluster], wanted: Sequence[Wanted]) -> Iterator[Event | Told]:
    apart = [replace(c, supporting=list(c.supporting), against=list(c.against)) for c in clusters]
    ordered = sorted(apart, key=lambda c: min(m.order for m in (*c.supporting, *c.against)))
    yield from _events(regrouped(ordered, [w.regrouping for w in sorted(wanted, key=lambda w: w.at)]))


def _events(clusters: Sequence[Cluster]) -> Iterator[Event | Told]:
    made: dict[str, Told] = {}
    for cluster in clusters:
        every = {m.claim.id: m for m in (*cluster.supporting, *cluster.against)}
        sources = {name: m.origin for name, m in every.items()}
        published = {m.claim.report: m.published for m in every.values() if m.published}
        one_side(cluster, sources)
        if cluster.supporting or cluster.against:
            event = _event(cluster, sources, published)
            heard = tuple(Heard(every[i].claim, every[i].origin, every[i].published) for i in event.claim_ids)
            made[event.id] = Told(event, heard)
    for told in made.values():
        yield told.event
        yield told


def _clusters(every: Sequence[Member], sources: Mapping[str, Origin], days: SpokenOf) -> list[Cluster]:
    places: dict[str, list[Member]] = defaultdict(list)
    blocks: dict[tuple[str, ...], list[Member]] = defaultdict(list)
    for member in every:
        if _block(member, sources).startswith(_PLACE):
            places[member.at].append(member)
        else:
            blocks[key(member, sources)].append(member)
    found = [c for at in sorted(places) for c in clusters_at(places[at])]
    return found + [
        c
        for name in sorted(blocks)
        for c in clusters_of(blocks[name][0].claim.kind, blocks[name], sources, days)
    ]


def _kind(cluster: Cluster) -> str:
    return (cluster.supporting or cluster.against)[0].claim.kind


def _deny(
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


def _without_granted(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters without losses that a conceded capture took in; what spoke against them goes there."""
    home = {m.claim.id: c for c in clusters if c.conceded for m in c.supporting if m.claim.change == "lost"}
    kept = []
    for cluster in clusters:
        homes = {id(h): h for m in cluster.supporting if (h := home.get(m.claim.id)) and h is not cluster}
        if cluster.conceded or not homes or not all(m.claim.id in home for m in cluster.supporting):
            kept.append(cluster)
            continue
        for capture in homes.values():
            known = {m.claim.id for m in capture.against}
            capture.against.extend(m for m in cluster.against if m.claim.id not in known)
    return kept


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
    before = [c for c in found if c.first <= member.last and (member.first - c.last).days <= 7]
    return before[-1:]


def _event(cluster: Cluster, sources: Mapping[str, Origin], published: Mapping[str, date]) -> Event:
    told = cluster.supporting or cluster.against
    claims = _unique(told)
    every = _unique(cluster.supporting + cluster.against)
    kind, change = claims[0].kind, _change(claims)
    actors, targets = _names(claims, change, losing=False), _names(claims, change, losing=True)
    if kind == "casualties":
        targets = _victims(claims)
    place = _place(told)
    supporting = narrowed(_unique(cluster.supporting), sources, published)
    against = narrowed(_unique(cluster.against), sources, published)
    counting = claims[0] if is_count(claims[0]) else None
    return Event(
        id=_id(min(told, key=lambda m: m.order)),
        kind=kind,
        change=change,
        title=title(kind, change, actors, targets, place, counting),
        place=place,
        when=_when(claims),
        actors=actors,
        origins_for=supporting,
        origins_against=against,
        carriers=tuple(sorted({c.report for c in every})),
        status=_status(cluster, supporting, against),
        claim_ids=tuple(sorted(c.id for c in every)),
    )


def _id(member: Member) -> str:
    return _id_of(member.claim.id, member.at)


def _id_of(claim: str, at: str) -> str:
    return "ev-" + hashlib.sha256(f"event\n{claim}\n{at}".encode()).hexdigest()[:16]


def aliases(events: Iterable[Event], claims: Iterable[Claim]) -> dict[str, str]:
    """Ids that events bore, or would have borne, before they grew or merged, and the event that answers now.

    An event is called after its earliest claim, so the id that each of its claims would have given it
    leads to it.
    """
    known = {claim.id: claim for claim in claims}
    found: dict[str, str] = {}
    for event in sorted(events, key=lambda e: e.id):
        key = extent_key if event.kind in ("control", "crossing") else place_key
        at = {key(event.place) if event.place else ""}
        for name in event.claim_ids:
            own = {key(p) for p in known[name].places}
            for place in sorted(at | (own if len(own) == 1 else set())):
                found.setdefault(_id_of(name, place), event.id)
    for event in events:
        found.pop(event.id, None)
    return found


def _unique(told: Iterable[Member]) -> list[Claim]:
    ordered = {m.claim.id: m.claim for m in sorted(told, key=lambda m: m.order)}
    return list(ordered.values())


def _change(claims: Sequence[Claim]) -> str | None:
    """What changed: a capture where any claim tells of one, else what most claims say."""
    found = Counter(c.change for c in claims if c.change)
    if claims[0].kind == "control":
        return next((c for c in ("gained", "lost", "held", "contested") if found[c]), None)
    return min(found, key=lambda c: (-found[c], c)) if found else None


def _names(claims: Sequence[Claim], change: str | None, *, losing: bool) -> tuple[str, ...]:
    """Names of the actors (or of the other side), one for each party, most often named first."""
    found: Counter[str] = Counter()
    side: dict[str, str] = {}
    for claim in claims:
        swapped = claim.kind == "control" and claim.change == "lost" and change == "gained"
        named = claim.targets if losing != swapped else claim.actors
        if swapped and not losing:
            named = tuple(a for a in named if party(a) not in parties(claim.actors))
        named = tuple(a for a in named if not a.name.isdigit() and len(a.name.split()) <= LONGEST_ACTOR)
        found.update(map(_in_sentence, named))
        side.update((_in_sentence(a), party(a)) for a in named)
    best: dict[str, str] = {}
    for name in sorted(found, key=lambda n: (-found[n], n)):
        best.setdefault(side[name], name)
    return tuple(best.values())


def _in_sentence(actor: Actor) -> str:
    """An actor's name; a common noun that opened a sentence ("Residents") is lower-case again."""
    return actor.name.lower() if actor.type == "civilians" and " " not in actor.name else actor.name


def _victims(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Who was killed or hurt, most often named first, else "people"."""
    found = Counter(name for claim in claims for name in victim_names(claim.targets) or ("people",))
    return tuple(sorted(found, key=lambda n: (-found[n], n))) or ("people",)


def _place(told: Sequence[Member]) -> Where | None:
    """The place that most members name, resolved before unresolved."""
    places = [m.place for m in told if m.place]
    if not places:
        return None
    often = Counter(place_key(p) for p in places)
    return min(places, key=lambda p: (p.id is None, -often[place_key(p)], p.name, p.text))


def _when(claims: Sequence[Claim]) -> When | None:
    """When it happened: the day most claims name, the most precise and earliest first.

    A day after a report had already told of it, as "held since the 28th" gives for what was told on the
    27th, is not the day it happened.
    """
    told = [c.when for c in claims if c.when and c.when.start]
    known = min((w.start for w in told if w.precision == "unknown" and w.start), default=date.max)
    told = [w for w in told if w.start and w.start <= known]
    often = Counter((w.start, w.end) for w in told)
    precise = ("day", "interval", "week", "month", "year", "unknown")

    def rank(when: When) -> tuple[int, int, date, date, str]:
        start, end = when.start or date.max, when.end or date.max
        return (precise.index(when.precision), -often[when.start, when.end], start, end, when.text or "")

    return min(told, key=rank, default=None)


def _status(cluster: Cluster, supporting: Sequence[Origin], against: Sequence[Origin]) -> Status:
    if cluster.conceded:
        return "conceded"
    if supporting and {mouth(o) for o in supporting} <= {mouth(o) for o in took_back(supporting, against)}:
        return "superseded"
    if against:
        return "disputed"
    if cluster.superseded:
        return "superseded"
    if all(origin.source is None for origin in supporting):
        return "unattributed"
    return "corroborated" if len(supporting) > 1 else "single-origin"


def _first_day(event: Event) -> date:
    return event.when.start if event.when and event.when.start else date.max
