"""Is a text English? Told by its script and its most frequent words, as no model is needed for that."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dateline import tables

_SAMPLE = 20_000  # characters that are looked at
_FEW = 12  # words: too few to tell by
_SURE = 40  # words from which on a text without English words is not English
_FLOOR = 0.12  # share of frequent words; English news has 0.30 to 0.45, lists of names far less


@cache
def _words() -> Mapping[str, frozenset[str]]:
    listed: Mapping[str, str] = tables.read(__package__, "language.toml")["words"]
    return {language: frozenset(words.split()) for language, words in listed.items()}


def foreign_language(text: str) -> str | None:
    """The language of ``text`` where it is not English, "an unknown language" where none fits.

    None for English and for texts too short to tell. A text in two languages counts as English
    while English words are the most frequent.
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script:
        return script
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < _FEW:
        return None
    shares = {name: sum(w in listed for w in words) / len(words) for name, listed in _words().items()}
    best = max(shares, key=lambda name: (shares[name], name == "English"))
    if best != "English" and shares[best] >= 0.1 and shares[best] > 1.2 * shares["English"]:
        return best
    return "an unknown language" if shares["English"] < _FLOOR and len(words) >= _SURE else None


def _script(text: str) -> str | None:
    """The language that a text in another than the Latin script is most likely written in."""
    letters = Counter(char for char in text if char.isalpha())
    total = sum(letters.values())
    scripts: Counter[str] = Counter()
    for char, count in letters.items():
        scripts[unicodedata.name(char, "").split(" ")[0].split("-")[0]] += count
    if not total or scripts["LATIN"] + scripts["FULLWIDTH"] >= total / 2:
        return None
    main = max(scripts, key=lambda name: (scripts[name], name))
    if main == "CJK" and scripts["HIRAGANA"]:
        main = "HIRAGANA"
    names: Mapping[str, str] = tables.read(__package__, "language.toml")["scripts"]
    return names.get(main, "an unknown language")
