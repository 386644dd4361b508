"""The places of the world by name: the bundled gazetteer, the tables, and what the user imported.

Contains data of GeoNames (geonames.org), licensed under CC BY 4.0.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from dateline.fold import fold
from dateline.records import Place
from dateline.resolve import matching, spelling
from dateline.resolve.countries import by_demonym
from dateline.resolve.crossings import named_places
from dateline.resolve.matching import Near, Spelt
from dateline.resolve.shard import Shard
from dateline.resolve.spelling import is_crossing_word, is_division_word

ATTRIBUTION = "Place data: GeoNames (geonames.org), CC BY 4.0, cut and recoded."

MOST_WORDS = 7
CITY = 100_000  # inhabitants from which a place is meant though its name is a common word
NAMESAKE = 250_000  # the same for names that persons bear
GREAT_CITY = 500_000  # the same at the start of a sentence or in a headline, where every word has a capital
KNOWN_TOWN = 20_000  # the same for names of three letters and for names of several common words
_QUOTES = frozenset("\"'“”‘’:.!?-–—([")
_OTHER_NAME = -0.7  # an entry of the gazetteer under another name than its usual one ...
_OLD_NAME = -1.7  # ... where the name is the usual one of another city ("Philadelphia", once Amman's)
_ALIAS = -1.5  # a crossing under the name of a town beside it
# Prominence is the logarithm of the population; these are what divisions and table rows count for.
_STANDING = {"country": 8.0, "region": 5.4, "admin1": 5.2, "border crossing": 4.4, "admin2": 3.2}


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry that a name may mean, with its standing: about the logarithm of its population."""

    standing: float
    place: Place
    printed: bool = True  # is its name one that newspapers print?


