"""Who acts and who is acted upon in a draft, as mentions: read off its words, its speaker, its counts."""

from __future__ import annotations

from dataclasses import replace

from dateline.claims import sides, victims
from dateline.claims.drafts import Draft
from dateline.claims.responsibility import RULE as CLAIMED
from dateline.records import Attribution, Mention

_MOVED = ("movement",)


def actors_of(draft: Draft) -> tuple[Mention, ...]:
    """Who did or holds it; whoever commits himself acts, also where only the attribution names him."""
    hit, said = draft.hit, _speaker(draft)
    moved = hit.kind in _MOVED
    found = tuple(
        victims.counted(draft.context, i, hit.targets) if moved else draft.context.phrase(i)
        for i in hit.actors
    )
    settled = tuple(_settled(draft, mention, said) for mention in found)
    if hit.kind == "position" and said is not None and all(map(sides.is_nobody, settled)):
        settled = (sides.himself(said, hit.trigger),)
    if draft.own is not None and hit.kind == "position":
        settled = tuple(_named(m, i, draft.own) for m, i in zip(settled, hit.actors, strict=False)) or settled
    kind = "control" if hit.rule == CLAIMED else hit.kind
    return tuple(sides.answering(mention, kind, said) for mention in settled)


def _named(mention: Mention, i: int, said: Attribution) -> Mention:
    """The person who speaks, where his office stands as subject ("the Taoiseach, Bertie Ahern, vowed")."""
    office = i == said.source_head and said.source.type == "person" and said.source.name
    return sides.himself(said, i) if office and mention.name != said.source.name else mention


def targets_of(draft: Draft) -> tuple[Mention, ...]:
    """Whom it was done to; of casualties the victims, people where only their number is told."""
    hit, said = draft.hit, _speaker(draft)
    if hit.kind != "casualties":
        return tuple(_settled(draft, draft.context.phrase(i), said) for i in hit.targets)
    found = tuple(victims.counted(draft.context, i, hit.actors) for i in hit.targets)
    if not found and hit.counts:
        found = (victims.unnamed(draft.context, hit.counts[0], max(hit.counts[0], hit.trigger) + 1),)
    return tuple(_settled(draft, mention, said) for mention in found)


_SUICIDE = "suicide bomber"


def _settled(draft: Draft, mention: Mention, said: Attribution | None) -> Mention:
    if mention.text.lower() == "suicide":  # "a suicide attack"
        return replace(mention, antecedent=_SUICIDE)
    return sides.spoken(draft.context, mention, said)


def _speaker(draft: Draft) -> Attribution | None:
    """Whoever is answerable: the one who commits himself, else whom the words are credited to."""
    return draft.own or (draft.chain[0] if draft.chain else None)
