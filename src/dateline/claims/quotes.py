"""Quotations of a report: where they open and close, across sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import Sentence

_OPEN, _CLOSE = frozenset({"“", "«", "„", "``"}), frozenset({"”", "»"})
_STRAIGHT = frozenset({'"', "''"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between one pair of quotation marks, marks included, in sentence pieces.

    ``pieces`` are (sentence index, first token, last token exclusive), in text order.
    """

    pieces: tuple[tuple[int, int, int], ...]

    def covers(self, sentence: int, token: int) -> bool:
        """Whether the token stands inside."""
        return any(s == sentence and first <= token < last for s, first, last in self.pieces)


def quotations(sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """The quotations of a report in text order.

    A quotation that a paragraph leaves open goes on where the next paragraph opens with a mark, and
    ends with its paragraph otherwise. Straight marks open and close in turn.
    """
    found: list[Quotation] = []
    held: list[tuple[int, int, int]] = []  # pieces of the quotation that is open
    for position, sentence in enumerate(sentences):
        begun = position == 0 or sentences[position - 1].passage != sentence.passage
        resumed = bool(held) and begun and _opens(sentence)
        if held and begun and not resumed:
            found.append(Quotation(tuple(held)))
            held = []
        _walk(sentence, held, found, resumed)
    if held:
        found.append(Quotation(tuple(held)))
    return tuple(found)


def _opens(sentence: Sentence) -> bool:
    return bool(sentence.tokens) and _mark(sentence.tokens[0].text) in ("open", "either")


def _mark(text: str) -> str:
    if text in _OPEN:
        return "open"
    if text in _CLOSE:
        return "close"
    return "either" if text in _STRAIGHT else ""


def _walk(
    sentence: Sentence, held: list[tuple[int, int, int]], found: list[Quotation], resumed: bool
) -> None:
    """Follow the marks of one sentence; ``held`` keeps the pieces of a quotation still open."""
    start = 0 if held else None
    for token in sentence.tokens[1 if resumed else 0 :]:
        mark = _mark(token.text)
        if not mark:
            continue
        if start is None and mark != "close":
            start = token.i
        elif start is not None and mark != "open":
            found.append(Quotation((*held, (sentence.index, start, token.i + 1))))
            held.clear()
            start = None
    if start is not None:
        held.append((sentence.index, start, len(sentence.tokens)))


def inside(quotes: Iterable[Quotation], sentence: int, token: int) -> Quotation | None:
    """The quotation that holds the token, or None."""
    return next((quote for quote in quotes if quote.covers(sentence, token)), None)
