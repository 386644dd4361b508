"""Claiming or disowning an attack: the claim is the attack itself, with the claimant as source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dateline import tables
from dateline.claims.context import Context
from dateline.claims.cues import lexicon
from dateline.claims.frames import Frames
from dateline.claims.hits import Hit
from dateline.claims.nouns import noun_is
from dateline.claims.roles import Arguments, arguments
from dateline.records import Annotated, Statement, Token
from dateline.syntax import kids

RULE = "frames/responsibility@1"
_KINDS = ("bombing", "airstrike", "shelling")
_OFTEN = 2  # words of one kind from which a report speaks of it


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables.read(__package__, "responsibility.toml")[name])


def responsibilities(context: Context, frames: Frames, found: Sequence[Hit]) -> list[Hit]:
    """Constructions that say who was behind an attack: "claimed responsibility for", "was behind"."""
    taken = {h.trigger for h in found}
    return [h for t in context.verbs() if t.i not in taken for h in _at(context, frames, t)]


def _at(context: Context, frames: Frames, verb: Token) -> Iterator[Hit]:
    if verb.lemma not in ("be", "remain") and verb.lemma not in _words("having") | _words("claiming"):
        return
    given = arguments(context.sentence, verb.i)
    event = _event(context, verb, given)
    if event is None or not given.subj or any(_nobody(context, i) for i in given.subj):
        return
    if verb.dep == "acl" and any(_paper(context, i) for i in given.subj):
        return
    yield Hit(
        rule=RULE,
        kind="fighting",
        change=_change(context, frames, event),
        trigger=verb.i,
        actors=given.subj,
        uses=(event,),
        with_clause=True,
        speaks=verb.lemma in _words("claiming"),
        denied=verb.lemma in _words("disowning"),
    )


def _nobody(context: Context, i: int) -> bool:
    """ "No group has claimed the raid" claims nothing and denies nothing."""
    if context.token(i).lemma in ("nobody", "none"):
        return True
    return any(k.lemma in ("no", "none", "neither") for k in kids(context.sentence, i, "det", "neg"))


def _paper(context: Context, i: int) -> bool:
    """ "A message claiming the attack": it is somebody's, and whose is not said here."""
    return context.token(i).lemma in lexicon().group("documents")


def _event(context: Context, verb: Token, given: Arguments) -> int | None:
    """The attack, or the word for having a part in one where the attack is not named."""
    if verb.lemma in ("be", "remain"):
        return _predicate(context, verb)
    having = verb.lemma in _words("having")
    if not having and verb.lemma not in _words("claiming"):
        return None
    duty = next((o for o in given.obj if context.token(o).lemma in _words("duty")), None)
    if duty is not None:
        named = (*context.under(duty, "for", "in"), *given.prep("for"), *given.prep("in"), duty)
        shared = verb.lemma in _words("sharing") and context.token(duty).lemma != "responsibility"
        sure = not having and not shared
        return named[0] if sure or _can_be_owned(context.token(named[0]).lemma) else None
    attacks = (o for o in given.obj if noun_is(context.token(o).lemma, "attack"))
    return next(attacks, None) if verb.lemma in _words("claiming_outright") else None


def _can_be_owned(lemma: str) -> bool:
    return noun_is(lemma, "attack") or lemma in _words("duty") or lemma in ("it", "this", "that")


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


def _change(context: Context, frames: Frames, event: int) -> str:
    """Which kind of attack an event noun names; an assault where it does not say."""
    lemma = context.token(event).lemma
    beside = kids(context.sentence, event, "compound", "amod", "nmod")
    modifiers = {part for k in beside for part in k.lemma.split("-")}
    for frame in frames.nouns.get(lemma, ()):
        specific = lemma in frame.heads and bool(modifiers & set(frame.modifiers))
        plain = lemma in frame.lemmas and frame.change != "assault"
        if frame.kind == "fighting" and (specific or plain):
            return frame.change
    return "assault"


def with_changes(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Claims of responsibility that do not say for what take the kind of attack last told.

    Where none was told, and for "the attack" in general, the words of the report say what it was.
    """
    spoken = _spoken_of(annotated)
    made: list[Statement] = []
    for statement in statements:
        if statement.rule.startswith("frames/responsibility") and statement.change == "assault":
            told = [s.change for s in made if s.kind == "fighting" and s.change in _words("attacks")]
            statement = replace(statement, change=told[-1]) if told else statement
        if spoken and statement.change == "assault" and _is_the_attack(statement, annotated):
            statement = replace(statement, change=spoken)
        made.append(statement)
    return made


def _spoken_of(annotated: Annotated) -> str | None:
    """The kind of attack that a report has the words of, where it has hardly those of another."""
    lemmas = Counter(t.lemma for s in annotated.sentences for t in s.tokens)
    counts = Counter({kind: sum(lemmas[w] for w in _words(kind)) for kind in _KINDS})
    (most, times), (_, second) = counts.most_common(2)
    return most if times >= _OFTEN and times > 2 * second else None


def _is_the_attack(statement: Statement, annotated: Annotated) -> bool:
    """Does it take up an attack by no more than that word ("claimed the attack", "was responsible")?"""
    if statement.rule.startswith("frames/responsibility"):
        return True
    words = annotated.report.received_text[statement.start : statement.end].lower()
    return statement.rule.startswith("frames/assault-noun") and "the attack" in words
