"""Persons: their names, titles and roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.annotate.known import Known
from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import capital, extent, is_person_noun, root, with_of, without_determiner
from dateline.annotate.standing import stands_as_place
from dateline.annotate.tokens import compounding
from dateline.fold import fold
from dateline.mentions import spanning
from dateline.records import Mention, Sentence, Token
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
_LEADING = ("lead", "head", "command", "run", "found")
_LOCATING = ("in", "near", "at", "into", "around", "outside", "toward", "towards", "across", "inside")
_ALSO_NAMES = ("sheikh", "prince", "king", "judge", "bishop", "dean", "major", "marshal")  # titles and names
_SHORT_ING = 5  # letters: "Ming", "Irving" and their like are names
_LONGEST = 6  # words of a name
_CITY = 250_000  # inhabitants from which a name is first of all that of the city
LABELLED = "labelled a person by the model"


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
    token = sentence.tokens[at]
    if at == start or at + 1 >= len(sentence.tokens):
        return False
    if "-" in token.text[1:-1] and token.text[:1].islower() and any(map(str.isupper, token.text)):
        return True  # "al-Burhan"
    if token.text in ("-", "‐", "‑") and at - start > 1:
        return _hyphenated(sentence, at)
    if token.text[:1].islower() and sentence.tokens[at - 1].text in ("-", "‐", "‑"):
        return True
    linking = token.text.lower() in _LINKS and token.text.lower() == token.text and capital(sentence, at + 1)
    return linking and token.pos != "VERB"


def _hyphenated(sentence: Sentence, hyphen: int) -> bool:
    """Does a lower-case word behind the hyphen belong to a name of two parts or more ("Kim Jong-un")?"""
    before, token, after = sentence.tokens[hyphen - 1 : hyphen + 2]
    tight = before.end == token.start and token.end == after.start
    name = after.text.isalpha() and after.text.islower() and after.pos in ("NOUN", "PROPN", "X")
    return tight and name and not compounding(after.text)


def _person(
    sentence: Sentence, first: int, last: int, known: Sequence[Known], surnames: frozenset[str]
) -> Named | None:
    start = _after_titles(sentence, first, last)
    if not 0 < last - start <= _LONGEST or _is_body(sentence, start, last):
        return None
    titled = start > first
    if not titled and _located(sentence, start):
        return None
    sites = [hit for hit in known if hit.places and start <= hit.first and hit.last <= last]
    of_places = sum(hit.last - hit.first for hit in sites) == last - start
    if not titled and of_places and not _borne_by_person(sentence, sites, surnames):
        return None
    if not titled and sites and _begins_with_gerund(sentence, start, sites):
        return None
    if titled:
        opens = _opening(sentence, first, last)
        role = _join(_role(sentence, opens, start), _role_behind(sentence, start, last))
        return Named(start, last, opens, "title before the name", role)
    return _by_role(sentence, start, last) or _by_label(sentence, start, last, surnames)


def _begins_with_gerund(sentence: Sentence, start: int, sites: Sequence[Known]) -> bool:
    """ "Counting Goma's dead", at the head of a sentence: a form of a verb and a town, no full name."""
    word = sentence.tokens[start].text
    town = sites[0].first == start + 1 and sites[0].places[0].population >= _CITY
    return start == 0 and town and word.endswith("ing") and len(word) > _SHORT_ING


def _borne_by_person(sentence: Sentence, sites: Sequence[Known], surnames: frozenset[str]) -> bool:
    """Are names of places here a person's: first name and surname, or the surname of one named in full?"""
    if any(hit.actor for hit in sites):
        return False
    if len(sites) > 1:
        return True
    first, last = sites[0].first, sites[0].last
    known = last - first == 1 and fold(sentence.tokens[first].text) in surnames
    city = any(place.population >= _CITY for place in sites[0].places)
    return known and not city and not stands_as_place(sentence, first, last)


def _located(sentence: Sentence, first: int) -> bool:
    """Does what stands before say that this is a place: "in", "near", "the town of"?"""
    before = [t.lemma for t in sentence.tokens[max(0, first - 2) : first]]
    kind = len(before) == 2 and before[1] == "of" and before[0] in roles().of_kinds
    return kind or (bool(before) and before[-1] in _LOCATING)


def _after_titles(sentence: Sentence, first: int, last: int) -> int:
    """Where the name begins behind the last title of the run; "Hassan Sheikh Mohamud" has none inside."""
    start = first
    for i in range(first, last):
        word = sentence.tokens[i].text.lower().rstrip(".")
        if word in roles().titles and not (word in _ALSO_NAMES and first < i and start < i):
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


