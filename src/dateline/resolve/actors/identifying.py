"""From a mention's words to the actor: name, id, type, side, country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.fold import fold
from dateline.records import Actor, KnownActor
from dateline.resolve.actors.organs import Organ, official_phrases, organ_of, phrases
from dateline.resolve.actors.persons import bare_name, person_id
from dateline.resolve.actors.rows import people

if TYPE_CHECKING:
    from dateline.resolve.actors.table import ActorTable

_TYPES = {"agency": "media", "outlet": "media", "platform": "media", "alliance": "body"}
_NUMBER = re.compile(r"^[\d.,]+$")


def identify(table: ActorTable, name: str, text: str, country: str | None, person: bool) -> Actor:
    """See ``ActorTable.identify``."""
    if person:
        return _person(name, text)
    words = _without_leading(name.split())
    found = (
        _known(table, name.split(), text, country)
        or _known(table, words, text, country)
        or _of_state(table, words, text)
        or _group_with_noun(table, words, text, country)
        or (None if _possessed(name) else _organ_in_context(table, words, text, country))
        or _unlisted_body(words, text)
        or _common(words, text)
    )
    return found or _other(words or name.split(), name, text)


def _possessed(name: str) -> bool:
    """ "His forces" are somebody's, and whose only the report's own words can say."""
    return fold(name.split()[0]) in people()["possessive"]


def _actor(known: KnownActor, text: str) -> Actor:
    kind = _TYPES.get(known.type, known.type)
    return Actor(known.name, text, known.id, kind, known.side or known.id, known.country)


def _without_leading(words: Sequence[str]) -> list[str]:
    """``words`` without articles, numbers and measures in front: "more than 1,000 Afghan soldiers"."""
    drop = people()["leading"]
    first = 0
    while first < len(words) - 1 and (fold(words[first]) in drop or _is_number(words[first])):
        joined = words[first + 1] == "and" and first < len(words) - 2  # "armed and security forces"
        first += 2 if joined else 1
    return list(words[first:])


def _is_number(word: str) -> bool:
    """A figure, or a number in words ("Forty-seven")."""
    numerals = people()["numerals"]
    return bool(_NUMBER.match(word)) or all(part in numerals for part in fold(word.replace("-", " ")).split())


def _known(table: ActorTable, words: Sequence[str], text: str, country: str | None) -> Actor | None:
    name = " ".join(words)
    known = table.in_country(name, country) or table.organs.actor(words) or table.demonym(name)
    return _actor(known, text) if known else None


def _of_state(table: ActorTable, words: Sequence[str], text: str) -> Actor | None:
    """ "Chadian soldier", "Kenyan security officials": people of a state."""
    for length in range(min(3, len(words) - 1), 0, -1):
        owner = table.demonym(" ".join(words[:length])) or _possessor(table, words[:length])
        rest = fold(" ".join(words[length:]))
        if owner is None or owner.type != "state":
            continue
        if slug := official_phrases().get(rest):
            organ = next((o for o in phrases().values() if o.slug == slug), None)
            return _serving(owner, organ, " ".join(words), text) if organ else None
        if organ := phrases().get(
            "forces" if rest in people()["things"] else rest
        ):  # "Kyiv's troops": a capital in its state's place
            return _actor(organ_of(owner, organ), text)
        if rest in people()["civilians"]:
            return Actor(
                " ".join(words), text, f"civilians:{owner.country}", "civilians", None, owner.country
            )
    return None


def _possessor(table: ActorTable, words: Sequence[str]) -> KnownActor | None:
    name = re.sub(r"\s*[’']s$", "", " ".join(words))
    return table.named(name) if name[:1].isupper() else None


def _serving(owner: KnownActor, organ: Organ, name: str, text: str) -> Actor:
    """People of an organ, under their own words: officials are not the ministry that they serve."""
    of = organ_of(owner, organ)
    return Actor(name, text, of.id, of.type, of.side, of.country)


def _group_with_noun(table: ActorTable, words: Sequence[str], text: str, country: str | None) -> Actor | None:
    """ "Taliban fighters", "RSF paramilitaries", "Wagner mercenary group": the group."""
    nouns = people()["trailing"]
    for length in range(len(words) - 1, 0, -1):
        if fold(" ".join(words[length:])) not in nouns and fold(words[length]) not in nouns:
            break
        known = table.in_country(" ".join(words[:length]), country) or table.organs.actor(words[:length])
        if known and known.type != "state":
            return _actor(known, text)
    return None


def _organ_in_context(
    table: ActorTable, words: Sequence[str], text: str, country: str | None
) -> Actor | None:
    """ "Government forces", "the army", "the interior ministry", in the country that the report speaks of."""
    organ = phrases().get(fold(" ".join(words)))
    if organ is None:
        return None
    owner = table.by_id(f"state:{country}") if country else None
    if owner is None:
        return Actor(" ".join(words), text, None, organ.type)
    return _actor(organ_of(owner, organ), text)


def _unlisted_body(words: Sequence[str], text: str) -> Actor | None:
    """A body that no table has, by the noun that its name ends with: "fighters of the Cabo Front"."""
    lists, own = people(), list(words)
    if len(own) > 2 and own[1] == "of" and fold(own[0]) in lists["trailing"]:
        own = _without_leading(own[2:])
    while len(own) > 1 and own[-1].islower() and fold(own[-1]) in lists["trailing"]:
        own.pop()
    last = fold(own[-1])
    named = len(own) > 1 and all(w[:1].isupper() or w == "of" or fold(w) in lists["particles"] for w in own)
    if not named or last not in (*lists["bodies_under_arms"], *lists["bodies"]):
        return None
    dropped = {fold(w) for w in words} - {fold(w) for w in own}
    armed = last in lists["bodies_under_arms"] or bool(dropped & set(lists["armed"]))
    name = " ".join(own)
    return Actor(name, text, f"actor:{fold(name)}", "armed group" if armed else "unknown")


def _common(words: Sequence[str], text: str) -> Actor | None:
    """People of no party, armed people whose party is not named, officials of no named state.

    The longest end of the words that a list holds decides: "Goma residents" are residents.
    """
    name = " ".join(words)
    for first in range(len(words)):
        kind = _kind(fold(" ".join(words[first:])))
        if kind:
            return Actor(name, text, "civilians" if kind == "civilians" else None, kind)
    return None


def _kind(phrase: str) -> str | None:
    lists, officials, organs = people(), official_phrases(), phrases()
    if phrase in lists["civilians"]:
        return "civilians"
    if phrase in lists["armed"]:
        return "armed group"
    if phrase in officials:
        return "government" if officials[phrase] == "government" else "force"
    return organs[phrase].type if phrase in organs else None


def _other(words: Sequence[str], name: str, text: str) -> Actor:
    """A person where the words look like a name of two parts or bear a title; else unknown."""
    bare = bare_name(name)
    titled = len(bare) < len(fold(name).split())
    capitals = [w for w in words if w[:1].isupper()]
    particles = people()["particles"]
    names = all(any(map(str.isupper, w)) or fold(w) in particles for w in words)
    if capitals and names and (len(bare) >= 2 or titled) and len(bare) <= 5 and not _NUMBER.match(words[0]):
        return _person(name, text)
    folded = fold(" ".join(words))
    return Actor(" ".join(words), text, f"name:{folded}" if capitals else None)


def _person(name: str, text: str) -> Actor:
    """A person under the name as given, titles dropped."""
    bare = bare_name(name)
    words = re.sub(r"[’']s\b", "", name).split()
    kept: list[str] = []
    for word in reversed(words):
        if len(fold(" ".join([word, *kept])).split()) > len(bare):
            break
        kept.insert(0, word)
    return Actor(" ".join(kept) or name, text, person_id(name), "person")
