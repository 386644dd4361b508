"""The sentence that says why so many reports are so few origins."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """A count in words up to ten, in figures beyond."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, noun: str) -> str:
    """A count with its noun: "one report", "three reports"."""
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def why(carriers: int, texts: int, source: str | None, newsrooms: Sequence[str]) -> str:
    """One sentence: how many reports, how many texts, whose statement, through whom."""
    through = " and ".join(newsrooms) if newsrooms else "an unnamed outlet"
    holder = f"{source}, through {through}" if source else f"{through} on its own word"
    told = counted(carriers, "report")
    if carriers == 1:
        return f"{told}, one claim-holder: {holder}"
    return f"{told}, {counted(max(1, min(texts, carriers)), 'text')}, one claim-holder: {holder}"
