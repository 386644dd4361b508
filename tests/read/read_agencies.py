"""A small table of agencies for these tests; the program has the world's."""

from __future__ import annotations

_NAMES = {
    "reuters": "Reuters", "afp": "AFP", "agence france-presse": "AFP", "ap": "AP",
    "associated press": "AP", "the associated press": "AP", "sna": "SNA", "pti": "PTI", "dpa": "dpa",
    "interfax": "Interfax", "upi": "UPI", "al jazeera": "Al Jazeera", "cnn": "CNN", "xinhua": "Xinhua",
    "tass": "TASS", "the lake post": "The Lake Post", "lakepost.example": "The Lake Post",
}  # fmt: skip


def agencies(name: str) -> str | None:
    return _NAMES.get(name.lower())
