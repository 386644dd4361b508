"""Places that only say where a speaker is or serves, not where something happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from dateline.annotate.lexicon import roles
from dateline.mentions import ADDRESS, SERVES
from dateline.records import Mention, Sentence, Token

_UPWARD = ("pobj", "prep", "appos", "conj", "compound", "poss", "nmod", "relcl", "dobj", "attr")
_RULING = ("government", "ministry", "forces", "person")
_TELLING = (
    "say", "tell", "add", "warn", "announce", "report", "claim", "deny", "confirm", "insist", "write",
    "count", "record", "register", "verify", "observe", "document", "log",
)  # fmt: skip


def marked(sentence: Sentence, places: Iterable[Mention], seats: Collection[int]) -> list[Mention]:
    """The places, those of speakers with a reason that begins with ``ADDRESS``.

    ``seats`` are the tokens that name the seat of a government, which is nobody's in particular.
    """
    return [_marked(sentence, place, place.head in seats) for place in places]


def _marked(sentence: Sentence, place: Mention, seat: bool) -> Mention:
    why = _of_speaker(sentence, place) or (ADDRESS if seat and _of_rulers(sentence, place) else "")
    why = ADDRESS if why and seat else why
    return replace(place, reason=f"{why}; {place.reason}") if why else place


def _of_rulers(sentence: Sentence, place: Mention) -> bool:
    """ "In X, the government said ...": the words open with the capital in which a ruling body speaks."""
    token = sentence.tokens[place.head]
    opening = sentence.tokens[token.head]
    verb = sentence.tokens[opening.head]
    if token.dep != "pobj" or opening.lemma.lower() != "in" or verb.lemma not in (*_TELLING, "speak"):
        return False
    subjects = [t for t in sentence.tokens if t.head == verb.i and t.dep == "nsubj" and t.i > place.last - 1]
    return any(t.lemma not in roles().lives and _rules(t) for t in subjects)


def _rules(subject: Token) -> bool:
    return subject.pos == "PROPN" or roles().actors.get(subject.lemma) in _RULING


def _of_speaker(sentence: Sentence, place: Mention) -> str:
    """``SERVES`` if it hangs on somebody who speaks ("police in X said", "according to the mayor of X").

    Behind the very verb of speech ("announced from X") it is an ``ADDRESS``, else nothing.
    """
    token = sentence.tokens[place.head]
    passed = 0
    while token.dep in _UPWARD and token.head != token.i and passed < 8:
        above = sentence.tokens[token.head]
        if token.dep == "prep" and above.lemma in _TELLING and above.pos == "VERB":
            said = token.text.lower() in ("from", "in") and _closes(sentence, token, above)
            return ADDRESS if said else ""
        if token.dep == "relcl" or above.pos in ("VERB", "AUX"):
            return ""
        token, passed = above, passed + 1
        if _person(token) and _speaks(sentence, token):
            return SERVES
    return ""


def _person(token: Token) -> bool:
    known = roles().actors.get(token.lemma) if token.lemma not in roles().lives else None
    return (known is not None and known != "people") or token.pos == "PROPN"


def _speaks(sentence: Sentence, token: Token) -> bool:
    above = sentence.tokens[token.head]
    if token.dep == "nsubj":
        return above.lemma in _TELLING
    governor = sentence.tokens[above.head]
    return token.dep == "pobj" and above.text.lower() == "to" and governor.lemma == "accord"


def _closes(sentence: Sentence, preposition: Token, verb: Token) -> bool:
    """Is nothing said behind the place: the words stand in front of "X said from Y"?

    "Warned of floods in Y" says it in other words.
    """
    own = [t for t in sentence.tokens if t.head == verb.i]
    behind = any(t.dep in ("ccomp", "dobj") for t in own if t.i > preposition.i)
    said = any(t.dep == "prep" and t.lemma in ("of", "about", "against") for t in own)
    return preposition.i > verb.i and not behind and not said
