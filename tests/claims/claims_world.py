"""The real reader for the tests of claims, with the program's own tables of places and actors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.claims.statements import read_claims
from dateline.pipeline import agency, tools
from dateline.records import Mention, Part, Passage, Published, Rejection, Report, Statement

PUBLISHED = Published(date(2023, 5, 20), "given", "high")


@dataclass(frozen=True)
class Reading:
    """What was read in a text, and what was set aside."""

    text: str
    statements: tuple[Statement, ...]
    rejections: tuple[Rejection, ...]

    def quote(self, statement: Statement) -> str:
        """The words of the text that state it."""
        return self.text[statement.start : statement.end]

    def only(self, kind: str) -> Statement:
        """The one statement of a kind."""
        (found,) = (s for s in self.statements if s.kind == kind)
        return found

    def kinds(self) -> list[tuple[str, str | None, str]]:
        """Kind, change and stance of each statement, in text order."""
        return [(s.kind, s.change, s.stance) for s in self.statements]


def read(text: str, part: Part = "body") -> Reading:
    """The claims of a text that is one paragraph, published on 20 May 2023."""
    report = Report("r", "d", text, (Passage(0, len(text), part),), published=PUBLISHED)
    statements, rejections = read_claims(tools().annotator.annotate(report), agency=agency)
    return Reading(text, statements, rejections)


def names(mentions: tuple[Mention, ...]) -> list[str]:
    """The canonical names, or the words where there is none."""
    return [m.name or m.text for m in mentions]