class Gazetteer:
    """Place names, as ``lookups.PlaceNames`` wants them, with spellings near to a name besides."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = tuple(shards)
        self._ordinary = frozenset().union(*(s.ordinary for s in shards))
        self._common = self._ordinary.union(*(s.personal for s in shards))
        self._tables: dict[str, list[Place]] = {}
        self._prefixes: set[str] = set()
        self._at_home: dict[str | None, list[tuple[str, Place]]] = defaultdict(list)  # of the tables
        for place, keys in named_places():
            for key in keys:
                self._tables.setdefault(key, []).append(place)
                words = key.split()
                self._prefixes.update(" ".join(words[:n]) for n in range(1, len(words)))
        self._ranked = lru_cache(maxsize=50_000)(self._rank)
        for key, places in sorted(self._tables.items()):
            for place in places:
                for country in {place.country, place.other_country}:
                    self._at_home[country].append((key, place))
        self._near = lru_cache(maxsize=20_000)(self._nearest)
        self._spelt = lru_cache(maxsize=256)(self._spellings)

    @classmethod
    def open(cls, extra: Sequence[Path] = ()) -> Gazetteer:
        """The bundled gazetteer, with files that ``import_geonames`` made added to it.

        Raises:
            ColumnsError: one of ``extra`` is not such a file.
        """
        with as_file(files("dateline.resolve") / "data/gazetteer.bin") as world:
            return cls([Shard(path) for path in (world, *sorted(extra))])

    def named(self, name: str) -> tuple[Place, ...]:
        """Every entry that bears ``name`` in some recorded spelling, most prominent first.

        The short form of a state ("La.", "VA") names the state alone.
        """
        state = spelling.state(name)
        readings = self._ranked(fold(state or name))
        return tuple(r.place for r in readings if state is None or r.place.feature == "admin1")

    def readings(self, name: str) -> tuple[Reading, ...]:
        """The entries of ``named`` with their standing."""
        return self._ranked(fold(name))

    def near(self, name: str, country: str, admin1: str | None = None) -> Near:
        """The entry inside a country, or a division of it, that ``name`` is another spelling of."""
        return self._near(fold(name), country, admin1)

    def longest(self, words: Sequence[str], at: int) -> int:
        """Number of words of the longest place name that starts at ``words[at]``; 0 if none.

        Names of small places that are ordinary words or names of persons are not claimed; a state
        shortened behind a town's name is ("Slidell, La.").
        """
        if not _may_name(words[at]):
            return 0
        if spelling.state_after(words, at):
            return 1
        key, found = "", 0
        for last in range(at + 1, min(at + MOST_WORDS, len(words)) + 1):
            word = fold(words[last - 1])
            if not word and words[last - 1] not in ("-", "‑", "–"):
                break
            key = f"{key} {word}".strip()
            if word and _may_name(words[last - 1]) and self._claims(key, words, at, last):
                found = last - at
            if key not in self._prefixes and not any(s.probe(key)[1] for s in self._shards):
                break
        return found

    def _rank(self, key: str) -> tuple[Reading, ...]:
        found = [_table_reading(place, key) for place in self._tables.get(key, ())]
        rows = [(s, row, s.place(row)) for s in self._shards for row in s.probe(key)[0]]
        taken = any(fold(p.name) == key and p.population >= CITY for _, _, p in rows)
        for shard, row, place in rows:
            standing = _STANDING.get(place.feature) or math.log10(place.population + 10)
            if fold(place.name) != key:
                standing += _OLD_NAME if taken else _OTHER_NAME
            found.append(Reading(standing + 0.5 * shard.is_capital(row), place, shard.is_printed(row)))
        kept = {r.place.id: r for r in reversed(_undoubled(found))}
        return tuple(sorted(kept.values(), key=lambda r: (-r.standing, r.place.id)))

    def _nearest(self, folded: str, country: str, admin1: str | None) -> Near:
        return matching.best(folded, self._spelt(country, admin1))

    def _spellings(self, country: str, admin1: str | None) -> Spelt:
        keys: list[str] = []
        found: list[tuple[int, Shard, list[int]]] = []  # from which number on the names are whose, by row
        for shard in self._shards:
            names, rows = shard.area(country, admin1)
            found.append((len(keys), shard, rows))
            keys += names
        in_shards = len(keys)
        listed = [(key, p) for key, p in self._at_home.get(country, ()) if not admin1 or p.admin1 == admin1]
        keys += [key for key, _ in listed]

        def place(number: int) -> Place:
            if number >= in_shards:
                return listed[number - in_shards][1]
            first, shard, rows = next(part for part in reversed(found) if number >= part[0])
            return shard.place(rows[number - first])

        return Spelt(keys, place)

    def _claims(self, key: str, words: Sequence[str], at: int, last: int) -> bool:
        """Is a place meant by ``words[at:last]``, as far as the name alone can tell?"""
        places = [reading.place for reading in self._ranked(key)]
        if not places:
            return False
        parts = key.split()
        following = fold(words[last]) if last < len(words) else ""
        if len(parts) == 1 and len(key) <= 4 and words[at].replace(".", "").isupper():
            return _acronym(key, places, words)
        if places[0].feature in ("country", "region"):
            return len(key) > 2
        if following and is_crossing_word(following) and any(p.feature == "border crossing" for p in places):
            return True
        if len(parts) == 1 and key in by_demonym():
            return is_division_word(following) and any(p.feature == "admin1" for p in places)
        if all(part in self._common for part in parts):
            return self._stands_out(key, places, words, at, following)
        return len(key) > 3 or any(p.population >= KNOWN_TOWN for p in places)

    def _stands_out(
        self, key: str, places: Sequence[Place], words: Sequence[str], at: int, following: str
    ) -> bool:
        """Is the bearer of a common name so well known, or so plainly described, that it is meant?"""
        usual = [place for place in places if fold(place.name) == key]
        ordinary = all(part in self._ordinary for part in key.split())
        if is_division_word(following) and any(p.feature in ("admin1", "admin2") for p in usual):
            return True
        if not ordinary and any(p.feature == "admin1" for p in usual):
            return True
        enough = KNOWN_TOWN if " " in key else CITY if ordinary else NAMESAKE
        if ordinary and " " not in key and _every_word_has_a_capital(words, at):
            enough = GREAT_CITY
        return any(p.population >= enough and p.feature == "city" for p in usual)


def _may_name(word: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in word)


def _acronym(key: str, places: Sequence[Place], words: Sequence[str]) -> bool:
    """Is a short word in capitals a country ("DRC", "UK") or a city in a loud line ("GOMA")?"""
    if places[0].feature == "country":
        loud = [w for w in words if w.isalpha() and len(w) > 4]
        return len(loud) < 2 or not all(w.isupper() for w in loud) or key in ("us", "uk", "uae")
    return any(fold(p.name) == key and p.population >= CITY for p in places)


def _every_word_has_a_capital(words: Sequence[str], at: int) -> bool:
    if at == 0 or all(c in _QUOTES for c in words[at - 1]):
        return True
    long = [w for w in words if w.isalpha() and len(w) > 3]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _table_reading(place: Place, key: str) -> Reading:
    beside = place.feature == "border crossing" and fold(place.name) != key
    return Reading(_STANDING[place.feature] + (_ALIAS if beside else 0.0), place)


def _undoubled(found: Sequence[Reading]) -> list[Reading]:
    """Without regions of the tables that are divisions in the gazetteer, which take their standing."""
    regions = {r.place.country: r for r in found if r.place.feature == "region" and r.place.country}
    divisions = {r.place.country for r in found if r.place.feature == "admin1"}
    kept = []
    for reading in found:
        place = reading.place
        if place.feature == "region" and place.country in divisions:
            continue
        if place.feature == "admin1" and place.country in regions:
            reading = replace(reading, standing=max(reading.standing, regions[place.country].standing))
        kept.append(reading)
    return kept
