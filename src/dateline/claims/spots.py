"""What mentions of places can tell: how wide a place is, and whether anything happens there."""

from __future__ import annotations

from collections.abc import Iterator

from dateline import mentions
from dateline.claims.nouns import noun_is, nouns
from dateline.records import Annotated, Mention, Sentence, Statement, Token
from dateline.syntax import ancestors, extent

# A site in no gazetteer; a town, village, crossing or district; a province or region; a country or more.
SITE, TOWN, LAND, COUNTRY = range(4)
_FAR = 5  # tokens from a place to what tells where it lies
_JOINTS = frozenset(
    "in near outside of , the just north south east west northeast northwest southeast southwest northern "
    "southern eastern western central".split()
)
_WIDTHS = {
    "site": SITE,
    "area": LAND,
    "admin1": LAND,
    "region": LAND,
    "country": COUNTRY,
    "continent": COUNTRY,
}


def width(place: Mention) -> int:
    """``SITE``, ``TOWN``, ``LAND`` or ``COUNTRY``."""
    own = _WIDTHS.get((place.entity or "").split(":")[0], TOWN)
    kind = (place.descriptor or "").split(" ")[-1]
    return LAND if own == TOWN and kind in nouns("lands") and kind in place.text.lower() else own


def is_address(place: Mention) -> bool:
    """Does the place only say where a speaker is ("police in Goma said")?"""
    return place.reason.startswith(mentions.ADDRESS)


def is_hospital(place: Mention) -> bool:
    """Where the hurt are taken is not where they were hurt."""
    return (place.descriptor or place.text).split()[-1].lower() in nouns("hospitals")


def speaks_from(place: Mention, statement: Statement) -> bool:
    """Is the place part of who speaks ("police in Goma said") rather than of what happened?

    Those who live there tell of the place.
    """
    source = statement.source
    if source is None or nouns("inhabitants") & set(source.text.lower().split()):
        return False
    return place.text in f"{source.text} {source.role or ''}"


def named(annotated: Annotated, sentence: int) -> Iterator[Mention]:
    """Places that a sentence names or stands for by "there", where something may happen.

    The "X" of an organization of X is none, nor is a place in brackets.
    """
    length = len(annotated.sentences[sentence].tokens)
    bodies = mentions.within(annotated, sentence, 0, length, "actor", "outlet")
    for mention in mentions.within(annotated, sentence, 0, length, "place"):
        owned = any(b.entity and b.first <= mention.first and mention.last <= b.last for b in bodies)
        apart = owned or _bracketed(annotated.sentences[sentence], mention)
        if mention.name and not apart and not is_hospital(mention):
            yield mention


def is_inside(statement: Statement, sentence: Sentence, place: Mention) -> bool:
    """Does the place stand in the statement's own words?"""
    return statement.start <= sentence.start + sentence.tokens[place.head].start < statement.end


def is_elsewhere(place: Mention, statement: Statement, sentence: Sentence) -> bool:
    """Is the place a speaker's, a destination, part of a name, or in an aside ("appointed in X")?"""
    if is_address(place) or speaks_from(place, statement) or mentions.on_the_way(sentence, place):
        return True
    if statement.kind != "movement" and _is_home(sentence, place):
        return True
    return _in_a_name(sentence, place) or any(
        _aside(sentence, token, statement) for token in ancestors(sentence, place.head)
    )


def tells_where(sentence: Sentence, place: Mention, other: Mention) -> bool:
    """Does ``place`` only tell where ``other`` lies ("Liman, near X", "a camp in X district")?"""
    between = [t.text.lower() for t in sentence.tokens[other.last : place.first]]
    return 0 < len(between) <= _FAR and set(between) <= _JOINTS and between != [","]


def _is_home(sentence: Sentence, place: Mention) -> bool:
    """Is it only where somebody or something comes from ("forces from Misrata", "fired from a base in X")?"""
    token = sentence.tokens[place.head]
    while token.dep == "conj":
        token = sentence.tokens[token.head]
    prep = sentence.tokens[token.head]
    if prep.lemma in ("in", "at", "near") and sentence.tokens[prep.head].dep == "pobj":
        prep = sentence.tokens[sentence.tokens[prep.head].head]
    who = sentence.tokens[prep.head]
    if prep.lemma != "from":
        return False
    if who.pos == "VERB":
        return who.lemma in nouns("firing")
    return who.pos in ("NOUN", "PROPN") and noun_is(who.lemma, "force", "people", "weapon", "attack")


def _aside(sentence: Sentence, token: Token, statement: Statement) -> bool:
    """Is it a clause set off by a comma that says more of somebody, and not the statement?"""
    first, last = extent(sentence, token.i)
    loose = token.dep in ("acl", "relcl") and first > 0 and sentence.tokens[first - 1].text == ","
    inside = sentence.tokens[first].start <= statement.start - sentence.start < sentence.tokens[last - 1].end
    return loose and not inside


def _in_a_name(sentence: Sentence, place: Mention) -> bool:
    """Is it part of the name of something that is no place ("the National Union of X", "Bank of Y")?"""
    token = sentence.tokens[place.head]
    of = sentence.tokens[token.head]
    above = sentence.tokens[of.head]
    name = above.pos == "PROPN" and above.text[:1].isupper() and above.i == place.first - 2
    return token.dep == "pobj" and of.text == "of" and name and sentence.part != "headline"


def _bracketed(sentence: Sentence, place: Mention) -> bool:
    before = [t.text for t in sentence.tokens[: place.first]]
    return before.count("(") > before.count(")")
