"""TimeBank, WikiWars and TempEval-3 platinum: time expressions and what they mean.

The path is a copy of the repository xszhong/tomn, or any folder of TimeML files. Measured as TempEval-3 did
(UzZaman et al. 2013), over all types: F of the spans, strict and with overlap enough, and F of the values,
where a found expression is right when it overlaps an annotated one, one to one, and its value is the same
string. WikiWars is read as history, where words count from the day told last.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.corpus import spread
from benchmarks.figures import Figure, Outcome, f1
from dateline.resolve.dates import tag_times

PARTS = {  # name of the set, folder inside the repository, whether it is a narrative, whether it is final
    "TimeBank": ("tomn/resources/te3/TimeBank/tml", False, False),
    "WikiWars": ("tomn/resources/wikiwars/trainingset/tml", True, False),
    "TempEval-3 platinum": ("tomn/resources/te3/te3-platinum/tml", False, True),
    "WikiWars test": ("tomn/resources/wikiwars/testset/tml", True, True),
}
MEASURES = ("strict", "relaxed", "value")
_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotated expression with its TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


def measure(path: Path, *, final: bool, limit: int) -> Outcome:
    """The figures of every set found under ``path``; a plain folder of .tml files is one set."""
    figures: list[Figure] = []
    misses: list[str] = []
    for name, (inside, narrative, last) in PARTS.items():
        files = sorted((path / inside).glob("*.tml"))
        if files and last == final:
            found, wrong = _score(name, [*spread(files, limit)], narrative)
            figures += found
            misses += wrong
    if not figures:
        figures, misses = _score(path.name, [*spread(sorted(path.glob("*.tml")), limit)], False)
    return Outcome(tuple(figures), tuple(misses))


def _score(name: str, files: list[Path], narrative: bool) -> tuple[list[Figure], list[str]]:
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for path in files:
        made, text, marks = read(path.read_text(encoding="utf-8", errors="replace"), path.name)
        found, wrong = score(made, text, marks, narrative)
        counts.update(found)
        misses += [f"{name} {path.stem}: {line}" for line in wrong]
    on = f"{len(files)} documents, {counts['gold']} expressions"
    shares = {m: f1(counts[m], counts["found"], counts[m], counts["gold"])[2] for m in MEASURES}
    return [Figure(name, f"{m} F", share, on) for m, share in shares.items()], misses


def read(raw: str, name: str) -> tuple[date, str, list[Mark]]:
    """Creation date, text and annotations of a TimeML file.

    Raises:
        SystemExit: it has no creation date or no text.
    """
    made = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    if made is None or body is None:
        raise SystemExit(
            f"{name} has no creation date or no text: expected TimeML; leave it out of the folder"
        )
    text, marks, at = "", [], 0
    for match in _TIMEX.finditer(body.group(1)):
        text += _plain(body.group(1)[at : match.start()])
        words, told = _plain(match.group(2)), dict(_ATTRIBUTE.findall(match.group(1)))
        marks.append(Mark(len(text), len(text) + len(words), told.get("type", ""), told.get("value", "")))
        text, at = text + words, match.end()
    return date.fromisoformat(made.group(1)), text + _plain(body.group(1)[at:]), marks


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


def score(made: date, text: str, marks: list[Mark], narrative: bool) -> tuple[Counter[str], list[str]]:
    """Counts of one document, and its errors in words."""
    counts = Counter(gold=len(marks))
    errors: list[str] = []
    taken: set[Mark] = set()
    for found in tag_times(text, created=made, narrative=narrative):
        counts["found"] += 1
        around = _around(text, found.start, found.end)
        mark = next(
            (m for m in marks if m.start < found.end and found.start < m.end and m not in taken), None
        )
        if mark is None:
            errors.append(f"extra: {around}")
            continue
        taken.add(mark)
        right = mark.value == found.value
        counts.update(relaxed=1, strict=(mark.start, mark.end) == (found.start, found.end), value=right)
        if not right:
            errors.append(f"value: {around} is {mark.value}, read as {found.value or 'unknown'}")
    for mark in marks:
        if mark not in taken:
            errors.append(f"missed: {_around(text, mark.start, mark.end)} is {mark.value}")
    return counts, errors


def _around(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 40]}".split())
