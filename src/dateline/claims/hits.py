"""What a construction found in a sentence is, and where beside its trigger the roles are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.claims.context import Context
from dateline.claims.nouns import noun_is, nouns
from dateline.claims.nountypes import is_type
from dateline.claims.roles import Arguments
from dateline.records import Kind
from dateline.syntax import conjuncts, kids

NAMED = ("actor", "person", "outlet")
# Prepositions whose phrase may hang on the noun before: "combat outside the town between X and Y".
_PARTIES = ("between", "by", "against", "with")


@dataclass(frozen=True, slots=True)
class Hit:
    """One construction in a sentence, its roles filled with token indices."""

    rule: str
    kind: Kind
    change: str
    trigger: int
    actors: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    unit: str = ""
    clause: int | None = None  # the verb that heads the clause, where that is not the trigger
    shared_subject: bool = False
    uses: tuple[int, ...] = ()  # further tokens that state it: "control" in "took control of"
    speaks: bool = False
    needs_said: bool = False
    alone: bool = False  # gives way to whatever its clause states
    with_clause: bool = False
    from_verb: bool = False  # the words begin at the verb: "claimed full control of"
    denied: bool = False  # the words themselves deny it ("disowned the bombing")

    @property
    def head(self) -> int:
        """The verb whose clause states it, or the trigger where there is none."""
        return self.trigger if self.clause is None else self.clause

    @property
    def nominal(self) -> bool:
        """Is the trigger an event noun?"""
        return self.rule.split("@")[0].endswith("-noun")

    def filled(self, need: str) -> bool:
        """Is the role ``need`` of the frames filled?"""
        roles = {
            "actor": self.actors,
            "target": self.targets,
            "place": self.places,
            "count": self.counts,
        }
        return bool(roles[need])


def fill(context: Context, given: Arguments, paths: Sequence[str]) -> tuple[int, ...]:
    """The first of the ``paths`` of a frame that leads to anything but a time."""
    for path in paths:
        found = tuple(i for i in _along(context, given, path) if not context.mention(i, "time"))
        if found:
            return found
    return ()


def fill_places(context: Context, given: Arguments, paths: Sequence[str]) -> tuple[int, ...]:
    """The first role that a named place fills; else the first that any place fills."""
    nameless: tuple[int, ...] = ()
    for path in paths:
        found = tuple(i for i in _along(context, given, path) if is_type(context, i, ("place",)))
        if any(context.names_place(i) for i in found):
            return found
        nameless = nameless or found
    return nameless


def _along(context: Context, given: Arguments, path: str) -> tuple[int, ...]:
    if path.startswith("prep:"):
        prep, _, step = path[5:].partition(".")
        heads = given.prep(prep)
        return heads if not step else tuple(i for head in heads for i in beside(context, head, step))
    if path == "clause":
        return _of_clause(context, given.verb)
    base, _, step = path.partition(".")
    heads = {"subj": given.subj, "obj": given.obj, "iobj": given.iobj, "attr": given.attr}[base]
    if not step:
        return heads
    return tuple(i for head in heads for i in beside(context, head, step))


def _of_clause(context: Context, verb: int) -> tuple[int, ...]:
    """Who the clause under the verb says is to act: "demanded that the army leave"."""
    clauses = kids(context.sentence, verb, "ccomp")
    subjects = (s for c in clauses if c.i > verb for s in kids(context.sentence, c.i, "nsubj", "nsubjpass"))
    return tuple(i for s in subjects if s.pos != "PRON" for i in conjuncts(context.sentence, s.i))


def beside(context: Context, head: int, step: str) -> tuple[int, ...]:
    """Names beside a noun: its possessor, a name in front of it, or the objects of a preposition."""
    if step == "self":
        return (head,)
    if step == "poss":
        return tuple(k.i for k in kids(context.sentence, head, "poss"))
    if step == "mod":
        modifiers = kids(context.sentence, head, "compound", "amod", "nmod")
        return tuple(k.i for k in modifiers if context.mention(k.i, *NAMED) or _doer(k.lemma))
    near = context.under(head, step)
    if not near and step in _PARTIES:
        near = _under_phrases(context, head, step)
    return tuple(i for o in near for i in conjuncts(context.sentence, o))


def _doer(lemma: str) -> bool:
    """A noun before an attack that says whose it is ("rebel shelling", "suicide bombing")."""
    return lemma in nouns("doers")


def doers(context: Context, indices: tuple[int, ...]) -> tuple[int, ...]:
    """Who is behind each: an attack, a weapon or a paper does nothing itself; nor does a day."""
    found: list[int] = []
    for i in indices:
        if not is_deed(context, i):
            found += _owner_of_thing(context, i) or ((i,) if _is_somebody(context, i) else ())
            continue
        steps = (_somebody(context, beside(context, i, step)) for step in ("by", "poss", "mod"))
        found += next((who for who in steps if who), ())
    return tuple(found)


def _is_somebody(context: Context, i: int) -> bool:
    """Can it act: no truck, no roof, and no town that stands for no government?"""
    if context.mention(i, *NAMED):
        return True
    place = context.mention(i, "place")
    if place is not None:
        return (place.entity or "").startswith("country:")
    return is_type(context, i, ("people", "force", "body", "name", "number"))


def _owner_of_thing(context: Context, i: int) -> tuple[int, ...]:
    """Whose a thing is that acts for its owner: "its F-16s", "Ankara's howitzers"."""
    mention = context.mention(i)
    somebody = mention is not None and (mention.name or mention.descriptor)
    if somebody or is_type(context, i, ("people", "force", "body")):
        return ()
    return _somebody(context, beside(context, i, "poss"))


def is_deed(context: Context, i: int) -> bool:
    """Is it something done, used or written, and nobody?"""
    lemma = context.token(i).lemma
    named = context.mention(i, *NAMED)
    if named is not None and named.name:
        return False
    return noun_is(lemma, "attack", "weapon") or lemma in nouns("papers")


def _somebody(context: Context, indices: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(i for i in indices if not context.mention(i, "time", "place"))


def _under_phrases(context: Context, head: int, step: str) -> tuple[int, ...]:
    """Objects of a preposition that hangs on a phrase of the noun instead of on the noun itself."""
    return tuple(
        inner
        for prep in kids(context.sentence, head, "prep")
        for noun in kids(context.sentence, prep.i, "pobj")
        for inner in context.under(noun.i, step)
    )


def without_places(context: Context, indices: tuple[int, ...]) -> tuple[int, ...]:
    """Those that name somebody, or at least no place."""
    return tuple(i for i in indices if not context.mention(i, "place") or context.mention(i, *NAMED))
