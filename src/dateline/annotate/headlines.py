"""Headlines in the letters of a sentence, so that the tagger reads verbs as verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dateline.annotate.parse import Wanted
from dateline.lookups import ActorNames, PlaceNames

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘][^\W\d_]+)*")
_FEWEST = 4  # words; a shorter line in capitals is as likely a name


class Recaser:
    """Lower-cases the ordinary words of headlines; names keep their capitals."""

    def __init__(self, places: PlaceNames, actors: ActorNames, nlp: Language) -> None:
        self._places, self._actors = places, actors
        self._index = word_index(nlp)
        self._stops: frozenset[str] = frozenset(nlp.Defaults.stop_words)

    def wanted(self, texts: Sequence[str], headline: Sequence[bool]) -> list[Wanted]:
        """Each sentence with the letters in which the model shall read it.

        Words that the other sentences of the report write in lower case are ordinary; those that
        they write with a capital inside a sentence are names.
        """
        styled = [_title_like(text) for text in texts]
        lower, upper = _seen(text for text, style in zip(texts, styled, strict=True) if not style)
        return [
            Wanted(text, self._recase(text, lower, upper) if style and (head or _loud(text)) else text)
            for text, head, style in zip(texts, headline, styled, strict=True)
        ]

    def _recase(self, text: str, lower: frozenset[str], upper: frozenset[str]) -> str:
        matches = list(_WORD.finditer(text))
        words = [m.group() for m in matches]
        loud = _loud(text)
        kept = self._named(words)
        chars = list(text)
        for number, match in enumerate(matches):
            word = match.group()
            name = self._is_name(word, number in kept, lower, upper)
            if name and loud and len(word) > 1 and word not in upper:
                new = word[0] + _lowered(word[1:])
            else:
                new = word if name else _lowered(word)
            chars[match.start() : match.end()] = list(new)
        return "".join(chars)

    def _named(self, words: Sequence[str]) -> frozenset[int]:
        """Numbers of the words inside known names of places and parties."""
        title = [w[0] + _lowered(w[1:]) if w.isupper() and len(w) > 4 else w for w in words]
        found: set[int] = set()
        for i in range(len(words)):
            long = max(self._places.longest(title, i), self._actors.longest(title, i))
            if long > 1 or (long == 1 and self._trusted(title[i])):
                found.update(range(i, i + long))
        return frozenset(found)

    def _trusted(self, word: str) -> bool:
        known = self._actors.named(word) is not None or self._actors.demonym(word) is not None
        return known or not self._verbal(word.lower())

    def _is_name(self, word: str, known: bool, lower: frozenset[str], upper: frozenset[str]) -> bool:
        low = word.lower()
        if low in self._stops:
            return False
        if self._actors.demonym(word.capitalize()) is not None:
            return True
        if word in upper or word.capitalize() in upper:
            return True
        if low in lower:
            return False
        return known or not self._ordinary(low)

    def _ordinary(self, low: str) -> bool:
        return any(form in words for form in _stems(low) for words in self._index.values())

    def _verbal(self, low: str) -> bool:
        return any(form in self._index[part] for form in _stems(low) for part in ("verb", "adj", "adv"))


def word_index(nlp: Language) -> dict[str, frozenset[str]]:
    """The lemmatizer's own lists of English base forms, by part of speech."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    table = lemmatizer.lookups.get_table("lemma_index")
    return {part: frozenset(table.get(part, ())) for part in ("noun", "verb", "adj", "adv")}


def _stems(low: str) -> Iterable[str]:
    yield low
    if low.startswith("re") and len(low) > 5:
        yield from _stems(low[2:])  # "retake", "regroups"
    for suffix, end in (
        ("'s", ""),
        ("’s", ""),
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        if low.endswith(suffix):
            yield low[: -len(suffix)] + end
    for suffix, end in (("ied", "y"), ("ed", ""), ("d", "")):
        if low.endswith(suffix):
            yield low[: -len(suffix)] + end
    if low.endswith(("ed", "ing")):
        base = low[:-2] if low.endswith("ed") else low[:-3]
        if len(base) > 2 and base[-1] == base[-2]:
            yield base[:-1]


def _lowered(text: str) -> str:
    """Lower case without a change of length."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _title_like(text: str) -> bool:
    long = [w for w in _WORD.findall(text) if len(w) > 3]
    return len(long) >= _FEWEST - 1 and sum(w[0].isupper() for w in long) >= 0.7 * len(long)


def _loud(text: str) -> bool:
    words = [w for w in _WORD.findall(text) if len(w) > 1]
    return len(words) >= _FEWEST and sum(w.isupper() for w in words) >= 0.8 * len(words)


def _seen(texts: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words written in lower case, and words written with a capital, inside ordinary sentences."""
    lower: set[str] = set()
    upper: set[str] = set()
    for text in texts:
        for number, word in enumerate(_WORD.findall(text)):
            if word[0].islower():
                lower.add(word)
            elif number:
                upper.add(word)
    return frozenset(lower), frozenset(
        upper - {w.capitalize() for w in lower} | {w for w in upper if w.isupper()}
    )
