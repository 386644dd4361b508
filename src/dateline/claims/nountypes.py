"""Of which type is what a token stands for: a place, a force, people, a truce, ...

A settled mention decides first, then the noun's row in nouns.toml, then its shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.claims.context import Context
from dateline.claims.nouns import is_doer, noun_is, nouns, types
from dateline.records import Mention, Token
from dateline.syntax import kids

_SHORT = 5  # letters of nouns that end like a doer by chance ("liver")
_NOT_A_PLACE = ("PERSON", "ORG", "NORP", "DATE")  # the model's labels for other names
_BODIES = ("ORG", "GPE", "NORP")
_ROAD = re.compile(r"[A-Z]{1,3}-?\d{1,4}")  # "the N380", "the M5"
_ALONG = ("on", "along", "off", "onto", "across", "via")


def is_type(context: Context, i: int, wanted: Iterable[str]) -> bool:
    """Is what token ``i`` stands for of one of the ``wanted`` types?

    Looks through measures: "most of the province" is a place, "hundreds of troops" a force.
    """
    core = context.core(i)
    mention = context.mention(core) or _place_of(context, i, core)
    if mention is not None and mention.type == "time":
        return False
    kind = mention.type if mention else ""
    return any(_is(context, core, i, w, mention, kind) for w in wanted)


def _place_of(context: Context, i: int, core: int) -> Mention | None:
    """The place that a measure and what it measures name together ("the suburbs of Aleppo")."""
    mention = context.mention(i, "place")
    return mention if mention is not None and mention.last > core else None


def _is(context: Context, i: int, outer: int, wanted: str, mention: Mention | None, kind: str) -> bool:
    token = context.token(i)
    match wanted:
        case "place":
            return _is_place(context, token, kind)
        case "settlement":
            return _is_settlement(context, token, outer, kind)
        case "number":
            measures = token.pos == "NUM" or token.lemma in nouns("measures")
            of_things = outer != i and noun_is(
                context.token(outer).lemma, "place", "site", "vehicle", "weapon"
            )
            return (measures or context.token(outer).pos == "NUM") and not of_things
        case "crowd":
            several = token.tag in ("NNS", "NNPS") or noun_is(token.lemma, "crowd") or outer != i
            return _is_somebody(token, "people", kind) and (several or _numbered(context, token))
        case "counted":  # "some 3,000 Rohingya"
            return kind != "place" and _numbered(context, token) and token.pos == "PROPN"
        case "victims":
            return _may_be_victims(context, token, outer)
        case "civilians":
            counted = noun_is(token.lemma, "people") or context.token(outer).pos == "NUM"
            return counted and not noun_is(token.lemma, "force")
        case "it":
            return token.lemma in nouns("pronouns")
        case "passage" if _is_passage(context, token, mention):
            return True
        case "attack" | "passage" | "truce" | "deal" | "talks" | "weapon" | "vehicle" | "site":
            descriptor = (mention.descriptor or "") if mention else ""
            return any(noun_is(word, wanted) for word in (token.lemma, *descriptor.split()))
    return _is_somebody(token, wanted, kind)


def _numbered(context: Context, token: Token) -> bool:
    return any(kids(context.sentence, token.i, "nummod"))


def _may_be_victims(context: Context, token: Token, outer: int) -> bool:
    """Counted by a common noun that is known for nothing else: "30 cadets", "dozens of worshippers"."""
    counted = _numbered(context, token) or outer != token.i
    known = noun_is(token.lemma, *types()) or token.lemma in nouns("things") | nouns("lifeless")
    return counted and token.tag == "NNS" and not known


def _is_somebody(token: Token, wanted: str, kind: str) -> bool:
    match wanted:
        case "force":
            named = kind == "actor" and not noun_is(token.lemma, "people")
            return named or noun_is(token.lemma, "force")
        case "people":
            named = kind in ("actor", "person") and token.pos not in ("PROPN", "PRON")
            return noun_is(token.lemma, "people") or _agent_noun(token) or named
        case "persons":
            return noun_is(token.lemma, "people") or _agent_noun(token) or token.pos == "NUM"
        case "person":
            return noun_is(token.lemma, "people") or kind == "person"
        case "name":
            known = kind in ("actor", "person", "outlet")
            unknown = kind != "place" and (token.lemma in nouns("pronouns") or token.pos == "PROPN")
            return known or unknown
        case "body":
            return kind == "actor" or noun_is(token.lemma, "body") or token.ent in _BODIES
        case "party":
            named = kind == "actor" and not noun_is(token.lemma, "people")
            return named or noun_is(token.lemma, "body", "force") or token.lemma in ("they", "it")
    return False


def _is_place(context: Context, token: Token, kind: str) -> bool:
    if kind == "place" or token.lemma in nouns("shares"):
        return True
    if kind in ("actor", "person") and not _seat(context, token):
        return False
    if _common(token, "place", "site", "passage"):
        return True
    return _unknown_name(context, token) or _road(context, token)


def _road(context: Context, token: Token) -> bool:
    """A road's number behind a word that goes with roads: "a roadblock on the N380"."""
    numbered = _ROAD.fullmatch(token.text) is not None and token.dep == "pobj"
    return numbered and context.token(token.head).lemma in _ALONG


def _is_settlement(context: Context, token: Token, outer: int, kind: str) -> bool:
    """A place that can be held: named, or a noun that says which ("took the town", not "took place")."""
    if kind == "place":
        return True
    if kind in ("actor", "person") and not _seat(context, token):
        return False
    measured = outer != token.i
    if not _common(token, "place"):
        return measured and _unknown_name(context, token)
    dressed = bool(context.sentence.children[token.i]) or measured or token.tag == "NNS"
    idle = token.lemma in nouns("idle") and token.tag != "NNS"
    return dressed and (not idle or measured or bool(context.under(token.i, "of", "in")))


def _seat(context: Context, token: Token) -> bool:
    """A seat of power that stands for nobody here: "the palace" that soldiers regained."""
    mention = context.mention(token.i)
    if mention is None or mention.name is None:
        seat = noun_is(token.lemma, "place", "site") and not noun_is(token.lemma, "force")
        return mention is not None and seat
    return token.dep != "nsubj" and token.lemma in nouns("seats")


def _is_passage(context: Context, token: Token, mention: Mention | None) -> bool:
    """A known crossing, or the name of one ("the checkpoint at X, which is open")."""
    if mention and (mention.entity or "").startswith("crossing:"):
        return True
    if any(noun_is(k.lemma, "passage") for k in kids(context.sentence, token.i, "appos")):
        return True  # "Mitiga, the capital's only airport, was closed"
    above = context.token(context.token(token.head).head)
    return token.dep == "pobj" and noun_is(above.lemma, "passage")


def _agent_noun(token: Token) -> bool:
    """A common noun whose ending says that it is somebody."""
    return token.pos == "NOUN" and len(token.lemma) > _SHORT and is_doer(token.lemma)


def _common(token: Token, *types: str) -> bool:
    return token.pos != "PRON" and noun_is(token.lemma, *types)


def _unknown_name(context: Context, token: Token) -> bool:
    unsettled = token.pos == "PROPN" and context.mention(token.i) is None
    return unsettled and token.ent not in _NOT_A_PLACE
