"""Lines that are no text of the report, each with the reason why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from dateline import tables
from dateline.read.lines import Line

_PLAIN = re.compile(r"^[\W_]+|[\W_]+$")
_MENU = re.compile(r"(?:\s*[\w&' .-]{2,30}\s*[|›»>·•]){2,}\s*[\w&' .-]{0,40}\s*")


class LineRule(msgspec.Struct, forbid_unknown_fields=True):
    """A row of ``[[line]]`` in furniture.toml."""

    why: str
    is_: list[str] = msgspec.field(name="is", default_factory=list)
    starts: list[str] = []
    matches: list[str] = []
    most: int = 400
    where: Literal["anywhere", "top", "edges"] = "anywhere"


class _Rule:
    """A row made ready to be asked."""

    def __init__(self, row: LineRule) -> None:
        self.row = row
        self.whole = frozenset(_plain(phrase) for phrase in row.is_)
        starts = "|".join(re.escape(phrase) for phrase in sorted(row.starts, key=len, reverse=True))
        self.starts = re.compile(rf"[^\w\"'“‘«]*(?:{starts})(?!\w)", re.I) if starts else None
        self.matches = [re.compile(pattern, re.I) for pattern in row.matches]

    def covers(self, text: str) -> bool:
        """Whether the rule's phrases or patterns fit ``text``, wherever it stands."""
        if len(text) > self.row.most:
            return False
        if _plain(text) in self.whole:
            return True
        started = self.starts is not None and self.starts.match(text) is not None
        return started or any(pattern.search(text) for pattern in self.matches)


def _plain(text: str) -> str:
    """``text`` in lower case without the marks at its ends."""
    return _PLAIN.sub("", text).lower().replace("’", "'")


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_Rule(row) for row in tables.rows(__package__, "furniture.toml", "line", LineRule))


@cache
def _block() -> re.Pattern[str]:
    phrases = tables.read(__package__, "furniture.toml")["block"]["starts"]
    return re.compile(rf"\W*(?:{'|'.join(re.escape(p) for p in phrases)})\W*$", re.I)


@cache
def tail_patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Patterns of notes behind a paragraph's last words, and whether they must name an agency."""
    tail = tables.read(__package__, "furniture.toml")["tail"]
    free = [(re.compile(pattern, re.I), False) for pattern in tail["matches"]]
    return (*free, *((re.compile(pattern), True) for pattern in tail["agencies"]))


def find_furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Index and reason of every line that a rule or a block of links sets apart."""
    top = next((i for i, line in enumerate(lines) if line.is_sentence), len(lines))
    bottom = 0.6 * len(lines)
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        place = "top" if index < top else "edges" if index > bottom else "anywhere"
        why = _why(line.text, place)
        if why:
            found[index] = why
    return found | _blocks(lines, found)


def _why(text: str, place: str) -> str | None:
    for rule in _rules():
        if rule.row.where == "top" and place != "top":
            continue
        if rule.row.where == "edges" and place == "anywhere":
            continue
        if rule.covers(text):
            return rule.row.why
    return "menu" if len(text) <= 200 and _MENU.fullmatch(text) else None


def find_menus(lines: Sequence[Line], free: Sequence[int]) -> dict[int, str]:
    """Runs of four and more of the ``free`` lines with three words at most: links, or a list of tags."""
    menus: dict[int, str] = {}
    run: list[int] = []
    for index in [*free, -1]:
        short = index >= 0 and len(lines[index].words) <= 3 and not lines[index].ends_sentence
        if short and (not run or run[-1] == index - 1):
            run.append(index)
            continue
        if len(run) >= 4:
            menus.update(dict.fromkeys(run, "menu"))
        run = [index] if short else []
    return menus


def _blocks(lines: Sequence[Line], found: dict[int, str]) -> dict[int, str]:
    """The short lines under "Related articles" and its like, up to the next sentence."""
    inside = False
    block: dict[int, str] = {}
    for index, line in enumerate(lines):
        if index in found:
            inside = inside or bool(_block().match(line.text))
        elif inside and len(line.words) <= 25 and (not line.ends_sentence or line.text.endswith(("?", "!"))):
            block[index] = "link to another story"
        else:
            inside = False
    return block
