"""Words of a sentence: markup smoothed away, hyphenated names and verbs kept whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from dateline import tables

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_HYPHENS = frozenset("-‐‑‒")
_PLAIN = re.compile(r"(?:[!-_a-~’“”]+(?: (?! )|$))*")  # nothing to smooth
_REPLACED = {"‐": "-", "‑": "-", "‒": "-", "`": "'", "´": "'"}


@dataclass(frozen=True, slots=True)
class Smooth:
    """A sentence as the model reads it; ``at[i]`` is the offset of its character ``i`` in the original."""

    text: str
    at: Sequence[int]


def smooth(text: str) -> Smooth:
    """``text`` with runs of white space as one space, invisible characters dropped, odd hyphens plain."""
    if _PLAIN.fullmatch(text):
        return Smooth(text, range(len(text)))
    chars: list[str] = []
    at: list[int] = []
    for i, char in enumerate(text):
        if char in _DROPPED:
            continue
        if char.isspace() or unicodedata.category(char) in ("Zs", "Cc"):
            if not chars or chars[-1] == " ":
                continue
            char = " "
        chars.append(_REPLACED.get(char, char))
        at.append(i)
    return Smooth("".join(chars), tuple(at))


def swapped(smoothed: Smooth, shown: tuple[int, int, str] | None) -> Smooth:
    """The sentence with another word in the stead of one, whose offsets that word takes."""
    if shown is None:
        return smoothed
    start, end, word = shown
    first, last = smoothed.at.index(start), smoothed.at.index(end - 1) + 1
    at = (*tuple(min(start + n, end - 1) for n in range(len(word) - 1)), end - 1)
    return Smooth(
        smoothed.text[:first] + word + smoothed.text[last:], (*smoothed.at[:first], *at, *smoothed.at[last:])
    )


@cache
def _connectors() -> frozenset[str]:
    return frozenset(tables.read(__package__, "hyphens.toml")["connectors"])


@cache
def _common() -> frozenset[str]:
    return frozenset(tables.read(__package__, "hyphens.toml")["common"])


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(tables.read(__package__, "hyphens.toml")["prefixes"])


@cache
def _halves() -> Mapping[str, Sequence[str]]:
    halves: Mapping[str, Sequence[str]] = tables.read(__package__, "hyphens.toml")["halves"]
    return halves


def compounding(word: str) -> bool:
    """Does a word behind a hyphen make a compound ("Russian-led", "Soviet-era"), not a name?"""
    return word in _common() or word.endswith(("ed", "ing"))


def is_name(parts: list[str], *, known: Callable[[str], bool]) -> bool:
    """Do hyphenated ``parts`` spell one name ("Qala", "e", "Naw"), not a compound ("Russian", "led")?

    ``known`` says whether a part is by itself the name or adjective of a country or party:
    "Iran-Iraq" is two names.
    """
    if parts[0][:1].islower() and parts[0] not in _connectors():
        return False
    if not any(part[:1].isupper() for part in parts) or any(not part.isalpha() for part in _bare(parts)):
        return False
    low = [part.lower() for part in parts]
    if any(compounding(part) for part in low[1:]):
        return False
    if any(part[:1].islower() and part not in _connectors() for part in parts):
        return False
    if any(part in _connectors() for part in low):
        return True
    return sum(known(part) for part in parts) < 2 and not (known(parts[0]) and len(parts[0]) < 4)


def _bare(parts: list[str]) -> list[str]:
    return ["".join(c for c in part if c not in "'’ʼʻ`") for part in parts]


def is_word(parts: list[str]) -> bool:
    """Are hyphenated ``parts`` one common word in two halves ("re-established", "counter-offensive")?"""
    if len(parts) != 2 or not parts[1].isalpha() or parts[1][:1].isupper() > parts[0][:1].isupper():
        return False
    first, second = (part.lower() for part in parts)
    return first in _prefixes() or second.removesuffix("s") in _halves().get(first, ())


def merge_names(doc: Doc, *, known: Callable[[str], bool]) -> Doc:
    """Join the tokens of hyphenated names and words in place, before the tagger sees them."""
    spans = [span for span in _chains(doc) if _mergeable(doc, *span, known=known)]
    if spans:
        with doc.retokenize() as retokenizer:
            for first, last in spans:
                retokenizer.merge(doc[first:last], attrs=_shown(doc[first:last].text))
    return doc


def _shown(text: str) -> dict[str | int, Any]:
    """A common word in two halves is shown to the tagger in one, as it met it ("counteroffensive")."""
    parts = text.split("-")
    return {"NORM": "".join(parts).lower()} if is_word(parts) else {}


def _chains(doc: Doc) -> list[tuple[int, int]]:
    """Stretches "word - word - word" without white space inside."""
    found: list[tuple[int, int]] = []
    for i in [t.i for t in doc if t.text in _HYPHENS]:
        if 0 < i < len(doc) - 1 and _joins(doc, i) and (not found or found[-1][1] <= i):
            if found and found[-1][1] == i:
                found[-1] = (found[-1][0], i + 2)
            else:
                found.append((i - 1, i + 2))
    return found


def _joins(doc: Doc, hyphen: int) -> bool:
    before, here = doc[hyphen - 1], doc[hyphen]
    return here.text in _HYPHENS and not before.whitespace_ and not here.whitespace_


def _mergeable(doc: Doc, first: int, last: int, *, known: Callable[[str], bool]) -> bool:
    parts = [doc[i].text for i in range(first, last, 2)]
    return is_word(parts) or is_name(parts, known=known)


def tokenize(nlp: Language, text: str, *, known: Callable[[str], bool]) -> Doc:
    """The tokens of a smoothed sentence, ready for the tagger."""
    doc = nlp.tokenizer(text)
    return merge_names(doc, known=known) if any(hyphen in text for hyphen in _HYPHENS) else doc
