"""Base forms of words with a prefix, which the model's lists lack: "retook", "re-established"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_OPEN_CLASS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun"}
_PREFIXES = ("re", "counter")  # written with a hyphen by some: "re-take", "counter-attack"


class Lemmas:
    """The model's lemmatizer, with prefixed words read as their stem: "retook" is "retake"."""

    def __init__(self, nlp: Language) -> None:
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._lemmatizer = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")  # its lists are long, and asked for every word
        self._known = {part: frozenset(index[part]) for part in ("verb", "noun")}
        self._vocab = nlp.vocab

    def of(self, token: Token) -> str:
        """The base form of a tagged token, in lower case."""
        lemma = token.lemma_.lower()
        part = _OPEN_CLASS.get(token.pos_)
        text = token.text.lower()
        if part is None or lemma in self._known[part]:
            return lemma
        prefix, hyphen, stem = text.rpartition("-")
        if hyphen and stem:
            base = self._base(stem, token)
            return f"{prefix}{'' if prefix in _PREFIXES else hyphen}{base}"
        if text.startswith("re") and len(text) > 2 and part == "verb":
            base = self._base(text[2:], token)
            return f"re{base}" if base in self._known[part] else lemma
        return lemma

    def _base(self, stem: str, token: Token) -> str:
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[stem], tags=[token.tag_], pos=[token.pos_])
        lemmas: list[str] = self._lemmatizer.rule_lemmatize(alone[0])
        return lemmas[0].lower()
