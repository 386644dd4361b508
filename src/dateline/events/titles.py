"""What an event is called, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline.fold import fold
from dateline.gist import amount, part_of
from dateline.records import Claim, Kind, Where
from dateline.tables import read

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_ASIDE = re.compile(
    r"\s*(?:[,;(]|\s[–—-]\s|\b(?:that|which|who|where|while|after|including|comprising|despite|because)\b).*",
    re.DOTALL,
)
LONGEST_PLACE = 10  # words; beyond, words of a report are no name of a place


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, Mapping[str, str]]:
    return read("dateline.events", "titles.toml")


def _areas() -> frozenset[str]:
    """Features that one is in rather than at: a town or a country, not a crossing."""
    return frozenset(_patterns()["words"]["areas"].split(", "))


def title(
    kind: Kind, change: str | None, actors: Sequence[str], targets: Sequence[str], place: Where | None,
    count: Claim | None = None,
) -> str:  # fmt: skip
    """The title of an event; ``count`` is a claim whose number of places it is about, if it is."""
    patterns = _patterns()[kind]
    pattern = patterns.get(change or "other") or patterns.get("other", "{actor}")
    where = called(place) if place else ""
    if place and place.feature in _areas():
        pattern = pattern.replace(" at {place}", " in {place}")
    slots = {
        "actor": actors[0] if actors else "",
        "actors": " and ".join(actors[:2]) if len(actors) > 1 else "",
        "target": targets[0] if targets else "",
        "place": where,
    }
    if count:
        told = amount(count.quantities[0])
        pattern = patterns["share" if fold(count.quantities[0].unit) in ("percent", "share") else "count"]
        slots |= _counted(count, told, where)
    text = _OPTIONAL.sub(lambda part: _filled(part.group(1), slots) or "", pattern)
    text = re.sub(r"\s+", " ", _SLOT.sub(lambda s: slots[s.group(1)] or "unnamed parties", text)).strip()
    return text[:1].upper() + text[1:]


def _filled(part: str, slots: Mapping[str, str]) -> str | None:
    names = _SLOT.findall(part)
    return _SLOT.sub(lambda s: slots[s.group(1)], part) if all(slots[n] for n in names) else None


def _counted(count: Claim, told: str, where: str) -> Mapping[str, str]:
    """What is counted and in what area; words for the place that tell the count again stand for both."""
    unit = fold(count.quantities[0].unit).rstrip("s")
    again = any(word.rstrip("s") == unit for word in fold(where).split())
    if again and fold(count.quantities[0].text) in fold(where):
        return {"count": where, "place": ""}
    return {"count": told, "place": "" if again else where}


def called(place: Where) -> str:
    """A place as a title has it: its name, or the report's words where they mean less than all of it."""
    words = _ASIDE.sub("", place.text).strip()
    limit = part_of(place) if place.precision == "within" else ""
    if place.id is None:
        has_name = words.removeprefix("The ") != words.removeprefix("The ").lower()
        told = words if has_name else _ASIDE.sub("", place.name).strip()
        return _opened(" ".join(told.split()[:LONGEST_PLACE]) or place.name)
    if place.precision != "within" or len(words.split()) > LONGEST_PLACE:
        return place.name
    if limit and limit in fold(words).split():
        if fold(place.name) in fold(words):
            return _opened(words)
        return _share(words, limit, place)
    return _opened(words) if _is_described(words) or _has_own_name(words, place) else place.name


def _share(words: str, limit: str, place: Where) -> str:
    """A share of a place that the words leave unnamed ("the rest", "most of it")."""
    end = words.lower().find(limit) + len(limit)
    of, _, whole = words[end:].strip().partition(" ")
    other = of == "of" and fold(whole).removeprefix("the ") not in _patterns()["words"]["wholes"].split()
    if other or limit in fold(place.name).split():
        return place.name
    return f"{_opened(words[:end])} of {place.name}"


def _opened(words: str) -> str:
    """Words as they stand inside a sentence; "the" stays only before a share ("the rest of")."""
    plain = words.removeprefix("the ").removeprefix("The ")
    if plain != words:
        return (
            f"the {plain}"
            if fold(plain).partition(" ")[0] in _patterns()["words"]["shares"].split()
            else plain
        )
    opener = fold(words).partition(" ")[0] in _patterns()["words"]["openers"].split()
    return words[:1].lower() + words[1:] if opener else words


def _is_described(words: str) -> bool:
    """Whether words tell a place by what it is and where ("a key district in western Norland")."""
    told = words.split()
    return told[:1] != [] and fold(told[0]) in ("a", "an") and any(word[0].isupper() for word in told[1:])


def _has_own_name(words: str, place: Where) -> bool:
    """Whether words name a smaller place that the gazetteer lacks ("Kelm, a town near Torvik")."""
    plain = words.removeprefix("The ")
    return plain[:1].isupper() and words == plain and fold(place.name) not in fold(words) and " " not in words
