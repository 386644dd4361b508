"""Is what a clause says put as fact, hedged, planned, denied, or not put at all?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dateline import tables
from dateline.claims.cues import lexicon
from dateline.records import Modality, Sentence, Token
from dateline.syntax import kids, subtree

_OBJECTS = ("nsubj", "nsubjpass", "dobj")
_ONLY_POSSIBLE = "a possibility, not an event"
_CLIMB = 6  # verbs above the trigger that are looked at


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a clause is put. ``why_not`` says why it states nothing, where it states nothing."""

    negated: bool = False
    modality: Modality = "fact"
    future: bool = False
    why_not: str = ""
    announced: bool = False  # "is to withdraw", "due to leave"
    ended: bool = False  # "no longer holds"

    tried: bool = False  # "attempted to storm"
    errand: bool = False  # "flew to Doha to meet"

    @property
    def barred(self) -> bool:
        """Is it said to be impossible ("convoys cannot cross")?"""
        return self.negated and self.why_not == _ONLY_POSSIBLE


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables.read(__package__, "factuality.toml")[name])


def factuality(sentence: Sentence, trigger: int) -> Factuality:
    """How the clause headed by ``trigger`` is put.

    Walks from the trigger up through the verbs that govern it: auxiliaries, negation, conditions,
    purposes, attempts and wishes on the way decide. The walk ends at a finite clause that
    an attribution may stand above.
    """
    negated, future, announced, ended = False, False, False, False
    modality: Modality = "fact"
    token = sentence.tokens[trigger]
    for _ in range(_CLIMB):
        over = _ended(sentence, token)
        negated ^= (over or _negated(sentence, token)) ^ _refuted(sentence, token)
        negated = negated or _withdrawn(sentence, token)
        ended = ended or over
        modality = _hedge(sentence, token) or modality
        scheduled = _scheduled(sentence, token)
        announced = announced or scheduled
        future = future or scheduled or _ahead(sentence, token)
        reason = _unreal(sentence, token, scheduled)
        if reason:
            return Factuality(
                negated,
                "possible",
                future,
                reason,
                tried=_tried(sentence, token),
                errand=_errand(sentence, token),
            )
        above = _governor(sentence, token)
        if above is None:
            break
        if token.dep == "pobj" and above.lemma in lexicon().group("commenting") and _negated(sentence, above):
            return Factuality(negated, modality, future, "somebody did not say it")
        if above.lemma in lexicon().verbs and token.dep in _OBJECTS:
            unsaid = _negated(sentence, above) and lexicon().verbs[above.lemma][0].stance == "asserts"
            return Factuality(negated, modality, future, "somebody did not say it" if unsaid else "")
        token = above
    return Factuality(negated, "planned" if future else modality, future, announced=announced, ended=ended)


def _auxiliaries(sentence: Sentence, token: Token) -> set[str]:
    return {k.lemma for k in kids(sentence, token.i, "aux")}


def _ahead(sentence: Sentence, token: Token) -> bool:
    return bool(_auxiliaries(sentence, token) & _words("future")) or _going_to(sentence, token)


def _negated(sentence: Sentence, token: Token) -> bool:
    if any(k.dep == "neg" or k.lemma in ("never", "neither") for k in kids(sentence, token.i)):
        return True
    if token.dep == "pcomp" and sentence.tokens[token.head].lemma == "without":
        return True
    for noun in kids(sentence, token.i, "nsubj", "nsubjpass", "dobj", "attr"):
        denied = any(k.lemma in ("no", "none") for k in kids(sentence, noun.i, "det", "neg"))
        if denied or noun.lemma in ("nobody", "none", "nothing"):
            return True
    return False


def _withdrawn(sentence: Sentence, token: Token) -> bool:
    """ "The figure of 40 dead is withdrawn"."""
    while token.dep in ("pobj", "prep", "amod", "nummod", "acl") and token.head != token.i:
        token = sentence.tokens[token.head]
    return token.dep == "nsubjpass" and sentence.tokens[token.head].lemma in _words("withdrawing")


def _refuted(sentence: Sentence, token: Token) -> bool:
    """ "It is not true that the town fell", "there is no truth in reports that it fell"."""
    if token.dep not in ("ccomp", "csubj", "acl", "relcl"):
        return False
    above = sentence.tokens[token.head]
    if token.dep in ("acl", "relcl"):
        return _in_untruth(sentence, above) or _is_false(sentence, above, sentence.tokens[above.head])
    if above.pos == "ADJ":
        above = sentence.tokens[above.head]
    return any(_is_false(sentence, k, above) for k in kids(sentence, above.i, "acomp", "attr", "oprd"))


def _is_false(sentence: Sentence, verdict: Token, verb: Token) -> bool:
    """Is ``verdict`` a word for false, or one for true that is denied ("is not the case")?"""
    if verb.lemma not in _words("judging") or verdict.dep not in ("acomp", "attr", "oprd"):
        return False
    denied = _negated(sentence, verb)
    return verdict.lemma in _words("truths" if denied else "untruths")


