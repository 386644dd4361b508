"""Commitments stated in somebody's words: "said it would retake the town", "we will never leave"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dateline import tables
from dateline.claims.attribution import chain_for
from dateline.claims.context import Context
from dateline.claims.factuality import factuality
from dateline.claims.hits import Hit
from dateline.claims.nouns import noun_is
from dateline.claims.nountypes import is_type
from dateline.claims.roles import arguments
from dateline.records import Attribution, Mention, Token
from dateline.syntax import ancestors, kids

_ASKED = ("force", "body", "party", "people", "name")
# Reasons for which a clause states nothing, under which somebody aims at it all the same.
_AIMS = ("a purpose", "a plan", "an attempt", "a readiness", "an obligation")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return tables.read(__package__, "commitments.toml")


def commitments(context: Context, found: Sequence[Hit], said: Sequence[Attribution]) -> list[Hit]:
    """Clauses inside attributed words in which the speaker's own side binds itself."""
    taken = {i for h in found if h.kind in ("movement", "position", "talks") for i in (h.trigger, h.head)}
    made = (_at(context, verb, taken, said) for verb in context.verbs())
    return [hit for hit in made if hit is not None]


def _at(context: Context, verb: Token, taken: set[int], said: Sequence[Attribution]) -> Hit | None:
    refused = any(kids(context.sentence, verb.i, "neg"))
    if (verb.i in taken and not refused) or not (_binds(context, verb) or _asks(context, verb)):
        return None
    chain = chain_for(said, context.sentence.index, verb.i)
    if not chain or chain[0].speech in ("hedge", "think"):
        return None
    if chain[0].cue_head not in taken and (others := _of_others(context, verb)) is not None:
        return others
    subject = _subject(context, verb)
    if subject is None or not _binds(context, verb):
        return None
    goes_on = _deed(verb, subject) and chain[0].cue_head not in taken
    if not goes_on and not _own_side(context, subject, chain[0]):
        return None
    return Hit(
        rule="frames/commitment@1",
        kind="position",
        change=_table()["by_cue"].get(chain[0].speech, "pledge"),
        trigger=verb.i,
        actors=() if goes_on or _owned(context, subject) else (subject.i,),
        uses=(subject.i,),
        with_clause=True,
    )


def _subject(context: Context, verb: Token) -> Token | None:
    """Its own subject, or that of the verb it stands beside ("his men held the town and would push on")."""
    own = next(kids(context.sentence, verb.i, "nsubj"), None)
    if own is not None or verb.dep != "conj":
        return own
    shared = arguments(context.sentence, verb.i).subj
    return context.token(shared[0]) if shared else None


def _of_others(context: Context, verb: Token) -> Hit | None:
    """What the speaker asks of others or threatens them with: "they must leave", "looters will be shot"."""
    subject = next(kids(context.sentence, verb.i, "nsubj", "nsubjpass"), None)
    if subject is None or not _is_party(context, subject):
        return None
    asked = _asks(context, verb)
    threatened = subject.dep == "nsubjpass" and verb.lemma in _words("harming")
    paying = verb.lemma in _words("paying") and not _own(context, subject) and _is_ahead(context, verb)
    if not asked and not threatened and not paying:
        return None
    change = "demand" if asked else "threat"
    return Hit(
        rule=f"frames/{change}-by-modal@1", kind="position", change=change, trigger=verb.i,
        targets=(subject.i,), with_clause=True,
    )  # fmt: skip


def _is_party(context: Context, subject: Token) -> bool:
    """Can it be told what to do, or end by being told to: people, a side, its deeds?"""
    if subject.lemma in _words("no_others") or noun_is(subject.lemma, "trading"):
        return False
    return subject.lemma in _words("deeds") or is_type(context, subject.i, _ASKED)


def _own(context: Context, subject: Token) -> bool:
    return (subject.tag == "PRP" and subject.lemma in ("he", "she")) or _owned(context, subject)