def _proper(token: Token, first: Token | None = None) -> bool:
    """Is it a name to the tagger: itself, or as the last part of a hyphenated one that ``first`` opens?"""
    if first is not None:
        return first.pos == "PROPN" and first.i < token.i and token.text[:1].islower()
    return token.pos == "PROPN" or ("-" in token.text[1:-1] and token.pos in ("ADJ", "NOUN", "X"))


def _join(*roles: str | None) -> str | None:
    return ", ".join(role for role in roles if role) or None


def _role_behind(sentence: Sentence, first: int, last: int) -> str | None:
    """The role in apposition behind the name, or in a clause: "who leads the Front" makes a leader of it."""
    head = root(sentence, first, last)
    for noun in kids(sentence, head, "appos"):
        if is_person_noun(noun) and noun.i > head:
            return role_phrase(sentence, noun.i)
    for verb in kids(sentence, head, "relcl"):
        led = next((t for t in kids(sentence, verb.i, "dobj") if t.i > verb.i), None)
        if verb.lemma in _LEADING and led is not None and any(kids(sentence, verb.i, "nsubj")):
            return f"leader of {words(sentence, *extent(sentence, led.i))}"
    return None


def _by_role(sentence: Sentence, first: int, last: int) -> Named | None:
    """A role noun right before the name, or in apposition to it."""
    before = sentence.tokens[first - 1] if first else None
    if not (_proper(sentence.tokens[last - 1]) or _proper(sentence.tokens[last - 1], sentence.tokens[first])):
        return None
    if before is not None and is_person_noun(before) and before.pos == "NOUN" and before.text.islower():
        opens = min(before.i, extent(sentence, root(sentence, before.i, last))[0])
        while (
            opens
            and sentence.tokens[opens - 1].dep in ("compound", "amod")
            and (opens <= sentence.tokens[opens - 1].head < last)
        ):
            opens -= 1
        return Named(first, last, opens, "role before the name", _role(sentence, opens, first))
    head = root(sentence, first, last)
    if (behind := _role_behind(sentence, first, last)) is not None:
        return Named(first, last, first, "role behind the name", behind)
    above = sentence.tokens[sentence.tokens[head].head]
    if sentence.tokens[head].dep == "appos" and is_person_noun(above):
        return Named(first, last, first, "name in apposition to a role", role_phrase(sentence, above.i))
    return _by_comma(sentence, first, last)


def _by_comma(sentence: Sentence, first: int, last: int) -> Named | None:
    """ "Name, (a|the) ... spokesman": the apposition as it stands, where the parse has not seen it."""
    tokens = sentence.tokens
    if last - first < 2 or last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    for i in range(last + 1, min(last + 8, len(tokens))):
        if tokens[i].pos in ("VERB", "AUX", "PUNCT", "SCONJ"):
            return None
        if tokens[i].dep == "nsubj" and tokens[root(sentence, first, last)].dep == "pobj":
            return None  # "in an interview with X, the chief said"
        if is_person_noun(tokens[i]) and extent(sentence, i)[0] <= last + 1:
            return Named(first, last, first, "role behind the comma", role_phrase(sentence, i))
    return None


def role_phrase(sentence: Sentence, noun: int) -> str:
    """The role phrase of ``noun`` with its complement, without clauses and further appositions."""
    first, last = extent(sentence, noun)
    last = max(last, with_of(sentence, noun, last))
    for prep in kids(sentence, noun, "prep"):
        if prep.i == noun + 1 and prep.text.lower() in ("for", "of", "at", "in", "to", "with"):
            last = max(last, _cut(sentence, prep.i, whole(sentence, prep.i)[1]))
    return words(sentence, without_determiner(sentence, first, last), last)


def _cut(sentence: Sentence, first: int, last: int) -> int:
    for i in range(first, last):
        token = sentence.tokens[i]
        if token.pos == "PUNCT" or token.dep in ("relcl", "acl") or token.tag in ("WP", "WDT"):
            return i
    return last


def _by_label(sentence: Sentence, first: int, last: int, surnames: frozenset[str]) -> Named | None:
    """A name that the report introduces, that speaks, or that the model calls a person's."""
    names = [sentence.tokens[i] for i in range(first, last)]
    if all(fold(t.text) in surnames for t in names):
        return Named(first, last, first, "name introduced in full elsewhere in the report")
    if not all(_proper(t) or t.text.islower() or t.pos == "PUNCT" for t in names):
        return None
    if sum(t.ent == "PERSON" for t in names) * 2 > len(names) and (
        len(names) > 1 or _credited(sentence, first)
    ):
        return Named(first, last, first, LABELLED)
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
    return spanning(
        sentence,
        named.opens,
        named.last,
        root(sentence, named.first, named.last),
        "person",
        name=name,
        entity=key(name),
        reason=named.reason,
        descriptor=named.descriptor,
    )
