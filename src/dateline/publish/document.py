"""A document before it is Markdown or HTML: sections of blocks, text with references to claims.

Nothing here is escaped; each writer escapes for its own format, so that no report can smuggle
mark-up into what the reader opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to the claims that a statement rests on; a footnote in the end."""

    claims: tuple[str, ...]


Inline = str | Strong | Cite
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a row of headings and rows of lines; ``numeric`` columns are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing made by this program (trusted SVG), and its words for those who cannot see it."""

    svg: str
    caption: str


Block = Paragraph | Bullets | Grid | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. A section without blocks is not written."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a reference leads to: the words, who carried them, and where they stand."""

    quote: str
    place: str  # outlet, date, report id, offsets
    carried: tuple[str, ...] = ()  # other reports with the same words


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; ``notes`` in the order of first reference."""

    title: str
    lead: Line
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    numbers: Mapping[tuple[str, ...], tuple[int, ...]] = field(default_factory=dict)  # claims -> notes

    def cited(self, cite: Cite) -> tuple[int, ...]:
        """The numbers of the notes for ``cite``."""
        return self.numbers.get(cite.claims, ())
