"""Event nouns with a place, party or date of their own: "clashes at the port on Thursday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.claims.context import Context
from dateline.claims.frames import VERSION, Frames, NounFrame
from dateline.claims.hits import Hit, beside, without_places
from dateline.claims.nouns import nouns
from dateline.claims.nountypes import is_type
from dateline.claims.roles import arguments
from dateline.records import Token
from dateline.syntax import kids

_GERUND_ROLES = ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr")
_PARTIES = ("force", "body", "name", "people")
_COUNTED = ("people", "force", "name", "number")
_ON_THE_NOUN = (
    "self",
    "poss",
    "mod",
    "by",
    "involving",
)  # steps that no preposition of the verb can stand for
# Kinds whose nouns with an article may only take up what was told before.
_TAKEN_UP = ("fighting", "movement", "talks", "casualties")


def noun_hits(context: Context, token: Token, frames: Frames) -> Iterator[Hit]:
    """What the event noun ``token`` states, rows that ask for its modifier first ("drone strike")."""
    noun = _event_noun(context, token, frames)
    if noun is None or token.dep in ("compound", "amod", "nmod") or _is_no_one_event(context, token):
        return
    modifiers = _modifiers(context, token)
    if modifiers & nouns("peaceful"):
        return
    for frame in sorted(frames.nouns[noun], key=lambda f: noun not in f.heads):
        specific = noun in frame.heads and bool(modifiers & set(frame.modifiers))
        if (specific or noun in frame.lemmas) and _of_such(context, token, frame):
            hit = _hit(context, token, frame, frames)
            if _enough(context, hit, frame, _witnessed(context, token, frames)):
                yield hit


def _of_such(context: Context, token: Token, frame: NounFrame) -> bool:
    """Is the noun one of what the frame asks for: an "exchange of fire", not of views?"""
    of_what = context.under(token.i, "of") if frame.of_nouns else ()
    return not frame.of_nouns or any(context.token(i).lemma in frame.of_nouns for i in of_what)


def _event_noun(context: Context, token: Token, frames: Frames) -> str | None:
    """The event noun that the token is, gerunds in the place of a noun included ("Fighting ... ended")."""
    if token.pos in ("NOUN", "PROPN"):
        return token.lemma if token.lemma in frames.nouns else None
    heard = token.dep == "xcomp" and _witnessed(context, token, frames)  # "heard shelling"
    gerund = token.tag == "VBG" and (token.dep in _GERUND_ROLES or heard)
    word = token.text.lower()
    return word if gerund and word in frames.nouns else None


def _is_no_one_event(context: Context, token: Token) -> bool:
    return any(k.lemma in nouns("unsaid") for k in kids(context.sentence, token.i, "det", "amod"))


def _modifiers(context: Context, token: Token) -> set[str]:
    found = {k.lemma for k in kids(context.sentence, token.i, "compound", "amod", "nmod")}
    return found | {part for m in found for part in m.split("-")}


def _hit(context: Context, token: Token, frame: NounFrame, frames: Frames) -> Hit:
    verb = _occurrence(context, token, frames)
    actors = _first_filled(context, token, verb, frame.actor, _PARTIES)
    targets = _first_filled(context, token, verb, frame.target, _PARTIES)
    return Hit(
        rule=f"frames/{frame.name}@{VERSION}",
        kind=frame.kind,
        change=frame.change,
        trigger=token.i,
        actors=without_places(context, actors),
        targets=without_places(context, targets),
        places=_first_filled(context, token, verb, frame.place, ("place",)),
        counts=_first_filled(context, token, verb, frame.count, _COUNTED),
        unit=frame.unit,
        clause=verb,
        needs_said=frame.only_said,
    )


def _occurrence(context: Context, token: Token, frames: Frames) -> int | None:
    """The verb by which the event is said to happen ("fighting raged"), if there is one."""
    head = context.token(token.head)
    happens = head.lemma in frames.occurrences and head.pos in ("VERB", "AUX")
    if token.dep in ("nsubj", "nsubjpass", "attr") and happens and not _is_told_of(context, token, head):
        return head.i
    if token.dep == "dobj" and head.lemma in ("see", "report"):
        return head.i
    clauses = kids(context.sentence, token.i, "relcl", "acl")
    return next((k.i for k in clauses if k.lemma in frames.occurrences), None)


def _is_told_of(context: Context, token: Token, verb: Token) -> bool:
    """Does "be" only say what the event was ("the offensive was a sign", "it was the worst attack")?"""
    if verb.lemma not in ("be", "remain"):
        return False
    if token.dep == "attr":
        new = any(k.lemma in ("a", "an") for k in kids(context.sentence, token.i, "det"))
        return not new and not any(kids(context.sentence, verb.i, "expl"))
    behind = (context.sentence.tokens[verb.i : k.i] for k in kids(context.sentence, verb.i, "attr"))
    return any(all(t.text != "," for t in between) for between in behind)


def _first_filled(
    context: Context, token: Token, verb: int | None, steps: Sequence[str], types: Sequence[str]
) -> tuple[int, ...]:
    """The first step that leads to one of the types, from the noun or else from the verb it happens by."""
    for step in steps:
        found = tuple(i for i in beside(context, token.i, step) if is_type(context, i, types))
        if not found and verb is not None and step not in _ON_THE_NOUN:
            beside_verb = arguments(context.sentence, verb).prep(step)
            found = tuple(i for i in beside_verb if is_type(context, i, types))
        if found:
            return found
    return ()


def _witnessed(context: Context, token: Token, frames: Frames) -> bool:
    """Does somebody tell of it as what he saw or heard ("described air strikes every night")?"""
    return token.dep in ("dobj", "xcomp") and context.token(token.head).lemma in frames.witnessing


def _enough(context: Context, hit: Hit, frame: NounFrame, witnessed: bool) -> bool:
    """Does the noun say enough of its own to state an event?"""
    if not all(hit.filled(need) for need in frame.needs):
        return False
    measured = lasting(context, hit.trigger) is not None
    if frame.needs_own and not measured and not any(hit.filled(need) for need in frame.needs_own):
        return False
    dated = measured or bool(context.inside(*context.extent(hit.trigger), "time"))
    since = hit.clause is not None and _only_dates(context, hit.clause)
    if _taken_up(context, hit) and (since or not dated):
        return False
    happens = (hit.clause is not None or witnessed) and frame.kind == "fighting"
    return bool(frame.needs or hit.places or hit.actors or hit.targets or dated or happens)


def lasting(context: Context, noun: int) -> int | None:
    """The noun of time that measures an event ("a week of fighting"), or None."""
    token = context.token(noun)
    prep = context.token(token.head)
    if token.dep != "pobj" or prep.lemma != "of":
        return None
    measure = context.token(prep.head)
    return measure.i if measure.lemma in nouns("durations") else None


def _only_dates(context: Context, verb: int) -> bool:
    """Does it only date something, or the noun: "since the fighting began", "the raid, which lasted"?"""
    if context.token(verb).dep in ("relcl", "acl"):
        return True
    opening = {k.lemma for k in kids(context.sentence, verb, "mark", "advmod")}
    return context.token(verb).dep == "advcl" and "since" in opening


def _taken_up(context: Context, hit: Hit) -> bool:
    """Does the noun only take up something already told ("the offensive", "their assault on it")?"""
    if hit.kind not in _TAKEN_UP or (hit.clause is not None and not _only_dates(context, hit.clause)):
        return False
    determiners = list(kids(context.sentence, hit.trigger, "det", "poss"))
    return any(k.tag == "PRP$" or k.lemma in nouns("pointing") for k in determiners)
