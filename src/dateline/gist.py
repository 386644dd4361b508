"""What a claim says, as keys that can be compared: which party, which place, which days.

A leaf that the set-wise rooms share: copies and origins, events and their assessment must agree on
what "the same party" and "the same place" mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dateline.fold import fold
from dateline.records import Actor, Claim, Quantity, When, Where
from dateline.tables import read

LONGEST_NAME = 5  # words of a described party
LIKE_BEGINNING = 4  # letters that a country's name and its demonym share
LONGEST_EVENT = 31  # days; a count of a longer time is a total of what happened in it
OPENING_WORDS = 4  # of the words that tell a place, among which a word that limits it stands
CATEGORIES = ("killed", "wounded", "captured", "missing")


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read("dateline", "gist.toml").items()}


def party(actor: Actor) -> str:
    """Key of the party that an actor belongs to: its side, its own id, or its name.

    A name loses the words that only say in what shape the party appears ("fighters", "forces").
    """
    if actor.side or actor.id:
        return str(actor.side or actor.id)
    return party_name(actor.name)


@lru_cache(maxsize=10_000)
def party_name(name: str) -> str:
    """``name`` folded, without words such as "forces" or "government" that name no party."""
    every = fold(name).split()
    words = [word for word in every if word not in _lists()["shapes"]]
    return " ".join(words) or ("government" if "government" in every else fold(name))


def parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Keys of the parties of several actors."""
    return frozenset(party(actor) for actor in actors)


def gainer(claim: Claim) -> str | None:
    """The party that a control claim says has the place afterwards, if it says so; never who lost it."""
    if claim.kind != "control":
        return None
    if claim.change != "lost":
        return party(claim.actors[0]) if claim.actors else None
    return next((key for a in claim.targets if (key := party(a)) not in parties(claim.actors)), None)


def loser(claim: Claim) -> str | None:
    """The party that a control claim says lost the place, if it says so."""
    named = claim.actors if claim.change == "lost" else claim.targets
    return party(named[0]) if named and claim.kind == "control" else None


def is_count(claim: Claim) -> bool:
    """Whether a control claim counts or measures a share, rather than speaks of one whole place."""
    return claim.kind == "control" and any(
        _partial(q.unit, q.value) and not _counts_named(claim, q.low if q.value is None else q.value)
        for q in claim.quantities
    )


def _counts_named(claim: Claim, value: float | None) -> bool:
    """Whether a number only counts the places that the claim names ("both districts")."""
    return len(claim.places) > 1 and value == len(claim.places) and all(p.id for p in claim.places)


def is_total(claim: Claim) -> bool:
    """Whether a casualty claim counts for a whole war or a long period, rather than for one event."""
    when = claim.when
    if claim.kind != "casualties" or (when and when.precision == "day" and is_dated(claim)):
        return False
    if 0 < _length(when) <= LONGEST_EVENT:
        return False  # "in all, since the fighting began on Wednesday"
    return bool(claim.total) or (_length(when) > LONGEST_EVENT and bool(claim.quantities))


def _length(when: When | None) -> int:
    """Days that the words of a claim cover; 0 where they name none, or a year in which one event fell."""
    told = when if when and when.text and when.precision == "interval" else None
    return (told.end - told.start).days if told and told.start and told.end else 0


def _partial(unit: str, value: float | None) -> bool:
    words = set(fold(unit).split())
    if words & {"percent", "share"}:
        return value != 100
    return bool(words & _lists()["areas"])


def measures_land(unit: str) -> bool:
    """Whether a unit measures how much of a country is held: its divisions, its settlements or a share."""
    return bool(set(fold(unit).split()) & _lists()["land"])


def is_vague(place: Where) -> bool:
    """Whether a place is told by a common noun alone ("a key district"), with no entry behind it."""
    return place.id is None and bool(set(fold(place.name).split()) & _lists()["areas"])


def place_key(place: Where) -> str:
    """Key of a place, the same for the whole and for its parts."""
    return place.id or f"name:{fold(place.name)}"


def extent_key(place: Where) -> str:
    """Key of a place as something to be held: a part of it, or its surroundings, differ from the whole."""
    part = part_of(place)
    return f"{place_key(place)}/{part}" if part else place_key(place)


@lru_cache(maxsize=10_000)
def part_of(place: Where) -> str:
    """The word by which a place's own words limit it ("most", "outskirts"), "" where they mean all of it."""
    first = fold(place.text).split()[:OPENING_WORDS]
    named = fold(place.name).split()
    if {*pairwise(first)} & {(f, t) for f in _lists()["facilities"] for t in _lists()["towns"]}:
        return ""  # "the port town"
    facility = next((word for word in (*first, *named) if word in _lists()["facilities"]), "")
    if facility and (facility in named or place.precision == "within"):
        return facility
    limit = next((word for word in first if word in _lists()["parts"] and word not in named), "")
    return limit or ("near" if place.precision == "near" else "")


