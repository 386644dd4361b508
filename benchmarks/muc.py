"""MUC-3/4: when and where attacks in Latin America happened, and how many were killed and wounded.

The path is a copy of the repository xinyadu/gtt, which holds the texts and keys. Measured is a part of the
development set, articles with an incident only; TST3 and TST4 are for the last figure (``final``). Answers
are compared article by article as sets, which is near the MUC scorer's slots but not the same: it also
aligned templates. The texts are in capitals, as they came off the wire.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import Document, extracted, spread
from benchmarks.figures import Figure, Outcome, f1, rates
from dateline.fold import fold
from dateline.records import Extraction

DATA = "MUC-4"
CORPORA = Path("data/muc/raw_files/muc34/TASK/CORPORA")
SLOTS = ("date", "place", "number dead", "number wounded")
_HEAD = re.compile(r"^((?:DEV|TST\d)-MUC[34]-\d{4})\b.*$", re.MULTILINE)
_FIELD = re.compile(r"^(\d+)\.\s+[A-Z ]+: [A-Z ]+?\s{2,}(.*(?:\n {20,}.*)*)", re.MULTILINE)
_MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_DATED = re.compile(rf"\b([0-3]?\d) ({_MONTHS})[A-Z]* (\d\d)\b")


@dataclass(slots=True)
class Key:
    """The answers of an article: right ones by slot, and groups of which one is enough."""

    answers: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))


def measure(path: Path, *, final: bool, limit: int) -> Outcome:
    """F of each slot over the articles that have an incident."""
    folder = path / CORPORA
    pairs = (
        [("tst3/tst3-muc4", "tst3/key-tst3.v2"), ("tst4/tst4-muc4", "tst4/key-tst4.v2")]
        if final
        else [
            ("dev/dev-muc3-1101-1200", "dev/key-dev-1101.muc4"),
            ("dev/dev-muc3-1201-1300", "dev/key-dev-1201.muc4"),
        ]
    )
    keys: dict[str, Key] = {}
    documents: list[Document] = []
    for texts, answers in pairs:
        if (folder / texts).is_file():
            keys |= read_keys((folder / answers).read_text(encoding="latin-1"))
            documents += read_texts((folder / texts).read_text(encoding="latin-1"))
    chosen = spread([d for d in documents if d.id in keys], limit)
    if not chosen:
        return Outcome(())
    counts: Counter[tuple[str, str]] = Counter()
    misses: list[str] = []
    for found in extracted(chosen):
        misses += _compare(counts, keys[found.report.id], answered(found), found)
    return Outcome(tuple(_figures(counts, len(chosen))), tuple(misses))


def read_texts(content: str) -> Iterator[Document]:
    """The articles of a file; the day of the wire's own heading is the day of publication."""
    parts = _HEAD.split(content)
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        day = _DATED.search(body)
        paragraphs = re.split(r"\n\s*\n", body.strip())
        text = "\n\n".join(" ".join(p.split()) for p in paragraphs)
        yield Document(name, text, _iso(*day.groups()) if day else None)


def read_keys(content: str) -> dict[str, Key]:
    """The answers of every article that has an incident."""
    keys: dict[str, Key] = {}
    for template in re.split(r"(?m)^(?=0\.\s+MESSAGE: ID)", content):
        fields = {int(number): value.strip() for number, value in _FIELD.findall(template)}
        if fields.get(1, "*").startswith("*") or 0 not in fields:
            continue
        key = keys.setdefault(fields[0].split()[0], Key())
        for slot, answer in _answers(fields):
            if answer and answer not in key.answers[slot]:
                key.answers[slot].append(answer)
    return keys


def _answers(fields: dict[int, str]) -> Iterator[tuple[str, frozenset[str]]]:
    day = _DATED.findall(fields.get(2, ""))
    if day and not fields[2].startswith("-"):  # "- 04 MAR 90" is any day up to then
        yield "date", frozenset(_iso(*parts) for parts in day)
    if ":" in fields.get(3, ""):  # a country alone is no place
        # The most specific part decides: "EL SALVADOR: SAN SALVADOR (CITY)" is San Salvador.
        options = (line.split(":")[-1] for line in fields[3].replace(" / ", "\n").splitlines())
        yield "place", frozenset(fold(re.sub(r"\([^)]*\)", "", option)).strip(" ?") for option in options)
    effects = {victims: effect for effect, victims in _pairs(fields.get(23, ""))}
    for count, victims in _pairs(fields.get(21, "")):
        slot = {"DEATH": "number dead", "INJURY": "number wounded"}.get(effects.get(victims, "").strip("? "))
        if slot and (number := re.match(r"\d+", count)) and number.group() != "1":
            yield slot, frozenset({number.group()})


def _pairs(value: str) -> Iterator[tuple[str, str]]:
    """``5: "PEOPLE"`` as the figure and the words."""
    for line in value.splitlines():
        figure, colon, words = line.strip().partition(":")
        if colon:
            yield figure, words.strip()


def _iso(day: str, month: str, year: str) -> str:
    return datetime.datetime.strptime(f"{day} {month} {year}", "%d %b %y").date().isoformat()


def answered(found: Extraction) -> dict[str, set[str]]:
    """What the claims of an article answer; one dead or wounded is told by a name, not a number."""
    told: dict[str, set[str]] = {slot: set() for slot in SLOTS}
    for claim in found.claims:
        if claim.kind in ("fighting", "casualties") and claim.stance == "asserts":
            if claim.when and claim.when.precision == "day" and claim.when.start:
                told["date"].add(claim.when.start.isoformat())
            told["place"] |= {fold(w.name) for w in claim.places if w.feature != "country"}
            for q in claim.quantities:
                number = q.value if q.value is not None else q.low
                if number is not None and number > 1 and q.unit in ("killed", "wounded"):
                    told["number dead" if q.unit == "killed" else "number wounded"].add(str(int(number)))
    return told


def _compare(
    counts: Counter[tuple[str, str]], key: Key, told: dict[str, set[str]], found: Extraction
) -> Iterator[str]:
    head = " ".join(found.report.text[:200].split())
    for slot in SLOTS:
        wanted, got = key.answers.get(slot, []), told[slot]
        hit = [answer for answer in wanted if answer & got]
        right = {value for value in got if any(value in answer for answer in wanted)}
        counts.update({(slot, "met"): len(hit), (slot, "gold"): len(wanted)})
        counts.update({(slot, "right"): len(right), (slot, "found"): len(got)})
        if len(hit) < len(wanted) or len(right) < len(got):
            yield f"{slot} is {[sorted(a) for a in wanted]}, read as {sorted(got)}: {found.report.id} {head}"


def _figures(counts: Counter[tuple[str, str]], articles: int) -> Iterator[Figure]:
    for slot in SLOTS:
        counted = f1(*(counts[slot, part] for part in ("right", "found", "met", "gold")))
        yield from rates(DATA, slot, counted, f"{articles} articles, {counts[slot, 'gold']} answers")
