"""From a sentence's text to its tokens: parsed once, kept as light records."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.annotate.forms import RULED, Form, Forms
from dateline.annotate.model import BATCH
from dateline.annotate.tokens import Smooth, smooth, swapped, tokenize
from dateline.records import Token
from dateline.syntax import make_children

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FAMOUS = "london"  # a name that the model has met often
_TAKEN_FOR_NOUNS = {"overrun": "seized"}  # participles that the model has met as nouns, and one that it knows
_HELPERS = ("was", "were", "been", "being", "be", "is", "are")
KEPT = 50_000  # parsed sentences held; about 5 KB each


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens of one sentence and the dependents of each."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence to parse: its text, and the same text as the model shall see its letters.

    ``read_as`` has the length of ``text``; in headlines it is in sentence case. ``shown`` is a word of it
    (start, end) and the word that the model is shown in its stead.
    """

    text: str
    read_as: str
    shown: tuple[int, int, str] | None = None


class Parser:
    """Parses sentences one by one, in batches, each distinct one once."""

    def __init__(
        self,
        nlp: Language,
        *,
        known: Callable[[str], bool],
        place: Callable[[Sequence[str]], bool] = lambda _words: False,
        kept: int = KEPT,
    ) -> None:
        """``known`` tells names of states and parties; ``place`` whether words begin with a place's name."""
        self._nlp = nlp
        self._forms = Forms(nlp)
        self._known = known
        self._place = place
        self._kept = kept
        self._cache: OrderedDict[Wanted, Parse] = OrderedDict()

    def parse(self, wanted: Sequence[Wanted]) -> list[Parse]:
        """A parse for each sentence, in order; those parsed before come from memory."""
        answers = {w: self._cache[w] for w in wanted if w in self._cache}
        fresh = [w for w in dict.fromkeys(wanted) if w not in answers]
        answers.update(zip(fresh, self._read(fresh), strict=True))
        for w in answers:
            self._cache[w] = answers[w]
            self._cache.move_to_end(w)
        while len(self._cache) > self._kept:
            self._cache.popitem(last=False)
        return [answers[w] for w in wanted]

    def _read(self, wanted: Sequence[Wanted]) -> list[Parse]:
        smoothed = [swapped(smooth(w.read_as), w.shown) for w in wanted]
        docs = (self._hinted(tokenize(self._nlp, s.text, known=self._known)) for s in smoothed)
        parsed = self._nlp.pipe(docs, batch_size=BATCH, disable=RULED)
        return [
            _record(d, s, w.text, self._forms.of(d)) for d, s, w in zip(parsed, smoothed, wanted, strict=True)
        ]

    def _hinted(self, doc: Doc) -> Doc:
        """A place's name at the start, where its capital says nothing, is shown to the tagger as a name.

        The model reads the token's norm beside its shape; the norm of a famous city keeps it from
        taking "Bakhmut" for an adverb.
        """
        first = next((t for t in doc if t.text[:1].isalpha()), None)
        if (
            first is not None
            and first.text[:1].isupper()
            and self._place([t.text for t in doc[first.i : first.i + 4]])
        ):
            first.norm_ = FAMOUS
        for before, token in pairwise(doc):
            if token.text.lower() in _TAKEN_FOR_NOUNS and before.text.lower() in _HELPERS:
                token.norm_ = _TAKEN_FOR_NOUNS[token.text.lower()]  # "was overrun by" is no noun
        return doc


def _record(doc: Doc, smoothed: Smooth, text: str, forms: Sequence[Form]) -> Parse:
    """The tokens of a parsed sentence, in the original's letters and offsets, without space tokens."""
    table = doc.to_array(["ORTH", "HEAD", "ENT_TYPE", "IDX"])
    strings = doc.vocab.strings
    words = [strings[word] for word in table[:, 0].tolist()]
    heads = (table[:, 1].astype("int64") + range(len(doc))).tolist()
    kept = [i for i, word in enumerate(words) if not word.isspace()]
    number = {i: n for n, i in enumerate(kept)}
    labels, begins = table[:, 2].tolist(), table[:, 3].tolist()
    tokens = []
    for n, i in enumerate(kept):
        head = heads[i]
        while head not in number and heads[head] != head:
            head = heads[head]
        start = smoothed.at[begins[i]]
        end = smoothed.at[begins[i] + len(words[i]) - 1] + 1
        pos, tag, dep, lemma = forms[i]
        label = strings[labels[i]] if labels[i] else ""
        tokens.append(Token(n, text[start:end], lemma, pos, tag, dep, number.get(head, n), start, end, label))
    return Parse(tuple(tokens), make_children([t.head for t in tokens]))
