"""Names that stand where a place stands: those that the gazetteer alone takes for words or persons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from dateline.annotate.known import Known, Tables
from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import is_person_noun, root
from dateline.fold import fold
from dateline.records import Place, Sentence, Token
from dateline.syntax import kids, words

_NEARBY = ("at", "in", "near", "outside", "around", "of")
_UNLIKE = (  # what the model calls names that it does not know
    "", "ORG", "FAC", "PERSON", "NORP", "PRODUCT", "CARDINAL", "ORDINAL", "QUANTITY", "WORK_OF_ART", "LAW",
)  # fmt: skip
_AT = ("in", "near", "outside", "around")
_LONGEST = 3  # words of a name
_SHORTEST = 3  # letters
_COUNTRIES = 2  # in which another spelling is looked for, of those spoken of most


class Spelt(Protocol):
    """What came of a search for a spelling."""

    @property
    def place(self) -> Place | None:
        """The one place that the name is another spelling of, if there is one."""


@runtime_checkable
class Speller(Protocol):
    """A gazetteer that knows places by other spellings than those it records."""

    def near(self, name: str, country: str, admin1: str | None = None) -> Spelt:
        """The entry inside a country that ``name`` is another spelling of."""


def recovered(
    sentences: Sequence[Sentence],
    hits: Sequence[Sequence[Known]],
    countries: Sequence[str],
    persons: Collection[str],
    tables: Tables,
) -> list[list[Known]]:
    """The hits of each sentence with the places that only their standing in a sentence gives away.

    ``countries`` (two letters) are those of the report, in one of which the place must lie;
    ``persons`` are folded parts of names that are surely persons'.
    """
    found: dict[str, tuple[Place, ...]] = {}
    runs = [_runs(s, names) for s, names in zip(sentences, hits, strict=True)] if countries else []
    for sentence, spans in zip(sentences, runs, strict=False):
        for first, last in spans:
            name = words(sentence, first, last)
            sure = not (set(fold(name).split()) & set(persons)) and stands_as_place(sentence, first, last)
            if sure and name not in found:
                found[name] = _entries(sentence, first, last, countries, tables)
    places = {name: entries for name, entries in found.items() if entries}
    if not places:
        return [list(names) for names in hits]
    return [
        _merged(names, _again(sentence, _runs(sentence, names, known=True), places))
        for sentence, names in zip(sentences, hits, strict=True)
    ]


def _again(
    sentence: Sentence, spans: Iterable[tuple[int, int]], places: Mapping[str, tuple[Place, ...]]
) -> list[Known]:
    return [
        Known(first, last, root(sentence, first, last), places=places[words(sentence, first, last)])
        for first, last in spans
        if words(sentence, first, last) in places and not _introduced(sentence, first)
    ]


def _merged(names: Sequence[Known], more: Sequence[Known]) -> list[Known]:
    """Both in text order; a longer name takes the place of the word that bore another place's name."""
    covered = {i for hit in more for i in range(hit.first, hit.last)}
    return sorted([*(hit for hit in names if hit.first not in covered), *more], key=lambda hit: hit.first)


def _runs(sentence: Sentence, hits: Sequence[Known], *, known: bool = False) -> list[tuple[int, int]]:
    """Stretches of capitalized words that no table has claimed, but for single words inside them.

    ``known``: names are looked for that the report has used as places, so that a sentence may begin
    with one that the tagger takes for a word.
    """
    parts = {hit.first for hit in hits if hit.last - hit.first == 1 and hit.places and not hit.actor}
    claimed = {i for hit in hits for i in range(hit.first, hit.last)} - parts
    tokens, found, at = sentence.tokens, [], 0
    while at < len(tokens):
        last = at
        while last < len(tokens) and last not in claimed and _capitalized(tokens[last], sentence.part, known):
            last += 1
        touching = at - 1 in claimed or last in claimed
        if 0 < last - at <= _LONGEST and not touching and not set(range(at, last)) <= parts:
            found.append((at, last))
        at = max(last, at + 1)
    return found


def _capitalized(token: Token, part: str, known: bool) -> bool:
    """Is it written as a name: with a capital where the place in the sentence gives it none?"""
    first = token.text[:1].isupper() and not token.text.isupper() and len(token.text) >= _SHORTEST
    if not known and (token.i == 0 or part == "headline"):
        return first and token.pos == "PROPN"
    return first and token.pos in ("PROPN", "NOUN", "ADJ", "X") and token.ent not in ("DATE", "NORP")


def _introduced(sentence: Sentence, first: int) -> bool:
    """Does a title or a role stand before the name ("commander Mora")?"""
    before = sentence.tokens[first - 1] if first else None
    opening = sentence.tokens[first].text.lower().rstrip(".")
    titled = before is not None and (is_person_noun(before) or before.text.lower() in roles().titles)
    return titled or opening in roles().titles or opening in roles().places