def _in_untruth(sentence: Sentence, report: Token) -> bool:
    """Is ``report`` what "there is no truth in" it?"""
    preposition = sentence.tokens[report.head]
    truth = sentence.tokens[preposition.head]
    named = (
        report.dep == "pobj"
        and preposition.lemma in ("in", "to", "behind")
        and truth.lemma in ("truth", "basis")
    )
    return named and any(k.lemma == "no" for k in kids(sentence, truth.i, "det", "neg"))


def _ended(sentence: Sentence, token: Token) -> bool:
    """ "No longer holds", "does not hold it any more"."""
    return any(k.text.lower() in _words("no_longer") for k in kids(sentence, token.i, "advmod"))


def _hedge(sentence: Sentence, token: Token) -> Modality | None:
    """What an auxiliary or adverb of the clause makes of it, if it hedges at all."""
    if not _ahead(sentence, token) and _auxiliaries(sentence, token) & _words("possibility"):
        return "possible"
    for child in kids(sentence, token.i, "advmod"):
        if child.lemma in _words("reported_adverbs"):
            return "reported"
        if child.lemma in _words("possible_adverbs"):
            return "possible"
    return None


def _going_to(sentence: Sentence, token: Token) -> bool:
    head = sentence.tokens[token.head]
    return token.dep == "xcomp" and head.lemma == "go" and head.tag == "VBG"


def _unreal(sentence: Sentence, token: Token, scheduled: bool = False) -> str:
    """Why the clause of ``token`` states nothing, or an empty string."""
    if _of_whoever(sentence, token):
        return "said of whoever it may be"
    if _asks_how_many(sentence, token):
        return "a question, not a count"
    if not _ahead(sentence, token) and _auxiliaries(sentence, token) & _words("obligation"):
        return "an obligation, not an event"
    if any(k.lemma in _words("near_misses") and k.i < token.i for k in kids(sentence, token.i, "advmod")):
        return "a near miss, not an event"
    if scheduled:
        return ""
    if _only_possible(sentence, token):
        return _ONLY_POSSIBLE
    head = sentence.tokens[token.head]
    if token.dep in ("ccomp", "csubj") and head.lemma in _words("judging") and _open(sentence, token, head):
        return "an open question, not an event"
    if token.pos == "NOUN" and _is_only_thought_of(sentence, token, head):
        return "an attempt or wish, not an event"
    judging = head if token.dep == "nsubj" else token
    if _is_to_come(sentence, judging):
        return "a prediction, not an event"
    if token.dep == "ccomp" and _is_bare(sentence, token) and head.lemma in _words("unrealising"):
        return "a demand, not an event"
    marks = {k.lemma for k in kids(sentence, token.i, "mark", "advmod") if k.i < token.i}
    if token.dep in ("advcl", "ccomp", "relcl", "pcomp") and marks & _words("conditions"):
        return "a condition, not an event"
    if _to(sentence, token) is None:
        return _unreal_gerund(sentence, token, head)
    if token.dep == "xcomp" and head.lemma in _words("implicative"):
        return "a purpose, not an event" if _endeavour(sentence, token, head) else ""
    if token.dep == "xcomp" and head.pos == "ADJ":
        return "a readiness, not an event"
    # "claims to have taken", not "plans to retake it have"
    raised = not any(kids(sentence, token.i, "nsubj"))
    if token.dep in ("xcomp", "oprd", "ccomp") and raised and head.lemma in _words("reporting_raisers"):
        return ""
    if token.dep in ("acl", "relcl") and "have" in _auxiliaries(sentence, token):
        return ""  # "their claim to have taken it"
    if token.dep == "conj" and head.pos == "VERB":
        return "" if _to(sentence, head) is None else _unreal(sentence, head)
    return "a purpose or plan, not an event"


def _of_whoever(sentence: Sentence, token: Token) -> bool:
    """ "Whoever holds the bridge controls the river", of either verb."""
    doing = (token, *kids(sentence, token.i, "csubj"))
    return any(k.lemma in ("whoever", "whichever") for verb in doing for k in kids(sentence, verb.i, "nsubj"))


def _asks_how_many(sentence: Sentence, token: Token) -> bool:
    """ "Did not say how many of its men had died"."""
    before = sentence.tokens[subtree(sentence, token.i)[0] : token.i]
    return any(
        a.lemma == "how" and b.lemma in ("many", "much") and token.i in (b.head, sentence.tokens[b.head].head)
        for a, b in pairwise(before)
    )


def _endeavour(sentence: Sentence, token: Token, verb: Token) -> bool:
    """ "Launched an operation to retake it": what is begun is the operation."""
    undertaken = verb.lemma in _words("undertaking")
    return undertaken and any(k.i < token.i for k in kids(sentence, verb.i, "dobj"))


def _is_bare(sentence: Sentence, token: Token) -> bool:
    """ "Demanded that they leave", "that the troops be withdrawn"."""
    passive = any(k.text.lower() == "be" for k in kids(sentence, token.i, "auxpass", "aux"))
    return token.tag in ("VB", "VBP") or (passive and not _auxiliaries(sentence, token) - {"be"})


