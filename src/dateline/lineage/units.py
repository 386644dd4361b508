"""The sentences that copies are looked for in, as folded words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.fold import fold
from dateline.records import Report

_STOP = re.compile(r"""(?<=[.!?])["”’)\]]*\s+(?=["“‘(\[]?[A-Z0-9])|\n+""")
_SHORT = "Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
_ABBREVIATED = re.compile(rf"\b(?:[A-Z]|{_SHORT})\.$")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_NAME = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*|\d[\d.,]*")
_TOLD = re.compile(r"\btold (?:the )?([A-Z][\w'’-]*)")
FEWEST_WORDS = 4  # of a unit; even in copies, shorter ones tell nothing


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of a report: where it stands and its words, folded.

    ``plain`` marks the words that are neither capitalised nor numbers: names and figures are alike
    in any two pieces on one event, the words between them are not. ``own`` leaves quotations out.
    """

    report: str
    start: int
    end: int
    order: tuple[date, str, int]
    words: str  # folded, parted by single spaces
    plain: tuple[str, ...]
    own: int  # words outside quotation marks
    names: tuple[str, ...]  # names (runs of capitalised words behind the first) and numbers, folded
    told: str  # whom the speaker told, folded, where the sentence says so

    @property
    def length(self) -> int:
        """Number of words."""
        return self.words.count(" ") + 1


def units(reports: Iterable[Report]) -> tuple[Unit, ...]:
    """The sentences of reports, earliest report first."""
    found = [unit for report in reports for unit in _of_report(report)]
    return tuple(sorted(found, key=lambda unit: unit.order))


def _of_report(report: Report) -> Iterator[Unit]:
    day = report.published.date if report.published else date.max
    lead = report.dateline.end if report.dateline else 0
    for passage in report.passages:
        begin = max(passage.start, lead) if passage.start < lead <= passage.end else passage.start
        for start, end in sentences(report.received_text, begin, passage.end):
            text = report.received_text[start:end]
            words = words_of(text)
            if len(words) >= FEWEST_WORDS:
                plain = tuple(fold(w) for w in words if w[0].islower())
                folded = " ".join(part for word in words for part in fold(word).split())
                own = len(words_of(_QUOTED.sub(" ", text)))
                yield Unit(
                    report.id,
                    start,
                    end,
                    (day, report.id, start),
                    folded,
                    plain,
                    own,
                    _names(text),
                    _told(text),
                )


def _names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words and numbers, without those that stand inside a longer one."""
    found = {
        fold(match.group() if match.start() else match.group().partition(" ")[2])
        for match in _NAME.finditer(text)
    }
    found.discard("")
    longer = " | ".join(sorted(found, key=len))
    return tuple(sorted(name for name in found if longer.count(name) == 1))


def _told(text: str) -> str:
    found = _TOLD.search(text)
    return fold(found.group(1)) if found else ""


def words_of(text: str) -> list[str]:
    """The words of a text as they stand, in order."""
    return _WORD.findall(text)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences in ``text[start:end]``, without the white space around them."""
    cuts = [start]
    for stop in _STOP.finditer(text, start, end):
        if "\n" in stop.group() or not _ABBREVIATED.search(text, max(start, stop.start() - 6), stop.start()):
            cuts.append(stop.end())
    for first, last in pairwise([*cuts, end]):
        inner = text[first:last]
        if inner.strip():
            yield first + len(inner) - len(inner.lstrip()), first + len(inner.rstrip())


def shingles(words: Sequence[str], size: int = 3) -> frozenset[tuple[str, ...]]:
    """Every run of ``size`` words."""
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
