"""Which party "the rebels", "army troops" or "his fighters" are, where only one can be meant.

A leaf that the set-wise rooms share. Annotation settles what a report's own words settle; what is left
here are descriptions with no party behind them, and words of a speaker for its own side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline import placing
from dateline.between import Identified
from dateline.fold import fold
from dateline.gist import LIKE_BEGINNING, party, party_name, place_key
from dateline.placing import PlaceFor, placed
from dateline.plans import Step, Take
from dateline.records import Actor, Claim
from dateline.sides import (
    HOLDING,
    STATE_TYPES,
    bears,
    breadth,
    initials,
    is_described,
    kept,
    named_inside,
    sort_of,
    unguessed,
    with_described_named,
    with_own_named,
    without_nobody,
)


@dataclass(frozen=True, slots=True)
class Sided:
    """A party that some claim names."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Side:
    """The widest that is called by a name."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Belongs:
    """A speaker, and a name of the body that it is or speaks for."""

    speaker: str
    told: str


@dataclass(frozen=True, slots=True)
class Called:
    """A party that bears the name of a speaker's body."""

    speaker: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Home:
    """The one party that a speaker belongs to."""

    speaker: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class HomeAsked:
    """A speaker whose party a report may leave open."""

    report: str
    speaker: str


@dataclass(frozen=True, slots=True)
class HomeFor:
    """The party of a speaker, for a report that may leave it open."""

    report: str
    speaker: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A party of a sort, a state's or not, that some claim on a place names."""

    at: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Only:
    """The one party of a sort that claims on a place name."""

    at: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class OnlyAsked:
    """A place of a report that describes a party of a sort and names none."""

    report: str
    at: str


@dataclass(frozen=True, slots=True)
class OnlyFor:
    """The one party of a sort at a place, for a report that names none."""

    report: str
    at: str
    actor: Actor


def steps() -> tuple[Step, ...]:
    """From ``Claim`` to ``Identified``: places settled, and parties named where one alone can be meant.

    The words stay in ``Actor.text``. A speaker's "our forces" or "theirs" is the side that it speaks for by
    any report. "The insurgents" are the only party of the same sort, a state's or not, that the report names;
    where it names none, the only one that any claim on the same place names. Words for nobody ("its") are
    left out.
    """
    of_report = (Take(Claim, _report), Take(PlaceFor, _report), Take(HomeFor, _report))
    return (
        Step("names told", (Take(Claim, _report),),
             (placing.Meant, placing.Unsettled, Sided, Belongs, HomeAsked), _names_told),
        *placing.steps(),
        Step("known sides", (Take(Sided, lambda s: (s.actor.name,)),), (Side,), _widest_called),
        Step("parties of speakers", (Take(Belongs, lambda b: _names_of(b.told)), Take(Side, _names_borne)),
             (Called,), _called, each=True),
        Step("homes", (Take(Called, lambda c: (c.speaker,)),), (Home,), _homes),
        Step("homes asked", (Take(HomeAsked, lambda h: (h.speaker,)), Take(Home, lambda h: (h.speaker,))),
             (HomeFor,), _homes_asked, each=True),
        Step("parties at places", of_report, (AtPlace, OnlyAsked), _at_places),
        Step("only parties", (Take(AtPlace, lambda a: (a.at,)),), (Only,), _only),
        Step("only parties asked", (Take(OnlyAsked, lambda o: (o.at,)), Take(Only, lambda o: (o.at,))),
             (OnlyFor,), _only_asked, each=True),
        Step("identified", (*of_report, Take(OnlyFor, _report)), (Identified,), _identified),
    )  # fmt: skip


def _report(row: Claim | PlaceFor | HomeFor | OnlyFor) -> tuple[str]:
    return (row.report,)


def _names_told(_: str, claims: Sequence[Claim]) -> Iterator[object]:
    yield from placing.names_told(claims)
    sided = {a for c in claims for a in (*c.actors, *c.targets) if a.side and a.type != "person"}
    yield from {Sided(replace(actor, text=actor.name)) for actor in sided}
    yield from {each for claim in claims for each in _belonging(claim)}
    asked = {name for claim in claims if claim.kind in HOLDING for name in _speakers(claim)}
    yield from (HomeAsked(claims[0].report, name) for name in asked)


def _belonging(claim: Claim) -> Iterator[Belongs]:
    source = claim.source
    if source and source.type in ("person", "body"):
        for told in (source.affiliation, source.name if source.type == "body" else None):
            if told:
                yield from (Belongs(fold(told), told), Belongs(fold(source.name or told), told))


