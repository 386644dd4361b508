"""Which party "the rebels" or "army troops" are, where a report or a place leaves only one that they can be.

A leaf that the set-wise rooms share. Annotation settles what a report's own words settle; what is left
here are descriptions with no party behind them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.fold import fold
from dateline.gist import place_key
from dateline.records import Actor, Claim
from dateline.tables import read

_STATE_TYPES = frozenset({"state", "force", "ministry", "government"})


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read("dateline", "parties.toml").items()}


def identified(claims: Sequence[Claim]) -> list[Claim]:
    """Claims whose described parties ("the insurgents") are named where one party alone can be meant.

    That is the only party of the same sort, a state's or not, that the report names; where it names
    none, the only one that any claim on the same place names. The mention's words stay in ``Actor.text``.
    """
    in_report: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
    at_place: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
    for claim in claims:
        for actor in (*claim.actors, *claim.targets):
            sort = _sort(actor)
            if sort and not _is_described(actor):
                key = actor.side or actor.id or fold(actor.name)
                _keep(in_report[claim.report, sort], key, actor)
                for place in claim.places:
                    _keep(at_place[place_key(place), sort], key, actor)
    return [_named(claim, in_report, at_place) for claim in claims]


def _keep(known: dict[str, Actor], key: str, actor: Actor) -> None:
    """One name for each party, the same whatever the order of the claims."""
    if key not in known or (actor.name, actor.text) < (known[key].name, known[key].text):
        known[key] = actor


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
) -> Claim:
    if not any(_is_described(a) for a in (*claim.actors, *claim.targets)):
        return claim

    def party(actor: Actor) -> Actor:
        if not _is_described(actor):
            return actor
        known = in_report.get((claim.report, _sort(actor)), {})
        there = [at_place.get((place_key(p), _sort(actor)), {}) for p in claim.places]
        meant = [known] if known else there
        only = next((next(iter(found.values())) for found in meant if len(found) == 1), None)
        return replace(only, text=actor.text) if only else actor

    return replace(claim, actors=_each(map(party, claim.actors)), targets=_each(map(party, claim.targets)))


def _each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(actors)
