"""Invented pages in many styles: every line marked H(eadline), C(aption), B(ody) or F(urniture).

A line marked "+" goes on with the paragraph above it. The head of each file says what else is to
be read from it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from read_agencies import agencies

from dateline.read import read
from dateline.records import Received, Report

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
_MARKS = {"headline": "H", "caption": "C", "body": "B"}


@dataclass(frozen=True)
class Page:
    expected: dict[str, str]
    lines: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.lines)

    def report(self) -> Report:
        content = self.text.encode()
        name = hashlib.sha256(content).hexdigest()
        report = read(Received(name, name, content, "text", "page.txt"), agencies=agencies)
        assert isinstance(report, Report)
        return report


def load(path: Path) -> Page:
    head, _, body = path.read_text(encoding="utf-8").partition("---\n")
    expected = dict(line.split(":", 1) for line in head.splitlines())
    lines = [(line[0], line[2:]) for line in body.splitlines()]
    return Page({key: value.strip() for key, value in expected.items()}, lines)


def marks_of(report: Report, lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What each line was taken for: the mark of the passage in it, or F."""
    found, at = [], 0
    for mark, line in lines:
        inside = [p for p in report.passages if p.start < at + len(line) and p.end > at]
        continued = mark == "+" and bool(inside) and inside[0].start < at
        found.append(("+" if continued else _MARKS[inside[0].part] if inside else "F", line))
        at += len(line) + 1
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_line_of_a_page_is_taken_for_what_it_is(path: Path) -> None:
    page = load(path)
    assert marks_of(page.report(), page.lines) == page.lines


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_date_dateline_credits_and_byline_of_a_page(path: Path) -> None:
    page = load(path)
    report = page.report()
    published = report.published.date.isoformat() if report.published else "none"
    assert published == page.expected["published"]
    head = report.dateline
    found = " | ".join((head.place or "", head.region or "", head.agency or "")).strip() if head else ""
    assert " ".join(found.split()) == " ".join(page.expected.get("dateline", "").split())
    if "credits" in page.expected:
        assert ", ".join(report.credits) == page.expected["credits"]
    if "byline" in page.expected:
        assert report.byline == page.expected["byline"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_word_of_a_page_is_in_one_stretch_only(path: Path) -> None:
    report = load(path).report()
    stretches = sorted(
        [(p.start, p.end) for p in report.passages] + [(f.start, f.end) for f in report.furniture]
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(stretches))
    left = set(range(len(report.received_text)))
    for start, end in stretches:
        left -= set(range(start, end))
    assert not [report.received_text[i] for i in sorted(left) if report.received_text[i].isalnum()]
