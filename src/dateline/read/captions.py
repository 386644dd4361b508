"""Captions, and the picture credits at their ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from dateline import tables
from dateline.read.dates import find_days
from dateline.read.lines import Line

Agencies = Callable[[str], str | None]

_NAME = r"[A-Z\"“][\w.'’\"”“ &-]{0,60}"
_CAPITALS = r"[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){0,4}"
_PAREN = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,120})[)\]]\.?\s*$")
_SCENE = re.compile(
    r"\b(?:(?:is|are) (?:seen|pictured|shown)|(?:is|are) \w+ing\b|stands?|walks?|looks? on|gathers?)\b"
)
_MOST = 500  # characters; a longer line is a paragraph


@cache
def table() -> Mapping[str, Any]:
    """The words of credits, as ``credits.toml`` has them."""
    return tables.read(__package__, "credits.toml")


@cache
def _labels() -> str:
    return "|".join(re.escape(label) for label in sorted(table()["labels"], key=len, reverse=True))


@cache
def _trailing() -> re.Pattern[str]:
    """A labelled credit at a line's end: "Photograph: A. Name/Agency", "© Agency"."""
    return re.compile(
        rf"(?<![\w-])(?:(?P<label>{_labels()})\s*(?::|\bby\b|\bof\b)|©)\s*(?P<who>{_NAME}(?:\s*[/,|]\s*{_NAME}){{0,3}})\.?$",
        re.I,
    )


@cache
def _openings() -> re.Pattern[str]:
    listed = "|".join(re.escape(words) for words in sorted(table()["openings"], key=len, reverse=True))
    return re.compile(rf"[\[(]?(?:{listed})(?!\w)", re.I)


@cache
def _prefixes() -> re.Pattern[str]:
    listed = "|".join(re.escape(words) for words in sorted(table()["prefixes"], key=len, reverse=True))
    return re.compile(rf"(?:{listed})\s*:\s*", re.I)


def caption_prefix(text: str) -> int:
    """Length of a label like "IMAGE: " in front of a caption; 0 where there is none."""
    found = _prefixes().match(text)
    return found.end() if found else 0


def find_credit(text: str, agencies: Agencies) -> int | None:
    """Where the picture credit at the end of ``text`` begins; None where there is none."""
    if len(text) > _MOST:
        return None
    bracketed = _PAREN.search(text)
    if bracketed and _is_credit(bracketed["inside"], text[: bracketed.start()], agencies):
        return bracketed.start()
    labelled = _trailing().search(text)
    if labelled and (labelled.start() == 0 or text[: labelled.start()].rstrip()[-1:] in ".!?”\"')|-–—,"):
        return labelled.start()
    return None


def is_credit_line(text: str, agencies: Agencies) -> bool:
    """Whether a line is a picture credit and nothing else: "A. Name/AP", "Photo: Agency"."""
    if len(text) > 120:
        return False
    inside = text.strip("()[] .")
    named = re.fullmatch(rf"(?:{_CAPITALS}/)+{_CAPITALS}", inside) is not None
    return find_credit(text, agencies) == 0 or (named and _is_credit(inside, "", agencies))


def _is_credit(inside: str, before: str, agencies: Agencies) -> bool:
    """Whether words in brackets credit a picture, and not the report or an aside."""
    inside = inside.strip(" .")
    if re.match(rf"(?:{_labels()}|AP Photo|©)\b", inside, re.I):
        return True
    parts = [part.strip() for part in re.split(r"/|,| via | through |\|", inside)]
    if not all(re.match(r"[A-Z\"“@]", part) for part in parts if part):
        return False
    known = _pictured(parts[-1], agencies) or (len(parts) > 1 and _pictured(parts[0], agencies))
    if len(parts) > 1:
        return known
    return known and not re.search(r"[.!?][\"'”’)]*\s*$", before)  # "... he said. (Agency)" credits the story


def _pictured(name: str, agencies: Agencies) -> bool:
    listed = {entry.lower() for entry in table()["pictures"]}
    return name.lower().removeprefix("the ") in listed or agencies(name) is not None


def find_captions(
    lines: Sequence[Line], free: Sequence[int], agencies: Agencies
) -> tuple[set[int], set[int]]:
    """Indices, among the ``free`` lines, of captions and of lines that are only a picture credit."""
    credits = {i for i in free if is_credit_line(lines[i].text, agencies)}
    captions: set[int] = set()
    for index in free:
        text = lines[index].text
        if index in credits or len(text) > _MOST:
            continue
        opened = _openings().match(text) is not None
        credited = find_credit(text, agencies) is not None
        below = index + 1 in credits and len(text) <= 300
        if credited or below or (opened and _short(text)):
            captions.add(index)
    return captions, credits


def _short(text: str) -> bool:
    return len(text) <= 350


def is_scene(text: str) -> bool:
    """Whether the first paragraph under a headline describes a picture.

    Captions tell in the present what is to be seen, and close with the day ("... on July 7.").
    """
    if len(text) > 300 or not _SCENE.search(text):
        return False
    days = list(find_days(text))
    return bool(days) and days[-1].end >= len(text.rstrip(" ."))
