"""Which earlier claim a denial takes up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dateline import tables
from dateline.records import Mention, Source, Statement

WINDOW = 3  # sentences back in which a claim without a closer tie is looked for
_JUST_BEHIND = 200  # characters behind a denial in which it may itself quote what it denies


@cache
def _topic_words() -> Mapping[str, Any]:
    topics: Mapping[str, Any] = tables.read(__package__, "denials.toml")["topics"]
    return topics


@dataclass(frozen=True, slots=True)
class Denial:
    """What is known of a denial: where it stands, its words, who denies and of which places he speaks."""

    start: int
    words: frozenset[str]
    source: Source | None
    places: frozenset[str]


def denial_of(
    made: Sequence[Statement], start: int, sentence: int, words: set[str], source: Source | None
) -> Denial:
    """What is known of a denial at offset ``start``; ``words`` are the lemmas of what is denied."""
    beside = (s for s in made if abs(s.sentence - sentence) <= 1 and s.source == source) if source else ()
    places = frozenset(entity for s in beside for entity in _entities(s.places))
    return Denial(start, frozenset(words), source, places)


def taken_up(made: Sequence[Statement], denial: Denial) -> Statement | None:
    """The earlier claim that the denial takes up.

    By, in this order: the topic of its words, a claimant whom it names, the place of which the same
    source says the opposite in the same breath, a claim of control, nearness.
    """
    if accused := _accused(made, denial):
        return accused
    topics = _topics(denial.words)
    before = [s for s in made if s.start < denial.start and s.stance == "asserts" and _deniable(s, topics)]
    earlier = [s for s in before if _owned(s, topics) or not _same_source(s.source, denial.source)]
    tied = [s for s in earlier if _claimant(s, denial) or denial.places & _entities(s.places)]
    latest = max((s.sentence for s in earlier), default=0)
    near = [s for s in earlier if latest - s.sentence <= WINDOW]
    candidates = tied if tied and len(tied) < len(earlier) else near
    return max(candidates, key=lambda s: _fit(s, denial), default=None)


def _accused(made: Sequence[Statement], denial: Denial) -> Statement | None:
    """What an accusation told just before says was done, or the accusation itself."""
    if not denial.words & _accusing():
        return None
    made_by_others = (s for s in made if s.start < denial.start and not _same_source(s.source, denial.source))
    found = [s for s in made_by_others if s.stance == "asserts" and s.change == "accusation"]
    if not found:
        return None
    latest = found[-1]
    deeds = (s for s in made if s.sentence == latest.sentence and latest.start < s.start < latest.end)
    return next((s for s in deeds if s.stance == "asserts"), latest)


@cache
def _accusing() -> frozenset[str]:
    return frozenset(tables.read(__package__, "denials.toml")["accusing"])


def _deniable(statement: Statement, topics: frozenset[str]) -> bool:
    """Of the topic, if the words have one; deaths are denied only in words that speak of them, vows never."""
    if topics:
        return statement.kind in topics
    return statement.kind != "casualties" and (
        statement.kind != "position" or statement.change == "accusation"
    )


def _owned(statement: Statement, topics: frozenset[str]) -> bool:
    """A claim of responsibility, which the same body may go back on ("claimed it, then denied any part")."""
    return statement.rule.startswith("frames/responsibility") and topics <= {"fighting"}


def _fit(statement: Statement, denial: Denial) -> tuple[bool, bool, bool, bool, bool, bool, int]:
    return (
        statement.kind in _topics(denial.words),
        _claimant(statement, denial),
        bool(denial.places & _entities(statement.places)),
        statement.rule.startswith("frames/responsibility") and "this" in denial.words,
        statement.kind == "control",
        statement.part == "body",
        statement.start,
    )


def _claimant(statement: Statement, denial: Denial) -> bool:
    """Does the denial name the source of the claim ("Prigozhin's words were false")?"""
    name = (statement.source.name or "") if statement.source else ""
    return any(word in denial.words for word in name.lower().split())


def _topics(words: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for kind, lemmas in _topic_words().items() if words & set(lemmas))


def _same_source(one: Source | None, other: Source | None) -> bool:
    return one is not None and other is not None and bool(one.name) and one.name == other.name


def linked(made: list[Statement]) -> list[Statement]:
    """In text order, each denial pointing at the nearest claim that it denies."""
    ordered = sorted(made, key=lambda s: (s.start, s.end, s.kind, s.rule))
    result: list[Statement] = []
    for position, statement in enumerate(ordered):
        if statement.stance == "denies":
            statement = replace(statement, denies=_denied(ordered, position))
        result.append(statement)
    return result


def _denied(ordered: Sequence[Statement], position: int) -> int | None:
    """The index of the claim that the denial at ``position`` denies."""
    denial = ordered[position]
    best: tuple[tuple[bool, bool, bool, int], int] | None = None
    here = _entities(denial.places)
    for index, other in enumerate(ordered):
        same_source = _same_source(other.source, denial.source)
        if other.stance != "asserts" or other.kind != denial.kind or same_source:
            continue
        there = _entities(other.places)
        if here and there and not here & there:
            continue
        # what is denied was said before; the claim quoted inside the denial itself comes just after
        before = index < position or other.start < denial.end + _JUST_BEHIND
        key = (before, bool(here & there), other.change == denial.change, -abs(position - index))
        if best is None or key > best[0]:
            best = (key, index)
    return best[1] if best and best[0][0] else None


def _entities(found: Sequence[Mention]) -> set[str]:
    return {m.entity or m.name or "" for m in found if m.entity or m.name}
