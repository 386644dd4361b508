"""Which party "the rebels", "army troops" or "his fighters" are, where only one can be meant.

A leaf that the set-wise rooms share. Annotation settles what a report's own words settle; what is left
here are descriptions with no party behind them, and words of a speaker for its own side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline import placing
from dateline.between import Identified
from dateline.fold import fold
from dateline.gist import LIKE_BEGINNING, kin, party, party_name, place_key
from dateline.placing import PlaceFor, placed
from dateline.plans import Step, Take
from dateline.records import Actor, Claim, Source
from dateline.tables import read

_STATE_TYPES = frozenset({"state", "force", "ministry", "government"})
_OWN_WORDS = 4  # of a speaker's words for its own side ("his", "our brave fighters")
_HOLDING = ("control", "crossing")


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read("dateline", "parties.toml").items()}


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
    asked = {name for claim in claims if claim.kind in _HOLDING for name in _speakers(claim)}
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
    yield Side(min((each.actor for each in told), key=_breadth))


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
    yield f"initials {_initials(side.actor.name)}"
    if side.actor.type in _STATE_TYPES:
        for word in name.split():
            yield from _beginnings(word)


def _beginnings(word: str) -> Iterator[str]:
    yield f"word {word}"
    if len(word) >= LIKE_BEGINNING:
        yield f"like {word[:LIKE_BEGINNING]}"


def _called(_: str, told: Sequence[Belongs], known: Sequence[Side]) -> Iterator[Called]:
    for each in told:
        yield from (Called(each.speaker, side.actor) for side in known if _bears(side.actor, each.told))


def _bears(actor: Actor, told: str) -> bool:
    """Whether a party bears a name, its initials or, for a state, the country's other form."""
    words, own = frozenset(party_name(told).split()), party_name(actor.name)
    national = actor.type in _STATE_TYPES and len(words) == 1 and kin(words, frozenset(own.split()))
    return own == party_name(told) or told == _initials(actor.name) or national


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
    named = _named_inside(spoken)
    for claim in spoken:
        for actor in (*claim.actors, *claim.targets):
            for place in claim.places if _sort(actor) else ():
                at = f"{_sort(actor)} {place_key(place)}"
                if not _is_described(actor):
                    yield AtPlace(at, replace(actor, text=actor.name))
                elif not named.get(_sort(actor)):
                    yield OnlyAsked(claim.report, at)


def _spoken(
    claims: Sequence[Claim], places: Sequence[PlaceFor], homes: Sequence[HomeFor]
) -> tuple[list[Claim], list[Claim]]:
    """The claims of one report in a fixed order, as they are told and as their speakers mean them."""
    known = {home.speaker: home.actor for home in homes}
    ordered = sorted(claims, key=lambda c: (c.start, c.end, c.id))
    where = placed(ordered, {place.name: place.place for place in places})
    told = [_without_nobody(_own(claim, known)) for claim in where]
    return told, [_unguessed(claim, known) for claim in told]


def _named_inside(spoken: Sequence[Claim]) -> dict[str, dict[str, Actor]]:
    """The parties that a report names, each at its widest, by sort and key."""
    found: dict[str, dict[str, Actor]] = defaultdict(dict)
    for actor in (a for claim in spoken for a in (*claim.actors, *claim.targets)):
        if _sort(actor) and not _is_described(actor):
            _keep(found[_sort(actor)], party(actor), actor)
    return found


def _only(at: str, told: Sequence[AtPlace]) -> Iterator[Only]:
    if len({party(each.actor) for each in told}) == 1:
        yield Only(at, min((each.actor for each in told), key=_breadth))


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
    inside, there = _named_inside(spoken), {each.at: each.actor for each in only}
    named = [_named(claim, inside, there) for claim in spoken]
    yield from (Identified(_kept(*triple)) for triple in zip(told, spoken, named, strict=True))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper())


def _own(claim: Claim, homes: Mapping[str, Actor]) -> Claim:
    """A claim on who holds a place, with a speaker's words for its own side named."""
    source, home = claim.source, _home(claim.source, homes)
    if source is None or claim.kind not in _HOLDING:
        return claim

    def meant(actor: Actor) -> Actor:
        if home and party(actor) != party(home) and _is_own(actor, source):
            return replace(home, text=actor.text)
        theirs = homes.get(fold(actor.name)) if actor.type == "person" else None
        return replace(theirs, text=actor.text) if theirs else actor

    return replace(claim, actors=_each(map(meant, claim.actors)), targets=_each(map(meant, claim.targets)))


