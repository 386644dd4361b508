"""A document as PDF, and a drawing as PNG, set by Typst with the fonts that it brings along.

Typst (typst.app) is one wheel without libraries of the system, so that a page looks the same on every
machine. A report's words reach it as data and are never read as mark-up."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from dateline.errors import UsageError
from dateline.publish.document import (
    Block,
    Bullets,
    Cite,
    Document,
    Grid,
    Inline,
    Line,
    Note,
    Paragraph,
    Strong,
)
from dateline.publish.html import visible

if TYPE_CHECKING:
    from types import ModuleType

_PER_INCH = 144  # dots of a PNG; the drawings are 760 points wide
_DRAWING = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
_WIDEST, _NARROWEST = 44, 9  # characters between which the width of a column follows its cells

Json = dict[str, Any]


def pdf(document: Document) -> bytes:
    """The document as PDF on A4, its references linked to the words.

    Raises:
        UsageError: Typst is not installed.
    """
    template = files("dateline.publish").joinpath("brief.typ").read_bytes()
    return _set(template, "pdf", document=msgspec.json.encode(_document(document)).decode())


def png(svg: str) -> bytes:
    """A drawing of this program as PNG.

    Raises:
        UsageError: Typst is not installed.
    """
    return _set(_DRAWING, "png", svg=svg)


def _set(source: bytes, form: str, **inputs: str) -> bytes:
    found = _typst().compile(
        source, format=form, ppi=_PER_INCH, sys_inputs=inputs, ignore_system_fonts=True, timestamp=0
    )
    return bytes(found)


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as fault:
        raise UsageError(
            "PDF and PNG need typst, which is not installed. `pip install typst` brings it; HTML and SVG "
            "need nothing more."
        ) from fault
    return typst


def _document(document: Document) -> Json:
    return {
        "title": visible(document.title),
        "lead": _line(document, document.lead),
        "sections": [
            {"title": visible(s.title), "blocks": [_block(document, b) for b in s.blocks]}
            for s in document.sections
        ],
        "notes": [_note(n) for n in document.notes],
    }


def _block(document: Document, block: Block) -> Json:
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "line": _line(document, block.line)}
    if isinstance(block, Bullets):
        return {"type": "bullets", "lines": [_line(document, line) for line in block.lines]}
    if isinstance(block, Grid):
        rows = [[{"line": _line(document, cell)} for cell in row] for row in block.rows]
        return {"type": "grid", "head": [visible(h) for h in block.head], "rows": rows,
                "numeric": sorted(block.numeric), "widths": _widths(block)}  # fmt: skip
    return {"type": "picture", "svg": block.svg, "caption": visible(block.caption)}


def _widths(grid: Grid) -> list[int]:
    """Shares of the page for the columns, by the length of what stands in them."""
    columns = zip(*([(h,) for h in grid.head], *grid.rows), strict=True)
    longest = [max(sum(len(p) if isinstance(p, str) else 2 for p in cell) for cell in c) for c in columns]
    return [min(_WIDEST, max(_NARROWEST, length)) for length in longest]


def _line(document: Document, line: Line) -> list[Json]:
    return [_inline(document, part) for part in line]


def _inline(document: Document, part: Inline) -> Json:
    if isinstance(part, Strong):
        return {"strong": visible(part.text)}
    if isinstance(part, Cite):
        numbers = document.cited(part)
        return {"cite": list(numbers)} if numbers else {"text": ""}
    return {"text": visible(part)}


def _note(note: Note) -> Json:
    carried = f" Also in: {'; '.join(note.carried)}." if note.carried else ""
    return {"quote": visible(note.quote), "place": visible(f"{note.place}.{carried}")}
