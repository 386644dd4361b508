"""From constructions and attributions to statements: who says that what happened, in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.claims import denials, focus
from dateline.claims.answerable import answerable
from dateline.claims.arena import with_totals
from dateline.claims.attribution import attributions, reaching
from dateline.claims.context import Context
from dateline.claims.details import counts
from dateline.claims.drafts import Draft, drafts, reason_against, without_repeats
from dateline.claims.frames import load
from dateline.claims.gainers import with_gainers
from dateline.claims.involved import actors_of, targets_of
from dateline.claims.merge import merge_casualties
from dateline.claims.responsibility import with_changes
from dateline.claims.times import times_of
from dateline.claims.tone import change_of
from dateline.records import Annotated, Mention, Modality, Rejection, Stance, Statement
from dateline.syntax import offsets, words

MOST = 1_000  # claims of one report: of some 20,000 words that say nothing else, far above any report
_OPPOSITE = {"open": "closed", "closed": "open"}


def read_claims(
    annotated: Annotated, *, agency: Callable[[str], str | None]
) -> tuple[tuple[Statement, ...], tuple[Rejection, ...]]:
    """Every claim that a report states, repeats or denies, and what was set aside with its reason.

    ``agency`` gives the canonical name of a news agency, outlet or platform, or None.
    ``Statement.denies`` is an index into the first result.
    """
    frames = load()
    said = attributions(annotated, agency=agency)
    reached = reaching(said)
    stated: list[Draft] = []
    rejected: list[Rejection] = []
    for sentence in annotated.sentences:
        for draft in drafts(Context(annotated, sentence), frames, reached.get(sentence.index, ())):
            if reason := reason_against(draft):
                rejected.append(_rejection(draft, reason))
            else:
                stated.append(draft)
    kept = without_repeats(stated)
    rejected += [_rejection(draft, f"over {MOST:,} claims in one report: cut it") for draft in kept[MOST:]]
    kept = kept[:MOST]
    made = [_statement(d, time) for d, time in zip(kept, times_of(kept), strict=True)]
    made = with_changes(merge_casualties(made, annotated), annotated)
    made = denials.with_denials(made, annotated, said)
    made = focus.with_places(made, annotated)
    made = with_totals(made, annotated)
    made = with_gainers(made, annotated)
    made = denials.with_notes(made, said)
    return tuple(made), tuple(rejected)


def _rejection(draft: Draft, reason: str) -> Rejection:
    start, end = offsets(draft.context.sentence, draft.first, draft.last)
    return Rejection("claims", f"{draft.hit.rule}: {reason}", draft.context.annotated.report.id, start, end)


def _statement(draft: Draft, time: Mention | None) -> Statement:
    context, hit = draft.context, draft.hit
    start, end = offsets(context.sentence, draft.first, draft.last)
    answer = answerable(draft)
    change, stance = _turned(draft, answer.stance, change_of(draft, time.text if time else None))
    return Statement(
        kind=hit.kind,
        change=change,
        start=start,
        end=end,
        sentence=context.sentence.index,
        part=context.sentence.part,
        actors=actors_of(draft),
        targets=targets_of(draft),
        places=tuple(_behind(hit.trigger, context.phrase(i, "place"), context) for i in hit.places),
        time=time,
        quantities=counts(draft),
        stance=stance,
        modality=_modality(draft),
        source=answer.source,
        via=answer.via,
        cue=answer.cue,
        rule=hit.rule,
    )


def _behind(trigger: int, place: Mention, context: Context) -> Mention:
    """The place without its verb, where the parse took a participle into it ("has overrun areas")."""
    if not place.first <= trigger < place.head:
        return place
    first = trigger + 1
    return replace(place, first=first, text=words(context.sentence, first, place.last))


def _turned(draft: Draft, stance: Stance, change: str) -> tuple[str, Stance]:
    """Change and stance; "is not open" is a closed crossing, "no longer holds" a lost place."""
    if change == "held" and draft.put.ended:
        return "lost", "asserts"
    if stance == "denies" and draft.hit.kind == "crossing" and draft.put.negated:
        return _OPPOSITE.get(change, change), "asserts"
    if draft.hit.kind == "talks" and draft.put.negated and draft.put.future:
        return "broke-off", "asserts"  # "will not negotiate"
    return change, stance


def _modality(draft: Draft) -> Modality:
    if draft.hit.kind == "position" or draft.put.barred or draft.put.tried or draft.put.errand:
        return "fact"
    if draft.hit.kind == "talks" and draft.put.future and draft.put.negated:
        return "fact"
    if draft.put.future:
        return "planned"
    hedged = any(a.style == "hedge" for a in draft.chain)
    return "reported" if hedged and draft.put.modality == "fact" else draft.put.modality
