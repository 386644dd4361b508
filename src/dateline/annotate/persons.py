"""Persons: their names, titles and roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.annotate.known import Known
from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import capital, extent, is_person_noun, root, with_of, without_determiner
from dateline.fold import fold
from dateline.records import Mention, Sentence
from dateline.syntax import extent as whole
from dateline.syntax import kids, words

_LINKS = (
    "al",
    "el",
    "bin",
    "ibn",
    "ben",
    "de",
    "da",
    "dos",
    "del",
    "van",
    "von",
    "der",
    "ul",
    "abu",
    "la",
    "di",
    "e",
)
_SPEECH = ("say", "tell", "add", "write", "tweet", "post", "explain", "insist", "reply")
_LOCATING = ("in", "near", "at", "into", "around", "outside", "toward", "towards", "across", "inside")
_LONGEST = 6  # words of a name


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch that may be a person's name, with what speaks for it."""

    first: int  # of the name itself
    last: int
    opens: int  # where title or role in front begins
    reason: str
    descriptor: str | None = None


def find(sentence: Sentence, known: Sequence[Known], surnames: frozenset[str]) -> list[Mention]:
    """Persons named in the sentence; ``surnames`` are folded parts of full names in the report."""
    found = (_person(sentence, first, last, known, surnames) for first, last in _runs(sentence, known))
    return [_mention(sentence, named) for named in found if named]


def key(name: str) -> str:
    """The entity of a person."""
    return f"person:{fold(name)}"


def _runs(sentence: Sentence, known: Sequence[Known]) -> Iterable[tuple[int, int]]:
    """Stretches of capitalized words, titles taken in."""
    blocked = {
        i for hit in known if hit.last - hit.first > 1 or hit.demonym for i in range(hit.first, hit.last)
    }
    blocked |= {hit.first for hit in known if hit.actor and hit.actor.type != "state"}
    at, end = 0, len(sentence.tokens)
    while at < end:
        last = at
        while last < end and last not in blocked and (capital(sentence, last) or _link(sentence, last, at)):
            last += 1
        if last > at:
            yield at, last
        at = max(last, at + 1)


def _link(sentence: Sentence, at: int, start: int) -> bool:
    if at == start or at + 1 >= len(sentence.tokens):
        return False
    token = sentence.tokens[at]
    linking = token.text.lower() in _LINKS and token.text.lower() == token.text and capital(sentence, at + 1)
    return linking and token.pos != "VERB"


def _person(
    sentence: Sentence, first: int, last: int, known: Sequence[Known], surnames: frozenset[str]
) -> Named | None:
    start = _after_titles(sentence, first, last)
    if not 0 < last - start <= _LONGEST or _is_body(sentence, start, last):
        return None
    titled = start > first
    if not titled and _located(sentence, start):
        return None
    places = {i for hit in known if hit.places for i in range(hit.first, hit.last)}
    if not titled and (start in places and all(i in places for i in range(start, last))):
        return None
    if titled:
        opens = _opening(sentence, first, last)
        return Named(start, last, opens, "title before the name", _role(sentence, opens, start))
    return _by_role(sentence, start, last) or _by_label(sentence, start, last, surnames)


def _located(sentence: Sentence, first: int) -> bool:
    """Does what stands before say that this is a place: "in", "near", "the town of"?"""
    before = [t.lemma for t in sentence.tokens[max(0, first - 2) : first]]
    kind = len(before) == 2 and before[1] == "of" and before[0] in roles().of_kinds
    return kind or (bool(before) and before[-1] in _LOCATING)


def _after_titles(sentence: Sentence, first: int, last: int) -> int:
    """Where the name begins behind the last title of the run."""
    start = first
    for i in range(first, last):
        if sentence.tokens[i].text.lower().rstrip(".") in roles().titles:
            start = i + 1
    return start


def _is_body(sentence: Sentence, start: int, last: int) -> bool:
    tail, front = sentence.tokens[last - 1].text, sentence.tokens[start].text
    place = roles().places.get(tail.lower()) is not None and last - start > 1
    crowd = roles().actors.get(tail.lower()) in ("people", "forces", "group", "government")
    return crowd or tail in roles().last or front in roles().first or place


def _opening(sentence: Sentence, first: int, last: int) -> int:
    return min(first, extent(sentence, root(sentence, first, last))[0])


