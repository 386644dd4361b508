"""What places, parties and sources are called inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz

from dateline import tables
from dateline.fold import fold
from dateline.publish import english
from dateline.publish.view import View
from dateline.records import Origin, Source, Where

NOBODY = "a party that the report does not name"
_ASIDE = re.compile(
    r"(?:,? (?:which|who|where|including|despite|amid)\b|,? that\b|\s+(?:--|–|—)\s|\s+in \S+ hands\b).*$",
    re.DOTALL,
)
_HAS = re.compile(r"['’]s?\b|\d")
_WHOLE = re.compile(r"(?:the )?(?:whole|all|entire|entirety|(?:\w+ )?(?:city|town|village)) of (?:the )?$")
_ONE_SPELLING = 80  # likeness, 0 to 100, from which two names are spellings of one
_LONGEST = 90  # characters of a place told in a report's words


def place_name(view: View, place: Where, *, told: str = "") -> str:
    """``Harbour Gate (border crossing in Westmark, Quilia)``; ``told`` stands for a part of the place."""
    name = told or standing(place)
    inside = _inside(view, place)
    if place.feature and place.feature not in _PLAIN and not told:
        return f"{name} ({' in '.join(filter(None, (place.feature, inside)))})"
    return f"{name}, {inside}" if inside else name


_PLAIN = ("city", "country", "village", "admin1", "admin2", "region", "continent")


def _inside(view: View, place: Where) -> str:
    """``Westmark province, Quilia``: the division and the country that a place lies in."""
    if place.feature == "country":
        return ""
    division = place.admin1 if place.feature != "admin1" and place.admin1 != place.name else None
    country = view.country(place.country)
    return ", ".join(filter(None, (division, country if country != place.name else None)))


def standing(place: Where) -> str:
    """The name of a place by itself, a first-order division marked as one: ``Westmark province``."""
    if place.feature != "admin1" or not place.country:
        return place.name
    word = _divisions().get(place.country, "province")
    return place.name if fold(word) in fold(place.name) else f"{place.name} {word}"


def extent(view: View, place: Where) -> str:
    """What is spoken of: the place, or the words for the part of it; empty where they name nothing.

    ``five districts in Westmark``, ``most of Orlo``, ``Harbour Gate``.
    """
    if place.precision in ("exact", "near"):
        return ("near " if place.precision == "near" else "") + standing(place)
    words = _trimmed(view, place.text or place.name)
    if fold(place.text) in _words("pronouns") or fold(words) in _words("pronouns"):
        return ""
    if place.id is not None and _is_whole(place, words):
        return standing(place)
    if place.precision == "unresolved" or fold(place.name) in fold(words):
        return words
    joint = "of" if words.split()[-1].lower() in _words("parts") else "in"
    return f"{words} {joint} {standing(place)}"


def _trimmed(view: View, text: str) -> str:
    """Words for a place without what is added to them, with an article where they need one."""
    words = english.short(_ASIDE.sub("", " ".join(text.split())).strip(" ,.;:"), _LONGEST)
    first, _, rest = words.partition(" ")
    if rest and (view.is_common(first) or english.is_determined(first)):
        words = f"{first.lower()} {rest}"
    last = words.split()[-1:]
    bare = rest and last and last[0].islower() and not last[0].endswith("s") and not _HAS.search(words)
    return f"the {words}" if bare and not english.is_determined(words) else words


def _is_whole(place: Where, words: str) -> bool:
    """Whether words for a place mean all of it: ``the city``, ``the whole of Orlo``, ``Orlo airport``."""
    said, name = fold(words).split(), fold(place.name).split()
    if not said or said == name or (len(name) > 1 and said[-1] == name[-1] and len(said) < 3):
        return True
    if fuzz.ratio(" ".join(said), " ".join(name)) >= _ONE_SPELLING:
        return True
    town = place.feature in ("city", "village") and said[-1] in _words("towns") and len(said) < 4
    return town or bool(_WHOLE.match(" ".join(said).partition(" ".join(name))[0]))


def preposition(place: Where) -> str:
    """``in`` a town or a country, ``at`` a crossing or a base."""
    inside = place.feature in ("admin1", "admin2", "country", "region", "city", "village", None)
    return "in" if inside else "at"


def party(view: View, name: str) -> str:
    """A party inside a sentence, with "the" where the reports or English want it; empty for a pronoun."""
    name = " ".join(name.split())
    if is_nobody(name):
        return ""
    first, _, rest = name.partition(" ")
    if view.is_common(first) and not view.is_capital(first) and rest == rest.lower():
        name = name[0].lower() + name[1:]
    if view.has_article(name) and not english.is_determined(name):
        return f"the {name}"
    return english.with_article(name)


def holder(view: View, name: str) -> str:
    """A party that is said to hold a place, or words for one that no report names."""
    return party(view, name) or NOBODY


def origin_name(view: View, origin: Origin) -> str:
    """``Ana Reyes, spokeswoman (via Agence Delta, in two reports)``, ``Reuters (on its own account)``."""
    who = speaker(view, origin)
    via = origin.channel if origin.source and origin.channel and fold(origin.channel) != fold(who) else None
    inside = [f"via {via}"] if via else []
    inside += [] if origin.source else ["on its own account"]
    inside += [f"in {english.count(len(origin.carriers), 'report')}"] if len(origin.carriers) > 1 else []
    return f"{who} ({', '.join(inside)})" if inside else who


def by_reach(found: Sequence[Origin]) -> list[Origin]:
    """Origins with the most carriers first, those that credit a source before an outlet's own account."""
    return sorted(found, key=lambda o: (o.source is None, -len(o.carriers), o.source or "", o.id))


def speaker(view: View, origin: Origin, *, role: bool = True) -> str:
    """The source's name with its role, the words for an unnamed one, or the outlet itself."""
    if origin.source is None:
        return origin.channel or view.outlets(origin.carriers)
    found = [view.claims[c].source for c in origin.claim_ids if c in view.claims]
    named = [s for s in found if s and s.name]
    roles = sorted({s.role for s in named if s.role and s.type == "person"}, key=lambda r: (len(r), r))
    if named and roles:
        added = role and fold(roles[0]) not in fold(origin.source)
        return f"{origin.source}, {roles[0]}" if added else origin.source
    other = next((s for s in found if s), None)
    if named or other is None:
        return party(view, origin.source) or origin.source
    return unnamed(view, replace(other, text=origin.source))


def unnamed(view: View, source: Source) -> str:
    """The words for an unnamed source as they stand in the middle of a sentence."""
    if fold(source.text) in _words("pronouns"):
        return "somebody whom the report does not name"
    words = " ".join(source.text.split())
    first, space, rest = words.partition(" ")
    common = view.is_common(first) or (first.lower() in _words("plain") and not first.isupper())
    told = f"{first.lower()}{space}{rest}" if common else words
    return english.with_article(told) if source.type == "body" else english.indefinite(told)


def is_nobody(name: str) -> bool:
    """Whether words for a party or a source are a pronoun or tell nothing."""
    return not name or fold(name) in _words("pronouns") | _words("hollow")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables.read("dateline.publish", "phrases.toml")[name])


@cache
def _divisions() -> Mapping[str, str]:
    """What first-order divisions are called, by country."""
    rows = tables.read("dateline.publish", "phrases.toml")["divisions"]
    return {country: word for word, countries in rows.items() for country in countries.split()}
