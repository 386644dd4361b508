"""From constructions and attributions to statements: who says that what happened, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from dateline.claims import denials, focus
from dateline.claims.attribution import attributions, chain_for
from dateline.claims.commitments import commitments
from dateline.claims.context import Context
from dateline.claims.factuality import Factuality, factuality
from dateline.claims.frames import Frames, load
from dateline.claims.hits import Hit
from dateline.claims.match import hits
from dateline.claims.merge import merge_casualties
from dateline.claims.numbers import quantities
from dateline.claims.responsibility import responsibilities, with_changes
from dateline.claims.spans import stretch
from dateline.claims.tallies import tallies
from dateline.records import Annotated, Attribution, Mention, Quantity, Rejection, Source, Span, Statement
from dateline.syntax import kids, offsets, subtree, words

_OPPOSITE = {"open": "closed", "closed": "open"}


@dataclass(slots=True)
class Draft:
    """A statement under way: its hit, how it is put and who says it."""

    context: Context
    hit: Hit
    put: Factuality
    chain: tuple[Attribution, ...]
    first: int
    last: int
    own: Attribution | None = None  # the attribution that the hit itself is ("vowed to")
    notes: list[str] = field(default_factory=list)


def read_claims(
    annotated: Annotated, *, agency: Callable[[str], str | None]
) -> tuple[tuple[Statement, ...], tuple[Rejection, ...]]:
    """Every claim that a report states, repeats or denies, and what was set aside with its reason.

    ``agency`` gives the canonical name of a news agency, outlet or platform, or None.
    ``Statement.denies`` is an index into the first result.
    """
    frames = load()
    said = attributions(annotated, agency=agency)
    drafts: list[Draft] = []
    rejected: list[Rejection] = []
    for sentence in annotated.sentences:
        context = Context(annotated, sentence)
        for draft in _drafts(context, frames, said):
            reason = _reason_against(draft)
            if reason:
                rejected.append(_rejection(draft, reason))
            else:
                drafts.append(draft)
    drafts = _without_repeats(drafts)
    made = [_statement(d) for d in drafts]
    made = with_changes(merge_casualties(made, annotated))
    made = denials.with_denials(made, annotated, said)
    made = focus.with_places(made, annotated)
    made = denials.with_notes(made, said)
    return tuple(made), tuple(rejected)


def _drafts(context: Context, frames: Frames, said: Sequence[Attribution]) -> Iterable[Draft]:
    index = context.sentence.index
    own = {a.cue_head: a for a in said if a.sentence == index}
    cues = frozenset(
        t.i
        for a in said
        if a.sentence == index
        for t in context.sentence.tokens
        if a.cue.start <= context.sentence.start + t.start < a.cue.end
    )
    found = [*hits(context, frames)]
    found += responsibilities(context, frames, found)
    found += tallies(context, found)
    found += commitments(context, found, said)
    for hit in sorted(found, key=lambda h: (h.trigger, h.rule)):
        first, last = stretch(context, hit, cues - {hit.trigger})
        speaking = own.get(hit.trigger) if hit.speaks else None
        if speaking is not None and hit.kind == "position":
            first, last = _said_beside(context, hit, speaking, first, last)
        chain = tuple(a for a in chain_for(said, index, hit.trigger) if a is not speaking)
        put = factuality(context.sentence, hit.head)
        yield Draft(context, hit, put, chain, first, last, speaking)


def _said_beside(context: Context, hit: Hit, own: Attribution, first: int, last: int) -> tuple[int, int]:
    """The words themselves, where the verb only comments a quotation ("...", he promised)."""
    if any(kids(context.sentence, hit.trigger, "dobj", "xcomp", "ccomp", "prep")):
        stated = [
            k.i for k in kids(context.sentence, hit.trigger, "dobj", "xcomp", "ccomp") if k.i > hit.trigger
        ]
        if stated or not own.style.startswith(("quote", "inverted")):
            return first, last
    here = [(a, b) for index, a, b in own.content if index == context.sentence.index and b > a]
    return (min(a for a, _ in here), max(b for _, b in here)) if here else (first, last)


def _reason_against(draft: Draft) -> str:
    hit, put = draft.hit, draft.put
    if draft.context.sentence.text.rstrip().endswith("?"):
        return "a question states nothing"
    if hit.needs_said and not draft.chain:
        return "holds only in somebody's words, and nobody is credited"
    if hit.kind == "position":
        return put.why_not if put.why_not.startswith("a condition") else ""
    if put.why_not:
        return put.why_not
    if put.future and not (hit.kind == "movement" or (hit.kind == "talks" and draft.chain)):
        return "a plan or prediction, not an event"
    if put.future and put.negated:
        return "a refusal, not an event"
    if put.future and not draft.chain:
        return "a prediction that nobody is credited with"
    return ""


def _rejection(draft: Draft, reason: str) -> Rejection:
    start, end = offsets(draft.context.sentence, draft.first, draft.last)
    return Rejection("claims", f"{draft.hit.rule}: {reason}", draft.context.annotated.report.id, start, end)


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """One draft for each kind and stretch: where two of one kind overlap almost wholly, the first stays."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(_same_stretch(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _same_stretch(one: Draft, other: Draft) -> bool:
    if one.context.sentence.index != other.context.sentence.index or one.hit.kind != other.hit.kind:
        return False
    inter = min(one.last, other.last) - max(one.first, other.first)
    union = max(one.last, other.last) - min(one.first, other.first)
    same_change = one.hit.change == other.hit.change or one.hit.kind != "casualties"
    return inter > 0.8 * union and same_change


