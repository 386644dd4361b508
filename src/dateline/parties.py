"""Which party "the rebels", "army troops" or "his fighters" are, where only one can be meant.

A leaf that the set-wise rooms share. Annotation settles what a report's own words settle; what is left
here are descriptions with no party behind them, and words of a speaker for its own side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.fold import fold
from dateline.gist import kin, party, party_name, place_key
from dateline.placing import placed
from dateline.records import Actor, Claim, Source
from dateline.tables import read

_STATE_TYPES = frozenset({"state", "force", "ministry", "government"})
_OWN_WORDS = 4  # of a speaker's words for its own side ("his", "our brave fighters")
_HOLDING = ("control", "crossing")


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read("dateline", "parties.toml").items()}


def identified(claims: Sequence[Claim]) -> list[Claim]:
    """Claims whose parties are named where one alone can be meant; the words stay in ``Actor.text``.

    A speaker's "our forces" or "theirs" is the side that it speaks for by any report. "The insurgents" are
    the only party of the same sort, a state's or not, that the report names; where it names none, the only
    one that any claim on the same place names. Words for nobody ("its") are left out.
    """
    claims = placed(claims)
    homes = _homes(claims)
    told = [_without_nobody(_own(claim, homes)) for claim in claims]
    spoken = [_unguessed(claim, homes) for claim in told]
    in_report: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
    at_place: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
    for claim in spoken:
        for actor in (*claim.actors, *claim.targets):
            sort = _sort(actor)
            if sort and not _is_described(actor):
                _keep(in_report[claim.report, sort], party(actor), actor)
                for place in claim.places:
                    _keep(at_place[place_key(place), sort], party(actor), actor)
    widest: dict[str, Actor] = {}
    for actor in (a for claim in spoken for a in (*claim.actors, *claim.targets) if _sort(a)):
        _keep(widest, party(actor), actor)
    named = [_named(claim, in_report, at_place, widest) for claim in spoken]
    return [_kept(*triple) for triple in zip(told, spoken, named, strict=True)]


def _homes(claims: Sequence[Claim]) -> Mapping[str, Actor]:
    """The party of each speaker, by name and by affiliation, where its words and the claims name just one."""
    known: dict[str, Actor] = {}
    for claim in claims:
        for actor in (*claim.actors, *claim.targets):
            if actor.side and actor.type != "person":
                _keep(known, actor.name, actor)
    belongs: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        source = claim.source
        if source and source.type in ("person", "body"):
            for told in (source.affiliation, source.name if source.type == "body" else None):
                if told:
                    belongs[fold(told)].add(told)
                    belongs[fold(source.name or told)].add(told)
    found: dict[str, Actor] = {}
    for speaker in sorted(belongs):
        named = [a for told in sorted(belongs[speaker]) for a in _called(told, known)]
        sides = {party(a): a for a in sorted(named, key=lambda a: (a.type != "ministry", a.name))}
        if len(sides) == 1:
            found[speaker] = next(iter(sides.values()))
    return found


def _called(told: str, known: Mapping[str, Actor]) -> list[Actor]:
    """The known parties that bear a name, its initials or, for a state, the country's other form."""
    words = frozenset(party_name(told).split())
    found = []
    for name in sorted(known):
        actor = known[name]
        alike = party_name(name) == party_name(told) or told == _initials(name)
        national = actor.type in _STATE_TYPES and kin(words, frozenset(party_name(name).split()))
        if alike or (national and len(words) == 1):
            found.append(actor)
    return found


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


def _named(
    claim: Claim,
    in_report: Mapping[tuple[str, str], Mapping[str, Actor]],
    at_place: Mapping[tuple[str, str], Mapping[str, Actor]],
    widest: Mapping[str, Actor],
) -> Claim:
    if not any(_is_described(a) for a in (*claim.actors, *claim.targets)):
        return claim

    def meant(actor: Actor) -> Actor:
        if not _is_described(actor):
            return actor
        known = in_report.get((claim.report, _sort(actor)), {})
        there = [at_place.get((place_key(p), _sort(actor)), {}) for p in claim.places]
        those = [known] if known else there
        only = next((next(iter(found)) for found in those if len(found) == 1), None)
        return replace(widest[only], text=actor.text) if only else actor

    return replace(claim, actors=_each(map(meant, claim.actors)), targets=_each(map(meant, claim.targets)))


def _each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(actors)
