"""Agencies and outlets that a report owes its words to, apart from those that took its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from dateline.read.captions import table

Agencies = Callable[[str], str | None]

_CAPITALISED = re.compile(
    r"[A-ZÀ-Þ][\w’'.&/-]*(?:\s(?:(?:of|the|de|du|for|and)\s)?[A-ZÀ-Þ0-9][\w’'.&/-]*){0,5}|\b[a-z]{2,5}\.[a-z]{2,4}\b"
)
_LIST = re.compile(r"\s*(?:,|/|&|\band\b|\bas well as\b)\s*", re.I)


@cache
def _before() -> re.Pattern[str]:
    between = "|".join(sorted(map(re.escape, table()["between"]), key=len, reverse=True))
    cues = "|".join(sorted(map(re.escape, table()["before"]), key=len, reverse=True))
    names = r"(?:[A-Z][\w’'./&-]*(?:\s[A-Z][\w’'./&-]*)*(?:,\s|\s(?:and|&)\s(?:the\s)?))*"
    return re.compile(rf"(?<!\w)(?P<cue>{cues})\s+{names}(?:(?:{between})\s+)*$", re.I)


@cache
def _after() -> re.Pattern[str]:
    cues = "|".join(sorted(map(re.escape, table()["after"]), key=len, reverse=True))
    return re.compile(rf"(?:['’]s?)?\s+(?:{cues})(?!\w)", re.I)


@cache
def _weak() -> frozenset[str]:
    return frozenset(table()["weak"])


def names_in(words: str, agencies: Agencies) -> Iterator[tuple[int, int, str]]:
    """Known agencies in ``words``: offsets and canonical name; the longest name wins."""
    for match in _CAPITALISED.finditer(words):
        yield from _known(match.group(), match.start(), agencies)


def _known(words: str, offset: int, agencies: Agencies) -> Iterator[tuple[int, int, str]]:
    """The known names inside a run of capitalised words, from the left."""
    starts = [m.start() for m in re.finditer(r"(?<![^\s/,&(])[^\s/,&(]", words)]
    ends = [m.end() for m in re.finditer(r"[^\s/,&)](?![^\s/,&)])", words)]
    at = 0
    for start in starts:
        if start < at:
            continue
        for end in sorted((e for e in ends if e > start), reverse=True):
            part = re.sub(r"['’]s?$|[.,]$", "", words[start:end])
            name = agencies(part)
            if name:
                yield offset + start, offset + start + len(part), name
                at = end
                break


def find_credits(text: str, agencies: Agencies) -> list[str]:
    """Canonical names of the agencies that a paragraph credits with its words, in order.

    A name counts beside a word of crediting ("told X", "X reported", "according to X"), not where
    it is merely mentioned; "the X news agency" counts though X is not known.
    """
    found = []
    for start, end, name in names_in(text, agencies):
        before = _before().search(text[max(0, start - 80) : start])
        after = _after().match(text, end)
        strong = before is not None and before["cue"].lower() not in _weak()
        if strong or after or (before is not None and _ends_clause(text, end)):
            found.append((start, name))
    taken = {start for start, _ in found}
    found += [(start, name) for start, name in _unknown_agencies(text, agencies) if start not in taken]
    return [name for _, name in sorted(found)]


def _ends_clause(text: str, end: int) -> bool:
    return (
        re.match(
            r"(?:\s+(?:on|in|by|late|early|last|this|news agency|news|agency)\b|\s*[.,;:)\"”]|\s*$)",
            text[end:],
        )
        is not None
    )


def _unknown_agencies(text: str, agencies: Agencies) -> Iterator[tuple[int, str]]:
    for match in re.finditer(
        r"\bthe\s+(?:\w+-run\s+|state\s+|official\s+)?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}?)(?:\s+news)?\s+agency\b(?=\s+(?:reported|said|quoted|cited|reports|says|quotes))",
        text,
    ):
        if agencies(match["name"]) is None:
            yield match.start("name"), match["name"]


def listed_credits(text: str, agencies: Agencies) -> list[str]:
    """Canonical names in a line that only credits ("Source: X", "With inputs from X and Y")."""
    small = ((m.start(), agencies(m.group())) for m in re.finditer(r"\b[a-z]{3,4}\b", text))  # "dpa"
    found = [(start, name) for start, _, name in names_in(text, agencies)]
    return [name for _, name in sorted([*found, *((start, name) for start, name in small if name)])]


def is_partial_credit(text: str) -> bool:
    """Whether a line of credit names helpers: "additional reporting by X", "with inputs from X"."""
    return not set(re.findall(r"[a-z]+", text.lower())).isdisjoint(table()["partial"])


def whole_credit(text: str, agencies: Agencies) -> list[str]:
    """The agencies a line consists of ("Reuters", "AP/AFP", "(X News Agency)"); empty if of more."""
    words = text.strip(" ()[].-–—|*_/")
    if not words or len(words) > 60:
        return []
    whole = agencies(words)
    if whole:
        return [whole]
    names = [agencies(part.strip()) for part in _LIST.split(words)]
    return [name for name in names if name] if all(names) else []