def _role(sentence: Sentence, first: int, last: int) -> str | None:
    first = without_determiner(sentence, first, last)
    return words(sentence, first, last) if last > first else None


def _by_role(sentence: Sentence, first: int, last: int) -> Named | None:
    """A role noun right before the name, or in apposition to it."""
    before = sentence.tokens[first - 1] if first else None
    if sentence.tokens[last - 1].pos != "PROPN":
        return None
    if before is not None and is_person_noun(before) and before.pos == "NOUN" and before.text.islower():
        opens = min(before.i, extent(sentence, root(sentence, before.i, last))[0])
        return Named(first, last, opens, "role before the name", _role(sentence, opens, first))
    head = root(sentence, first, last)
    for noun in kids(sentence, head, "appos"):
        if is_person_noun(noun) and noun.i > head:
            return Named(first, last, first, "role in apposition", _apposed(sentence, noun.i))
    above = sentence.tokens[sentence.tokens[head].head]
    if sentence.tokens[head].dep == "appos" and is_person_noun(above):
        return Named(first, last, first, "name in apposition to a role", _apposed(sentence, above.i))
    return _by_comma(sentence, first, last)


def _by_comma(sentence: Sentence, first: int, last: int) -> Named | None:
    """ "Name, (a|the) ... spokesman": the apposition as it stands, where the parse has not seen it."""
    tokens = sentence.tokens
    if last - first < 2 or last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    for i in range(last + 1, min(last + 8, len(tokens))):
        if tokens[i].pos in ("VERB", "AUX", "PUNCT", "SCONJ"):
            return None
        if is_person_noun(tokens[i]) and extent(sentence, i)[0] <= last + 1:
            return Named(first, last, first, "role behind the comma", _apposed(sentence, i))
    return None


def _apposed(sentence: Sentence, noun: int) -> str:
    """The role phrase of ``noun`` with its complement, without clauses and further appositions."""
    first, last = extent(sentence, noun)
    last = max(last, with_of(sentence, noun, last))
    for prep in kids(sentence, noun, "prep"):
        if prep.i == noun + 1 and prep.text.lower() in ("for", "of", "at", "in", "to", "with"):
            last = max(last, _cut(sentence, prep.i, whole(sentence, prep.i)[1]))
    return words(sentence, without_determiner(sentence, first, last), last)


def _cut(sentence: Sentence, first: int, last: int) -> int:
    for i in range(first, last):
        if sentence.tokens[i].pos == "PUNCT" or sentence.tokens[i].dep in ("relcl", "acl"):
            return i
    return last


def _by_label(sentence: Sentence, first: int, last: int, surnames: frozenset[str]) -> Named | None:
    """A name that the report introduces, that speaks, or that the model calls a person's."""
    names = [sentence.tokens[i] for i in range(first, last)]
    if all(fold(t.text) in surnames for t in names):
        return Named(first, last, first, "name introduced in full elsewhere in the report")
    if not all(t.pos == "PROPN" or t.text.islower() for t in names):
        return None
    if sum(t.ent == "PERSON" for t in names) * 2 > len(names) and (
        len(names) > 1 or _credited(sentence, first)
    ):
        return Named(first, last, first, "labelled a person by the model")
    if len(names) > 1 and _speaks(sentence, root(sentence, first, last)):
        return Named(first, last, first, "unknown name that speaks")
    return None


def _speaks(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    unlabelled = token.ent not in ("ORG", "GPE", "NORP", "LOC", "FAC")
    return unlabelled and token.dep == "nsubj" and sentence.tokens[token.head].lemma in _SPEECH


def _credited(sentence: Sentence, i: int) -> bool:
    """Is a single name the subject or owner of something, or named after "according to"?"""
    token = sentence.tokens[i]
    above = sentence.tokens[token.head]
    according = token.dep == "pobj" and sentence.tokens[above.head].lemma == "accord"
    return according or token.dep in ("nsubj", "poss")


def _mention(sentence: Sentence, named: Named) -> Mention:
    name = words(sentence, named.first, named.last)
    return Mention(
        sentence=sentence.index,
        first=named.opens,
        last=named.last,
        head=root(sentence, named.first, named.last),
        text=words(sentence, named.opens, named.last),
        type="person",
        name=name,
        entity=key(name),
        reason=named.reason,
        descriptor=named.descriptor,
    )
