"""Who did what to whom at a verb, with passives, relative clauses, coordination and control undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache

from dateline import tables
from dateline.records import Sentence, Token
from dateline.syntax import ancestors, conjuncts, kids

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_DEEPEST = 6  # verbs up to which a missing subject is followed
_NEAREST = 4  # heads up to which a relative clause is looked for

# Prepositions of a verb with the heads of their objects.
Phrases = tuple[tuple[str, tuple[int, ...]], ...]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables.read(__package__, "roles.toml")[name])


@dataclass(frozen=True, slots=True)
class Arguments:
    """The logical arguments of a verb: token indices of the heads that fill each role."""

    verb: int
    subj: tuple[int, ...] = ()
    obj: tuple[int, ...] = ()
    iobj: tuple[int, ...] = ()
    attr: tuple[int, ...] = ()
    preps: Phrases = ()
    particles: tuple[str, ...] = ()
    passive: bool = False
    shared_subject: bool = False  # the subject stands with another verb

    def prep(self, name: str) -> tuple[int, ...]:
        """Objects of the preposition ``name`` that hang on the verb."""
        return tuple(i for prep, objects in self.preps if prep == name for i in objects)


def arguments(sentence: Sentence, verb: int, depth: int = 0) -> Arguments:
    """The logical arguments of the verb at ``verb``.

    A passive's subject becomes ``obj`` and its agent ``subj``; a relative pronoun is replaced by its
    antecedent; a missing subject is looked for at the verb that governs or coordinates this one.
    """
    known = _latest.of(sentence)
    if (verb, depth) not in known:
        known[verb, depth] = _arguments(sentence, verb, depth)
    return known[verb, depth]


def _arguments(sentence: Sentence, verb: int, depth: int) -> Arguments:
    found = _own(sentence, verb)
    if depth < _DEEPEST and not (found.obj if found.passive else found.subj):
        found = _borrow(sentence, found, depth)
    return _without_relatives(sentence, found)


class _Latest:
    """What was read of the sentence asked about last: several readers ask about each verb in turn."""

    def __init__(self) -> None:
        self._sentence: Sentence | None = None
        self._known: dict[tuple[int, int], Arguments] = {}

    def of(self, sentence: Sentence) -> dict[tuple[int, int], Arguments]:
        """The arguments known by verb and depth, to be added to."""
        if self._sentence is not sentence:
            self._sentence, self._known = sentence, {}
        return self._known


_latest = _Latest()


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Is the verb at ``verb`` a passive, with or without its auxiliary?"""
    token = sentence.tokens[verb]
    labels = {k.dep for k in kids(sentence, verb)}
    if labels & {"nsubjpass", "auxpass", "csubjpass", "agent"}:
        return True
    active = "dobj" in labels or "aux" in labels or _is_going(token, labels)
    if active or token.tag not in ("VBN", "VBD"):
        return False
    if token.tag == "VBN":
        # "30 others wounded", "Town captured": a participle without any auxiliary is a passive
        return token.dep != "conj" or "nsubj" in labels or _shares_passive(sentence, token)
    return token.dep == "acl" and "nsubj" not in labels


def _is_going(token: Token, labels: Collection[str] = ()) -> bool:
    """Is it a verb without a passive that has its subject, or that the parse hung on it?"""
    return token.lemma in _words("going") and ("nsubj" in labels or token.dep == "acl")


def _shares_passive(sentence: Sentence, token: Token) -> bool:
    head = sentence.tokens[token.head]
    return head.tag == "VBN" and is_passive(sentence, head.i)


def mistaken_participle(sentence: Sentence, token: Token) -> int | None:
    """The auxiliary of a participle that the parser took for a noun, or None.

    Two shapes: "the village was overrun" (a bare noun behind "be") and "has overrun areas" (a noun
    between "have" and its object).
    """
    head = sentence.tokens[token.head]
    if token.dep == "attr" and token.tag == "NN" and head.lemma == "be":
        dressed = any(kids(sentence, token.i, "det", "amod", "poss", "compound", "nummod"))
        return None if dressed else head.i
    if token.dep in ("compound", "amod") and head.dep == "dobj" and token.i > 0:
        verb = sentence.tokens[head.head]
        if verb.lemma == "have" and all(t.pos == "ADV" for t in sentence.tokens[verb.i + 1 : token.i]):
            return verb.i
    return None


