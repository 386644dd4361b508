"""What words for a party come to: whose "our forces" are, and whether "the insurgents" bear a name.

A leaf under ``parties``, which finds the party; here are the rules about words alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.fold import fold
from dateline.gist import kin, party, party_name, place_key
from dateline.records import Actor, Claim, Source
from dateline.tables import read

STATE_TYPES = frozenset({"state", "force", "ministry", "government"})
HOLDING = ("control", "crossing")
_OWN_WORDS = 4  # of a speaker's words for its own side ("his", "our brave fighters")


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read("dateline", "parties.toml").items()}


def bears(actor: Actor, told: str) -> bool:
    """Whether a party bears a name, its initials or, for a state, the country's other form."""
    words, own = frozenset(party_name(told).split()), party_name(actor.name)
    national = actor.type in STATE_TYPES and len(words) == 1 and kin(words, frozenset(own.split()))
    return own == party_name(told) or told == initials(actor.name) or national


def named_inside(spoken: Sequence[Claim]) -> dict[str, dict[str, Actor]]:
    """The parties that a report names, each at its widest, by sort and key."""
    found: dict[str, dict[str, Actor]] = defaultdict(dict)
    for actor in (a for claim in spoken for a in (*claim.actors, *claim.targets)):
        if sort_of(actor) and not is_described(actor):
            _keep(found[sort_of(actor)], party(actor), actor)
    return found


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper())


def with_own_named(claim: Claim, homes: Mapping[str, Actor]) -> Claim:
    """A claim on who holds a place, with a speaker's words for its own side named."""
    source, home = claim.source, _home(claim.source, homes)
    if source is None or claim.kind not in HOLDING:
        return claim

    def meant(actor: Actor) -> Actor:
        if home and party(actor) != party(home) and _is_own(actor, source):
            return replace(home, text=actor.text)
        theirs = homes.get(fold(actor.name)) if actor.type == "person" else None
        return replace(theirs, text=actor.text) if theirs else actor

    return replace(claim, actors=_each(map(meant, claim.actors)), targets=_each(map(meant, claim.targets)))


def unguessed(claim: Claim, homes: Mapping[str, Actor]) -> Claim:
    """A claim with "our fighters" of a speaker of no known side left open, whatever its nouns suggest.

    Of such words no more is known than whether a state's office says them.
    """
    source = claim.source
    if source is None or claim.kind not in HOLDING or _home(source, homes):
        return claim
    told = fold(f"{source.role or ''} {source.affiliation or ''} {source.text}").split()
    noun = "government" if set(told) & _lists()["offices"] else "group"

    def meant(actor: Actor) -> Actor:
        return Actor(noun, actor.text) if _is_own(actor, source) else actor

    return replace(claim, actors=_each(map(meant, claim.actors)), targets=_each(map(meant, claim.targets)))


def kept(told: Claim, spoken: Claim, named: Claim) -> Claim:
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


def without_nobody(claim: Claim) -> Claim:
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
    if key not in known or breadth(actor) < breadth(known[key]):
        known[key] = actor


def breadth(actor: Actor) -> tuple[int, int, str, str]:
    """Sorts the names of one party: a state before its government, and that before one of its forces."""
    types = ("state", "government", "armed group", "force", "ministry")
    at = types.index(actor.type) if actor.type in types else len(types)
    return (at, (actor.id or "").count("/"), actor.name, actor.text)


def sort_of(actor: Actor) -> str:
    """Sort of a party by its type or its noun: "state", "group" or "" for anybody else."""
    if is_described(actor):
        nouns = fold(actor.name).split()[-1:]
        return "state" if set(nouns) & _lists()["state"] else "group"
    if actor.id is None and actor.side is None:
        return ""
    if actor.type in STATE_TYPES:
        return "state"
    return "group" if actor.type == "armed group" else ""


def is_described(actor: Actor) -> bool:
    """Whether an actor bears no name: a role noun with words that only rank or praise it."""
    if actor.id or actor.side:
        return False
    words = fold(actor.name).split()
    known = _lists()["state"] | _lists()["group"]
    return bool(words) and words[-1] in known and set(words) <= known | _lists()["idle"]


def with_described_named(
    claim: Claim, inside: Mapping[str, Mapping[str, Actor]], there: Mapping[str, Actor]
) -> Claim:
    """A claim with the described named, by the report's own parties, else by those at its places."""
    if not any(is_described(a) for a in (*claim.actors, *claim.targets)):
        return claim

    def meant(actor: Actor) -> Actor:
        if not is_described(actor):
            return actor
        sort = sort_of(actor)
        known = list(inside.get(sort, {}).values())
        if not known:
            found = (there.get(f"{sort} {place_key(p)}") for p in claim.places)
            known = [next((one for one in found if one), actor)]
        return replace(known[0], text=actor.text) if len(known) == 1 else actor

    return replace(claim, actors=_each(map(meant, claim.actors)), targets=_each(map(meant, claim.targets)))


def _each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(actors)