def _is_ahead(context: Context, verb: Token) -> bool:
    return any(k.lemma in _words("modals") for k in kids(context.sentence, verb.i, "aux"))


def _deed(verb: Token, subject: Token) -> bool:
    """ "The bombing would go on", "the agreement will stand"."""
    return subject.lemma in _words("deeds") and verb.lemma in _words("lasting")


def _binds(context: Context, verb: Token) -> bool:
    """Does the verb say what its subject will do ("will retake", "would never leave")?"""
    if verb.lemma in _words("idle") and not _readiness(context, verb):
        return False
    auxiliaries = list(kids(context.sentence, verb.i, "aux"))
    if any(k.lemma == "have" for k in auxiliaries):
        return False
    modal = any(word in _words("modals") for k in auxiliaries for word in (k.lemma, k.text.lower()))
    return modal or _never(context, verb)


def _asks(context: Context, verb: Token) -> bool:
    """Is it a duty that is still to be done: "must leave", not "must have left"?"""
    auxiliaries = {k.lemma for k in kids(context.sentence, verb.i, "aux")}
    return bool(auxiliaries & _words("duty")) and "have" not in auxiliaries


def _never(context: Context, verb: Token) -> bool:
    """ "It never targets civilians": put for all time, it is an assurance."""
    return verb.tag in ("VBZ", "VBP") and any(
        k.lemma == "never" for k in kids(context.sentence, verb.i, "neg")
    )


def _readiness(context: Context, verb: Token) -> bool:
    return any(k.lemma in _words("ready") for k in kids(context.sentence, verb.i, "acomp", "attr"))


def _own_side(context: Context, subject: Token, attribution: Attribution) -> bool:
    """Is the subject the speaker, or somebody who belongs to the speaker ("his government")?"""
    if subject.lemma in ("we", "i"):
        return True
    mention = context.mention(subject.i)
    if mention is not None and _is_speaker(mention, attribution):
        return True
    unknown = mention is None or mention.entity is None
    if subject.lemma in ("it", "they", "he", "she") and unknown:
        return True
    return _owned(context, subject)


def _owned(context: Context, subject: Token) -> bool:
    """Is it the speaker's own ("his movement would accept nothing less")? Then he speaks for it."""
    return any(k.lemma in _words("own") for k in kids(context.sentence, subject.i, "poss"))


def _is_speaker(mention: Mention, attribution: Attribution) -> bool:
    if mention.entity and mention.entity == attribution.source_entity:
        return True
    if not mention.name:
        return False
    affiliation = (attribution.source.affiliation or "").lower()
    return mention.name == attribution.source.name or mention.name.lower() in affiliation


def _others(context: Context, hit: Hit, said: Sequence[Attribution]) -> bool:
    """Is it what somebody else than whoever speaks aims at ("prevented an attempt by the gang to")?"""
    chain = chain_for(said, context.sentence.index, hit.trigger)
    verbs = [t for t in ancestors(context.sentence, hit.trigger) if t.lemma in _words("thwarting")]
    return bool(chain) and bool(verbs)


def plans(context: Context, found: Sequence[Hit], said: Sequence[Attribution]) -> list[Hit]:
    """Gains of ground that somebody says are only aimed at: "efforts to recapture it are under way"."""
    declared = {h.trigger for h in found if h.kind == "position"}
    made = []
    for hit in found:
        if hit.kind != "control" or hit.change != "gained":
            continue
        put = factuality(context.sentence, hit.head)
        aimed = put.future or put.why_not.startswith(_AIMS)
        if _others(context, hit, said):
            continue
        above = {token.i for token in ancestors(context.sentence, hit.trigger)} | {hit.trigger}
        if aimed and not above & declared and chain_for(said, context.sentence.index, hit.trigger):
            made.append(replace(hit, rule="frames/aim@1", kind="position", change="pledge", counts=()))
    return made
