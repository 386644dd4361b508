"""Whose verb it is: the subject of a reporting verb, also where the parser misses it."""

from __future__ import annotations

from dateline.claims.cues import lexicon
from dateline.claims.nounphrases import with_apposition
from dateline.records import Sentence, Token
from dateline.syntax import ancestors, conjuncts, kids, subtree

_RELATIVE = frozenset({"who", "which", "that"})
_BORROWING = frozenset({"conj", "advcl", "xcomp", "pcomp", "parataxis", "dep"})
_INVERTING = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_BEFORE_INVERSION = frozenset({",", "”", '"', "''", "–", "—"})
_END = frozenset({",", ".", ";", "–", "—"})
_NEAR = 12  # tokens from a headline's subject to its verb
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "ADP", "X"})


def speaker_of(sentence: Sentence, verb: Token, *, clausal: bool) -> tuple[int | None, bool]:
    """Head of the verb's subject, and whether it is borrowed from another verb or noun.

    ``clausal`` says that the verb can stand behind what was said ("..., said the mayor").
    """
    subject, borrowed = _by_parse(sentence, verb)
    if clausal:
        inverted = _behind(sentence, verb, subject)
        if inverted is not None:
            return inverted, False
        if subject is None or _quotation_between(sentence, subject, verb.i):
            before = _between_comma_and(sentence, verb)
            if before is not None:
                return before, False
    elsewhere = subject is None or not 0 < verb.i - subject <= _NEAR or _parted(sentence, subject, verb.i)
    if (sentence.part == "headline" and elsewhere) or verb.pos not in ("VERB", "AUX"):
        before = _right_before(sentence, verb)
        if before is not None:
            return before, False
    return subject, borrowed


def _quotation_between(sentence: Sentence, subject: int, verb: int) -> bool:
    """Whether a quotation ends between the two: the subject then stands in the words quoted."""
    between = [t.tag for t in sentence.tokens[subject + 1 : verb]]
    return "''" in between and "``" not in between


def _parted(sentence: Sentence, subject: int, verb: int) -> bool:
    """Whether a headline's second part begins between the two."""
    return any(t.text in (";", ":") for t in sentence.tokens[subject:verb])


def _by_parse(sentence: Sentence, verb: Token) -> tuple[int | None, bool]:
    """A coordinated verb, a participle and a controlled infinitive take the subject of the verb above."""
    here, borrowed, seen = _reporting_above(sentence, verb) or verb, False, set()
    borrowed = here.i != verb.i
    while here.i not in seen:
        seen.add(here.i)
        subject = _subject(sentence, here, passive=borrowed)
        if subject is not None:
            if subject.text.lower() in _RELATIVE and here.dep == "relcl":
                return here.head, True
            return subject.i, borrowed
        if here.dep == "acl" and here.tag == "VBN":
            return _across_commas(sentence, here), False
        if here.dep == "acl":
            return here.head, here.tag not in ("VBD", "VBZ") or here.head != here.i - 1
        if here.dep not in _BORROWING or (here.dep == "advcl" and here.tag != "VBG" and here.i == verb.i):
            return _across_commas(sentence, here) if here.tag in ("VBD", "VBZ") else None, borrowed
        here, borrowed = sentence.tokens[here.head], True
    return None, False


def _reporting_above(sentence: Sentence, verb: Token) -> Token | None:
    """The reporting verb whose subject a participle or a misplaced second verb shares."""
    verbs = lexicon().verbs
    comma = verb.i > 0 and sentence.tokens[verb.i - 1].text == ","
    participle = verb.tag == "VBG" and verb.dep == "advcl" and comma
    second = verb.dep == "conj" and verb.tag == "VBD" and not any(kids(sentence, verb.i, "nsubj"))
    below = sentence.tokens[verb.head].tag in ("VB", "VBN", "VBG")
    if not participle and not (second and below):
        return None
    return next((t for t in ancestors(sentence, verb.i) if t.lemma in verbs and t.tag in _INVERTING), None)


def _across_commas(sentence: Sentence, verb: Token) -> int | None:
    """The noun in front of an apposition that reaches to the verb: "the chief, a colonel, said"."""
    tokens = sentence.tokens
    if verb.i < 3 or tokens[verb.i - 1].text != ",":
        return None
    comma = next((t.i for t in reversed(tokens[: verb.i - 1]) if t.text == ","), None)
    if not comma or any(t.tag in _INVERTING for t in tokens[comma : verb.i]):
        return None
    noun = tokens[comma - 1]
    while (
        noun.dep == "pobj"
        and tokens[noun.head].lemma in ("of", "for")
        and tokens[tokens[noun.head].head].pos in _NOMINAL
    ):
        noun = tokens[tokens[noun.head].head]
    return noun.i if noun.pos in _NOMINAL else None


