"""Who is answerable for a claim, as keys that can be compared across reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from dateline.between import Identified
from dateline.fold import fold
from dateline.plans import Components, Step, Take
from dateline.records import Claim, Source
from dateline.tables import read

_CAPITALISED = re.compile(r"\b[A-Z][\w.'’-]*")


@dataclass(frozen=True, slots=True)
class Naming:
    """What is known of names: any two of one person share a key, and one body of several names has one id."""

    same_person: Callable[[str, str], bool]
    person_keys: Callable[[str], Iterable[str]]
    body: Callable[[str], str | None]


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


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a source of some claim."""

    name: str
    body: bool


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of sources, and whether it is mostly a body's."""

    name: str
    body: bool


@dataclass(frozen=True, slots=True)
class BodyIn:
    """A body, and a country of which it speaks."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class OneName:
    """Two names of one person or body."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name, and the least of all that are one with it."""

    name: str
    least: str


@dataclass(frozen=True, slots=True)
class Fullest:
    """A name, and the fullest of all that are one with it."""

    name: str
    full: str


@dataclass(frozen=True, slots=True)
class NameAsked:
    """A name that a report gives a source."""

    report: str
    name: str


@dataclass(frozen=True, slots=True)
class NameFor:
    """The fullest spelling of a name, for a report that gives a source this name."""

    report: str
    name: str
    full: str


def steps(naming: Naming) -> tuple[Step | Components, ...]:
    """From ``Identified`` to the fullest spelling of each named source: one for all of a person or body.

    Names of persons are compared where they share a key. Two names are one body's where they have the same
    words, or are known to be ("Iran" and "the Iranian government").
    """

    def keys(known: KnownName) -> Iterator[str]:
        if not known.body:
            yield from naming.person_keys(known.name)
            return
        yield _words_key(words_of(known.name))
        if body := naming.body(known.name):
            yield f"known {body}"

    def one_name(_: str, known: Sequence[KnownName]) -> Iterator[OneName]:
        names = sorted({(each.name, each.body) for each in known})
        for (one, is_body), (other, is_other) in combinations(names, 2):
            if is_body == is_other and (is_body or naming.same_person(one, other)):
                yield OneName(one, other)

    return (
        Step("names of sources", (Take(Identified, lambda i: (i.claim.report,)),), (Name, BodyIn, NameAsked),
             _names),
        Step("known names", (Take(Name, lambda n: (n.name,), counted=True),), (KnownName,), _known),
        Step("spellings", (Take(KnownName, keys),), (OneName,), one_name),
        Step("bodies of a country", (Take(BodyIn, _word_sets),), (OneName,), _of_one_country),
        Components("persons", (Take(OneName, lambda n: (n.one, n.other)),), (Spelling,)),
        Step("fullest names", (Take(Spelling, lambda s: (s.least,)),), (Fullest,), _fullest),
        Step("names asked", (Take(NameAsked, lambda n: (n.name,)), Take(Fullest, lambda f: (f.name,))),
             (NameFor,), _asked, each=True),
    )  # fmt: skip


def _names(_: str, told: Sequence[Identified]) -> Iterator[Name | BodyIn | NameAsked]:
    for claim in in_full([each.claim for each in told]):
        source = claim.source
        if source and is_named(claim):
            name = name_of(source)
            yield Name(name, source.type != "person" or not source.name)
            yield NameAsked(claim.report, name)
            if source.type == "body":
                yield from (BodyIn(name, country) for country in {p.country for p in claim.places} if country)


def _known(name: str, told: Sequence[tuple[Name, int]]) -> Iterator[KnownName]:
    yield KnownName(name, sum(n if each.body else -n for each, n in told) >= 0)


def _words_key(words: Iterable[str]) -> str:
    return f"body {' '.join(sorted(words))}"


def _word_sets(body: BodyIn) -> Iterator[str]:
    """The words of a body's name, and those that are left without one of them."""
    words = words_of(body.name)
    if words & _lists()["organs"]:
        yield _words_key(words)
    yield from (_words_key(words - {word}) for word in words)


def _of_one_country(key: str, bodies: Sequence[BodyIn]) -> Iterator[OneName]:
    """A body told without its country, and the one body that the country of the places makes it."""
    countries: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        countries[body.name].add(body.country)
    plain = [name for name in sorted(countries) if _words_key(words_of(name)) == key]
    for name in plain:
        fuller = [n for n in sorted(countries) if n not in plain and countries[n] & countries[name]]
        if len({words_of(other) for other in fuller}) == 1:
            yield from (OneName(name, other) for other in fuller)


def _fullest(_: str, spellings: Sequence[Spelling]) -> Iterator[Fullest]:
    full = min((each.name for each in spellings), key=lambda n: (-len(n), n))
    yield from (Fullest(each.name, full) for each in spellings)


def _asked(name: str, asking: Sequence[NameAsked], known: Sequence[Fullest]) -> Iterator[NameFor]:
    yield from (NameFor(each.report, name, spelling.full) for each in asking for spelling in known)
