"""Claims across reports grouped into events, with the origins for and against each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.between import Heard, Identified, Press, Told, Voice
from dateline.events.concession import SPOKEN, concede, one_side, reverse, spoken
from dateline.events.control import clusters_at
from dateline.events.denying import deny
from dateline.events.describing import event_of
from dateline.events.happenings import SpokenDay, SpokenOf, clusters_of, days_spoken_of, key
from dateline.events.members import Cluster, Member, members
from dateline.events.verdicts import regrouped
from dateline.gist import is_count
from dateline.plans import Step, Take
from dateline.records import Event, Origin, Regrouping

_PLACE = "control of\n"  # begins the topics of places that are held


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
    clusters += deny([m for m in about if m.claim.stance == "denies"], clusters, sources)
    said = spoken(ordered)
    for cluster in clusters:
        if cluster.against and _kind(cluster) == "control":
            concede(cluster, said, sources)
        if cluster.supporting and _kind(cluster) == "control":
            reverse(cluster, said, sources)
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
            event = event_of(cluster, sources, published)
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


def _without_granted(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters without losses and holdings that a conceded capture took in.

    What spoke against them goes there.
    """
    home = {m.claim.id: c for c in clusters if c.conceded for m in c.supporting if m.claim.change == "lost"}
    home |= {m.claim.id: c for c in clusters if c.conceded for m in c.against if m.claim.change == "held"}
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
