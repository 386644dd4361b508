"""Headlines whose verb the model took for a noun, read again with that verb in the past tense.

"Houthis announce truce" has no word that is only a verb, and small models read three nouns. A past
form is a verb and nothing else, so the model is shown "announced"; the words of the report stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise

from dateline import tables
from dateline.annotate.parse import Parse, Parser, Wanted
from dateline.records import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS", "JJ")
_TRIES = 3  # candidates of a headline that are tried
_SHORT_VOWEL = 3  # letters of a verb whose last consonant is doubled ("rob", "ram")


@cache
def _irregular() -> Mapping[str, str]:
    past: Mapping[str, str] = tables.read(__package__, "reread.toml")["past"]
    return past


@cache
def _nominal() -> frozenset[str]:
    return frozenset(tables.read(__package__, "reread.toml")["nominal"])


class Rereader:
    """Reads headlines again where that finds a verb."""

    def __init__(self, parser: Parser, verbs: frozenset[str]) -> None:
        """``verbs`` are base forms of English verbs."""
        self._parser = parser
        self._verbs = verbs

    def better(self, headlines: Sequence[tuple[Wanted, Parse]]) -> list[Parse]:
        """The parse of each headline, or the first try with one more finite verb that has a subject."""
        tries = [
            (number, token, Wanted(wanted.text, wanted.read_as, (token.start, token.end, _past(base))))
            for number, (wanted, parse) in enumerate(headlines)
            for token, base in islice(self._candidates(parse), _TRIES)
        ]
        found: dict[int, Parse] = {}
        for (number, token, _), again in zip(tries, self._parser.parse([w for *_, w in tries]), strict=True):
            if self._improves(headlines[number][1], again, token):
                found.setdefault(number, again)
        return [found.get(number, parse) for number, (_, parse) in enumerate(headlines)]

    def _candidates(self, parse: Parse) -> Iterator[tuple[Token, str]]:
        """Nouns that may be the verb of the words before them, with their base form."""
        tokens = parse.tokens
        verbless = not any(t.dep == "ROOT" and self._heads(t) for t in tokens)
        for before, token in pairwise(tokens):
            word = token.text.lower()
            if token.tag not in _NOUN_TAGS or not before.text[:1].isalnum():
                continue
            if word in self._verbs and _is_many(tokens, before) and token is not tokens[-1]:
                yield token, word
            elif (base := self._singular(word)) and (
                _must_be_a_verb(tokens, token) or (verbless and _before_an_object(tokens, token))
            ):
                yield token, base

    def _heads(self, token: Token) -> bool:
        """Is the token a verb that heads a headline, and no noun taken for one ("mob loots armoury")?"""
        if token.tag in ("VBP", "VB"):
            return token.text.lower() in self._verbs
        return token.tag in (*_FINITE, "VBN")

    def _improves(self, old: Parse, new: Parse, token: Token) -> bool:
        read = next((t for t in new.tokens if t.start == token.start), None)
        if read is None or read.tag != "VBD":
            return False
        owned = any(t.dep in ("nsubj", "nsubjpass") and t.head == read.i for t in new.tokens)
        return (owned or read.dep == "conj") and self._finite(new) > self._finite(old)

    def _finite(self, parse: Parse) -> int:
        return sum(t.tag in _FINITE and (t.tag != "VBP" or self._heads(t)) for t in parse.tokens)

    def _singular(self, word: str) -> str | None:
        """The base of a form in -s ("rips")."""
        stems = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
        return next((s for s in stems if word.endswith("s") and s in self._verbs), None)


def _is_many(tokens: tuple[Token, ...], before: Token) -> bool:
    """Does a plural or a list of names ("Congo, M23") stand before the verb?"""
    listed = before.i > 1 and tokens[before.i - 1].text in (",", "and", "&") and before.text[:1].isupper()
    return before.tag in ("NNS", "NNPS") or listed or (before.i == 0 and before.text.endswith("s"))


def _must_be_a_verb(tokens: tuple[Token, ...], token: Token) -> bool:
    """ "The leader quits and flees", "rebels take town as army flees": a clause needs its verb."""
    head = tokens[token.head]
    return (token.dep == "conj" and head.tag == "VBZ") or (token.dep == "pobj" and head.text.lower() == "as")


def _before_an_object(tokens: tuple[Token, ...], token: Token) -> bool:
    return token.i + 1 < len(tokens) and tokens[token.i + 1].text.lower() not in _nominal()


def _past(base: str) -> str:
    """The past form of a verb."""
    if base in _irregular():
        return _irregular()[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    short = len(base) <= _SHORT_VOWEL and base[-2:-1] in "aeiou" and base[-1] not in "aeiouwxy"
    return base + base[-1] + "ed" if short else base + "ed"
