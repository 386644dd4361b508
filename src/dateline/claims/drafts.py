"""Statements under way: each construction with how it is put, who says it and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.claims.attribution import chain_for
from dateline.claims.commitments import commitments, plans
from dateline.claims.context import Context
from dateline.claims.factuality import Factuality, factuality
from dateline.claims.fatal import without_survivors
from dateline.claims.frames import Frames
from dateline.claims.hits import Hit
from dateline.claims.match import hits
from dateline.claims.responsibility import responsibilities
from dateline.claims.spans import stretch
from dateline.claims.tallies import tallies
from dateline.records import Attribution
from dateline.syntax import ancestors, kids, subtree

_OWN_WORDS = ("clausal", "parenthetical", "inverted", "according")
_REPORTED = ("clausal", "headline")  # the words follow their verb
# What a speaker is told to have gone through: "who fled with her sons".
_LIVED_THROUGH = ("movement", "casualties")
_SAME_STRETCH = 0.8  # of the union of two stretches, from which one repeats the other


@dataclass(frozen=True, slots=True)
class Draft:
    """A construction with how it is put and who says it; ``first`` to ``last`` (exclusive) state it."""

    context: Context
    hit: Hit
    put: Factuality
    chain: tuple[Attribution, ...]  # innermost first
    first: int
    last: int
    own: Attribution | None = None  # the attribution that the hit itself is ("vowed to")


def drafts(context: Context, frames: Frames, said: Sequence[Attribution]) -> Iterator[Draft]:
    """Everything that a sentence may state, in the order of its triggers.

    ``said`` are the attributions that stand or reach there.
    """
    here = [a for a in said if a.sentence == context.sentence.index]
    own = {a.cue_head: a for a in here}
    cues = _cue_tokens(context, here)
    for hit in _hits(context, frames, said):
        first, last = stretch(context, hit, cues - {hit.trigger})
        speaking = own.get(hit.trigger) if hit.speaks else None
        if speaking is not None and hit.kind == "position":
            first, last = _said_beside(context, hit, speaking, (first, last))
        if _tells_who_speaks(context, hit, here):
            continue
        chain = chain_for(said, context.sentence.index, hit.trigger)
        outer = tuple(a for a in chain if a is not speaking and not _beside_the_words(context, hit, a))
        reporting = None if hit.speaks else own.get(hit.trigger)
        if reporting is not None and _tells(reporting):
            outer, first = (reporting, *outer), _behind_cue(reporting, first, last)
        yield Draft(context, hit, factuality(context.sentence, hit.head), outer, first, last, speaking)


def _beside_the_words(context: Context, hit: Hit, said: Attribution) -> bool:
    """Is it what the outlet adds on somebody or somewhere: "..., a town which rebels took in May"?"""
    if said.style not in _OWN_WORDS:
        return False
    path = (context.token(hit.head), *ancestors(context.sentence, hit.head))
    clause = next((t for t in path if t.dep in ("relcl", "acl")), None)
    if clause is None or context.token(clause.head).dep != "appos":
        return False
    first = context.extent(clause.head)[0]
    inner = subtree(context.sentence, clause.i)
    return first > 0 and context.token(first - 1).text == "," and said.cue_head not in inner


def _tells(said: Attribution) -> bool:
    """Is it by this verb that the words behind it are told ("acknowledged", "put its losses at")?"""
    return said.confirmed and said.stance == "asserts" and said.style in _REPORTED


def _behind_cue(reporting: Attribution, first: int, last: int) -> int:
    """Where what is told begins, where the verb that tells it leads it ("acknowledged the deaths of two")."""
    starts = [a for _, a, _ in reporting.content if first <= a < last]
    return min(starts, default=first)


def _tells_who_speaks(context: Context, hit: Hit, here: Sequence[Attribution]) -> bool:
    """Is the clause only there to say who the speaker is ("a teacher who escaped said")?"""
    token = context.token(hit.head)
    if hit.speaks or hit.kind in _LIVED_THROUGH or token.dep not in ("relcl", "acl"):
        return False
    return any(a.source_head == token.head and a.cue_head != hit.trigger for a in here)


def _hits(context: Context, frames: Frames, said: Sequence[Attribution]) -> list[Hit]:
    found = without_survivors(context, list(hits(context, frames)))
    found += responsibilities(context, frames, found)
    found += tallies(context, found)
    found += commitments(context, found, said)
    found += plans(context, found, said)
    return sorted(_without_idle(context, found), key=lambda h: (h.trigger, h.rule))


def _without_idle(context: Context, found: Sequence[Hit]) -> list[Hit]:
    """The hits without those that only stand in for what their clause states ("alleged that ...")."""
    triggers = {h.trigger for h in found}
    idle = {h.trigger for h in found if h.alone}
    stated = {i for i in idle if triggers & set(subtree(context.sentence, i)) - {i}}
    return [h for h in found if not (h.alone and h.trigger in stated)]


def _cue_tokens(context: Context, here: Sequence[Attribution]) -> frozenset[int]:
    start = context.sentence.start
    return frozenset(
        t.i for a in here for t in context.sentence.tokens if a.cue.start <= start + t.start < a.cue.end
    )


def _said_beside(context: Context, hit: Hit, own: Attribution, found: tuple[int, int]) -> tuple[int, int]:
    """The words themselves, where the verb only comments a quotation ("...", he promised)."""
    stated = list(kids(context.sentence, hit.trigger, "dobj", "xcomp", "ccomp", "prep"))
    if stated:
        follows = any(k.i > hit.trigger and k.dep != "prep" for k in stated)
        if follows or not own.style.startswith(("quote", "inverted")):
            return found
    here = [(a, b) for index, a, b in own.content if index == context.sentence.index and b > a]
    return (min(a for a, _ in here), max(b for _, b in here)) if here else found


def reason_against(draft: Draft) -> str:
    """Why the draft states nothing, or an empty string."""
    hit, put = draft.hit, draft.put
    if draft.context.sentence.text.rstrip().endswith("?"):
        return "a question states nothing"
    if hit.needs_said and not draft.chain:
        return "holds only in somebody's words, and nobody is credited"
    if hit.kind == "position":
        return put.why_not if put.why_not.startswith("a condition") else ""
    if hit.kind == "casualties" and put.negated and not hit.targets and not put.why_not:
        return "counts nobody"  # "the injured were not in danger"
    if _stated_all_the_same(hit, put):
        return ""
    if put.why_not or not put.future:
        return put.why_not
    if hit.kind != "movement" and not (hit.kind == "talks" and draft.chain):
        return "a plan or prediction, not an event"
    if put.negated:
        return "" if hit.kind == "talks" else "a refusal, not an event"
    if draft.chain and draft.chain[0].speech == "think":
        return "a hope or fear, not an announcement"
    credited = draft.chain or (put.announced and hit.kind == "movement")
    return "" if credited else "a prediction that nobody is credited with"


def _stated_all_the_same(hit: Hit, put: Factuality) -> bool:
    """A road that cannot be used is closed, an attempted storming is one, who travels to meet has met."""
    return (
        (hit.kind == "crossing" and put.barred)
        or (hit.kind == "fighting" and put.tried)
        or (hit.change == "met" and put.errand)
    )


def without_repeats(found: Sequence[Draft]) -> list[Draft]:
    """One draft for each kind and stretch: where two of one kind overlap almost wholly, the first stays."""
    kept: list[Draft] = []
    alike: dict[tuple[object, ...], list[Draft]] = defaultdict(list)
    for draft in found:
        hit = draft.hit
        before = alike[
            draft.context.sentence.index, hit.kind, hit.change if hit.kind == "casualties" else None
        ]
        if not any(_repeats(draft, other) for other in before):
            kept.append(draft)
            before.append(draft)
    return kept


def _is_inside(one: Draft, other: Draft) -> bool:
    return other.first <= one.first and one.last <= other.last


def _repeats(one: Draft, other: Draft) -> bool:
    if _is_inside(one, other) and one.hit.counts and one.hit.counts == other.hit.counts:
        return True  # "forced 3,400 families to flee"
    shared = min(one.last, other.last) - max(one.first, other.first)
    whole = max(one.last, other.last) - min(one.first, other.first)
    return shared > _SAME_STRETCH * whole
