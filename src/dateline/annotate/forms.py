"""Parts of speech and base forms: looked up once for each word with its tag and its place in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.annotate.lemmas import Lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

RULED = ("attribute_ruler", "lemmatizer")  # components of the model that this stands for
_KEPT = 200_000


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
        self._ruled = [nlp.get_pipe(name) for name in RULED if nlp.has_pipe(name)]
        self._lemmas = Lemmas(nlp)
        self._known: dict[tuple[int, int, int], Form] = {}
        self._wider = Matcher(nlp.vocab)
        ruler: Any = nlp.get_pipe(RULED[0])
        wider = [p for rule in ruler.patterns for p in rule["patterns"] if len(p) > 1 or "OP" in p[0]]
        if wider:
            self._wider.add("wider", wider)

    def of(self, doc: Doc) -> list[Form]:
        """The form of each token of a parsed document."""
        if len(self._wider) and self._wider(doc):
            return self._read(doc)
        if len(self._known) > _KEPT:
            self._known.clear()
        keys = map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist())
        return [self._known.get(key) or self._learn(key) for key in keys]

    def _learn(self, key: tuple[int, int, int]) -> Form:
        from spacy.tokens import Doc

        word, tag, dep = (self._vocab.strings[each] for each in key)
        alone = Doc(self._vocab, words=[word], tags=[tag], deps=[dep], heads=[0])
        self._known[key] = form = self._read(alone)[0]
        return form

    def _read(self, doc: Doc) -> list[Form]:
        for component in self._ruled:
            doc = component(doc)
        return [self._form(token) for token in doc]

    def _form(self, token: Token) -> Form:
        return Form(token.pos_, token.tag_, token.dep_, self._lemmas.of(token))
