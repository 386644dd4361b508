"""The land that a war is fought over, where totals of the whole war belong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline import mentions
from dateline.claims.nouns import nouns
from dateline.claims.spots import COUNTRY, LAND, width
from dateline.claims.topic import weight
from dateline.records import Annotated, Mention, Sentence, Statement, Token
from dateline.syntax import ancestors, extent, kids, words

_CAUSES = ("nsubj", "nsubjpass", "csubj")
_DURING = ("in", "during", "since", "of", "throughout", "by", "from")
_SINCE_YEAR = re.compile(r"\bsince\b.*\b(?:19|20)\d\d\b", re.IGNORECASE)
_OUTBREAK = re.compile(
    r"\bsince (?:then\b|(?:the )?(?:\w+ )?"
    r"(?:fighting|offensive|violence|hostilities|clashes|campaign|unrest|crackdown) "
    r"(?:began|started|erupted|broke out|resumed))",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:so far this (?:year|month)|since the (?:start|beginning) of (?:this|the) year)\b",
    re.IGNORECASE,
)
_OFTEN = 3  # weight from which a province may be what the war is about
_LYING = ("in", "of", "on", "over", "across")


def whole(statement: Statement, annotated: Annotated) -> Mention | None:
    """The words by which a statement counts for a whole war ("the war has killed"), or None.

    They name the war, as subject of the clause or behind "since", "in", "during", or count since a year.
    """
    if statement.kind not in ("casualties", "movement"):
        return None
    sentence = annotated.sentences[statement.sentence]
    verbs = _clauses(sentence, statement)
    for token in sentence.tokens:
        if token.lemma in nouns("wars") and _governs(sentence, token, verbs):
            return mentions.spanning(sentence, token.i, token.i + 1, token.i, "place", reason="the war")
    return _since(statement, sentence)


def with_totals(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """The statements, casualty counts of a whole war or a year so far with the words that say so."""
    return [replace(s, total=_total(s, annotated)) if s.quantities else s for s in statements]


def _total(statement: Statement, annotated: Annotated) -> str | None:
    if statement.kind != "casualties":
        return None
    sentence = annotated.sentences[statement.sentence]
    at = statement.start - sentence.start
    began = _OUTBREAK.match(sentence.text) or _OUTBREAK.search(sentence.text, at)
    period = began or _YEAR.search(sentence.text)
    if period:
        return period.group()
    cause = whole(statement, annotated)
    return words(sentence, extent(sentence, cause.head)[0], cause.last) if cause else None


def _since(statement: Statement, sentence: Sentence) -> Mention | None:
    """ "Since 2014", "since October 2023", "since then", "since the fighting began"."""
    time = statement.time
    if time and _SINCE_YEAR.search(time.text):
        return replace(time, type="place")
    began = _OUTBREAK.search(sentence.text, statement.start - sentence.start)
    if began is None:
        return None
    head = next(t.i for t in sentence.tokens if t.start >= began.start())
    return mentions.spanning(sentence, head, head + 1, head, "place", reason="since the outbreak")


def _clauses(sentence: Sentence, statement: Statement) -> set[int]:
    """The verbs of the statement's words, and those above them."""
    inside = [t for t in sentence.tokens if statement.start <= sentence.start + t.start < statement.end]
    return {a.i for t in inside for a in (t, *ancestors(sentence, t.i)) if a.pos in ("VERB", "AUX", "NOUN")}


def _governs(sentence: Sentence, war: Token, verbs: set[int]) -> bool:
    if war.dep in _CAUSES:
        above = sentence.tokens[war.head]
        began = above.dep == "advcl" or above.lemma in ("begin", "start", "erupt", "break")
        return war.head in verbs or (began and above.head in verbs)
    relative = any(k.i in verbs for k in kids(sentence, war.i, "relcl", "acl"))
    preposition = sentence.tokens[war.head]
    return relative or (
        war.dep == "pobj" and preposition.text.lower() in _DURING and preposition.head in verbs
    )


def arena(annotated: Annotated) -> Mention | None:
    """The land that the report says its war is in, else that which it names before all, else the country.

    The country is the one in which most of its places lie.
    """
    return next(_said(annotated), None) or _foremost(annotated) or _commonest(annotated)


def _said(annotated: Annotated) -> Iterator[Mention]:
    """ "The war in X", "the X conflict"."""
    for sentence in annotated.sentences:
        for token in sentence.tokens:
            if token.lemma in nouns("wars") and token.pos in ("NOUN", "PROPN"):
                preps = [k for k in kids(sentence, token.i, "prep") if k.lemma in _LYING]
                heads = [o.i for prep in preps for o in kids(sentence, prep.i, "pobj")]
                heads += [k.i for k in kids(sentence, token.i, "compound", "nmod")]
                found = (mentions.headed(annotated, sentence.index, i, "place") for i in heads)
                yield from (m for m in found if m is not None and m.name and width(m) >= LAND)


def _foremost(annotated: Annotated) -> Mention | None:
    """A province or region that weighs twice as much as any country, and is called no town."""
    places = [m for m in annotated.mentions if m.type == "place" and m.name and width(m) >= LAND]
    towns = {m.entity for m in places if (m.descriptor or "").split(" ")[-1] in nouns("towns")}
    weights: Counter[tuple[int, str | None]] = Counter()
    for place in places:
        weights[width(place), place.entity] += weight(place, annotated)
    lands = {e: n for (wide, e), n in weights.items() if wide == LAND and e not in towns}
    countries = [n for (wide, _), n in weights.items() if wide == COUNTRY]
    land = max(lands, key=lambda e: (lands[e], e or ""), default=None)
    if land is None or lands[land] < max(_OFTEN, 2 * max(countries, default=0)):
        return None
    return next(m for m in places if m.entity == land)


def _commonest(annotated: Annotated) -> Mention | None:
    counts = _countries(annotated)
    most = max(counts, key=lambda c: (counts[c], c), default=None)
    return _land(annotated, most) if most else None


def only_country(annotated: Annotated) -> Mention | None:
    """The country in which a report plays, if it names places of it more than twice as often as of others."""
    counts = _countries(annotated).most_common(2)
    alone = counts and (len(counts) == 1 or counts[0][1] > 2 * counts[1][1])
    return _land(annotated, counts[0][0]) if alone else None


def _countries(annotated: Annotated) -> Counter[str]:
    places = (m for m in annotated.mentions if m.type == "place" and m.name)
    return Counter(m.country for m in places if m.country)


def _land(annotated: Annotated, country: str) -> Mention | None:
    """The country by the name that the report calls it or its state."""
    called = [m for m in map(as_country, annotated.mentions) if m and m.country == country]
    return min(called, key=lambda m: (m.type != "place", len(m.name or "")), default=None)


def as_country(mention: Mention) -> Mention | None:
    """A country or a state that the words name, as a place; None for any other mention."""
    kind, _, code = (mention.entity or "").partition(":")
    if kind not in ("country", "state") or len(code) != 2 or not mention.name:
        return None
    return replace(mention, type="place", entity=f"country:{code}", country=code)
