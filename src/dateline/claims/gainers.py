"""Who took a place, where a clause leaves it open: "it has fallen", told beside "rebels took it"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.claims.nouns import nouns
from dateline.claims.sides import is_nobody, side_of
from dateline.mentions import ELSEWHERE
from dateline.records import Annotated, Mention, Statement


def with_gainers(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Control statements without a holder, with the one that the report itself gives the place to.

    In this order: whoever the denied claim names; whoever the same source names for the place; the only
    one that anybody names; the source's own side, where it tells a success or owns to a loss.
    """
    text = annotated.report.received_text
    told = [_Told(s, text[s.start : s.end]) for s in statements]
    return [replace(t.statement, actors=_holder(t, told)) if t.is_open else t.statement for t in told]


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with its words."""

    statement: Statement
    words: str

    @property
    def is_open(self) -> bool:
        """Does it speak of control and leave open whose?"""
        return self.statement.kind == "control" and all(map(is_nobody, self.statement.actors))

    @property
    def holder(self) -> Mention | None:
        """Whoever it names."""
        return next((m for m in self.statement.actors if m.name), None)

    @property
    def regained(self) -> bool:
        """Does it tell of winning the place back?"""
        return any(word.startswith(tuple(nouns("triumphs"))) for word in self.words.lower().split())

    @property
    def places(self) -> frozenset[str]:
        """Keys of the places that it names."""
        return frozenset(p.entity or p.name or "" for p in self.statement.places if p.entity or p.name)


def _holder(one: _Told, every: Sequence[_Told]) -> tuple[Mention, ...]:
    found = None if one.statement.change == "lost" else _elsewhere(one, every)
    found = found or _own_side(one)
    return one.statement.actors if found is None else (found,)


def _elsewhere(one: _Told, every: Sequence[_Told]) -> Mention | None:
    denied = one.statement.denies
    if denied is not None and (holder := every[denied].holder):
        return _from(holder)
    others = [t for t in every if t is not one and _same_happening(one, t)]
    source = one.statement.source.name if one.statement.source else None
    own = [t for t in others if source and t.statement.source and t.statement.source.name == source]
    return _only(own) or _only(t for t in others if t.statement.change == "gained")


def _same_happening(one: _Told, other: _Told) -> bool:
    """Does the other say who got the same place, of no other day and not of winning it back?"""
    here, there = one.statement, other.statement
    if there.kind != "control" or there.change not in ("gained", "held") or there.stance != "asserts":
        return False
    dated = here.time and there.time and here.time.text != there.time.text
    return bool(one.places & other.places) and not dated and other.regained <= one.regained


def _only(told: Iterable[_Told]) -> Mention | None:
    """The one party that they all name."""
    named = {m.name: m for t in told if (m := t.holder)}
    return _from(next(iter(named.values()))) if len(named) == 1 else None


def _from(holder: Mention) -> Mention:
    return replace(holder, reason=f"{ELSEWHERE}; the report gives the place to {holder.name}")


def _own_side(one: _Told) -> Mention | None:
    """The source's side: it tells successes as its own ("has been liberated"), and owns to its losses."""
    said = one.statement
    side = side_of(said.source) if said.source else None
    if said.source is None or side is None or said.stance == "denies":
        return None
    if set(side.lower().split()) & nouns("offices"):
        return None  # a ministry speaks for its state and holds no town
    if said.change != "lost" and not one.regained:
        return None
    return Mention(said.sentence, 0, 1, 0, said.source.text, "actor", side, reason="the source's own side")
