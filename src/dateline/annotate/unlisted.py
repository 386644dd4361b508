"""Places that no gazetteer has: names with a descriptor ("X village"), and names that stand as places do."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import capital, root
from dateline.annotate.standing import held, located
from dateline.fold import fold
from dateline.mentions import spanning
from dateline.records import Mention, Sentence, Token
from dateline.syntax import words

_ROAD = re.compile(r"[A-Z]{1,3}-?\d{1,4}")
_NAMING = ("site", "border crossing")
_PARTS = ("site", "area")  # what lies in a town or outside one: a hospital, a quarter, a road
_WIDE = frozenset((  # areas that towns lie in
    "territory", "zone", "valley", "peninsula", "basin", "corridor", "highland", "highlands", "countryside",
    "island", "front",
))  # fmt: skip


def described(sentence: Sentence, covered: Collection[int], known: Collection[int]) -> list[Mention]:
    """Names that no gazetteer has, with a descriptor: "X village", "the town of X", "the X Hospital"."""
    found = []
    for token in sentence.tokens:
        feature = roles().places.get(token.lemma)
        if feature is None or token.i in covered or token.pos not in ("NOUN", "PROPN"):
            continue
        first = _name_before(sentence, token.i, covered, known)
        if first is not None and token.lemma == "capital":
            continue  # "the rebel capital": a seat of whoever is named, no town of that name
        if first is not None and token.tag in ("NNS", "NNPS"):
            found.append(made(sentence, first, token.i, token.i, first, token.i, feature))
        elif first is not None:
            found.append(made(sentence, first, token.i + 1, token.i, first, token.i, feature))
        elif token.lemma in roles().of_kinds and (span := _name_of(sentence, token.i, covered, known)):
            found.append(made(sentence, token.i, span[1], token.i, *span, feature))
    return found


def _name_before(
    sentence: Sentence, noun: int, covered: Collection[int], known: Collection[int]
) -> int | None:
    chain = noun
    while chain - 1 >= 0 and sentence.tokens[chain - 1].lemma in (
        "border",
        "customs",
        "air",
        "refugee",
        "military",
    ):
        chain -= 1
    first = chain
    while first - 1 >= 0 and first - 1 not in covered and capital(sentence, first - 1):
        first -= 1
    while first < chain and (first in known or not _names(sentence.tokens[first])):
        first += 1
    loud = sentence.part == "headline" and sentence.tokens[noun].text.isupper()
    return first if first < chain and not loud and not _describes(sentence, first, noun) else None


def _describes(sentence: Sentence, first: int, noun: int) -> bool:
    """ "The Pacific territory": by its sea, the words say what sort of place is meant and not which."""
    only = noun - first == 1 and sentence.tokens[noun].text.islower()
    return only and sentence.tokens[first].text.lower() in roles().broad


def _names(token: Token) -> bool:
    """A proper name, or the number of a road ("M5")."""
    return token.pos in ("PROPN", "X") or _ROAD.fullmatch(token.text) is not None


def _name_of(
    sentence: Sentence, noun: int, covered: Collection[int], known: Collection[int]
) -> tuple[int, int] | None:
    if noun + 2 >= len(sentence.tokens) or sentence.tokens[noun + 1].text.lower() != "of":
        return None
    last = noun + 2
    while (
        last < len(sentence.tokens) and capital(sentence, last) and last not in covered and last not in known
    ):
        last += 1
    return (noun + 2, last) if last > noun + 2 else None


def made(
    sentence: Sentence, first: int, last: int, head: int, name_first: int, name_last: int, feature: str
) -> Mention:
    noun = sentence.tokens[head]
    full = feature in _NAMING and noun.text[:1].isupper()
    name = words(sentence, name_first, head + 1 if full else name_last)
    return spanning(
        sentence,
        first,
        last,
        head if first <= head < last else root(sentence, first, last),
        "place",
        name=name,
        entity=f"{_sort(feature, noun.lemma)}:{fold(name)}",
        reason="unknown name with a descriptor",
        descriptor=noun.lemma,
    )


def _sort(feature: str, noun: str) -> str:
    """How the entity of an unlisted place begins: a site, an area in which towns lie, or a town."""
    if feature not in _PARTS:
        return "place"
    return "area" if noun in _WIDE else "site"


def standing(sentence: Sentence, covered: Collection[int], known: Collection[int]) -> list[Mention]:
    """Names that no gazetteer has and the model calls a place: villages, mostly."""
    found, at = [], 0
    while at < len(sentence.tokens):
        last = at
        while last < len(sentence.tokens) and _free_place(sentence, last, covered, known):
            last += 1
        if any(t.text.lower() not in roles().nameless | roles().broad for t in sentence.tokens[at:last]):
            found.append(_unlisted(sentence, at, last))
        at = max(last, at + 1)
    return found


def _free_place(sentence: Sentence, i: int, covered: Collection[int], known: Collection[int]) -> bool:
    token = sentence.tokens[i]
    men = token.text.lower().removesuffix("s") in roles().actors  # "Rebels besieged it"
    free = i not in covered and i not in known and not men
    head = sentence.tokens[token.head] if token.dep == "compound" else token
    labelled = token.ent in ("GPE", "LOC") or located(sentence, head) or held(sentence, token)
    people = token.dep in ("compound", "amod", "nmod") and is_party(sentence.tokens[token.head])
    named = token.pos == "PROPN" or (token.pos == "NOUN" and i > 0 and located(sentence, token))
    noun = token.lemma.lower().removesuffix("s") in roles().actors  # "Rebels besieged X"
    return free and labelled and not people and named and not noun and capital(sentence, i)


def is_party(token: Token) -> bool:
    """ "Tuareg rebels": a name before a noun for people is that of a people or party."""
    return token.lemma in roles().actors and token.lemma not in roles().places


def _unlisted(sentence: Sentence, first: int, last: int) -> Mention:
    name = words(sentence, first, last)
    return spanning(
        sentence,
        first,
        last,
        root(sentence, first, last),
        "place",
        name=name,
        entity=f"place:{fold(name)}",
        reason="called a place by the model, in no gazetteer",
    )
