"""How many independent statements there are: claims grouped by source and channel."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from dateline.gist import extent_key, extents, gainer, is_vague, parties, place_key, same_proposition
from dateline.lineage.channels import Channel, channels, passages
from dateline.lineage.groups import groups
from dateline.lineage.speakers import (
    Role,
    SamePerson,
    agree,
    in_full,
    is_named,
    is_unattributed,
    may_stand_for,
    name_of,
    people,
    role,
)
from dateline.parties import identified
from dateline.records import Claim, CopyLink, Origin, Report
from dateline.sourcing import why

NEWS_CYCLE = 2  # days between two reports of one news cycle


@dataclass(frozen=True, slots=True)
class Setting:
    """What the steps below look up: report dates, channels and the keys of named sources."""

    day: Mapping[str, date]
    channel: Mapping[str, Channel]
    person: Mapping[str, str]


def origins(
    claims: Sequence[Claim], reports: Sequence[Report], links: Sequence[CopyLink], *, same_person: SamePerson
) -> tuple[Origin, ...]:
    """Origins of all claims: every claim has exactly one, whatever the order of the input.

    A named source's statements through one channel are one origin, and so is one statement of it
    carried through several. Unnamed sources are one origin where channel, news cycle and role agree.
    A lead that repeats what a source further down says, and an outlet that repeats it on its own
    word, add none. ``same_person`` says whether two names are spellings of one.
    """
    ordered = sorted(in_full(identified(claims)), key=lambda c: (c.report, c.start, c.end, c.id))
    setting = Setting(
        {r.id: r.published.date for r in reports if r.published},
        channels(ordered, reports, passages(links)),
        people(ordered, same_person),
    )
    leaning = dict(_leanings(ordered))
    pairs = list(leaning.items())
    independent = [claim for claim in ordered if claim.id not in leaning]
    pairs.extend(_named_pairs([c for c in independent if is_named(c)], setting))
    pairs.extend(_unnamed_pairs([c for c in independent if not is_named(c)], setting))
    known = {claim.id: claim for claim in ordered}
    found = groups(known, pairs)
    return tuple(sorted((_origin([known[i] for i in group], setting) for group in found), key=lambda o: o.id))


def by_claim(found: Iterable[Origin]) -> dict[str, Origin]:
    """The origin of each claim, by claim id."""
    return {claim: origin for origin in found for claim in origin.claim_ids}


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


def _named_pairs(claims: Sequence[Claim], setting: Setting) -> Iterator[tuple[str, str]]:
    """Claims of one person through one channel, and its one statement carried through several."""
    mouths: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    statements: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        source = claim.source
        if source is None:
            continue
        who = setting.person[name_of(source)]
        mouths[who, setting.channel[claim.id].key].append(claim)
        for place in claim.places or (None,):
            statements[who, claim.kind, place_key(place) if place else ""].append(claim)
    for said in mouths.values():
        yield from ((a.id, b.id) for a, b in pairwise(said))
    for said in statements.values():
        said.sort(key=lambda c: (setting.day.get(c.report, date.max), c.id))
        for at, claim in enumerate(said):
            near = said[at + 1 : at + 9]
            yield from ((claim.id, other.id) for other in near if same_proposition(claim, other))


def _unnamed_pairs(claims: Sequence[Claim], setting: Setting) -> Iterator[tuple[str, str]]:
    """Unnamed sources, and newsrooms on their own word, by channel, news cycle and role."""
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        blocks[setting.channel[claim.id].key].append(claim)
    for block in blocks.values():
        block.sort(key=lambda c: (setting.day.get(c.report, date.max), c.id))
        for cycle in _cycles(block, setting.day):
            yield from _by_role(cycle)
    yield from _late_copies(claims, setting)


def _late_copies(claims: Sequence[Claim], setting: Setting) -> Iterator[tuple[str, str]]:
    """One unnamed source's statement in one passage, however late the passage is carried."""
    passages: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        passages[setting.channel[claim.id].passage].append(claim)
    for carried in passages.values():
        for leader, claim in ((carried[0], c) for c in carried[1:]):
            if (
                leader.report != claim.report
                and _one_mouth(leader, claim)
                and same_proposition(leader, claim)
            ):
                yield leader.id, claim.id