def extents(claim: Claim) -> tuple[Where, ...]:
    """The places of a claim, those limited by the words before them in the quote with these words."""
    return tuple(_called(place) if part_of(place) else _limited(place, claim.quote) for place in claim.places)


def _called(place: Where) -> Where:
    """A facility of a town under the name of both ("Torvik airport")."""
    part = part_of(place)
    if part not in _lists()["facilities"] or part in fold(place.name).split():
        return place
    return replace(place, name=f"{place.name} {part}")


def _limited(place: Where, quote: str) -> Where:
    found = re.search(_part_before() + re.escape(place.text or place.name), quote, re.IGNORECASE)
    return replace(place, text=found.group(), precision="within") if found else place


@lru_cache(maxsize=1)
def _part_before() -> str:
    return r"\b(?:" + "|".join(sorted(_lists()["parts"])) + r")\b(?:\s+\w+)?\s+of\s+(?:\w+\s+){0,3}"


def contains(outer: Where, inner: Where) -> bool:
    """Whether ``outer`` is the district, province or country that ``inner`` lies in."""
    if outer.country and inner.country and outer.country != inner.country:
        return False
    name = fold(outer.name)
    if outer.feature == "country":
        return outer.country is not None and inner.feature != "country"
    if outer.feature == "admin1":
        return inner.admin1 is not None and fold(inner.admin1) == name and inner.feature != "admin1"
    if outer.feature == "admin2":
        same_province = not outer.admin1 or not inner.admin1 or fold(outer.admin1) == fold(inner.admin1)
        return (
            inner.admin2 is not None and fold(inner.admin2) == name and inner.id != outer.id and same_province
        )
    return False


def days(claim: Claim, published: Mapping[str, date]) -> tuple[date, date] | None:
    """First and last day of what a claim tells, or the day of its report where it names none."""
    when = claim.when
    start = when.start or when.end if when else None
    end = when.end or when.start if when else None
    known = published.get(claim.report)
    if start and end:
        return (start, end) if start <= end else (end, start)
    return (known, known) if known else None


def is_dated(claim: Claim) -> bool:
    """Whether the claim itself names a day or an interval of at most a week."""
    when = claim.when
    if when is None or when.start is None or when.precision not in ("day", "interval", "week"):
        return False
    return when.end is None or (when.end - when.start).days <= 7


def known_on(claim: Claim, published: Mapping[str, date]) -> date | None:
    """The day from which a claim could be known: its report's, or its own where the report bears none."""
    told = published.get(claim.report)
    return told if told or claim.when is None else claim.when.start


def victims(claim: Claim) -> str:
    """Key of who the dead or wounded of a casualty claim were: a party, "civilians" or ""."""
    if not claim.targets:
        return ""
    civil = _lists()["civilians"]
    keys = {
        "civilians" if a.type == "civilians" or set(fold(name).split()) & civil else _victim_key(a, name)
        for a in claim.targets
        for name in victim_names((a,))
    }
    return " + ".join(sorted(keys))


def _victim_key(actor: Actor, name: str) -> str:
    return party(actor) if actor.side or actor.id else party_name(name)


def victim_names(actors: Sequence[Actor]) -> tuple[str, ...]:
    """Names of the dead or wounded without their numbers; words that tell nothing ("others") are left out."""
    told: dict[str, None] = {}
    for actor in actors:
        words = actor.name.split()
        while not actor.side and words and (words[0][0].isdigit() or fold(words[0]) in _lists()["numerals"]):
            words.pop(0)
        name = " ".join(words)
        if actor.side or (_is_short_name(name) and not _says_nothing(name)):
            told[name] = None
    return tuple(told)


def _says_nothing(name: str) -> bool:
    words = fold(name).split()
    return not words or bool({words[0], words[-1]} & _lists()["anyone"])


def amount(quantity: Quantity) -> str:
    """A quantity in words with its unit told once: "85%", "five districts", "dozens of districts"."""
    text = quantity.text[:1].lower() + quantity.text[1:]
    unit, words = fold(quantity.unit), fold(text).split()
    if not unit or unit in fold(text) or (unit == "percent" and ("%" in text or "per cent" in text)):
        return text
    of = " of" if words[-1:] and words[-1] in _lists()["rough"] else ""
    return f"{text}{of} {quantity.unit}"


