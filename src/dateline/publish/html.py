"""A document as one HTML page that needs nothing else and runs nothing."""

from __future__ import annotations

from html import escape as _escape
from importlib.resources import files

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

# Nothing may be loaded and no script may run, whatever a report smuggles in.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def html(document: Document) -> str:
    """The document as a self-contained page; whatever comes from a report is escaped."""
    style = files("dateline.publish").joinpath("brief.css").read_text(encoding="utf-8")
    sections = "\n".join(
        f"<section>\n<h2>{escape(s.title)}</h2>\n"
        + "\n".join(_block(document, b) for b in s.blocks)
        + "\n</section>"
        for s in document.sections
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(document.title)}</title>
<style>
{style}</style>
</head>
<body>
<main>
<header>
<h1>{escape(document.title)}</h1>
<p class="lead">{_line(document, document.lead)}</p>
</header>
{sections}
{_notes(document)}
</main>
</body>
</html>
"""


def escape(text: str) -> str:
    """``text`` such that no character of it is read as mark-up, hidden, or turns the line around."""
    return _escape(visible(text))


def visible(text: str) -> str:
    """``text`` without characters that are hidden or turn the line around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or (c.isprintable() and c not in _TURNING))


_TURNING = {chr(c) for c in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}


def _block(document: Document, block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_line(document, block.line)}</p>"
    if isinstance(block, Bullets):
        return "<ul>\n" + "\n".join(f"<li>{_line(document, line)}</li>" for line in block.lines) + "\n</ul>"
    if isinstance(block, Grid):
        return _grid(document, block)
    return f"<figure>\n{block.svg}\n<figcaption>{escape(block.caption)}</figcaption>\n</figure>"


def _grid(document: Document, grid: Grid) -> str:
    kinds = [' class="number"' if i in grid.numeric else "" for i in range(len(grid.head))]
    head = "".join(f'<th scope="col"{k}>{escape(h)}</th>' for h, k in zip(grid.head, kinds, strict=True))
    rows = "\n".join(
        "<tr>"
        + "".join(f"<td{k}>{_line(document, c)}</td>" for c, k in zip(row, kinds, strict=True))
        + "</tr>"
        for row in grid.rows
    )
    body = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>"
    return f'<div class="table"><table>\n{body}\n</table></div>'


def _line(document: Document, line: Line) -> str:
    return "".join(_inline(document, part) for part in line)


def _inline(document: Document, part: Inline) -> str:
    if isinstance(part, Strong):
        return f"<strong>{escape(part.text)}</strong>"
    if isinstance(part, Cite):
        numbers = document.cited(part)
        links = ",".join(f'<a href="#note-{n}" title="{_title(document, n)}">{n}</a>' for n in numbers)
        return f"<sup>{links}</sup>" if links else ""
    return escape(part)


def _title(document: Document, number: int) -> str:
    """What a reference shows under the pointer: the words and where they stand."""
    note = document.notes[number - 1]
    return escape(f"{note.quote} {note.place}")


def _notes(document: Document) -> str:
    if not document.notes:
        return ""
    items = "\n".join(_note(number, note) for number, note in enumerate(document.notes, start=1))
    return f'<section class="notes">\n<h2>The words</h2>\n<ol>\n{items}\n</ol>\n</section>'


def _note(number: int, note: Note) -> str:
    carried = f" Also in: {escape('; '.join(note.carried))}." if note.carried else ""
    where = f'<span class="where">{escape(note.place)}.{carried}</span>'
    return f'<li id="note-{number}">{escape(note.quote)} {where}</li>'
