"""A document as Markdown, with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.publish.document import (
    Block,
    Bullets,
    Cite,
    Document,
    Grid,
    Inline,
    Line,
    Paragraph,
    Strong,
)

_SPECIAL = re.compile(r"([\\`*\[\]<>#|~!&$]|(?<!\w)_|_(?!\w))")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)", re.MULTILINE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def markdown(document: Document) -> str:
    """The document as Markdown; whatever comes from a report is escaped."""
    parts = [f"# {escape(document.title)}", _line(document, document.lead)]
    for section in document.sections:
        blocks = [text for block in section.blocks if (text := _block(document, block))]
        if blocks:
            parts += [f"## {escape(section.title)}", *blocks]
    if document.notes:
        parts += ["## The words", "\n".join(_notes(document))]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """``text`` on one line such that no character of it is read as mark-up or hidden."""
    flat = " ".join(_UNSEEN.sub("", text).split())
    plain = _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat))
    return plain.replace("://", "\\://").replace("www.", "www\\.")


def _block(document: Document, block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(document, block.line)
    if isinstance(block, Bullets):
        return "\n".join(f"- {_line(document, line)}" for line in block.lines)
    if isinstance(block, Grid):
        return _grid(document, block)
    return ""


def _grid(document: Document, grid: Grid) -> str:
    rule = ["---:" if i in grid.numeric else "---" for i in range(len(grid.head))]
    rows = [[escape(h) for h in grid.head], rule]
    rows += [[_line(document, cell) for cell in row] for row in grid.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _line(document: Document, line: Line) -> str:
    return "".join(_inline(document, part) for part in line)


def _inline(document: Document, part: Inline) -> str:
    if isinstance(part, Strong):
        return f"**{escape(part.text)}**"
    if isinstance(part, Cite):
        return "".join(f"[^{number}]" for number in document.cited(part))
    space = part[:1].isspace(), part[-1:].isspace()
    return (" " if space[0] else "") + escape(part) + (" " if space[1] and part.strip() else "")


def _notes(document: Document) -> Iterator[str]:
    for number, note in enumerate(document.notes, start=1):
        carried = f" Also in: {escape('; '.join(note.carried))}." if note.carried else ""
        yield f"[^{number}]: {escape(note.quote)} {escape(note.place)}.{carried}"
