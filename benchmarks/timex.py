"""How well time expressions are read, measured on TimeML files of the user's own copy.

    python benchmarks/timex.py FOLDER [--anchor published|narrative] [--misses N]

FOLDER holds .tml files (TimeBank, TempEval-3 platinum, WikiWars as TimeML). Counted are annotated dates and
times whose value is a day, week, month or year; a match is an overlap, a value is right to the day or to the
end of an interval. Durations, sets and "now" are left out. With ``--anchor narrative`` relative words count
from the last day read before, as history books need, and not from the day of publication.
"""

from __future__ import annotations

import argparse
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.records import TimeSpan, When
from dateline.resolve.dates import find_times, resolve_time

_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?")
_SENTENCE = re.compile(r".+?(?:[.!?][\"”')]*\s+(?=[A-Z\"“'(`])|\n\s*\n|\Z)", re.DOTALL)
_TO_COME = re.compile(r"\b(?:will|would|to be|plans? to|is to|are to|expected to|scheduled)\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotated expression; ``value`` is empty unless it is a calendar date."""

    start: int
    end: int
    value: str


def read(path: Path) -> tuple[date, str, list[Mark]]:
    """Creation date, text and annotations of a TimeML file."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    made = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    if made is None or body is None:
        raise SystemExit(
            f"{path} has no creation date or no text: expected TimeML; leave it out of the folder"
        )
    text, marks, at = "", [], 0
    for match in _TIMEX.finditer(body.group(1)):
        text += _plain(body.group(1)[at : match.start()])
        words, attributes = _plain(match.group(2)), dict(_ATTRIBUTE.findall(match.group(1)))
        value = (
            _CALENDAR.match(attributes.get("value", ""))
            if attributes.get("type") in ("DATE", "TIME")
            else None
        )
        marks.append(Mark(len(text), len(text) + len(words), value.group() if value else ""))
        text, at = text + words, match.end()
    return date.fromisoformat(made.group(1)), text + _plain(body.group(1)[at:]), marks


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


def values(when: When) -> set[str]:
    """The TIMEX3 values that an interval may stand for."""
    if when.start is None or when.end is None:
        return set()
    if when.precision == "week":
        year, week, _ = when.start.isocalendar()
        return {f"{year}-W{week:02}"}
    length = {"month": 7, "year": 4}.get(when.precision, 10)
    if when.precision == "interval":
        return {day.isoformat()[:cut] for day in (when.start, when.end) for cut in (4, 7, 10)}
    return {when.start.isoformat()[:length]}


def found(text: str, made: date, narrative: bool) -> Iterator[tuple[TimeSpan, When]]:
    """The expressions of ``text``, offsets in it, with what they mean."""
    focus = made
    for sentence in _SENTENCE.finditer(text):
        tense = "future" if _TO_COME.search(sentence.group()) else "past"
        for span in find_times(sentence.group()):
            when = resolve_time(span, published=focus if narrative else made, tense=tense, focus=focus)  # type: ignore[arg-type]
            if when.start and when.precision == "day":
                focus = when.start
            shift = sentence.start()
            yield TimeSpan(shift + span.start, shift + span.end, span.text, span.form), when


def score(path: Path, narrative: bool) -> tuple[Counter[str], list[str]]:
    """Counts of one file, and its errors in words."""
    made, text, marks = read(path)
    counts, errors, taken = Counter(gold=sum(bool(m.value) for m in marks)), [], set()
    for span, when in found(text, made, narrative):
        hit = [m for m in marks if m.start < span.end and span.start < m.end and m not in taken]
        dated = [m for m in hit if m.value]
        taken.update(dated)
        if not hit and span.form not in ("length", "trailing"):
            counts["extra"] += 1
            errors.append(f"{path.name}: {span.text!r} is not annotated")
        counts["found"] += len(dated)
        right = bool(values(when) & {m.value for m in dated})
        counts["right"] += len(dated) if right else 0
        if dated and not right:
            errors.append(f"{path.name}: {span.text!r} read as {when.start}/{when.end}, is {dated[0].value}")
    errors += [f"{path.name}: {text[m.start : m.end]!r} missed" for m in marks if m.value and m not in taken]
    return counts, errors


def report(counts: Counter[str]) -> str:
    """Precision, recall and F1 of finding and of the values."""
    lines = []
    for name in ("found", "right"):
        precision = counts[name] / max(1, counts["found"] + counts["extra"])
        recall = counts[name] / max(1, counts["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        lines.append(f"{'found' if name == 'found' else 'value'} P {precision:.3f} R {recall:.3f} F {f1:.3f}")
    return "\n".join([*lines, f"annotated dates {counts['gold']}"])


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--anchor", choices=("published", "narrative"), default="published")
    arguments.add_argument("--misses", type=int, default=0, help="print up to N errors")
    given = arguments.parse_args()
    results = [score(path, given.anchor == "narrative") for path in sorted(given.folder.glob("*.tml"))]
    print(*[line for _, errors in results for line in errors][: given.misses], sep="\n")
    print(report(sum((counts for counts, _ in results), Counter())))


if __name__ == "__main__":
    main()