def _open(sentence: Sentence, token: Token, verb: Token) -> bool:
    """ "It was unclear who controlled the airport"."""
    asked = any(k.lemma in ("who", "which", "what", "how") for k in kids(sentence, token.i))
    return asked and any(k.lemma in _words("unsettled") for k in kids(sentence, verb.i, "acomp", "oprd"))


def _only_possible(sentence: Sentence, token: Token) -> bool:
    """ "Could seize the town": nothing happened, unlike "may have seized" or "may be dead"."""
    auxiliaries = _auxiliaries(sentence, token)
    bare = token.tag == "VB" and token.lemma not in _words("states") and "have" not in auxiliaries
    return bare and not _ahead(sentence, token) and bool(auxiliaries & _words("possibility"))


def _is_to_come(sentence: Sentence, verb: Token) -> bool:
    """ "Clashes are likely", "an attack seems unlikely"."""
    predicates = kids(sentence, verb.i, "acomp", "oprd")
    return verb.lemma in _words("judging") and any(k.lemma in _words("expected") for k in predicates)


def _is_only_thought_of(sentence: Sentence, noun: Token, head: Token) -> bool:
    """Is the event only feared, planned or prevented ("feared an attack", "the risk of clashes")?"""
    if noun.dep == "pobj":
        above = sentence.tokens[head.head]
        verbal = above.lemma in _words("attempts") and above.pos == "VERB" and head.lemma in _words("aiming")
        return above.lemma in _words("prospects") or verbal
    if noun.dep == "dobj":
        return head.lemma in _words("unrealising")
    return False


def _unreal_gerund(sentence: Sentence, token: Token, head: Token) -> str:
    if token.dep == "xcomp" and head.lemma in _words("attempts"):
        return "an attempt or wish, not an event"
    if token.dep == "pcomp" and head.lemma == "without":
        return "what was not done, not an event"
    planned = head.lemma in ("for", "against", "of", "on", "at", "from") and _plans(sentence, head)
    return "a plan, not an event" if token.dep == "pcomp" and planned else ""


def _scheduled(sentence: Sentence, token: Token) -> bool:
    """Is the clause announced: "are due to withdraw", "on track to complete", "are to leave"?"""
    head = sentence.tokens[token.head]
    if _to(sentence, token) is None or head.i == token.i:
        return False
    return head.lemma in _words("scheduled") or (token.dep == "xcomp" and head.lemma == "be")


def _tried(sentence: Sentence, token: Token) -> bool:
    """Was it attempted: "tried to storm the prison", not "is trying to", "tried in vain to"?"""
    head = sentence.tokens[token.head]
    return token.dep == "xcomp" and head.lemma in ("try", "attempt") and head.tag in ("VBD", "VBN")


def _errand(sentence: Sentence, token: Token) -> bool:
    """Did somebody travel for it: "flew to Benghazi to meet the general"?"""
    head = sentence.tokens[token.head]
    gone = head.tag in ("VBD", "VBN", "VBZ", "VBP") and not _ahead(sentence, head)
    return token.dep in ("xcomp", "advcl") and head.lemma in _words("travelling") and gone


def _to(sentence: Sentence, token: Token) -> Token | None:
    return next((k for k in kids(sentence, token.i, "aux") if k.tag == "TO"), None)


def _plans(sentence: Sentence, preposition: Token) -> bool:
    return sentence.tokens[preposition.head].lemma in _words("attempts")


def _governor(sentence: Sentence, token: Token) -> Token | None:
    """The verb whose factuality this clause shares, if any."""
    head = sentence.tokens[token.head]
    if head.i == token.i:
        return None
    if token.dep == "xcomp" and head.pos in ("VERB", "AUX", "ADJ"):
        return head
    if token.dep == "conj" and head.pos in ("VERB", "AUX"):
        own = any(k.dep in ("nsubj", "nsubjpass") for k in kids(sentence, token.i))
        return None if own else _bare(sentence, token, head)
    if token.dep in ("attr", "acomp", "prep", "oprd") and head.pos in ("VERB", "AUX"):
        return head
    if token.dep in _OBJECTS and token.pos == "NOUN" and head.pos in ("VERB", "AUX"):
        return head
    if token.dep in ("pcomp", "pobj") and head.dep == "prep":
        return _above_phrase(sentence, token, sentence.tokens[head.head])
    return None


def _above_phrase(sentence: Sentence, token: Token, above: Token) -> Token | None:
    """The verb ``above`` a prepositional phrase, where it decides on what stands in the phrase."""
    if token.dep == "pobj":
        return above if above.pos in ("VERB", "AUX") and above.i != token.head else None
    wanted = above.pos == "VERB" and (_to(sentence, above) or above.lemma in _words("attempts"))
    return above if wanted else None


def _bare(sentence: Sentence, token: Token, head: Token) -> Token | None:
    """A coordinated verb shares its head's auxiliaries only when it is of the same shape."""
    own_aux = any(k.dep in ("aux", "auxpass") for k in kids(sentence, token.i))
    if own_aux or (token.tag in ("VBD", "VBZ", "VBP") and head.tag != token.tag):
        return None
    return head if token.tag == head.tag else None
