"""Labels on a map that overlap neither each other nor the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_EM = 0.56  # mean width of a character in ems, measured on sans-serif place names
_HEIGHT = 1.25  # line height in ems


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether the rectangle lies in the frame."""
        return self.left >= 2 and self.top >= 2 and self.right <= width - 2 and self.bottom <= height - 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be set: its words, its mark's centre and radius, and the size of its letters."""

    text: str
    x: float
    y: float
    radius: float
    size: float


@dataclass(frozen=True, slots=True)
class Label:
    """A label that found room: where its base line begins."""

    text: str
    x: float
    y: float
    size: float


def set_labels(wanted: Sequence[Wanted], width: float, height: float) -> list[Label]:
    """Labels that fit, the first in ``wanted`` choosing first; those without room are left out."""
    taken = [Box(w.x - w.radius, w.y - w.radius, w.x + w.radius, w.y + w.radius) for w in wanted]
    found: list[Label] = []
    for label in wanted:
        for box in _tries(label):
            if box.inside(width, height) and not any(box.meets(other) for other in taken):
                taken.append(box)
                found.append(Label(label.text, box.left, box.bottom - 0.32 * label.size, label.size))
                break
    return found


def text_width(text: str, size: float) -> float:
    """About how wide ``text`` is when set in letters of ``size``."""
    return len(text) * size * _EM


def _tries(label: Wanted) -> list[Box]:
    """Where a label may stand, best first: right, left, above, below, then the corners, then farther."""
    wide, high = text_width(label.text, label.size), label.size * _HEIGHT
    boxes = []
    for gap in (3.0, 9.0, 18.0):
        off = label.radius + gap
        for across, down in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
            left = label.x + off if across > 0 else label.x - off - wide if across < 0 else label.x - wide / 2
            middle = label.y + down * (off + (high / 2 if across == 0 else 2))
            boxes.append(Box(left, middle - high / 2, left + wide, middle + high / 2))
    return boxes
