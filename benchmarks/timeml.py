"""TimeBank, WikiWars and TempEval-3 platinum: time expressions and what they mean.

The path is a copy of the repository xszhong/tomn, or any folder of TimeML files. Measured are strict and
relaxed F of the spans, and F of the values, after TempEval-3 (UzZaman et al. 2013). Our reader gives days,
so a value with an hour is compared to the day, and an open stretch ("since May") by its first or last day:
the figures are near the official ones, not the same. Words like "now", and sets ("every May"), which tell no
day, count as missed. WikiWars counts relative words from the day last told, as history books need.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.corpus import spread
from benchmarks.figures import Figure, Outcome, f1, rates
from dateline.records import TimeSpan, When
from dateline.resolve.dates import find_times, resolve_time
from dateline.resolve.dates.grammar import parsed

PARTS = {  # name of the set, folder inside the repository, whether it is a narrative, whether it is final
    "TimeBank": ("tomn/resources/te3/TimeBank/tml", False, False),
    "WikiWars": ("tomn/resources/wikiwars/trainingset/tml", True, False),
    "TempEval-3 platinum": ("tomn/resources/te3/te3-platinum/tml", False, True),
    "WikiWars test": ("tomn/resources/wikiwars/testset/tml", True, True),
}
_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d(?:-WE)?|-(?:Q\d|H\d|SP|SU|FA|AU|WI))?")
_SENTENCE = re.compile(r".+?(?:[.!?][\"”')]*\s+(?=[A-Z\"“'(`])|\n\s*\n|\Z)", re.DOTALL)
_TO_COME = re.compile(r"\b(?:will|would|to be|plans? to|is to|are to|expected to|scheduled)\b")
_UNITS = {"hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_LENGTHS = ("length", "trailing")


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotated expression with its TIMEX3 type and value; values with an hour are cut to the day."""

    start: int
    end: int
    type: str
    value: str

    @property
    def dated(self) -> bool:
        return self.type in ("DATE", "TIME") and _CALENDAR.fullmatch(self.value) is not None


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
    figures: list[Figure] = []
    for what, right in (("strict", "strict"), ("relaxed", "relaxed"), ("value", "value")):
        figures += _last(
            name, what, " (all types)", f1(counts[right], counts["found"], counts[right], counts["gold"]), on
        )
    dated = f1(counts["dated right"], counts["dated found"], counts["dated right"], counts["dated"])
    return [*figures, *_last(name, "value", " (dates)", dated, f"{counts['dated']} dates")], misses


def _last(
    data: str, what: str, types: str, counted: tuple[float, float, float], on: str
) -> tuple[Figure, ...]:
    """F alone: precision and recall of four measures would fill the table."""
    return (Figure(data, f"{what} F{types}", rates(data, what, counted, on)[2].value, on),)


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
        value = (
            told.get("value", "").partition("T")[0] if told.get("type") == "TIME" else told.get("value", "")
        )
        marks.append(Mark(len(text), len(text) + len(words), told.get("type", ""), value))
        text, at = text + words, match.end()
    return date.fromisoformat(made.group(1)), text + _plain(body.group(1)[at:]), marks


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


def score(made: date, text: str, marks: list[Mark], narrative: bool) -> tuple[Counter[str], list[str]]:
    """Counts of one document, and its errors in words."""
    counts = Counter(gold=len(marks), dated=sum(mark.dated for mark in marks))
    errors: list[str] = []
    taken: set[Mark] = set()
    for span, when in found(text, made, narrative):
        counts["found"] += 1
        around = _around(text, span.start, span.end)
        mark = next((m for m in marks if m.start < span.end and span.start < m.end and m not in taken), None)
        counts["dated found"] += mark.dated if mark else span.form not in _LENGTHS
        if mark is None:
            errors.append(f"extra: {around}")
            continue
        taken.add(mark)
        right = mark.value in values(span, when)
        counts.update(relaxed=1, strict=(mark.start, mark.end) == (span.start, span.end), value=right)
        counts["dated right"] += right and mark.dated
        if not right:
            errors.append(f"value: {around} is {mark.value}, read as {sorted(values(span, when))}")
    for mark in marks:
        if mark not in taken:
            errors.append(f"missed: {_around(text, mark.start, mark.end)} is {mark.value}")
    return counts, errors


def _around(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 40]}".split())


def found(text: str, made: date, narrative: bool) -> Iterator[tuple[TimeSpan, When]]:
    """The expressions of ``text``, offsets in it, with what they mean.

    A narrative goes forward: a bare month lies after the day told before it, not before publication.
    """
    focus = made
    for sentence in _SENTENCE.finditer(text):
        ahead = narrative or _TO_COME.search(sentence.group())
        for span in find_times(sentence.group()):
            when = resolve_time(
                span, published=focus if narrative else made, tense="future" if ahead else "past", focus=focus
            )
            if when.start and (when.precision == "day" or (narrative and span.form not in _LENGTHS)):
                focus = when.start
            shift = sentence.start()
            yield TimeSpan(shift + span.start, shift + span.end, span.text, span.form), when


def values(span: TimeSpan, when: When) -> set[str]:
    """The TIMEX3 values that an expression may stand for."""
    if span.form in _LENGTHS:
        return _length(span.text)
    if when.start is None or when.end is None:
        return set()
    if when.precision == "week":
        year, week, _ = when.start.isocalendar()
        return {f"{year}-W{week:02}"}
    if when.precision == "interval":
        return _interval(when.start, when.end)
    return {when.start.isoformat()[: {"month": 7, "year": 4}.get(when.precision, 10)]}


def _length(words: str) -> set[str]:
    """ "Three weeks" as P3W; a length without a number as PXW."""
    told = parsed(words)
    unit = _UNITS.get(told[0][1].unit or "") if told else None
    if unit is None:
        return set()
    count = told[0][1].count or (1 if not told[0][1].plural else "X")
    return {f"PT{count}H" if unit == "TH" else f"P{count}{unit}"}


def _interval(start: date, end: date) -> set[str]:
    """First and last day at every precision, and the name of the stretch where it has one."""
    found = {day.isoformat()[:cut] for day in (start, end) for cut in (4, 7, 10)}
    after, year = end + timedelta(days=1), start.year
    months = (after.year - year) * 12 + after.month - start.month
    if start.day == after.day == 1 and months == 3:
        found |= {f"{year}-Q{(start.month + 2) // 3}"} if start.month % 3 == 1 else _season(start)
    if start.day == after.day == 1 and months == 6:
        found.add(f"{year}-H{1 if start.month == 1 else 2}")
    if end - start == timedelta(days=1) and start.weekday() == 5:
        found.add(f"{start.isocalendar()[0]}-W{start.isocalendar()[1]:02}-WE")
    if (end - start).days > 3600:
        found.add(str(year)[:3])
    return found


def _season(start: date) -> set[str]:
    names = {3: ("SP",), 6: ("SU",), 9: ("FA", "AU"), 12: ("WI",)}
    return {f"{start.year}-{name}" for name in names.get(start.month, ())}