def _subject(sentence: Sentence, verb: Token, *, passive: bool) -> Token | None:
    labels = ("nsubj", "nsubjpass") if passive else ("nsubj",)
    found = [t for t in kids(sentence, verb.i, *labels) if _nominal(t) or t.pos in ("DET", "NUM", "ADJ")]
    before = [t for t in found if t.i < verb.i]
    if len(before) > 1 and before[-1].i - 1 in subtree(sentence, before[0].i):
        before = before[:1]  # "a source quoted by the agency X denied": X belongs to the agency
    subject = before[-1] if before else next(iter(found), None)
    if subject is not None and (behind := _behind_an_object(sentence, verb, subject)):
        return behind
    if subject is not None and verb.tag == "VBZ":  # "..., the hall and the jail, a priest tells X"
        return sentence.tokens[conjuncts(sentence, subject.i)[-1]]
    return subject


def _behind_an_object(sentence: Sentence, verb: Token, subject: Token) -> Token | None:
    """The speaker that the parser took for an apposition to the object of what he says.

    "The army has captured Shusha, President Aliyev said", read as "Shusha, President Aliyev, said".
    """
    said = sentence.tokens[subject.i - 1]
    bare = (
        said.dep == "ccomp" and said.head == verb.i and not any(kids(sentence, said.i, "dobj", "nsubjpass"))
    )
    apposed = [k for k in kids(sentence, subject.i, "appos") if k.i < verb.i and k.pos in _NOMINAL]
    return apposed[-1] if subject.i > 0 and bare and said.pos == "VERB" and apposed else None


def _nominal(token: Token) -> bool:
    """A noun, name or pronoun; a word with a capital is a name whatever the tagger took it for."""
    return token.pos in _NOMINAL or (token.i > 0 and token.text[:1].isupper() and token.pos != "ADP")


def _behind(sentence: Sentence, verb: Token, subject: int | None) -> int | None:
    """The noun phrase of "..., said X" up to a comma, the end or an adjunct; read by word order alone."""
    i = verb.i
    if i == 0 or verb.tag not in _INVERTING or sentence.tokens[i - 1].text not in _BEFORE_INVERSION:
        return None
    if subject is not None and verb.lemma in lexicon().group("addressing"):
        return None  # "the chief, a colonel, told the paper"
    apposed = subject is not None and any(kids(sentence, subject, "appos", "relcl", "acl", "conj", "prep"))
    if apposed and subject is not None and subject < i and with_apposition(sentence, subject) >= i - 1:
        return None
    head, adjunct = None, False
    for token in sentence.tokens[i + 1 : i + 25]:
        if not _in_phrase(token):
            break
        adjunct = adjunct or token.pos == "ADP" or token.text == "(" or token.ent in ("DATE", "TIME")
        if _nominal(token) and not adjunct:
            head = token.i
    else:
        return None
    if _in_phrase(token) or token.text in _END:
        ended = True
    else:
        ended = adjunct and token.pos in ("ADV", "SCONJ", "CCONJ")
    if head is None or not ended or sentence.tokens[head].lemma in lexicon().group("speech"):
        return None
    return head


def _in_phrase(token: Token) -> bool:
    return token.pos in _IN_PHRASE or token.text in ("-", "(", ")") or _nominal(token)


def _between_comma_and(sentence: Sentence, verb: Token) -> int | None:
    """The noun phrase of "..., X said" between a comma or quotation and the verb, by word order alone."""
    tokens, first = sentence.tokens, verb.i
    if verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    while first > 0 and (_in_phrase(tokens[first - 1]) or tokens[first - 1].pos == "ADV"):
        first -= 1
    if first == 0 or first == verb.i or tokens[first - 1].text not in _BEFORE_INVERSION:
        return None
    head = None
    for token in tokens[first : verb.i]:
        if token.pos == "ADP" or token.text == "(":
            break
        head = token.i if _nominal(token) and token.ent not in ("DATE", "TIME") else head
    return head


def _right_before(sentence: Sentence, verb: Token) -> int | None:
    """The noun right in front of a verb in a headline, or of a verb taken for a noun."""
    i = verb.i - 1
    while i > 0 and (sentence.tokens[i].pos == "ADV" or sentence.tokens[i].ent in ("DATE", "TIME")):
        i -= 1
    token = sentence.tokens[max(i, 0)]
    named = token.text[:1].isupper() and token.pos in ("ADJ", "X", "VERB", "ADV")
    return i if i >= 0 and (token.pos in _NOMINAL or named) else None
