"""Which names are withheld, in which spellings, and what stands in their place."""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from dateline.fold import fold
from dateline.records import Actor, Record

Kind = Literal["Person", "Name", "Outlet"]
WITHHELD = "[withheld]"
_ALIKE = 80.0  # how like a word is to one of a name, by rapidfuzz's ratio, to be another spelling of it
_PART = 3  # letters of a part of a person's name that is withheld by itself
_PARTICLES = frozenset("the and von van der den del bin ibn abu abd las los mac".split())
_ADDRESS = re.compile(
    r"""(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s"<>]+|[^\s"<>@:]+@[^\s"<>@]+\.[a-z]{2,}""", re.I
)
_APOSTROPHES = frozenset("'\u2018\u2019\u02bb\u02bc\u02be\u02bf\u00b4`\u2032")
Cut = tuple[int, int, str]  # start, end, what stands there instead


@dataclass(frozen=True)
class Withheld:
    """The names that are withheld, each with its folded spellings and what stands in its place."""

    key: bytes
    blank: bool = False
    spellings: Mapping[str, str] = field(default_factory=dict)  # folded spelling to pseudonym
    capital: frozenset[str] = frozenset()  # spellings that are names only where they begin with a capital

    def cuts(self, text: str) -> list[Cut]:
        """Where in ``text`` a name or an address stands, in order, none over another."""
        found = [(m.start(), m.end(), WITHHELD) for m in _ADDRESS.finditer(text)]
        return _apart([*found, *self._named(text)])

    def text(self, text: str) -> str:
        """``text`` with every name and address withheld."""
        return applied(text, self.cuts(text))

    def left(self, text: str) -> bool:
        """Whether a name that is withheld still stands in ``text``."""
        return any(True for _ in self._named(text))

    def code(self, prefix: str, told: str) -> str:
        """A name for ``told`` that nobody makes or finds out without the key."""
        mark = hmac.new(self.key, f"{prefix}\0{told}".encode("utf-8", "replace"), "sha256").digest()
        return f"{prefix}-{base64.b32encode(mark)[:10].decode()}"

    def _named(self, text: str) -> Iterator[Cut]:
        if not self.spellings:
            return
        folded, at = _folded(text)
        for match in self._pattern.finditer(folded):
            start, end = at[match.start()], at[match.end() - 1] + 1
            spelling = match[0].replace("'", "").replace(" ", "")
            if spelling in self.capital and text[start].islower():
                continue
            yield start, end, self._joined[spelling]

    @cached_property
    def _joined(self) -> Mapping[str, str]:
        return {spelling.replace(" ", ""): name for spelling, name in self.spellings.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.spellings, key=lambda s: (-len(s), s))
        told = "|".join("[ ']*".join("'?".join(part) for part in s.split()) for s in longest)
        return re.compile(rf"(?<![a-z0-9])(?:{told})(?![a-z0-9])")


def applied(text: str, cuts: Iterable[Cut]) -> str:
    """``text`` with the cuts made."""
    parts, last = [], 0
    for start, end, instead in cuts:
        parts += [text[last:start], instead]
        last = end
    return "".join([*parts, text[last:]])


def withheld(
    record: Record,
    names: Sequence[str],
    key: bytes,
    *,
    sources: bool = False,
    outlets: bool = False,
    blank: bool = False,
) -> Withheld:
    """What is withheld of ``record``: ``names``, all persons who are sources, all outlets and agencies.

    Every spelling of a name that the record knows is withheld with it.
    """
    chosen: dict[str, Kind] = {fold(n): "Outlet" for n in _outlets(record)} if outlets else {}
    chosen |= {fold(r.byline): "Person" for r in record.reports if r.byline} if outlets else {}
    chosen |= {fold(n): "Person" for n in _persons(record)} if sources else {}
    chosen |= {fold(n): "Person" if _is_person(record, n) else "Name" for n in names}
    maker = Withheld(key)
    known = _spoken(record)
    spellings: dict[str, str] = {}
    capital: set[str] = set()
    for name, kind in sorted(chosen.items(), key=lambda c: (c[1] == "Outlet", c[0])):
        instead = WITHHELD if blank else maker.code(kind, name)
        for spelling in sorted(_spellings(name, kind, known)):
            spellings.setdefault(spelling, instead)
            if kind == "Outlet":
                capital.add(spelling.replace(" ", ""))
    return Withheld(key, blank, {s: n for s, n in spellings.items() if s}, frozenset(capital))


