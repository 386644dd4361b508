"""How many independent statements there are: claims grouped by source and channel."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from dateline.between import Identified, Press, Repeats, Voice
from dateline.gist import extent_key, extents, gainer, is_vague, parties, place_key, same_proposition
from dateline.lineage import channels, speakers
from dateline.lineage.channels import Channel, Credit, FullFor, Shared
from dateline.lineage.speakers import (
    NameFor,
    Naming,
    Role,
    agree,
    in_full,
    is_named,
    is_unattributed,
    may_stand_for,
    name_of,
    role,
)
from dateline.plans import Components, Step, Take
from dateline.records import Claim, Origin
from dateline.sourcing import why

NEWS_CYCLE = 2  # days between two reports of one news cycle


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that adds a statement of its own, with its channel and who is named for it."""

    claim: Claim
    day: date | None
    channel: Channel
    person: str | None  # the fullest spelling of a named source

    @property
    def order(self) -> tuple[date, str]:
        """Sorts statements by time."""
        return (self.day or date.max, self.claim.id)

    @property
    def month(self) -> str:
        """The month of the report: no origin spans more, however long a source goes on talking."""
        return f"{self.day:%Y-%m}" if self.day else ""


@dataclass(frozen=True, slots=True)
class Carriage:
    """What the record of an origin needs of one of its claims."""

    claim: str
    report: str
    day: date | None
    fullness: int
    label: str | None
    length: int  # letters of the name or description of the source
    channel: Channel
    by: str | None  # the analyst who holds it to be one statement with another


@dataclass(frozen=True, slots=True)
class OneOrigin:
    """Two claims of one origin, or a claim and the key of what it has in common with others."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class InOrigin:
    """A claim, and the least of all that are of one origin with it."""

    claim: str
    least: str


@dataclass(frozen=True, slots=True)
class Part:
    """A claim as a part of an origin."""

    least: str
    carriage: Carriage


def steps(naming: Naming) -> tuple[Step | Components, ...]:
    """From ``Identified``, ``Press``, ``CopyLink`` and ``Repeats`` to ``Origin`` and ``Voice``.

    Every claim has exactly one origin. A named source's statements of one month through one channel are one,
    and so is one statement of it carried through several. Unnamed sources are one origin where channel,
    place, news cycle and role agree. A lead that repeats what a source further down says, and an outlet that
    repeats it on its own word, add none.
    """

    def of_report(row: Credit | FullFor | NameFor | Shared | Press | Repeats) -> tuple[str]:
        return (row.report,)

    return (
        *channels.steps(),
        *speakers.steps(naming),
        Step("statements", (Take(Press, of_report), Take(Identified, lambda i: (i.claim.report,)),
                            Take(Shared, of_report), Take(Credit, of_report), Take(FullFor, of_report),
                            Take(NameFor, of_report), Take(Repeats, of_report)),
             (Said, Carriage, OneOrigin), _statements),
        Step("named statements", (Take(Said, _named_keys),), (OneOrigin,), _named_pairs),
        Step("unnamed statements", (Take(Said, _unnamed_keys),), (OneOrigin,), _unnamed_pairs),
        Step("statements over the turn of a month", (Take(Said, _turn_keys),), (OneOrigin,), _turn_pairs),
        Step("late copies", (Take(Said, _late_keys),), (OneOrigin,), _late_copies),
        Components("one origin", (Take(OneOrigin, lambda o: (o.one, o.other)),), (InOrigin,)),
        Step("parts of origins", (Take(Carriage, lambda c: (c.claim,)), Take(InOrigin, lambda i: (i.claim,))),
             (Part,), _parts, each=True),
        Step("origins", (Take(Part, lambda p: (p.least,)),), (Origin, Voice), _origin),
    )  # fmt: skip


def by_claim(found: Iterable[Origin]) -> dict[str, Origin]:
    """The origin of each claim, by claim id."""
    return {claim: origin for origin in found for claim in origin.claim_ids}


def _statements(
    _: str,
    press: Sequence[Press],
    told: Sequence[Identified],
    shared: Sequence[Shared],
    credits: Sequence[Credit],
    full: Sequence[FullFor],
    names: Sequence[NameFor],
    repeats: Sequence[Repeats],
) -> Iterator[Said | Carriage | OneOrigin]:
    if not told or not press:
        return
    every = in_full(sorted((i.claim for i in told), key=lambda c: (c.report, c.start, c.end, c.id)))
    channel = channels.channels(every, press[0], shared, credits, full)
    person = {each.name: each.full for each in names}
    decided = {each.claim: each for each in repeats}
    leaning = dict(_leanings([c for c in every if c.id not in decided]))
    leaning |= {name: each.other for name, each in decided.items()}
    said = []
    for claim in every:
        name = name_of(claim.source) if claim.source and is_named(claim) else None
        who = person.get(name, name) if name else None
        by = decided[claim.id].by if claim.id in decided else None
        yield _carriage(claim, press[0].published, channel[claim.id], who, by)
        yield OneOrigin(claim.id, leaning.get(claim.id, claim.id))
        if claim.id not in leaning:
            said.append(Said(claim, press[0].published, channel[claim.id], who))
    yield from said
    yield from (OneOrigin(s.claim.id, _mouth(s)) for s in said if s.person)
    yield from _sketched([s for s in said if not s.person])


def _carriage(claim: Claim, day: date | None, channel: Channel, who: str | None, by: str | None) -> Carriage:
    source = claim.source
    label = None if source is None or is_unattributed(claim) else who or source.text
    length = len(source.name or source.text) if source else 0
    return Carriage(claim.id, claim.report, day, _fullness(claim), label, length, channel, by)


def _mouth(said: Said) -> str:
    """Key of all that a named source told one channel in a month."""
    return f"\nmouth\n{said.person}\n{said.channel.key}\n{said.month}"


def _sketched(said: Sequence[Said]) -> Iterator[OneOrigin]:
    """Statements that tell no place, each with the first of one mouth in its report that tells one."""
    for sketch in said:
        if all(is_vague(p) for p in sketch.claim.places):
            full = (s for s in said if not all(is_vague(p) for p in s.claim.places) and _is_one(sketch, s))
            yield from (OneOrigin(sketch.claim.id, s.claim.id) for s in list(full)[:1])


def _is_one(one: Said, other: Said) -> bool:
    """Whether two statements of one report are of one mouth and may be one."""
    return (
        one.channel.key == other.channel.key
        and _one_mouth(one.claim, other.claim)
        and same_proposition(one.claim, other.claim)
    )


def _leanings(ordered: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Pairs of a claim that adds nothing and the one, in the same report, with the fuller attribution."""
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        reports[claim.report].append(claim)
    for inside in reports.values():
        for weak in inside:
            fuller = [full for full in inside if _leans(weak, full)]
            if fuller:
                yield weak.id, min(fuller, key=lambda f: (-_fullness(f), abs(f.start - weak.start), f.id)).id