def _unguessed(claim: Claim, homes: Mapping[str, Actor]) -> Claim:
    """A claim with "our fighters" of a speaker of no known side left open, whatever its nouns suggest.

    Of such words no more is known than whether a state's office says them.
    """
    source = claim.source
    if source is None or claim.kind not in _HOLDING or _home(source, homes):
        return claim
    told = fold(f"{source.role or ''} {source.affiliation or ''} {source.text}").split()
    noun = "government" if set(told) & _lists()["offices"] else "group"

    def meant(actor: Actor) -> Actor:
        return Actor(noun, actor.text) if _is_own(actor, source) else actor

    return replace(claim, actors=_each(map(meant, claim.actors)), targets=_each(map(meant, claim.targets)))


def _kept(told: Claim, spoken: Claim, named: Claim) -> Claim:
    """The claim with parties named, and what was left open and stayed so as it was told."""

    def party(before: Actor, open_: Actor, after: Actor) -> Actor:
        return before if after == open_ else after

    actors = map(party, told.actors, spoken.actors, named.actors)
    targets = map(party, told.targets, spoken.targets, named.targets)
    return replace(named, actors=_each(actors), targets=_each(targets))


def _home(source: Source | None, homes: Mapping[str, Actor]) -> Actor | None:
    """The party that a source speaks for, if it is known."""
    told = (source.name, source.affiliation) if source else ()
    return next((homes[fold(t)] for t in told if t and fold(t) in homes), None)


def _is_own(actor: Actor, source: Source) -> bool:
    """Whether words mean the speaker's own side: "ours", "his fighters", "her country's soldiers"."""
    words = fold(actor.text).split()
    if not words or len(words) > _OWN_WORDS:
        return False
    men = _lists()["state"] | _lists()["group"] | _lists()["idle"] | _lists()["men"]
    nameless = actor.id is None and set(words[:-1]) <= men  # "the army", not "the Northern Army"
    if nameless and words[-1] in fold(source.role or "").split():
        return True
    rest = set(words[1:]) - {"s", "country", "countrys", "own"}
    return words[0] in _lists()["own"] and rest <= men


def _without_nobody(claim: Claim) -> Claim:
    """A claim without actors whose words stand for nobody: pronouns, days, undertakings, "the enemy"."""

    def stands(actor: Actor) -> bool:
        words = set(fold(actor.name).split())
        return bool(actor.side) or not words <= _lists()["nobody"]

    if all(map(stands, (*claim.actors, *claim.targets))):
        return claim
    return replace(
        claim, actors=_each(filter(stands, claim.actors)), targets=_each(filter(stands, claim.targets))
    )


def _keep(known: dict[str, Actor], key: str, actor: Actor) -> None:
    """One name for each party, its widest, the same whatever the order of the claims."""
    if key not in known or _breadth(actor) < _breadth(known[key]):
        known[key] = actor


def _breadth(actor: Actor) -> tuple[int, int, str, str]:
    """Sorts the names of one party: a state before its government, and that before one of its forces."""
    types = ("state", "government", "armed group", "force", "ministry")
    at = types.index(actor.type) if actor.type in types else len(types)
    return (at, (actor.id or "").count("/"), actor.name, actor.text)


def _sort(actor: Actor) -> str:
    """Sort of a party by its type or its noun: "state", "group" or "" for anybody else."""
    if _is_described(actor):
        nouns = fold(actor.name).split()[-1:]
        return "state" if set(nouns) & _lists()["state"] else "group"
    if actor.id is None and actor.side is None:
        return ""
    if actor.type in _STATE_TYPES:
        return "state"
    return "group" if actor.type == "armed group" else ""


def _is_described(actor: Actor) -> bool:
    """Whether an actor bears no name: a role noun with words that only rank or praise it."""
    if actor.id or actor.side:
        return False
    words = fold(actor.name).split()
    known = _lists()["state"] | _lists()["group"]
    return bool(words) and words[-1] in known and set(words) <= known | _lists()["idle"]


def _named(claim: Claim, inside: Mapping[str, Mapping[str, Actor]], there: Mapping[str, Actor]) -> Claim:
    """A claim with the described named, by the report's own parties, else by those at its places."""
    if not any(_is_described(a) for a in (*claim.actors, *claim.targets)):
        return claim

    def meant(actor: Actor) -> Actor:
        if not _is_described(actor):
            return actor
        sort = _sort(actor)
        known = list(inside.get(sort, {}).values())
        if not known:
            found = (there.get(f"{sort} {place_key(p)}") for p in claim.places)
            known = [next((one for one in found if one), actor)]
        return replace(known[0], text=actor.text) if len(known) == 1 else actor

    return replace(claim, actors=_each(map(meant, claim.actors)), targets=_each(map(meant, claim.targets)))


def _each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(actors)
