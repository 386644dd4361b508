"""Whom the parties of a claim are to whoever speaks: "our forces", "its fighters", "we", a spokesman."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.claims.context import Context
from dateline.claims.nouns import noun_is, nouns
from dateline.mentions import SPEAKER
from dateline.records import Attribution, Kind, Mention, Source
from dateline.syntax import kids, words

_WORD = re.compile(r"[a-z]+")
_SHORT = re.compile(r"\s*\([^)]*\)$")
_ONE = ("i", "me", "my", "he", "she", "his", "her", "him", "hers")
_POSSESSIVE = ("PRP$", "WP$")


def spoken(context: Context, mention: Mention, said: Attribution | None) -> Mention:
    """``mention`` led to the speaker's side, where its words mean that side and the side is known."""
    owner = _owner(context, mention)
    if (
        owner is not None
        and owner is not mention
        and not noun_is(context.token(mention.head).lemma, "force", "people")
    ):
        return mention  # a speaker's house is no party
    if said is None or owner is None or not _means_speaker(context, owner, said):
        return mention
    if owner is mention and owner.text.lower() in _ONE:
        return _himself(mention, said)
    party = party_of(said)
    if party is None:
        return mention
    name = party if owner is mention else _men(context, mention, owner, party)
    return replace(
        mention, name=name, entity=None, type="actor", reason=f"of the side of {party}, which says so"
    )


def answering(mention: Mention, kind: Kind, said: Attribution | None) -> Mention:
    """The party that a person answers for: one who holds ground, or who only speaks for others.

    A spokesman's pledges bind those for whom he speaks; a president's are his own.
    """
    source = said.source if said and _is_source(mention, said) else None
    role = set(_WORD.findall(f"{mention.descriptor or ''} {source.role or '' if source else ''}".lower()))
    party = _plain(mention.affiliation or (source.affiliation if source else None) or "")
    leads = kind == "control" and (mention.type == "person" or bool(role & nouns("leaders")))
    speaks_for = kind == "position" and bool(role & nouns("spokesmen"))
    if not party or party in (mention.name or "") or not (leads or speaks_for):
        return mention
    return replace(mention, name=party, entity=None, type="actor", reason=f"{mention.text} acts for it")


def party_of(said: Attribution) -> str | None:
    """The party for which a speaker speaks: a body itself, a person's affiliation."""
    return side_of(said.source)


def side_of(source: Source) -> str | None:
    """The party for which a source speaks, without its short form, or None where that is not said."""
    told = source.name or source.text if source.type == "body" else source.affiliation
    return _plain(told) if told else None


def is_nobody(mention: Mention) -> bool:
    """A pronoun, or a determiner with a noun for nobody ("no child"), that leads to no party."""
    pronoun = mention.text.lower() in nouns("pronouns") or mention.text.lower().split()[0] == "no"
    return pronoun and not (mention.name or mention.members or mention.antecedent)


def himself(said: Attribution, i: int) -> Mention:
    """The speaker as a party of what he says; ``i`` is the token that states it."""
    source = said.source
    nobody = Mention(said.sentence, i, i + 1, i, source.text, "actor")
    return _himself(nobody, said) if source.type == "person" else replace(nobody, name=source.name)


def _himself(mention: Mention, said: Attribution) -> Mention:
    """A pronoun that stands for the person who speaks."""
    source = said.source
    if source.type != "person":
        return mention
    return replace(
        mention, name=source.name, entity=said.source_entity, antecedent=source.text, type="person",
        descriptor=source.role, affiliation=source.affiliation, reason="whoever says so",
    )  # fmt: skip


def _owner(context: Context, mention: Mention) -> Mention | None:
    """The pronoun that the phrase is, or by which it is possessed."""
    if mention.sentence != context.sentence.index:
        return None
    if context.token(mention.head).pos == "PRON" or (
        mention.reason == SPEAKER and mention.last - mention.first == 1
    ):
        return mention
    owners = (t.i for t in kids(context.sentence, mention.head, "poss") if t.tag in _POSSESSIVE)
    return next((m for i in owners if (m := context.mention(i)) is not None), None)


def _means_speaker(context: Context, owner: Mention, said: Attribution) -> bool:
    if owner.reason == SPEAKER:
        return True
    if owner.text.lower() in ("they", "them") and said.source.type == "person":
        return False  # whom a witness speaks of
    settled = owner.name or owner.members or owner.antecedent
    return not settled or _before_speaker(context, owner, said)


def _before_speaker(context: Context, owner: Mention, said: Attribution) -> bool:
    """ "The town was under its control, said the Front": the pronoun looks ahead, not back."""
    ahead = said.sentence == context.sentence.index and said.source_head is not None
    possessive = context.token(owner.head).tag in _POSSESSIVE or owner.text.lower() == "it"
    one = owner.text.lower() in _ONE
    fits = (
        said.source.type == "person" if one else said.source.type == "body" or bool(said.source.affiliation)
    )
    return (
        ahead
        and possessive
        and fits
        and (said.source_head or 0) > owner.head
        and not _in_clause(context, owner)
    )


def _in_clause(context: Context, owner: Mention) -> bool:
    """Has the sentence already named somebody before the pronoun?"""
    before = context.inside(0, owner.first, "actor", "person")
    return any(m.name for m in before)


def _men(context: Context, mention: Mention, owner: Mention, party: str) -> str:
    """The party's men by the phrase's own noun: "Ukraine troops" for "our troops"."""
    if context.token(mention.head).lemma == "man":
        return f"{party} forces"
    first = owner.last if owner.last <= mention.head else mention.head
    return f"{party} {words(context.sentence, first, mention.head + 1)}"


def _is_source(mention: Mention, said: Attribution) -> bool:
    same = mention.entity is not None and mention.entity == said.source_entity
    return same or (mention.name is not None and mention.name == said.source.name)


def _plain(party: str) -> str:
    """A party's name without the short form in brackets."""
    return _SHORT.sub("", party)