def _fullness(claim: Claim) -> int:
    """How much an attribution tells: from a named person (5) over a body to an outlet's own word (0)."""
    if claim.source is None or is_unattributed(claim):
        return 0
    if is_named(claim):
        return 5 if claim.source.name and claim.source.type == "person" else 4
    return 3 if claim.via else 2 if len(role(claim.source).words) > 1 else 1


def _leans(weak: Claim, full: Claim) -> bool:
    if full.source is None or full.part != "body" or _fullness(full) <= _fullness(weak):
        return False
    if not same_proposition(weak, full) or not _on_one_thing(weak, full):
        return False
    if weak.source is None or not full.source:
        return weak.source is None
    return weak.source.type != "media" and may_stand_for(weak.source, full.source)


def _on_one_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims share something positive, a place, a party or a number, beyond no contradiction.

    A lead or headline that credits somebody may tell the place by a common noun ("a key district");
    what an outlet says on its own word must name the place or the number.
    """
    if one.kind == "casualties":
        ours = {(q.unit, q.value, q.low) for q in one.quantities}
        return bool(ours & {(q.unit, q.value, q.low) for q in other.quantities})
    key = extent_key if one.kind == "control" else place_key
    places = {key(p) for p in extents(one)} & {key(p) for p in extents(other)}
    sketched = (one.source is not None or one.part == "headline") and one.start < other.start
    near = bool(places) or (sketched and all(is_vague(p) for p in one.places))
    if one.kind == "control":
        return near and gainer(one) == gainer(other)
    return near and one.change == other.change and bool(parties(one.actors) & parties(other.actors))


def _named_keys(said: Said) -> tuple[str, ...]:
    if not said.person:
        return ()
    places = {place_key(place) for place in said.claim.places} or {""}
    return tuple("\n".join((said.person, said.claim.kind, place, said.month)) for place in sorted(places))


def _named_pairs(_: str, told: Sequence[Said]) -> Iterator[OneOrigin]:
    """One statement of a named source, through whatever channels."""
    said = sorted(told, key=lambda s: s.order)
    for at, one in enumerate(said):
        near = said[at + 1 : at + 9]
        yield from (OneOrigin(one.claim.id, s.claim.id) for s in near if same_proposition(one.claim, s.claim))


def _unnamed_keys(said: Said) -> tuple[str, ...]:
    if said.person:
        return ()
    place = next((place_key(p) for p in said.claim.places), "")
    return ("\n".join((said.channel.key, place, said.month)),)


def _unnamed_pairs(_: str, told: Sequence[Said]) -> Iterator[OneOrigin]:
    """Unnamed sources, and newsrooms on their own word, by news cycle and role."""
    for cycle in _cycles(sorted(told, key=lambda s: s.order)):
        yield from _by_role(cycle)


def _turn_keys(said: Said) -> tuple[str, ...]:
    """The turn of a month near which it was told, the speaker and the place."""
    if said.day is None or is_unattributed(said.claim):
        return ()
    days = (said.day - timedelta(NEWS_CYCLE), said.day + timedelta(NEWS_CYCLE))
    if days[0].month == days[1].month:
        return ()
    place = next((place_key(p) for p in said.claim.places), "")
    return ("\n".join((said.person or said.channel.key, place, f"{days[1]:%Y-%m}")),)


def _turn_pairs(_: str, told: Sequence[Said]) -> Iterator[OneOrigin]:
    """One statement told on both sides of the turn of a month, within a news cycle."""
    ordered = sorted(told, key=lambda s: s.order)
    for at, one in enumerate(ordered):
        near = (s for s in ordered[at + 1 : at + 9] if (s.order[0] - one.order[0]).days <= NEWS_CYCLE)
        for other in near:
            mouth = bool(one.person) or _one_mouth(one.claim, other.claim)
            if one.month != other.month and mouth and same_proposition(one.claim, other.claim):
                yield OneOrigin(one.claim.id, other.claim.id)


def _late_keys(said: Said) -> tuple[str, ...]:
    return () if said.person else (said.channel.passage,)


def _late_copies(_: str, told: Sequence[Said]) -> Iterator[OneOrigin]:
    """One unnamed source's statement in one passage, however late the passage is carried."""
    first, *rest = sorted(told, key=lambda s: (s.claim.report, s.claim.start, s.claim.end, s.claim.id))
    for other in rest:
        one_report = first.claim.report == other.claim.report
        if (
            not one_report
            and _one_mouth(first.claim, other.claim)
            and same_proposition(first.claim, other.claim)
        ):
            yield OneOrigin(first.claim.id, other.claim.id)


