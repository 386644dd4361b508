"""Claiming or disowning an attack: the claim is the attack itself, with the claimant as source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.claims.context import Context
from dateline.claims.frames import Frames
from dateline.claims.hits import Hit
from dateline.claims.nouns import noun_is
from dateline.claims.roles import arguments
from dateline.records import Statement, Token
from dateline.syntax import kids

_CLAIMING = frozenset("claim accept take assume deny disclaim reject disown admit".split())
_DUTY = frozenset("responsibility involvement part role hand complicity".split())
_ATTACKS = frozenset("assault airstrike shelling bombing".split())
_IT = frozenset("it this that".split())
_DISOWNING = frozenset("deny disclaim reject disown".split())
_HAVING = frozenset("have play".split())


def responsibilities(context: Context, frames: Frames, found: Sequence[Hit]) -> list[Hit]:
    """Constructions that say who was behind an attack: "claimed responsibility for", "was behind"."""
    taken = {h.trigger for h in found}
    return [h for t in context.verbs() if t.i not in taken for h in _at(context, frames, t)]


def _at(context: Context, frames: Frames, verb: Token) -> Iterator[Hit]:
    given = arguments(context.sentence, verb.i)
    event: int | None = None
    if verb.lemma in _CLAIMING | _HAVING:
        duty = [o for o in given.obj if context.token(o).lemma in _DUTY]
        attack = [o for o in given.obj if noun_is(context.token(o).lemma, "attack")]
        if duty:
            event = next(
                iter([*context.under(duty[0], "for", "in"), *given.prep("for"), *given.prep("in")]), duty[0]
            )
        elif attack and verb.lemma in ("claim", "disown", "admit"):
            event = attack[0]
    elif verb.lemma in ("be", "remain"):
        event = _predicate(context, verb)
    if event is None or not given.subj:
        return
    named = context.token(event).lemma
    if verb.lemma in _HAVING and not (noun_is(named, "attack") or named in _DUTY | _IT):
        return
    yield Hit(
        rule="frames/responsibility@1",
        kind="fighting",
        change=change_of(context, frames, event),
        trigger=verb.i,
        actors=given.subj,
        uses=(event,),
        with_clause=True,
        speaks=verb.lemma in _CLAIMING,
        denied=verb.lemma in _DISOWNING,
    )


def _predicate(context: Context, verb: Token) -> int | None:
    """The event in "was responsible (for the attack)", "was behind the attack"."""
    for child in kids(context.sentence, verb.i, "acomp", "attr"):
        if child.lemma == "responsible":
            return next(iter(context.under(child.i, "for")), child.i)
    for child in kids(context.sentence, verb.i, "prep"):
        if child.lemma == "behind":
            inner = [k.i for k in kids(context.sentence, child.i, "pobj") if noun_is(k.lemma, "attack")]
            return inner[0] if inner else None
    return None


def change_of(context: Context, frames: Frames, event: int) -> str:
    """Which kind of attack an event noun names; an assault where it does not say."""
    token = context.token(event)
    modifiers = {
        p for k in kids(context.sentence, event, "compound", "amod", "nmod") for p in k.lemma.split("-")
    }
    for frame in frames.nouns.get(token.lemma, ()):
        if frame.kind == "fighting" and (token.lemma in frame.lemmas or modifiers & set(frame.modifiers)):
            specific = token.lemma in frame.heads and modifiers & set(frame.modifiers)
            if specific or (token.lemma in frame.lemmas and frame.change != "assault"):
                return frame.change
    return "assault"


def with_changes(statements: Sequence[Statement]) -> list[Statement]:
    """Claims of responsibility that do not say for what take the kind of attack last told."""
    made: list[Statement] = []
    for statement in statements:
        if statement.rule.startswith("frames/responsibility") and statement.change == "assault":
            told = [s.change for s in made if s.kind == "fighting" and s.change in _ATTACKS]
            statement = replace(statement, change=told[-1]) if told else statement
        made.append(statement)
    return made
