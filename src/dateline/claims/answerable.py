"""Who answers for the words of a draft, through whom they came, and whether he asserts or denies them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.claims.drafts import Draft
from dateline.records import Attribution, Mention, Source, Span, Stance


@dataclass(frozen=True, slots=True)
class Answer:
    """The source of a statement, its channels (outermost first), its cue and its stance."""

    source: Source | None
    via: tuple[str, ...]
    cue: Span | None
    stance: Stance


def answerable(draft: Draft) -> Answer:
    """Source, channels, cue and stance of what ``draft`` states.

    A denial inside a denial asserts: "denied that the town had not fallen".
    """
    position = draft.hit.kind == "position"
    negated = not position and draft.put.negated != draft.hit.denied
    refused = draft.own is None and bool(draft.chain) and draft.chain[0].stance == "denies"
    if (position or draft.hit.speaks) and not refused:
        return _committed(draft, "denies" if negated else "asserts")
    if not draft.chain:
        return Answer(None, (), None, "denies" if negated else "asserts")
    inner = draft.chain[0]
    denied = (inner.stance == "denies") != negated
    return Answer(inner.source, _channels(draft.chain), inner.cue, "denies" if denied else "asserts")


def _committed(draft: Draft, stance: Stance) -> Answer:
    """The source of a position: the one who commits himself; whoever reports it is a channel."""
    if draft.own is not None:
        return Answer(draft.own.source, _channels((draft.own, *draft.chain)), draft.own.cue, stance)
    actor = draft.context.phrase(draft.hit.actors[0]) if draft.hit.actors else None
    inner = draft.chain[0] if draft.chain else None
    if inner is not None and (actor is None or _same_party(actor, inner) or not draft.hit.speaks):
        return Answer(inner.source, _channels(draft.chain), inner.cue, stance)
    source = _as_source(actor) if actor is not None else None
    return Answer(source, _links(reversed(draft.chain)), inner.cue if inner else None, stance)


def _channels(chain: Sequence[Attribution]) -> tuple[str, ...]:
    """Every link between the reader and the source of ``chain[0]``, outermost first."""
    return tuple(dict.fromkeys((*_links(reversed(chain[1:])), *(link for link in chain[0].via if link))))


def _links(outermost_first: Iterable[Attribution]) -> tuple[str, ...]:
    """What stands between the reader and whom these attributions quote: their channels and themselves."""
    links = (link for a in outermost_first for link in (*a.via, a.source.name or a.source.text))
    return tuple(dict.fromkeys(link for link in links if link))


def _same_party(actor: Mention, attribution: Attribution) -> bool:
    same = actor.entity is not None and actor.entity == attribution.source_entity
    return same or actor.name == attribution.source.name


def _as_source(actor: Mention) -> Source:
    return Source(
        name=actor.name,
        text=actor.text,
        role=actor.descriptor,
        anonymous=actor.name is None and actor.type not in ("actor", "person"),
        type="person" if actor.type == "person" else "body",
    )
