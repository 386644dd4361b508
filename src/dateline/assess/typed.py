"""A disagreement before it has its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Type = Literal["denial", "number", "superseded", "scope", "date", "place", "holder", "apparent"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Two sides that differ, the type of the difference and the sentence that says why."""

    type: Type
    events: tuple[str, ...]
    left: Sequence[str]
    right: Sequence[str]
    why: str
