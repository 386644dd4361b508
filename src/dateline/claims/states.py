"""States that a preposition and a noun tell: "under the control of", "in rebel hands", "in charge of"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.context import Context
from dateline.claims.frames import VERSION, Frames, StateFrame
from dateline.claims.hits import Hit, beside
from dateline.claims.nouns import noun_is, nouns
from dateline.claims.nountypes import is_type
from dateline.claims.roles import Arguments, arguments
from dateline.records import Token
from dateline.syntax import kids

_STAYING = ("be", "remain", "stay")
_PEOPLES = ("NORP", "GPE", "ORG")  # "under Ukrainian control"
_NEAR = 4  # tokens from the noun in which "again" may stand


def state_hits(context: Context, frames: Frames) -> Iterator[Hit]:
    """Who holds what, by every noun of the sentence that says so; the first row that fits decides."""
    for noun in context.sentence.tokens:
        if noun.dep != "pobj":
            continue
        prep = context.token(noun.head)
        rows = (f for f in frames.states.get(noun.lemma, ()) if _name(context, prep) in f.preps)
        found = (_hit(context, frame, noun, prep) for frame in rows)
        hit = next((h for h in found if h is not None), None)
        if hit is not None:
            yield hit


def _name(context: Context, prep: Token) -> str:
    """The preposition with the one it stands under: "out of"."""
    above = context.token(prep.head)
    return f"{above.lemma} {prep.lemma}" if prep.lemma == "of" and above.lemma == "out" else prep.lemma


def _hit(context: Context, frame: StateFrame, noun: Token, prep: Token) -> Hit | None:
    verb = context.token(prep.head)
    if verb.pos in ("ADV", "ADP") or verb.dep in (
        "acomp",
        "advmod",
    ):  # "is once more in rebel hands", "out of"
        verb = context.token(verb.head)
    given = arguments(context.sentence, verb.i) if verb.pos in ("VERB", "AUX") else None
    bare = _holds_ground if frame.holder == "subj" else _names_ground
    if given is None and not bare(context, verb.i):
        return None
    if not _right_way_round(context, frame, noun, prep):
        return None
    holders, places = _sides(context, frame, noun, verb.i, given)
    if not holders or not places:
        return None
    return Hit(
        rule=f"frames/{frame.name}@{VERSION}",
        kind=frame.kind,
        change="gained" if _is_gained(context, frame, noun, verb) else frame.change,
        trigger=noun.i,
        actors=holders,
        places=places,
        counts=places,
        unit="noun",
        clause=verb.i,
        uses=(prep.i, *holders),
        shared_subject=bool(given and given.shared_subject),
    )


def _subjects(verb: Token, given: Arguments | None) -> tuple[int, ...]:
    """What the state is told of: the object where there is one ("put the town under"), else the subject."""
    if given is None:
        return (verb.i,)
    return given.obj if given.obj and verb.lemma not in _STAYING else given.subj


def _right_way_round(context: Context, frame: StateFrame, noun: Token, prep: Token) -> bool:
    """ "In control of the town" has its holder as subject, "in the control of the army" beside the noun."""
    if prep.lemma != "in" or noun.lemma not in nouns("holding"):
        return True
    dressed = any(kids(context.sentence, noun.i, "det", "poss", "compound"))
    of_what = bool(beside(context, noun.i, "of")) and not dressed
    return of_what == (frame.holder == "subj")


def _sides(
    context: Context, frame: StateFrame, noun: Token, verb: int, given: Arguments | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Holders and places; ``verb`` is a noun where there is no clause."""
    subjects = _subjects(context.token(verb), given)
    holders, places = _holders(context, noun), subjects
    if frame.holder == "subj":
        of_verb = given.prep("of") if given else context.under(verb, "of")
        holders, places = subjects, (*beside(context, noun.i, "of"), *of_verb)
    return holders, tuple(p for p in places if _can_be_held(context, p))


def _can_be_held(context: Context, i: int) -> bool:
    return is_type(context, i, ("place", "settlement")) or context.token(i).pos == "PRON"


def _holders(context: Context, noun: Token) -> tuple[int, ...]:
    for step in ("poss", "of"):
        found = beside(context, noun.i, step)
        if found:
            return found
    return tuple(
        k.i
        for k in kids(context.sentence, noun.i, "compound", "amod", "nmod")
        if context.mention(k.i) or k.ent in _PEOPLES or noun_is(k.lemma, "force", "body", "holder")
    )


def _holds_ground(context: Context, i: int) -> bool:
    """Can the noun hold ground without a verb ("Rebels in control of city")?"""
    return context.sentence.part == "headline" and is_type(context, i, ("force", "name"))


def _names_ground(context: Context, i: int) -> bool:
    """Can the noun stand without a verb ("the rest in rebel hands")?"""
    return context.mention(i, "place") is not None or context.token(i).lemma in nouns("unnamed_ground")


def _is_gained(context: Context, frame: StateFrame, noun: Token, verb: Token) -> bool:
    """Has it only now come about ("fell into", "is again under")?"""
    words = {k.lemma for head in (verb.i, noun.i) for k in kids(context.sentence, head)}
    words |= {t.lemma for t in context.sentence.tokens[verb.i : noun.i + _NEAR] if not noun.i < t.i < verb.i}
    return verb.lemma in frame.gained_verbs or bool(words & set(frame.again))