def _one_mouth(one: Claim, other: Claim) -> bool:
    if one.source is None or other.source is None or is_unattributed(one) or is_unattributed(other):
        return is_unattributed(one) and is_unattributed(other)
    return agree(role(one.source), role(other.source))


def _cycles(said: Sequence[Said]) -> Iterator[list[Said]]:
    """Statements by time, cut where more than a news cycle passes without one."""
    current: list[Said] = []
    for each in said:
        if current and (each.order[0] - current[-1].order[0]).days > NEWS_CYCLE:
            yield current
            current = []
        current.append(each)
    if current:
        yield current


def _by_role(cycle: Sequence[Said]) -> Iterator[OneOrigin]:
    """Pairs of one role; a vaguer role joins a fuller one only over one and the same statement."""
    roles: dict[Role | None, list[Claim]] = defaultdict(list)
    for claim in (said.claim for said in cycle):
        roles[role(claim.source) if claim.source and not is_unattributed(claim) else None].append(claim)
    for told in roles.values():
        yield from (OneOrigin(a.id, b.id) for a, b in pairwise(told))
    named = sorted((r for r in roles if r), key=lambda r: (sorted(r.words), sorted(r.whose)))
    for one, other in combinations(named, 2):
        if agree(one, other):
            yield from _shared_statement(roles[one], roles[other])


def _shared_statement(one: Sequence[Claim], other: Sequence[Claim]) -> Iterator[OneOrigin]:
    kinds: dict[str, list[Claim]] = defaultdict(list)
    for claim in other:
        kinds[claim.kind].append(claim)
    for claim in one:
        for twin in kinds[claim.kind][:8]:
            if same_proposition(claim, twin):
                yield OneOrigin(claim.id, twin.id)


def _parts(_: str, told: Sequence[Carriage], where: Sequence[InOrigin]) -> Iterator[Part]:
    yield from (Part(each.least, carriage) for carriage in told for each in where)


def _origin(_: str, told: Sequence[Part]) -> Iterator[Origin | Voice]:
    """The record of an origin: named by its fullest attribution, first reported by its earliest carrier."""
    members = [part.carriage for part in told]
    fullest = min(members, key=lambda c: (-c.fullness, c.channel.rank, -c.length, c.claim))
    heard = [c for c in members if c.fullness == fullest.fullness]
    first = min(members, key=lambda c: (c.day or date.max, c.claim))
    carriers = tuple(sorted({c.report for c in members}))
    texts = len({c.channel.passage for c in heard})
    newsrooms = sorted({c.channel.name for c in heard if c.channel.name})
    held = sorted({c.by for c in members if c.by})
    reason = why(len(carriers), texts, fullest.label, newsrooms)
    origin = Origin(
        id="or-" + hashlib.sha256(f"origin\n{first.claim}".encode()).hexdigest()[:16],
        source=fullest.label,
        channel=_channel_of(heard).name,
        carriers=carriers,
        first_reported=min((c.day for c in members if c.day), default=None),
        claim_ids=tuple(sorted(c.claim for c in members)),
        why=reason + "".join(f"; held to be one statement by {who}" for who in held),
    )
    yield origin
    voice = Origin(origin.id, origin.source, origin.channel, (), origin.first_reported, (), "")
    yield from (Voice(c.claim, c.report, voice) for c in members)


def _channel_of(heard: Sequence[Carriage]) -> Channel:
    """The newsroom that a report says the source told, else the copy's agency, else the first outlet."""
    return min(
        heard, key=lambda c: (c.channel.rank, c.day or date.max, c.channel.key, c.channel.name or "")
    ).channel
