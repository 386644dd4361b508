"""Marks for holders: told apart by shape and hatching, and only then by colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Okabe and Ito's colours, which people with any colour vision can tell apart.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9")
_SHAPES = ("circle", "square", "triangle", "diamond", "pentagon", "cross")
_HATCHES = ("solid", "lines", "solid", "lines", "cross", "dots")

_POINTS: Mapping[str, Sequence[tuple[float, float]]] = {
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "triangle": ((0, -1.15), (1.05, 0.8), (-1.05, 0.8)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "pentagon": ((0, -1.1), (1.05, -0.34), (0.65, 0.9), (-0.65, 0.9), (-1.05, -0.34)),
    "cross": ((-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
              (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one holder's places are marked."""

    number: int
    shape: str
    hatch: str
    colour: str


def symbols(holders: Sequence[str]) -> Mapping[str, Symbol]:
    """A symbol for each holder, by order; beyond six, shape and hatching combine anew."""
    found = {}
    for number, holder in enumerate(holders):
        again = number // len(_SHAPES)
        found[holder] = Symbol(
            number,
            _SHAPES[number % len(_SHAPES)],
            _HATCHES[(number + again) % len(_HATCHES)],
            _COLOURS[(number + again) % len(_COLOURS)],
        )
    return found


def hatching(symbol: Symbol) -> str:
    """The SVG pattern that fills a symbol; nothing for a plain fill."""
    strokes = {
        "lines": "M0 0V5",
        "cross": "M0 0V5M0 2.5H5",
        "dots": "M1 2.5h2",
    }
    if symbol.hatch == "solid":
        return ""
    return (
        f'<pattern id="hatch{symbol.number}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>'
        f'<path d="{strokes[symbol.hatch]}" stroke="{symbol.colour}" stroke-width="2.6"/></pattern>'
    )


def mark(symbol: Symbol, x: float, y: float, radius: float, *, hollow: bool = False) -> str:
    """The symbol as SVG about a centre; its outline alone where it is ``hollow``."""
    fill = symbol.colour if symbol.hatch == "solid" else f"url(#hatch{symbol.number})"
    fill, line = ("#fff", 2.2) if hollow else (fill, 1.4)
    style = f'fill="{fill}" stroke="{symbol.colour}" stroke-width="{line}" stroke-linejoin="round"'
    if symbol.shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {style}/>'
    points = " ".join(f"{x + px * radius:.1f},{y + py * radius:.1f}" for px, py in _POINTS[symbol.shape])
    return f'<polygon points="{points}" {style}/>'
