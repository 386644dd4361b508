"""Places: gazetteer names, names with a descriptor ("X district"), and nouns for places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.annotate.known import Known, stands_for_government
from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import extent, noun_heads, without_determiner
from dateline.annotate.unlisted import described, is_party, made, standing
from dateline.fold import fold
from dateline.mentions import ADDRESS, spanning
from dateline.records import Mention, Place, Sentence, Token
from dateline.syntax import words

_JOINTS = (",", "and", "or", "&")
_GAPS = (":", ",", "--", "–", "—", "-", "(")
_LARGE = 50_000  # inhabitants of a town that bears its country's name
_QUOTES = ('"', "“", "”", "'", "‘", "’", "``", "''")
_CALLED = 4  # tokens from one mark to the other around what somebody is called
_DIRECTIONS = ("northern", "southern", "eastern", "western", "central", "north", "south", "east", "west")


@dataclass(frozen=True, slots=True)
class Noun:
    """The descriptor that goes with a place name."""

    at: int  # token of the noun
    text: str  # "border crossing", "district"
    feature: str
    plural: bool


def find(
    sentence: Sentence, known: Sequence[Known], taken: Collection[int], context: Collection[str]
) -> list[Mention]:
    """Places that the sentence names or speaks of.

    ``taken`` are tokens inside names of persons and organizations; ``context`` are the countries
    (two letters) that the report speaks of, which decide between namesakes.
    """
    taken = set(taken) | _nicknamed(sentence)
    named = _named(sentence, known, taken, context)
    covered = {i for m in named for i in range(m.first, m.last)} | taken
    whole = [hit for hit in known if not _part_of_longer(sentence, hit, known)]
    listed = {i for hit in whole for i in range(hit.first, hit.last)}
    unknown = described(sentence, covered, listed)
    covered |= {i for m in unknown for i in range(m.first, m.last)}
    unknown += standing(sentence, covered, listed)
    covered |= {i for m in unknown for i in range(m.first, m.last)}
    singles = named + unknown
    groups = _groups(sentence, singles)
    covered |= {m.head for m in groups}
    return singles + groups + _generic(sentence, covered)


def _named(
    sentence: Sentence, known: Sequence[Known], taken: Collection[int], context: Collection[str]
) -> list[Mention]:
    found = []
    for hit in known:
        if not hit.places or hit.first in taken or (hit.actor and hit.actor.type != "state"):
            continue
        if hit.actor and stands_for_government(sentence, hit):
            continue
        if _part_of_longer(sentence, hit, known):
            continue
        noun = noun_after(sentence, hit.last)
        if noun is None and (_modifies_party(sentence, hit) or _harmed(sentence, hit)):
            if _serves_town(sentence, hit):
                found.append(replace(_place(sentence, hit, None, context), reason=f"{ADDRESS}: its police"))
            continue
        if (noun is None and _only_a_direction(sentence, hit)) or _only_a_sea(sentence, hit):
            continue
        if noun is not None and _namesake(hit, noun, context):
            end = noun.at + 1
            found.append(made(sentence, hit.first, end, noun.at, hit.first, end, noun.feature))
        elif noun is not None and _seat(hit, noun, context):
            reason, kind = "the seat of what is named", sentence.tokens[noun.at].lemma
            found.append(spanning(
                sentence, hit.first, noun.at + 1, noun.at, "place", reason=reason, descriptor=kind
            ))  # fmt: skip
        elif noun is None and _river(sentence, hit, context):
            name = words(sentence, hit.first, hit.last)
            found.append(spanning(
                sentence, hit.first, hit.last, hit.head, "place", name=name, entity=f"site:{fold(name)}",
                reason="named with an article, as no town is",
            ))  # fmt: skip
        else:
            found.append(_place(sentence, hit, noun, context))
    return found


def _namesake(hit: Known, noun: Noun, context: Collection[str]) -> bool:
    """Is a hospital, hotel or market only called like a place of a country that the report is silent on?"""
    place = best(hit.places, noun.feature, context)
    at_home = not context or {place.country, place.other_country} & set(context)
    return noun.feature == "site" and not noun.plural and not at_home


def _seat(hit: Known, noun: Noun, context: Collection[str]) -> bool:
    """Is the phrase for a town or capital of what bears the name ("a Myanmar border town"), not for it?"""
    feature = best(hit.places, None, context).feature
    if noun.text == "capital":
        return feature in ("country", "admin1", "region")
    namesake = any(p.feature == "city" and p.population >= _LARGE for p in hit.places)  # "Guatemala city"
    return feature == "country" and noun.feature in ("city", "village") and not namesake


def _river(sentence: Sentence, hit: Known, context: Collection[str]) -> bool:
    """ "The Dnipro": with an article a name is that of a river, though a town bears it too."""
    before = sentence.tokens[hit.first - 1].text.lower() if hit.first else ""
    own = sentence.tokens[hit.head].dep not in ("compound", "amod", "nmod", "poss")
    place = best(hit.places, None, context)
    town = place.feature in ("city", "village") and not fold(place.name).startswith("the ")
    return before == "the" and own and town and sentence.part != "headline"


def _part_of_longer(sentence: Sentence, hit: Known, known: Sequence[Known]) -> bool:
    """Is the place name the rest of a longer name that the gazetteer lacks ("Lady X Hospital")?"""
    before = hit.first - 1
    if before < 0 or sentence.part == "headline" or any(other.last == hit.first for other in known):
        return False
    token = sentence.tokens[before]
    noun = noun_after(sentence, hit.last)
    if before == 0 and (noun is None or noun.feature != "site"):
        return False
    joined = token.head in (hit.head, sentence.tokens[hit.head].head)
    return token.pos == "PROPN" and token.text[:1].isupper() and token.dep == "compound" and joined


def _nicknamed(sentence: Sentence) -> set[int]:
    """Tokens of names like "Juan \"El Grande\" Pérez": what a person is called, and the names around it."""
    marks = [t.i for t in sentence.tokens if t.text in _QUOTES]
    found: set[int] = set()
    for opening, closing in pairwise(marks):
        if closing - opening > _CALLED or opening == 0 or closing + 1 == len(sentence.tokens):
            continue
        name = range(opening - 1, closing + 2)
        ends = (sentence.tokens[i] for i in (name[0], name[-1]))
        found |= set(name) if all(t.pos == "PROPN" and t.text[:1].isupper() for t in ends) else set()
    return found


def _only_a_direction(sentence: Sentence, hit: Known) -> bool:
    """Is "West" in "West and Central Africa" a town somewhere? Not without a word that says so."""
    return fold(words(sentence, hit.first, hit.last)) in _DIRECTIONS


def _only_a_sea(sentence: Sentence, hit: Known) -> bool:
    """Is "the Pacific" a town somewhere? Not without a comma and what it lies in."""
    after = sentence.tokens[hit.last].text if hit.last < len(sentence.tokens) else ""
    return fold(words(sentence, hit.first, hit.last)) in roles().broad and after != ","


def _harmed(sentence: Sentence, hit: Known) -> bool:
    """Is the name that of somebody killed, freed or with a son, who is called like a town?"""
    token = sentence.tokens[hit.head]
    personal = sentence.tokens[token.head].lemma in roles().personal
    kin = sentence.tokens[token.head].lemma in roles().kin and token.dep == "poss"
    acted_on = personal and token.dep in ("dobj", "nsubjpass")
    return (acted_on or kin) and hit.places[0].feature != "country"


def _modifies_party(sentence: Sentence, hit: Known) -> bool:
    """Is the name only the address of somebody ("Peshawar police chief") or part of an unknown name?"""
    token = sentence.tokens[hit.head]
    if token.dep not in ("compound", "amod", "nmod"):
        return False
    head = sentence.tokens[token.head]
    party = is_party(head)
    name = (
        head.i == hit.last and head.pos == "PROPN" and head.text[:1].isupper() and sentence.part != "headline"
    )
    return party or name


def _serves_town(sentence: Sentence, hit: Known) -> bool:
    """Are these the police of the town ("Quetta police", "Quetta Police Department")?"""
    after = sentence.tokens[hit.last].lemma.lower() if hit.last < len(sentence.tokens) else ""
    return after in roles().local and hit.places[0].feature in ("city", "village")


def noun_after(sentence: Sentence, at: int) -> Noun | None:
    """The place noun that ends the noun chain behind a name: "border crossing" in "X border crossing"."""
    best = None
    for i in range(at, min(at + 3, len(sentence.tokens))):
        token = sentence.tokens[i]
        if token.pos not in ("NOUN", "PROPN") and token.lemma not in roles().places:
            break
        if token.lemma in roles().places and token.pos != "VERB":
            best = i
    if best is None or (best + 1 < len(sentence.tokens) and _party_noun(sentence, best)):
        return None
    token = sentence.tokens[best]
    text = " ".join([*(t.text.lower() for t in sentence.tokens[at:best]), token.lemma])
    return Noun(best, text, roles().places[token.lemma], token.tag in ("NNS", "NNPS"))


def _party_noun(sentence: Sentence, at: int) -> bool:
    """Is the place noun itself an attribute of a party ("X province governor", "X border guards")?"""
    following = sentence.tokens[at + 1]
    return following.pos in ("NOUN", "PROPN") and following.lemma in roles().actors


def _place(sentence: Sentence, hit: Known, noun: Noun | None, context: Collection[str]) -> Mention:
    first, last, head = hit.first, hit.last, hit.head
    descriptor, reason = _direction(sentence, hit.first), "name in the gazetteer"
    if noun and not noun.plural:
        last, head, descriptor, reason = noun.at + 1, noun.at, noun.text, "name with its descriptor"
    elif before := _kind_before(sentence, hit.first, hit.head):
        first, head, descriptor, reason = (
            before,
            before,
            sentence.tokens[before].lemma,
            "descriptor with its name",
        )
    feature = roles().places.get((descriptor or "").split(" ")[-1])
    place = best(hit.places, feature, context)
    return spanning(
        sentence,
        first,
        last,
        head,
        "place",
        name=place.name,
        entity=place.id,
        reason=reason,
        descriptor=descriptor,
        country=place.country or None,
    )


def best(places: Sequence[Place], feature: str | None, context: Collection[str]) -> Place:
    """Of namesakes the one of the feature spoken of, then in a country of the report, then best known."""

    def unlike(place: Place) -> tuple[bool, bool]:
        elsewhere = place.country not in context and place.other_country not in context
        return (feature is not None and place.feature != feature, elsewhere and place.feature != "country")

    return min(places, key=unlike)


def _direction(sentence: Sentence, first: int) -> str | None:
    before = sentence.tokens[first - 1].text.lower() if first else ""
    return before if before in _DIRECTIONS else None


def _kind_before(sentence: Sentence, first: int, head: int) -> int | None:
    """The noun of "the city of X" or "the city X"."""
    tokens = sentence.tokens
    if first >= 2 and tokens[first - 1].text.lower() == "of" and tokens[first - 2].lemma in roles().of_kinds:
        return first - 2
    together = first >= 1 and tokens[first - 1].lemma in roles().of_kinds and tokens[first - 1].pos == "NOUN"
    if together and (tokens[head].head == first - 1 or tokens[first - 1].head == head):
        return first - 1
    return None


def _groups(sentence: Sentence, singles: Sequence[Mention]) -> list[Mention]:
    """Plural place nouns with the names they gather: "X and Y districts", "two districts -- X and Y"."""
    found = []
    by_last = {m.last: m for m in singles if m.name}
    by_first = {m.first: m for m in singles if m.name}
    for token in sentence.tokens:
        if token.tag not in ("NNS", "NNPS") or token.lemma not in roles().places:
            continue
        before = _chain(sentence, by_last, token.i, back=True)
        after = () if before else _chain_after(sentence, by_first, token.i)
        names = before or after
        if len(names) > 1:
            first = names[0].first if before else extent(sentence, token.i)[0]
            last = token.i + 1 if before else names[-1].last
            found.append(_group(sentence, first, last, token.i, names))
    return found


def _chain_after(sentence: Sentence, by_first: dict[int, Mention], noun: int) -> tuple[Mention, ...]:
    at = noun + 1
    if at < len(sentence.tokens) and sentence.tokens[at].text in (*_GAPS, "of"):
        return _chain(sentence, by_first, at + 1, back=False)
    return ()


def _chain(sentence: Sentence, names: dict[int, Mention], at: int, *, back: bool) -> tuple[Mention, ...]:
    found: list[Mention] = []
    while (mention := names.get(at)) is not None:
        found.append(mention)
        at = mention.first if back else mention.last
        while 0 <= (at - 1 if back else at) < len(sentence.tokens):
            joint = sentence.tokens[at - 1 if back else at].text.lower()
            if joint not in _JOINTS:
                break
            at += -1 if back else 1
    return tuple(reversed(found)) if back else tuple(found)


def _group(sentence: Sentence, first: int, last: int, head: int, names: Sequence[Mention]) -> Mention:
    return spanning(
        sentence,
        first,
        last,
        head,
        "place",
        reason="plural noun with the names it gathers",
        members=tuple(m.entity or "" for m in names),
        member_names=tuple(m.name or "" for m in names),
        descriptor=sentence.tokens[head].lemma,
    )


def _generic(sentence: Sentence, covered: Collection[int]) -> list[Mention]:
    """Nouns for places without a name: "a key district", "the city"."""
    found = []
    for token in noun_heads(sentence):
        if token.lemma not in roles().places or token.lemma in roles().actors or token.i in covered:
            continue
        first = extent(sentence, token.i)[0]
        while first < token.i and (
            any(i in covered for i in range(first, token.i)) or sentence.tokens[first].dep == "case"
        ):
            first += 1
        start = without_determiner(sentence, first, token.i + 1)
        compound = " ".join(t.text for t in sentence.tokens[start : token.i] if _common_compound(t))
        found.append(
            spanning(
                sentence,
                first,
                token.i + 1,
                token.i,
                "place",
                reason="noun for a place",
                descriptor=f"{compound} {token.lemma}".strip(),
            )
        )
    return found


def _common_compound(token: Token) -> bool:
    return token.dep == "compound" and token.pos == "NOUN" and token.text.islower()