def _is_short_name(name: str) -> bool:
    """Whether a mention is short and free of figures, as names are, and not a clause or a number."""
    return len(name.split()) <= LONGEST_NAME and not any(c.isdigit() or c == "(" for c in name)


def same_proposition(one: Claim, other: Claim) -> bool:
    """Whether two claims could be one statement told twice: no slot of theirs excludes it.

    A slot that only one of them fills does not exclude it; the stance must agree.
    """
    if (one.kind, one.stance) != (other.kind, other.stance) or not _same_change(one, other):
        return False
    if is_count(one) != is_count(other) or not _same_numbers(one, other):
        return False
    if one.kind != "casualties" and not _same_parties(one, other):
        return False
    if victims(one) and victims(other) and victims(one) != victims(other) and one.kind == "casualties":
        return False
    return _same_place(one, other) and _same_time(one, other)


def _same_change(one: Claim, other: Claim) -> bool:
    if one.kind == "casualties" or one.change is None or other.change is None:
        return True
    if {one.change, other.change} == {"gained", "lost"}:
        return gainer(one) is not None and gainer(one) == gainer(other)  # lost to whom it was taken by
    return one.change == other.change or {one.change, other.change} == {"gained", "held"}


def _same_parties(one: Claim, other: Claim) -> bool:
    winners = (gainer(one), gainer(other))
    if one.change != other.change and all(winners):
        return winners[0] == winners[1]
    ours, theirs = parties(one.actors), parties(other.actors)
    return not ours or not theirs or bool(ours & theirs)


def _same_numbers(one: Claim, other: Claim) -> bool:
    ours = {fold(q.unit): (q.value, q.low, q.high) for q in one.quantities}
    theirs = {fold(q.unit): (q.value, q.low, q.high) for q in other.quantities}
    if (one.kind == "casualties" or is_count(one)) and ours and theirs and not ours.keys() & theirs.keys():
        return False
    return all(ours[unit] == theirs[unit] for unit in ours.keys() & theirs.keys())


def _same_place(one: Claim, other: Claim) -> bool:
    ours = [p for p in extents(one) if not is_vague(p)]
    theirs = [p for p in extents(other) if not is_vague(p)]
    if not ours or not theirs:
        return True
    key = extent_key if one.kind == "control" else place_key
    if {key(p) for p in ours} & {key(p) for p in theirs}:
        return True
    if {place_key(p) for p in ours} & {place_key(p) for p in theirs}:
        return False
    return any(contains(a, b) or contains(b, a) for a in ours for b in theirs)


def _same_time(one: Claim, other: Claim) -> bool:
    if not (is_dated(one) and is_dated(other)) or one.when is None or other.when is None:
        return True
    start, stop = one.when.start, one.when.end or one.when.start
    begin, end = other.when.start, other.when.end or other.when.start
    return not (start and stop and begin and end) or (start <= end and begin <= stop)


def speaks_of_lasting(words: str) -> bool:
    """Whether words tell of a state that goes on as it was ("still", "remains")."""
    return bool(set(fold(words).split()) & _lists()["lasting"])


def speaks_for(claim: Claim) -> frozenset[str]:
    """Words that name the party for which a source speaks, without those of its office; may be empty.

    A body speaks for its party, and so do its spokesmen and heads; a customs official does not.
    """
    source = claim.source
    if source is None or source.type == "media" or source.anonymous:
        return frozenset()
    if source.type != "body" and not set(fold(source.role or "").split()) & _lists()["voices"]:
        return frozenset()
    told = source.affiliation or (source.name if source.type == "body" else None)
    return _party_words(told) if told else frozenset()


@lru_cache(maxsize=10_000)
def _party_words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - _lists()["shapes"] - _lists()["offices"]


def owns_loss(claim: Claim, holders: Iterable[str]) -> bool:
    """Whether one of the parties that are said to hold a place speaks of having lost it."""
    lost = claim.change == "lost" and claim.stance == "asserts"
    if not lost or loser(claim) not in {*holders}:
        return False
    return kin(speaks_for(claim), frozenset(fold(claim.actors[0].name).split()))


def kin(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words name one country or party: "Afghan" and "Afghanistan" begin alike."""
    return bool(one & other) or any(
        a[:LIKE_BEGINNING] == b[:LIKE_BEGINNING]
        for a in one
        for b in other
        if min(len(a), len(b)) >= LIKE_BEGINNING
    )


@lru_cache(maxsize=1)
def _regain() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(_lists()["regain"])) + r")", re.IGNORECASE)


def speaks_of_regaining(words: str) -> bool:
    """Whether words tell of winning something back, which grants that it is lost."""
    return bool(_regain().search(words))