def stands_as_place(sentence: Sentence, first: int, last: int) -> bool:
    """Is the name ``[first, last)`` where places stand: behind "near", fled, retaken, fallen?"""
    if _introduced(sentence, first):
        return False
    token = sentence.tokens[root(sentence, first, last)]
    for _ in range(4):
        if token.dep != "conj":
            break
        token = sentence.tokens[token.head]
    above = sentence.tokens[token.head]
    if token.dep in ("dobj", "nsubjpass"):
        return above.lemma in roles().taken
    if token.dep == "nsubj":
        return above.lemma == "fall"
    if token.dep != "pobj":
        return False
    lemma = sentence.tokens[above.head].lemma
    preposition = above.text.lower()
    out_of = preposition == "of" and lemma == "out"
    return (
        preposition in roles().locating
        or out_of
        or (preposition in roles().leading and (lemma in roles().going or lemma in roles().places))
    )


def _entries(
    sentence: Sentence, first: int, last: int, countries: Sequence[str], tables: Tables
) -> tuple[Place, ...]:
    """Entries of the name in the countries of the report, villages left out; else one spelt nearly so."""
    name = words(sentence, first, last)
    own = [p for p in tables.places.named(name) if p.feature != "village" and _inside(p, countries)]
    if own:
        return tuple(own)
    speller = tables.places if isinstance(tables.places, Speller) else None
    personal = all(t.ent == "PERSON" for t in sentence.tokens[first:last])  # others are places without us
    if speller is None or last - first < 2 or not personal or tables.places.named(name):
        return ()
    near = (speller.near(name, country).place for country in countries[:_COUNTRIES])
    return tuple(p for p in near if p is not None and p.feature == "city")[:1]


def _inside(place: Place, countries: Collection[str]) -> bool:
    return place.country in countries or place.other_country in countries


def located(sentence: Sentence, token: Token) -> bool:
    """A name on whose outskirts something is, or a single one that a place or a happening is "at" or "near".

    "The checkpoint at X", "the edge of X", "died at X". What happens somewhere hangs on "in" or "of" too:
    "killed in X", "the shelling of X", "control of X".
    """
    preposition = sentence.tokens[token.head]
    above = sentence.tokens[preposition.head]
    word = preposition.text.lower()
    if token.dep != "pobj" or token.ent not in _UNLIKE:
        return False
    if word == "of" and above.lemma in roles().verges | roles().dwellers:
        return True
    alone = token.i == preposition.i + 1 and token.text[1:].islower() and token.text not in roles().last
    happens = word == "at" and above.pos == "VERB" and above.lemma not in roles().aiming
    where = word in _NEARBY and (above.lemma in roles().places or happens)
    where = where or (word in _AT and above.lemma in roles().befalling)
    where = where or (word == "of" and above.lemma in (*roles().besetting, *roles().lives))
    where = where or (word == "on" and above.lemma in roles().striking and token.ent != "NORP")
    return where and alone


def held(sentence: Sentence, token: Token) -> bool:
    """A single name that is seized, fled or overrun ("rebels seized X"), or falls to a party."""
    alone = token.text[1:].islower() and token.text not in roles().last and not token.text.endswith("s")
    return alone and token.ent in _UNLIKE and (_is_seized(sentence, token) or _falls(sentence, token))


def _is_seized(sentence: Sentence, token: Token) -> bool:
    bare = token.i > 0 and sentence.tokens[token.i - 1].i == token.head
    lemma = sentence.tokens[token.head].lemma
    won = lemma in roles().won or (lemma in roles().caught and token.ent != "PERSON")
    won = won and _by_force(sentence, token)
    if token.dep == "nsubjpass":
        return lemma in roles().stormed or won
    return bare and token.dep == "dobj" and (lemma in roles().held or won)


def _by_force(sentence: Sentence, token: Token) -> bool:
    """Whether those who take or hold it bear arms ("the army took X", "X was lost to the rebels")."""
    if token.dep == "dobj":
        doers = [*kids(sentence, token.head, "nsubj")]
    else:
        by = [k for k in kids(sentence, token.head, "agent", "prep") if k.lemma in ("by", "to")]
        doers = [o for k in by for o in kids(sentence, k.i, "pobj")]
    return any(t.text in roles().armed or roles().actors.get(t.lemma) in ("armed", "forces") for t in doers)


def _falls(sentence: Sentence, token: Token) -> bool:
    """Whether a name falls to those who fight ("X fell to the rebels"), not to its death."""
    if token.dep != "nsubj" or sentence.tokens[token.head].lemma != "fall":
        return False
    to = (k for k in kids(sentence, token.head, "prep") if k.text.lower() == "to")
    return any(o.lemma.lower() in roles().actors for k in to for o in kids(sentence, k.i, "pobj"))
