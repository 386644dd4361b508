"""What the marks of a map mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from dateline.publish import english
from dateline.publish.html import escape
from dateline.publish.labels import text_width
from dateline.publish.symbols import Symbol, mark

_LINE = 22.0


def legend(
    marks: Mapping[str, Symbol], width: float, top: float, signs: frozenset[str]
) -> tuple[list[str], float]:
    """The legend as SVG under a map that ends at ``top``, and how high it is."""
    found: list[str] = []
    x, y = 14.0, top + 18
    for text, drawn in _entries(marks, signs):
        wide = 26 + text_width(text, 12) + 14
        if x > 14 and x + wide > width:
            x, y = 14.0, y + _LINE
        found.append(drawn(x + 7, y))
        found.append(
            f'<text x="{x + 22:.1f}" y="{y + 4:.1f}" font-size="12" fill="#1c1b19">{escape(text)}</text>'
        )
        x += wide
    return found, y - top + 32


def _entries(
    marks: Mapping[str, Symbol], signs: frozenset[str]
) -> list[tuple[str, Callable[[float, float], str]]]:
    """The words of each entry, and what draws its mark at a point."""
    entries: list[tuple[str, Callable[[float, float], str]]] = [
        (english.short(holder, 40), partial(mark, symbol, radius=6.0)) for holder, symbol in marks.items()
    ]
    if "claimed" in signs:
        entries.append(("outline: claimed, by one side or one source", _outline))
    if "disputed" in signs:
        entries.append(("accounts differ", _ring))
    if "plain" in signs:
        entries.append(("spoken of, no holder named", _dot))
    return entries


def _outline(x: float, y: float) -> str:
    return (
        f'<rect x="{x - 5.5:.1f}" y="{y - 5.5:.1f}" width="11" height="11" rx="3" fill="#fff" '
        'stroke="#5b5852" stroke-width="2"/>'
    )


def _ring(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7.5" fill="#fff" stroke="#1c1b19" stroke-width="1.3" '
        'stroke-dasharray="3 2.4"/>'
    )


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#fff" stroke="#1c1b19"/>'
