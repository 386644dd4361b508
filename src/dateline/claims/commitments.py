"""Commitments stated in somebody's words: "said it would retake the town", "we will never leave"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.attribution import chain_for
from dateline.claims.context import Context
from dateline.claims.hits import Hit
from dateline.records import Attribution, Token
from dateline.syntax import kids

_MODALS = frozenset(("will", "would", "shall", "wo", "'ll", "’ll", "'d", "’d"))
_FIRST_PERSON = frozenset(("we", "i"))
_READY = frozenset(("ready", "prepared", "determined", "committed", "willing", "resolved"))
# Verbs with which one says what others will do or what will happen, not what one binds oneself to.
_IDLE = frozenset("be have become seem happen know say tell".split())


def commitments(context: Context, found: Sequence[Hit], said: Sequence[Attribution]) -> list[Hit]:
    """Clauses inside attributed words in which the speaker's own side binds itself."""
    taken = {i for h in found if h.kind in ("movement", "position") for i in (h.trigger, h.head)}
    made = []
    for verb in context.verbs():
        refused = any(kids(context.sentence, verb.i, "neg"))
        if (verb.i in taken and not refused) or not _modal(context, verb):
            continue
        chain = chain_for(said, context.sentence.index, verb.i)
        if not chain or chain[0].speech in ("hedge",):
            continue
        subject = next((k for k in kids(context.sentence, verb.i, "nsubj")), None)
        if subject is None or not _own_side(context, subject, chain[0]):
            continue
        made.append(
            Hit(
                rule="frames/commitment@1",
                kind="position",
                change=_change(context, verb, chain[0]),
                trigger=verb.i,
                actors=(subject.i,),
                with_clause=True,
            )
        )
    return made


def _modal(context: Context, verb: Token) -> bool:
    if verb.lemma in _IDLE and not _readiness(context, verb):
        return False
    auxiliaries = {k.lemma for k in kids(context.sentence, verb.i, "aux")} | {
        k.text.lower() for k in kids(context.sentence, verb.i, "aux")
    }
    perfect = any(k.lemma == "have" for k in kids(context.sentence, verb.i, "aux"))
    return bool(auxiliaries & _MODALS) and not perfect


def _readiness(context: Context, verb: Token) -> bool:
    return any(k.lemma in _READY for k in kids(context.sentence, verb.i, "acomp", "attr"))


def _own_side(context: Context, subject: Token, attribution: Attribution) -> bool:
    """Is the subject the speaker, or somebody who belongs to the speaker ("his government")?"""
    if subject.lemma in _FIRST_PERSON:
        return True
    mention = context.mention(subject.i)
    if mention is not None and mention.entity and mention.entity == attribution.source_entity:
        return True
    if mention is not None and mention.name and mention.name == attribution.source.name:
        return True
    affiliation = (attribution.source.affiliation or "").lower()
    if mention is not None and mention.name and affiliation and mention.name.lower() in affiliation:
        return True
    if subject.lemma in ("it", "they", "he", "she") and (mention is None or mention.entity is None):
        return True
    return any(
        k.lemma in ("our", "my", "his", "her", "its", "their")
        for k in kids(context.sentence, subject.i, "poss")
    )


def _change(context: Context, verb: Token, attribution: Attribution) -> str:
    by_cue = {
        "warn": "warning",
        "threaten": "threat",
        "offer": "offer",
        "assure": "assurance",
        "promise": "pledge",
    }
    return by_cue.get(attribution.speech, "pledge")
