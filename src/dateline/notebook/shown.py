"""Something that a notebook shows in full and a terminal in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A page, a card or a drawing: ``text`` for reading, ``html`` or ``svg`` for showing."""

    text: str
    html: str = ""
    svg: str = ""

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str | None:
        return self.html or self.svg or None
