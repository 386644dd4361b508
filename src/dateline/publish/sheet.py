"""The sheet that drawings of a brief are made on (SVG)."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.publish.html import escape


def sheet(width: float, height: float, told: str, parts: Iterable[str]) -> str:
    """``parts`` on white paper; ``told`` says to those who do not see it what the drawing is."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
            f'aria-label="{escape(told)}" font-family="system-ui, \'Liberation Sans\', Arial, sans-serif">',
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
            *parts,
            "</svg>",
        ]
    )
