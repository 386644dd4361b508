"""A small invented world, and sentences built by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.fold import fold
from dateline.records import KnownActor, Passage, Place, Report, Sentence, Token
from dateline.syntax import make_children

_PLACES = (
    Place("geonames:1", "Khartoum", 15.5, 32.5, "SD"),
    Place("geonames:2", "El Fasher", 13.6, 25.3, "SD"),
    Place("geonames:3", "Lashio", 22.9, 97.7, "MM"),
    Place("geonames:4", "Deir ez-Zor", 35.3, 40.1, "SY"),
    Place("admin1:SD.1", "North Darfur", 15.0, 25.0, "SD", feature="admin1"),
    Place("crossing:adre", "Adre", 13.4, 22.2, "TD", feature="border crossing", other_country="SD"),
    Place("country:SD", "Sudan", 15.0, 30.0, "SD", feature="country"),
    Place("country:TD", "Chad", 15.0, 19.0, "TD", feature="country"),
    Place("geonames:5", "Malha", 15.1, 26.1, "SD"),
    Place("geonames:6", "Kutum", 14.2, 24.6, "SD"),
)
_SUDAN = KnownActor("actor:sudan", "Sudan", "state", ("Sudanese",), "SD")
_CHAD = KnownActor("actor:chad", "Chad", "state", ("Chadian",), "TD")
_ACTORS = (
    _SUDAN,
    _CHAD,
    KnownActor(
        "actor:rsf", "Rapid Support Forces", "armed group", ("RSF",), "SD", None, ("paramilitaries", "group")
    ),
    KnownActor("actor:afp", "AFP", "agency", ("Agence France-Presse",)),
)
_DEMONYMS = {"Sudanese": _SUDAN, "Khartoum": _SUDAN, "Chadian": _CHAD}
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


class Places:
    """A gazetteer of ten places."""

    def longest(self, words: Sequence[str], at: int) -> int:
        return next(
            (n for n in (3, 2, 1) if at + n <= len(words) and self.named(" ".join(words[at : at + n]))), 0
        )

    def named(self, name: str) -> tuple[Place, ...]:
        return tuple(place for place in _PLACES if fold(place.name) == fold(name))


class Actors:
    """Two states, an armed group and an agency."""

    def longest(self, words: Sequence[str], at: int) -> int:
        return next(
            (n for n in (3, 2, 1) if at + n <= len(words) and self.named(" ".join(words[at : at + n]))), 0
        )

    def named(self, name: str) -> KnownActor | None:
        known = (
            a
            for a in _ACTORS
            if fold(name) in {fold(n) for n in (a.name, *a.aliases)} and name not in _DEMONYMS
        )
        return next(known, None)

    def demonym(self, word: str) -> KnownActor | None:
        return _DEMONYMS.get(word)

    def state(self, country: str) -> KnownActor | None:
        return next((a for a in _ACTORS if a.type == "state" and a.country == country), None)


def times(text: str) -> list[tuple[int, int]]:
    """Days of the week."""
    return [match.span() for match in _DAY.finditer(text)]


def report(*paragraphs: str, headline: str | None = None) -> Report:
    """A report of these paragraphs, under a headline where one is given."""
    passages, text = [], ""
    for part, paragraph in [("headline", headline), *(("body", p) for p in paragraphs)]:
        if paragraph is not None:
            start = len(text)
            text += paragraph
            passages.append(Passage(start, len(text), "headline" if part == "headline" else "body"))
            text += "\n"
    return Report("r", "0" * 64, text, tuple(passages))


def sentence(rows: str, index: int = 0) -> Sentence:
    """A sentence from rows "word tag pos dep head lemma", one to a line, words parted by spaces."""
    tokens: list[Token] = []
    text = ""
    for i, row in enumerate(line.split() for line in rows.strip().splitlines()):
        word, tag, pos, dep, head, lemma = row
        text += " " if text else ""
        tokens.append(Token(i, word, lemma, pos, tag, dep, int(head), len(text), len(text) + len(word)))
        text += word
    return Sentence(index, 0, text, "body", 0, tuple(tokens), make_children([t.head for t in tokens]))