# --- one statement -------------------------------------------------------------------------------


def _statement(draft: Draft) -> Statement:
    context, hit = draft.context, draft.hit
    start, end = offsets(context.sentence, draft.first, draft.last)
    source, via, cue, stance = _answerable(draft)
    change = hit.change
    if stance == "denies" and hit.kind == "crossing" and draft.put.negated:
        change, stance = _OPPOSITE.get(change, change), "asserts"  # "is not open" says that it is closed
    return Statement(
        kind=hit.kind,
        change=change,
        start=start,
        end=end,
        sentence=context.sentence.index,
        part=context.sentence.part,
        actors=tuple(context.phrase(i) for i in hit.actors),
        targets=tuple(context.phrase(i) for i in hit.targets),
        places=tuple(context.phrase(i, "place") for i in hit.places),
        time=_time(draft),
        quantities=_counts(draft),
        stance=stance,  # type: ignore[arg-type]
        modality="planned" if draft.put.future and hit.kind != "position" else _modality(draft),  # type: ignore[arg-type]
        source=source,
        via=via,
        cue=cue,
        notes=tuple(draft.notes),
        rule=hit.rule,
    )


def _modality(draft: Draft) -> str:
    if draft.hit.kind == "position":
        return "fact"
    if draft.put.modality == "fact" and any(a.style == "hedge" for a in draft.chain):
        return "reported"
    return draft.put.modality


def _answerable(draft: Draft) -> tuple[Source | None, tuple[str, ...], Span | None, str]:
    """Source, channels outermost first, cue and stance."""
    negated = (draft.put.negated != draft.hit.denied) and draft.hit.kind != "position"
    if draft.hit.kind == "position" or draft.hit.speaks:
        source, via, cue = _committed(draft)
        return source, via, cue, "denies" if negated else "asserts"
    if not draft.chain:
        return None, (), None, "denies" if negated else "asserts"
    inner = draft.chain[0]
    denied = (inner.stance == "denies") != negated
    return inner.source, _channels(draft.chain), inner.cue, "denies" if denied else "asserts"