def _speakers(claim: Claim) -> Iterator[str]:
    """Names whose party a claim may leave open: its source's, and those of persons who act in it."""
    if claim.source:
        yield from (fold(name) for name in (claim.source.name, claim.source.affiliation) if name)
    yield from (fold(a.name) for a in (*claim.actors, *claim.targets) if a.type == "person")


def _widest_called(_: str, told: Sequence[Sided]) -> Iterator[Side]:
    yield Side(min((each.actor for each in told), key=breadth))


def _names_of(told: str) -> Iterator[str]:
    """The keys under which a party that bears the name ``told`` is found."""
    yield f"name {party_name(told)}"
    yield f"initials {told}"
    words = party_name(told).split()
    if len(words) == 1:
        yield from _beginnings(words[0])


def _names_borne(side: Side) -> Iterator[str]:
    name = party_name(side.actor.name)
    yield f"name {name}"
    yield f"initials {initials(side.actor.name)}"
    if side.actor.type in STATE_TYPES:
        for word in name.split():
            yield from _beginnings(word)


def _beginnings(word: str) -> Iterator[str]:
    yield f"word {word}"
    if len(word) >= LIKE_BEGINNING:
        yield f"like {word[:LIKE_BEGINNING]}"


def _called(_: str, told: Sequence[Belongs], known: Sequence[Side]) -> Iterator[Called]:
    for each in told:
        yield from (Called(each.speaker, side.actor) for side in known if bears(side.actor, each.told))


def _homes(speaker: str, called: Sequence[Called]) -> Iterator[Home]:
    """The party of a speaker, where its words and the claims name just one."""
    named = sorted((c.actor for c in called), key=lambda a: (a.type != "ministry", a.name))
    sides = {party(actor): actor for actor in named}
    if len(sides) == 1:
        yield Home(speaker, next(iter(sides.values())))


def _homes_asked(speaker: str, asking: Sequence[HomeAsked], homes: Sequence[Home]) -> Iterator[HomeFor]:
    yield from (HomeFor(each.report, speaker, home.actor) for each in asking for home in homes)


def _at_places(
    _: str, claims: Sequence[Claim], places: Sequence[PlaceFor], homes: Sequence[HomeFor]
) -> Iterator[AtPlace | OnlyAsked]:
    if not claims:
        return
    spoken = _spoken(claims, places, homes)[1]
    named = named_inside(spoken)
    for claim in spoken:
        for actor in (*claim.actors, *claim.targets):
            for place in claim.places if sort_of(actor) else ():
                at = f"{sort_of(actor)} {place_key(place)}"
                if not is_described(actor):
                    yield AtPlace(at, replace(actor, text=actor.name))
                elif not named.get(sort_of(actor)):
                    yield OnlyAsked(claim.report, at)


def _spoken(
    claims: Sequence[Claim], places: Sequence[PlaceFor], homes: Sequence[HomeFor]
) -> tuple[list[Claim], list[Claim]]:
    """The claims of one report in a fixed order, as they are told and as their speakers mean them."""
    known = {home.speaker: home.actor for home in homes}
    ordered = sorted(claims, key=lambda c: (c.start, c.end, c.id))
    where = placed(ordered, {place.name: place.place for place in places})
    told = [without_nobody(with_own_named(claim, known)) for claim in where]
    return told, [unguessed(claim, known) for claim in told]


def _only(at: str, told: Sequence[AtPlace]) -> Iterator[Only]:
    if len({party(each.actor) for each in told}) == 1:
        yield Only(at, min((each.actor for each in told), key=breadth))


def _only_asked(at: str, asking: Sequence[OnlyAsked], only: Sequence[Only]) -> Iterator[OnlyFor]:
    yield from (OnlyFor(each.report, at, one.actor) for each in asking for one in only)


def _identified(
    _: str,
    claims: Sequence[Claim],
    places: Sequence[PlaceFor],
    homes: Sequence[HomeFor],
    only: Sequence[OnlyFor],
) -> Iterator[Identified]:
    told, spoken = _spoken(claims, places, homes)
    inside, there = named_inside(spoken), {each.at: each.actor for each in only}
    named = [with_described_named(claim, inside, there) for claim in spoken]
    yield from (Identified(kept(*triple)) for triple in zip(told, spoken, named, strict=True))
