"""Who is answerable for a claim, as keys that can be compared across reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from dateline.fold import fold
from dateline.lineage.groups import groups
from dateline.records import Claim, Source
from dateline.tables import read

SamePerson = Callable[[str, str], bool]
_CAPITALISED = re.compile(r"\b[A-Z][\w.'’-]*")


@dataclass(frozen=True, slots=True)
class Role:
    """What is told of an unnamed source: words of its role, and whose it is."""

    words: frozenset[str]
    whose: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in read("dateline.lineage", "speakers.toml").items()}


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, str]:
    return dict(entry.split(" ") for entry in _lists()["spellings"])


def is_unattributed(claim: Claim) -> bool:
    """Whether the outlet, or a newsroom that it names, speaks on its own word."""
    return claim.source is None or claim.source.type == "media"


def is_named(claim: Claim) -> bool:
    """Whether the source is a named person or body, or speaks for a named body."""
    source = claim.source
    if source is None or source.type == "media" or source.anonymous:
        return False
    return bool(source.name or source.affiliation)


def name_of(source: Source) -> str:
    """The name that stands for a named source."""
    return source.name or source.affiliation or source.text


def _stem(word: str) -> str:
    word = _spellings().get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """Words of a name or role in one spelling and number, without those that only rank or join."""
    return frozenset(_stem(w) for w in fold(text).split() if w not in _lists()["idle"])


def role(source: Source) -> Role:
    """Role and allegiance of an unnamed source, read from its fields, else from its words."""
    told = source.role or _CAPITALISED.sub(" ", source.text[:1].lower() + source.text[1:])
    whose = source.affiliation or " ".join(
        _CAPITALISED.findall(source.text[1:] if source.role else source.text)
    )
    allegiance = words_of(whose) - words_of(told)
    return Role(words_of(told) - allegiance, allegiance)


def agree(one: Role, other: Role) -> bool:
    """Whether two unnamed sources may be the same: one's role says no more than the other's."""
    if one.whose and other.whose and not one.whose & other.whose and not _kindred(one.whose, other.whose):
        return False
    nested = one.words <= other.words or other.words <= one.words
    return nested and bool(one.words & other.words)


def _kindred(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a demonym and a country's name share their beginning ("afghan", "afghanistan")."""
    return any(a[:4] == b[:4] for a in one for b in other if len(a) > 3 and len(b) > 3)


def may_stand_for(weak: Source, full: Source) -> bool:
    """Whether a lead's passing attribution ("an official") may be to a source named in full below it."""
    about = words_of(" ".join(t for t in (full.role, full.affiliation, full.name, full.text) if t))
    if weak.name and not weak.anonymous:
        return bool(words_of(weak.name)) and (
            words_of(weak.name) <= about or _kindred(words_of(weak.name), about)
        )
    sketch = role(weak)
    if full.anonymous or not full.name:
        return agree(sketch, role(full))
    plain = sketch.words - _lists()["generic"]
    known = not sketch.whose or sketch.whose <= about or _kindred(sketch.whose, about)
    return known and plain <= about and full.type == "person"


def in_full(claims: Sequence[Claim]) -> list[Claim]:
    """Claims whose bodies are told by their kind alone ("the ministry") under the one name of the report.

    "The government" is the ministry that a report names, where it names one body of the state alone.
    """
    bodies: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        name = _organ(claim)
        if name and not _is_bare(name):
            bodies[claim.report].add(name)
    return [_called_in_full(claim, sorted(bodies[claim.report])) for claim in claims]


def _organ(claim: Claim) -> str:
    """The name of the organ of a state that a claim is credited to, "" where it is to somebody else."""
    source = claim.source
    if source is None or source.type != "body" or source.anonymous:
        return ""
    name = name_of(source)
    return name if words_of(name) & _lists()["organs"] else ""


def _is_bare(name: str) -> bool:
    """Whether a name tells the sort of organ, and nothing else."""
    return words_of(name) <= _lists()["organs"]


def _called_in_full(claim: Claim, bodies: Sequence[str]) -> Claim:
    name = _organ(claim)
    if claim.source is None or not name or not _is_bare(name):
        return claim
    fuller = [body for body in bodies if words_of(name) < words_of(body)]
    if not fuller and words_of(name) == {"government"}:
        fuller = list(bodies)
    return replace(claim, source=replace(claim.source, name=fuller[0])) if len(fuller) == 1 else claim


def people(claims: Iterable[Claim], same_person: SamePerson) -> dict[str, str]:
    """The fullest spelling of every named source's name: one for all spellings of a person or body."""
    sources: dict[str, Source] = {}
    countries: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.source and is_named(claim):
            sources[name_of(claim.source)] = claim.source
            countries[name_of(claim.source)].update(p.country for p in claim.places if p.country)
    blocks: dict[str, set[str]] = defaultdict(set)
    for name in sources:
        for word in fold(name).split():
            blocks[word[:2]].add(name)
    pairs = {
        (one, other)
        for block in blocks.values()
        for one, other in combinations(sorted(block), 2)
        if _same_name(one, other, sources, same_person)
    }
    found = groups(sources, sorted(pairs | set(_of_one_country(sources, countries))))
    return {name: min(group, key=lambda n: (-len(n), n)) for group in found for name in group}


def _of_one_country(
    sources: Mapping[str, Source], countries: Mapping[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """Pairs of a body told without its country and the one body that the country of the places makes it."""
    bodies = {name: words_of(name) for name in sorted(sources) if sources[name].type == "body"}
    holding: dict[str, list[str]] = defaultdict(list)
    for name, words in bodies.items():
        for word in words:
            holding[word].append(name)
    for name, words in bodies.items():
        if not words & _lists()["organs"]:
            continue
        rare = min(words, key=lambda w: (len(holding[w]), w))
        fuller = [
            other
            for other in holding[rare]
            if words < bodies[other]
            and len(bodies[other]) == len(words) + 1
            and countries[name] & countries[other]
        ]
        if len({bodies[other] for other in fuller}) == 1:
            yield from ((name, other) for other in fuller)


def _same_name(one: str, other: str, sources: Mapping[str, Source], same_person: SamePerson) -> bool:
    bodies = [sources[name].type != "person" or not sources[name].name for name in (one, other)]
    if any(bodies):
        return all(bodies) and words_of(one) == words_of(other)
    return same_person(one, other)