def _channels(chain: Sequence[Attribution]) -> tuple[str, ...]:
    """Every link between the reader and the source of ``chain[0]``, outermost first."""
    links: list[str] = []
    for outer in reversed(chain[1:]):
        links += [*outer.via, outer.source.name or outer.source.text]
    links += chain[0].via
    return tuple(dict.fromkeys(link for link in links if link))


def _committed(draft: Draft) -> tuple[Source | None, tuple[str, ...], Span | None]:
    """The source of a position: the one who commits himself; whoever reports it is a channel."""
    if draft.own is not None:
        chain = (draft.own, *draft.chain)
        return draft.own.source, _channels(chain), draft.own.cue
    actor = draft.context.phrase(draft.hit.actors[0]) if draft.hit.actors else None
    if draft.chain and (actor is None or _same_party(actor, draft.chain[0]) or not draft.hit.speaks):
        return draft.chain[0].source, _channels(draft.chain), draft.chain[0].cue
    links = [link for a in reversed(draft.chain) for link in (*a.via, a.source.name or a.source.text)]
    cue = draft.chain[0].cue if draft.chain else None
    if actor is None:
        return None, tuple(dict.fromkeys(links)), cue
    return _as_source(actor), tuple(dict.fromkeys(links)), cue


def _same_party(actor: Mention, attribution: Attribution) -> bool:
    return (
        bool(actor.entity and actor.entity == attribution.source_entity)
        or actor.name == attribution.source.name
    )


def _as_source(actor: Mention) -> Source:
    kind = "person" if actor.type == "person" else "body"
    named = actor.name is not None or actor.type in ("actor", "person")
    return Source(name=actor.name, text=actor.text, role=actor.descriptor, anonymous=not named, type=kind)  # type: ignore[arg-type]


def _counts(draft: Draft) -> tuple[Quantity, ...]:
    context, hit = draft.context, draft.hit
    found: list[Quantity] = []
    for i in hit.counts:
        first, last = context.extent(_measured(context, i))
        text = words(context.sentence, first, last)
        unit = hit.unit if hit.unit != "noun" else _unit(context, i)
        for quantity in quantities(text, unit)[:1]:
            found.append(quantity)
    return tuple(q for q in dict.fromkeys(found) if not (hit.unit == "noun" and q.unit in ("", "number")))


def _measured(context: Context, i: int) -> int:
    token = context.token(i)
    while token.dep == "pobj" and context.token(token.head).lemma == "of":
        above = context.token(context.token(token.head).head)
        if above.pos not in ("NOUN", "NUM") or context.core(above.i) != i:
            break
        token = above
    return token.i


def _unit(context: Context, i: int) -> str:
    token = context.token(context.core(i))
    return token.text.lower() if token.pos == "NOUN" else "share" if token.pos == "PROPN" else ""


def _time(draft: Draft) -> Mention | None:
    """The time expression of the clause: inside the stretch, else under its verb, else beside it alone."""
    context = draft.context
    inside = context.inside(draft.first, draft.last, "time")
    if inside:
        return inside[0]
    under = set(subtree(context.sentence, draft.hit.head))
    times = context.inside(0, len(context.sentence.tokens), "time")
    clause = [m for m in times if m.head in under]
    if clause:
        return min(clause, key=lambda m: (abs(m.head - draft.hit.trigger), m.first))
    cue_words = {a.cue_head for a in draft.chain if a.sentence == context.sentence.index}
    free = [m for m in times if not _dates_the_saying(context, m, cue_words)]
    return free[0] if len(free) == 1 and not draft.hit.shared_subject else None


def _dates_the_saying(context: Context, time: Mention, cues: set[int]) -> bool:
    head = context.token(time.head)
    for _ in range(3):
        if head.i in cues:
            return True
        head = context.token(head.head)
    return head.i in cues


def relinked(statement: Statement, **changes: object) -> Statement:
    """The statement with fields replaced."""
    return replace(statement, **changes)  # type: ignore[arg-type]