def _subjects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The subjects of the verb, or those that the parse hung on its auxiliary."""
    own = [k for k in kids(sentence, verb, *_SUBJECTS) if k.dep != "expl"]
    if not own:
        auxiliaries = kids(sentence, verb, "aux", "auxpass")
        own = [k for auxiliary in auxiliaries for k in kids(sentence, auxiliary.i, *_SUBJECTS)]
    if len(own) > 1:  # "the town has itself been in rebel hands"
        own = [k for k in own if not k.text.lower().endswith(("self", "selves"))]
    return _expand(sentence, own)


def _own(sentence: Sentence, verb: int) -> Arguments:
    """The arguments that stand with the verb itself."""
    auxiliary = mistaken_participle(sentence, sentence.tokens[verb])
    if auxiliary is not None:
        return _of_auxiliary(sentence, verb, auxiliary)
    passive = is_passive(sentence, verb)
    subjects = _subjects(sentence, verb)
    objects = _expand(sentence, kids(sentence, verb, "dobj", "obj"))
    if not objects and not passive:  # headlines: "declares ceasefire"
        loose = (k for k in kids(sentence, verb, "dep") if k.i > verb and k.pos == "NOUN")
        objects = _expand(sentence, loose)
    small = [k for k in kids(sentence, verb, "ccomp") if k.pos == "ADJ"]  # "made the road impassable"
    objects += _expand(sentence, (k for adjective in small for k in kids(sentence, adjective.i, "nsubj")))
    agents = (o for a in kids(sentence, verb, "agent") for o in kids(sentence, a.i, "pobj"))
    return Arguments(
        verb=verb,
        subj=_expand(sentence, agents) if passive else subjects,
        obj=(subjects or objects) if passive else objects,
        iobj=_expand(sentence, kids(sentence, verb, "dative")),
        attr=tuple(k.i for k in (*kids(sentence, verb, "attr", "acomp", "oprd"), *small)),
        preps=_prepositions(sentence, verb),
        particles=_particles(sentence, verb),
        passive=passive,
    )


def _of_auxiliary(sentence: Sentence, verb: int, auxiliary: int) -> Arguments:
    """The arguments of a participle that the parser took for a noun: they hang on its auxiliary."""
    outer = replace(_own(sentence, auxiliary), verb=verb)
    if sentence.tokens[auxiliary].lemma == "have":
        return outer
    preps = (*outer.preps, *_prepositions(sentence, verb))
    return replace(outer, subj=outer.prep("by"), obj=outer.subj, passive=True, preps=preps)


def _particles(sentence: Sentence, verb: int) -> tuple[str, ...]:
    adverbs = (k.lemma for k in _adverbs(sentence, verb) if k.lemma in _words("particles"))
    return (*(k.lemma for k in kids(sentence, verb, "prt")), *adverbs)


def _adverbs(sentence: Sentence, verb: int) -> list[Token]:
    found = list(kids(sentence, verb, "advmod"))
    return found + [k for adverb in found for k in kids(sentence, adverb.i, "advmod")]


def _prepositions(sentence: Sentence, verb: int) -> Phrases:
    found: list[tuple[str, tuple[int, ...]]] = []
    for prep in kids(sentence, verb, "prep", "dative"):
        if prep.pos in ("ADP", "SCONJ", "ADV", "PART"):
            found.append((prep.lemma, _expand(sentence, kids(sentence, prep.i, "pobj"))))
            found += _inner(sentence, prep)  # "out of the city", "over to the army"
    for adverb in kids(sentence, verb, "advmod", "prt"):
        found += _inner(sentence, adverb)  # "deep into the province", "back to the town"
    return tuple(found)


def _inner(sentence: Sentence, word: Token) -> Phrases:
    inner = kids(sentence, word.i, "prep")
    return tuple((p.lemma, _expand(sentence, kids(sentence, p.i, "pobj"))) for p in inner)


def _expand(sentence: Sentence, heads: Iterable[Token]) -> tuple[int, ...]:
    """The heads with what is coordinated under them."""
    return tuple(i for head in heads for i in conjuncts(sentence, head.i) if _nominal(sentence.tokens[i]))


def _nominal(token: Token) -> bool:
    return token.pos not in ("VERB", "AUX") or token.dep in ("pobj", "dobj", "nsubj", "nsubjpass")


def _borrow(sentence: Sentence, found: Arguments, depth: int) -> Arguments:
    token = sentence.tokens[found.verb]
    head = sentence.tokens[token.head]
    if head.i == token.i:
        return found
    if token.dep in ("relcl", "acl"):
        return _from_noun(sentence, found, token, head)
    if token.dep in ("conj", "dep") and head.pos in ("VERB", "AUX"):
        outer = arguments(sentence, _finite_above(sentence, token, head).i, depth + 1)
        if found.passive and outer.passive:
            return replace(found, obj=found.obj or outer.obj, shared_subject=True)
        subject = outer.subj or (outer.obj if outer.passive else ())
        if found.passive:
            return replace(found, obj=found.obj or subject, shared_subject=True)
        return replace(found, subj=subject, shared_subject=True)
    if token.dep in ("xcomp", "advcl", "ccomp", "oprd", "parataxis"):
        return _from_governor(sentence, found, head, depth)
    if token.dep == "pcomp":
        governor = next((a for a in ancestors(sentence, token.i) if a.pos in ("VERB", "AUX")), None)
        if governor is not None and governor.lemma in _words("blaming"):
            return _from_blamed(sentence, found, governor, depth)
        return _from_governor(sentence, found, governor, depth) if governor else found
    return found


def _finite_above(sentence: Sentence, token: Token, head: Token) -> Token:
    """The verb that shares its subject: "urged them to stop and accused the army" has one in "urged"."""
    if token.tag not in ("VBD", "VBZ") or head.tag != "VB":
        return head
    finite = (a for a in ancestors(sentence, head.i) if a.tag in ("VBD", "VBZ", "VBP"))
    return next(finite, head)


def _from_noun(sentence: Sentence, found: Arguments, token: Token, head: Token) -> Arguments:
    heads = (head.i,)
    if token.dep == "relcl":
        if found.obj or any(k.lemma in _RELATIVE for k in kids(sentence, token.i, "nsubj", "nsubjpass")):
            return found if found.subj else replace(found, subj=heads)
        return found
    if found.passive:
        return replace(found, obj=heads)
    if token.tag == "VBG" or (_is_going(token) and token.tag in ("VBD", "VBN")):
        return replace(found, subj=heads)
    if (
        found.obj
    ):  # no participle after all, as those of a passive have no object: "a strike on ... killed 30"
        return replace(found, subj=(_topmost(sentence, head).i,))
    return found


def _topmost(sentence: Sentence, noun: Token) -> Token:
    """The noun that heads a sentence without a verb, if ``noun`` stands in such a one; else ``noun``."""
    top = [noun, *ancestors(sentence, noun.i)][-1]
    return top if top.pos in ("NOUN", "PROPN") else noun


def _from_blamed(sentence: Sentence, found: Arguments, head: Token, depth: int) -> Arguments:
    """ "Accused the rebels of killing five": what is laid to somebody is done by him."""
    blamed = arguments(sentence, head.i, depth + 1).obj
    if found.passive:
        return found
    return replace(found, subj=tuple(i for i in blamed if i != found.verb), shared_subject=True)


def _from_governor(sentence: Sentence, found: Arguments, head: Token, depth: int) -> Arguments:
    if head.pos not in ("VERB", "AUX"):
        governor = next((a for a in ancestors(sentence, head.i) if a.pos in ("VERB", "AUX")), None)
        if governor is None:
            return found
        head = governor
    outer = arguments(sentence, head.i, depth + 1)
    token = sentence.tokens[found.verb]
    controlled = token.dep in ("xcomp", "ccomp", "advcl") and head.lemma in _words("object_control")
    who = outer.obj if (controlled and outer.obj) else outer.subj or (outer.obj if outer.passive else ())
    who = tuple(i for i in who if i != found.verb)
    if found.passive:
        if token.dep in ("oprd", "ccomp") and outer.obj:
            who = outer.obj  # "declared the town taken"
        return replace(found, obj=found.obj or who, shared_subject=True)
    return replace(found, subj=who, shared_subject=True)


def _without_relatives(sentence: Sentence, found: Arguments) -> Arguments:
    token = sentence.tokens[found.verb]
    antecedent = _antecedent(sentence, token)
    if antecedent is None:
        # "said that ... had fallen": the conjunction taken for a pronoun
        return replace(found, obj=tuple(i for i in found.obj if sentence.tokens[i].text.lower() != "that"))

    def mend(indices: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(antecedent if _is_relative(sentence.tokens[i]) else i for i in indices)

    mended = replace(
        found,
        subj=mend(found.subj),
        obj=mend(found.obj),
        preps=tuple((prep, mend(objects)) for prep, objects in found.preps),
    )
    used = {*mended.subj, *mended.obj, *(i for _, o in mended.preps for i in o)}
    if antecedent not in used and not mended.obj and token.dep == "relcl" and mended.subj:
        where = any(k.lemma in ("where", "when", "why") for k in kids(sentence, token.i))
        return mended if where else replace(mended, obj=(antecedent,))
    return mended


def _is_relative(token: Token) -> bool:
    return token.tag in ("WDT", "WP", "WP$") or (token.lemma == "that" and token.tag in ("WDT", "IN", "DT"))


def _antecedent(sentence: Sentence, token: Token) -> int | None:
    here = token
    for _ in range(_NEAREST):
        if here.dep == "relcl":
            return here.head
        if here.dep not in ("conj", "xcomp"):
            return None
        here = sentence.tokens[here.head]
    return None