def _one_mouth(one: Claim, other: Claim) -> bool:
    if one.source is None or other.source is None or is_unattributed(one) or is_unattributed(other):
        return is_unattributed(one) and is_unattributed(other)
    return agree(role(one.source), role(other.source))


def _cycles(block: Sequence[Claim], day: Mapping[str, date]) -> Iterator[list[Claim]]:
    """A channel's claims, cut where more than a news cycle passes without a report."""
    current: list[Claim] = []
    for claim in block:
        if current:
            gap = day.get(claim.report, date.max) - day.get(current[-1].report, date.max)
            if gap.days > NEWS_CYCLE:
                yield current
                current = []
        current.append(claim)
    if current:
        yield current


def _by_role(cycle: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Pairs of one role; a vaguer role joins a fuller one only over one and the same statement."""
    roles: dict[Role | None, list[Claim]] = defaultdict(list)
    for claim in cycle:
        roles[role(claim.source) if claim.source and not is_unattributed(claim) else None].append(claim)
    for told in roles.values():
        yield from ((a.id, b.id) for a, b in pairwise(told))
    named = sorted((r for r in roles if r), key=lambda r: (sorted(r.words), sorted(r.whose)))
    for one, other in combinations(named, 2):
        if agree(one, other):
            yield from _shared_statement(roles[one], roles[other])


def _shared_statement(one: Sequence[Claim], other: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    places: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in other:
        for place in claim.places or (None,):
            places[claim.kind, place_key(place) if place else ""].append(claim)
    for claim in one:
        keys = [(claim.kind, place_key(p)) for p in claim.places]
        for key in [*keys, (claim.kind, "")]:
            for twin in places.get(key, ())[:8]:
                if same_proposition(claim, twin):
                    yield claim.id, twin.id


def _origin(members: Sequence[Claim], setting: Setting) -> Origin:
    """The record of a group: named by its fullest attribution, first reported by its earliest carrier."""
    fullest = min(members, key=lambda c: (-_fullness(c), setting.channel[c.id].rank, _longest(c), c.id))
    heard = [c for c in members if _fullness(c) == _fullness(fullest)]
    channel = _channel_of(heard, setting)
    label = _label(fullest, setting)
    dates = [setting.day[c.report] for c in members if c.report in setting.day]
    first = min(members, key=lambda c: (setting.day.get(c.report, date.max), c.id))
    digest = hashlib.sha256(f"origin\n{first.id}".encode()).hexdigest()[:16]
    carriers = tuple(sorted({c.report for c in members}))
    texts = len({setting.channel[c.id].passage for c in heard})
    newsrooms = sorted({name for c in heard if (name := setting.channel[c.id].name)})
    return Origin(
        id=f"or-{digest}",
        source=label,
        channel=channel.name,
        carriers=carriers,
        first_reported=min(dates, default=None),
        claim_ids=tuple(sorted(c.id for c in members)),
        why=why(len(carriers), texts, label, newsrooms),
    )


def _channel_of(heard: Sequence[Claim], setting: Setting) -> Channel:
    """The newsroom that a report says the source told, else the copy's agency, else the first outlet."""
    ranked = ((setting.channel[c.id], setting.day.get(c.report, date.max)) for c in heard)
    return min(ranked, key=lambda r: (r[0].rank, r[1], r[0].key))[0]


def _label(claim: Claim, setting: Setting) -> str | None:
    if claim.source is None or is_unattributed(claim):
        return None
    return setting.person[name_of(claim.source)] if is_named(claim) else claim.source.text


def _longest(claim: Claim) -> int:
    """Sorts the fuller of two names or descriptions first."""
    return -len(claim.source.name or claim.source.text) if claim.source else 0
