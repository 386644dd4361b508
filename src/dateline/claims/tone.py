"""What words come to by what they say: a pledge that is a threat, an agreement that is a truce."""

from __future__ import annotations

from functools import cache

from dateline import tables
from dateline.claims.details import counts
from dateline.claims.drafts import Draft
from dateline.claims.nouns import noun_is, nouns
from dateline.records import Quantity, Token
from dateline.syntax import kids

_ENTERED = ("VBD", "VBN")
_MANY, _FAMILIES = 100, 50  # people and families from which their number is one of displacement
_HOMES = ("families", "family", "households", "household")
_FIRING = "frames/open-fire"
_TRADING = "frames/trade-fire"
_LASTING = ("since", "for", "until", "during", "throughout", "as")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables.read(__package__, "commitments.toml")[name])


def change_of(draft: Draft, when: str | None) -> str:
    """The change that the draft's own words make of that of its frame.

    ``when`` are the words that date it: what was "occupied on Friday" was gained then.
    """
    hit = draft.hit
    match hit.kind, hit.change:
        case "talks", "agreed":
            return "ceasefire" if any(noun_is(t.lemma, "truce") for t in _said(draft)) else hit.change
        case "position", "pledge":
            return _commitment(draft)
        case "control", "held" if _taken_then(draft, when):
            return "gained"
        case "fighting", "clash" if hit.rule.startswith(_TRADING) and _words("guns") & _lemmas(draft):
            return "shelling"
        case "fighting", "assault" if "suicide" in _lemmas(draft):
            return "bombing"
        case "fighting", "assault" if hit.rule.startswith(_FIRING) and _words("guns") & _lemmas(draft):
            return "shelling"
        case "movement", "fled" if _uprooted(draft):
            return "displaced"
        case "position", "warning" if _threatens(draft):
            return "threat"
    return hit.change


def _said(draft: Draft) -> tuple[Token, ...]:
    tokens = draft.context.sentence.tokens
    return tokens[max(draft.first, min(draft.hit.trigger, draft.hit.head)) : draft.last]


def _lemmas(draft: Draft) -> set[str]:
    tokens = draft.context.sentence.tokens[draft.first : draft.last]
    return {t.lemma for t in tokens}


def _commitment(draft: Draft) -> str:
    """A threat to harm, an assurance not to, an offer to talk; else a pledge."""
    said = _said(draft)
    harm = next((t for t in said if t.pos == "VERB" and t.lemma in _words("harming")), None)
    if harm is not None:
        return "assurance" if _negated(draft, harm) else "threat"
    if any(t.pos == "NOUN" and t.lemma in _words("revenge") for t in said):
        return "threat"
    willing = any(t.lemma in _words("ready") for t in said)
    return "offer" if willing and any(t.lemma in _words("talking") for t in said) else "pledge"


def _uprooted(draft: Draft) -> bool:
    """Are those who fled counted, as civilians driven from their homes by the hundred are?"""
    who = [draft.context.token(draft.context.core(i)) for i in draft.hit.actors]
    if not who or any(t.lemma in nouns("confined") or not _civilian(t) for t in who):
        return False
    return any(_number(q) >= (_FAMILIES if q.unit in _HOMES else _MANY) for q in counts(draft))


def _number(quantity: Quantity) -> float:
    """What was counted, or the least of it; nothing for a word such as "thousands"."""
    return quantity.value or (quantity.low or 0 if quantity.high is None else 0)


def _civilian(token: Token) -> bool:
    named = token.pos in ("NUM", "PROPN") or token.tag == "CD"
    return named or (noun_is(token.lemma, "people") and not noun_is(token.lemma, "force"))


def _threatens(draft: Draft) -> bool:
    """ "Warned that any attack would meet full force": what others would bring on themselves."""
    lemmas = {t.lemma for t in _said(draft)}
    bound = bool(lemmas & {"will", "would"})
    return bound and bool(lemmas & _words("incurring")) and bool(lemmas & _words("reprisals"))


def _negated(draft: Draft, verb: Token) -> bool:
    sentence = draft.context.sentence
    above = {verb.i, verb.head, draft.hit.trigger}
    return any(k.dep == "neg" or k.lemma == "never" for i in above for k in kids(sentence, i))


def _taken_then(draft: Draft, when: str | None) -> bool:
    """ "Occupied a school on Friday": entered then, not held all along."""
    verb = draft.context.token(draft.hit.trigger)
    opening = (when or "").lower().split()[:1]
    entered = verb.lemma == "occupy" and verb.tag in _ENTERED and not draft.put.negated
    return entered and bool(opening) and opening[0] not in _LASTING