def _spellings(name: str, kind: Kind, known: Mapping[str, set[str]]) -> set[str]:
    """A folded name, the ways in which reports spell it, and for a person each of its parts."""
    found = {name}
    if kind != "Person":
        return found
    parts = name.split()
    for words in known.get(name, ()):
        alike = [w for w in words.split() if any(len(w) > 3 and ratio(w, p) >= _ALIKE for p in parts)]
        found |= {" ".join(alike)} | set(alike)
    found |= {p for p in parts if len(p) >= _PART and p not in _PARTICLES}
    return {f for f in found if len(f) >= _PART}


def _spoken(record: Record) -> dict[str, set[str]]:
    """Folded canonical name to the folded words with which reports mean it."""
    found: dict[str, set[str]] = {}
    for claim in record.claims:
        actors = (*claim.actors, *claim.targets)
        told = [(a.name, a.text) for a in actors]
        told += [(claim.source.name, claim.source.text)] if claim.source and claim.source.name else []
        for name, words in told:
            found.setdefault(fold(name), set()).add(fold(words))
    return found


def _persons(record: Record) -> set[str]:
    sources = (c.source for c in record.claims if c.source and c.source.name and not c.source.anonymous)
    return {s.name for s in sources if s.name and s.type == "person" and _is_person(record, s.name)}


def _is_person(record: Record, name: str) -> bool:
    """Whether the record has nothing against ``name`` being a person's."""
    wanted = fold(name)
    return not any(
        fold(a.name) == wanted and a.type not in ("person", "unknown") for a in _actors(record)
    ) and not any(
        fold(c.source.name) == wanted and c.source.type != "person"
        for c in record.claims
        if c.source and c.source.name
    )


def _actors(record: Record) -> Iterator[Actor]:
    for claim in record.claims:
        yield from (*claim.actors, *claim.targets)


def _outlets(record: Record) -> set[str]:
    found: set[str | None] = set()
    for report in record.reports:
        found |= {report.outlet, report.agency, *report.credits}
        found |= {report.dateline.agency} if report.dateline else set()
    for claim in record.claims:
        found |= set(claim.via)
    found |= {o.channel for o in record.origins}
    return {name for name in found if name}


def _folded(text: str) -> tuple[str, list[int]]:
    """``text`` in lower-case ASCII with apostrophes as one sign, and where each character came from."""
    found: list[str] = []
    at: list[int] = []
    for i, char in enumerate(text):
        for c in _letters(char):
            if c != " " or (found and found[-1] != " "):
                found.append(c)
                at.append(i)
    return "".join(found), at


@lru_cache(maxsize=10_000)
def _letters(char: str) -> str:
    """A character as letters that names are spelt with: none for what hides, a space for what parts words."""
    if char in _APOSTROPHES:
        return "'"
    if not char.isprintable() and not char.isspace():
        return ""
    return re.sub("[^a-z0-9]+", " ", anyascii(char).lower()) or ("" if _is_mark(char) else " ")


def _is_mark(char: str) -> bool:
    import unicodedata

    return unicodedata.combining(char) > 0


def _apart(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts in order; those that overlap become one, under the name of the longest."""
    found: list[Cut] = []
    for start, end, instead in sorted(cuts, key=lambda c: (c[0], -c[1])):
        if found and start < found[-1][1]:
            first, last, name = found[-1]
            found[-1] = (first, max(last, end), name)
        else:
            found.append((start, end, instead))
    return found
