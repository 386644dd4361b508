"""Parts of speech and base forms: looked up once for each word with its tag and its place in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.annotate.lemmas import Lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

RULED = ("attribute_ruler", "lemmatizer")  # components of the model that this stands for
_KEPT = 200_000
_OF_NOUNS = ("nsubj", "nsubjpass", "dobj", "pobj")  # a gerund that is a verb has csubj, xcomp, pcomp


class Form(NamedTuple):
    """What stands fast once a word has its tag and its label."""

    pos: str
    tag: str
    dep: str
    lemma: str


class Forms:
    """The model's own rules for parts of speech and lemmas, asked once for each kind of word.

    All but a few of the rules look at one word, its tag and its label. A sentence to which one of the
    few applies ("there are", "let's") is given to the model's components as it stands.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._ruler: Any
        self._lemmatizer: Any
        self._ruler, self._lemmatizer = map(nlp.get_pipe, RULED)
        self._lemmas = Lemmas(nlp)
        self._tables = _tables(self._lemmatizer)
        self._forms: dict[tuple[int, int, int], Form] = {}
        self._ruled: dict[tuple[str, str, str], tuple[str, str, str, str, str]] = {}
        self._bases: dict[tuple[str, str, str, str, str], str] = {}
        patterns = [pattern for rule in self._ruler.patterns for pattern in rule["patterns"]]
        self._named = _Named(token for pattern in patterns for token in pattern)
        self._wider = Matcher(nlp.vocab)
        if wider := [pattern for pattern in patterns if len(pattern) > 1 or "OP" in pattern[0]]:
            self._wider.add("wider", wider)

    def of(self, doc: Doc) -> list[Form]:
        """The form of each token of a parsed document."""
        if len(self._wider) and self._wider(doc, allow_missing=True):
            return [self._form(token) for token in self._lemmatizer(self._ruler(doc))]
        if len(self._forms) > _KEPT:
            self._forms.clear()
            self._bases.clear()
        keys = map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist())
        return [self._forms.get(key) or self._learn(key) for key in keys]

    def _form(self, token: Token) -> Form:
        return Form(token.pos_, token.tag_, token.dep_, self._lemmas.of(token))

    def _learn(self, key: tuple[int, int, int]) -> Form:
        word, tag, dep = (self._vocab.strings[each] for each in key)
        if tag == "VBG" and dep in _OF_NOUNS:
            tag = "NN"  # "reopened the Busia crossing": what has a noun's place in the tree is one
        known = (self._named.kind(word), tag, dep)
        if known not in self._ruled:
            self._ruled[known] = self._rule(word, tag, dep)
        pos, tag, dep, morph, lemma = self._ruled[known]
        base = (word, tag, pos, morph, lemma)
        if base not in self._bases:
            self._bases[base] = self._base(*base)
        form = self._forms[key] = Form(pos, tag, dep, self._bases[base])
        return form

    def _rule(self, word: str, tag: str, dep: str) -> tuple[str, str, str, str, str]:
        """Part of speech, tag, label, morphology and, where a rule gives it, lemma of a word by itself."""
        from spacy.tokens import Doc

        doc = self._ruler(Doc(self._vocab, words=[word], tags=[tag], deps=[dep], heads=[0]))
        token = doc[0]
        return token.pos_, token.tag_, token.dep_, str(token.morph), token.lemma_ if token.lemma else ""

    def _base(self, word: str, tag: str, pos: str, morph: str, lemma: str) -> str:
        from spacy.tokens import Doc

        if self._tables and not lemma and not any(pos.lower() in table for table in self._tables):
            return word.lower()  # as the lemmatizer leaves it
        lemmas = [lemma] if lemma else None
        doc = Doc(self._vocab, words=[word], tags=[tag], pos=[pos], morphs=[morph], lemmas=lemmas)
        return self._lemmas.of(self._lemmatizer(doc)[0])


def _tables(lemmatizer: Any) -> list[Any]:
    """The lemmatizer's rules and lists by part of speech; none where it goes by something else."""
    if lemmatizer.mode != "rule":
        return []
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for pos in ("noun", "verb", "adj", "adv"):
        index[pos] = frozenset(index.get(pos, ()))  # the lists are long, and searched for every word
    return [index, *(lemmatizer.lookups.get_table(f"lemma_{name}", {}) for name in ("exc", "rules"))]


class _Named:
    """The words that the rules name; to the rules all others are alike."""

    def __init__(self, tokens: Iterator[Mapping[str, Any]]) -> None:
        self._words: set[str] = set()
        patterns: list[str] = []
        self._all = False
        for token in tokens:
            self._all |= bool(set(token) - {"TAG", "DEP", "LOWER", "IS_SPACE", "OP"})
            match token.get("LOWER"):
                case None:
                    continue
                case str(word):
                    self._words.add(word)
                case {"IN": words, **rest} if not rest:
                    self._words.update(words)
                case {"REGEX": pattern, **rest} if not rest:
                    patterns.append(pattern)
                case _:
                    self._all = True
        self._pattern = re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)")

    def kind(self, word: str) -> str:
        """``word`` where some rule may name it, otherwise "x" for all words, or a space."""
        if word.isspace():
            return " "
        low = word.lower()
        named = self._all or low in self._words or self._pattern.search(low) is not None
        return word if named else "x"
