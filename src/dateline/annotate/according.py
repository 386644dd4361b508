"""Sentences that open with "According to X,": what follows is read again where the model mixed both.

Small models take the subject behind the comma for an apposition of the source ("According to spokesman Ann
Lee, the army held it") or the source's own apposition for the subject ("to Ann Lee, a trader, the army").
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.annotate.parse import Parse, Parser, Wanted
from dateline.records import Token
from dateline.syntax import make_children

_OPENING = ("according", "to")
_SOURCE = 24  # tokens in which the source ends
_APPOSITION = 9  # tokens of an apposition between two commas
_ARTICLES = ("a", "an", "the", "its", "their", "his", "her")


def reread(wanted: Sequence[Wanted], parses: Sequence[Parse], parser: Parser) -> list[Parse]:
    """The parses, those of such sentences made of two where that gives the clause a subject and a verb."""
    found = list(parses)
    mixed = [(n, at) for n, p in enumerate(parses) if (at := _boundary(p)) is not None and _is_mixed(p, at)]
    again = parser.parse([_rest(wanted[n], parses[n], at) for n, at in mixed])
    for (n, at), rest in zip(mixed, again, strict=True):
        if _is_clause(rest):
            found[n] = _joined(parses[n], at, rest)
    return found


def _boundary(parse: Parse) -> int | None:
    """The first token of the clause behind the source and its apposition."""
    tokens = parse.tokens
    if tuple(t.text.lower() for t in tokens[:2]) != _OPENING:
        return None
    commas = [t.i for t in tokens[2:_SOURCE] if t.text == ","]
    if not commas:
        return None
    first = commas[0]
    second = next((c for c in commas[1:] if c - first <= _APPOSITION), None)
    aside = second is not None and _is_apposition(tokens[first + 1 : second]) and _opens(tokens[second + 1 :])
    at = (second if aside and second is not None else first) + 1
    return at if at < len(tokens) else None


def _is_apposition(between: Sequence[Token]) -> bool:
    """ "A trader", "spokesman for the army", "Ann Lee": a noun phrase without a verb."""
    if not between or any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in between):
        return False
    named = len(between) > 1 and all(t.pos == "PROPN" and t.text[:1].isupper() for t in between)
    return between[0].text.lower() in _ARTICLES or between[0].text.islower() or named


def _opens(clause: Sequence[Token]) -> bool:
    """Can a clause begin here, and not the rest of one ("the rebels, who arrived at dawn, seized it")?"""
    if len(clause) > 1 and clause[0].tag == "VBG" and clause[1].pos == "ADP":
        return True  # "shelling of the town killed two"
    return bool(clause) and clause[0].tag[:1] not in ("W", "V") and clause[0].tag != "MD"


def _is_mixed(parse: Parse, at: int) -> bool:
    """Do words of the source and of the clause hang on one another, but for the phrase as a whole?"""
    tokens = parse.tokens
    root = next((t for t in tokens if t.dep == "ROOT"), None)
    if root is None or root.i < at or root.pos not in ("VERB", "AUX"):
        return True
    back = any(t.head < at for t in tokens[at:] if t.dep != "punct")
    return back or any(t.head >= at for t in tokens[1:at] if t.dep != "punct")


def _rest(wanted: Wanted, parse: Parse, at: int) -> Wanted:
    """The clause as a sentence of its own, with the capital that one has."""
    start = parse.tokens[at].start
    shown = wanted.read_as[start:]
    return Wanted(wanted.text[start:], shown[:1].upper() + shown[1:])


def _is_clause(parse: Parse) -> bool:
    root = next((t for t in parse.tokens if t.dep == "ROOT"), None)
    if root is None or root.pos not in ("VERB", "AUX"):
        return False
    return any(t.head == root.i and t.dep in ("nsubj", "nsubjpass", "expl") for t in parse.tokens)


def _joined(parse: Parse, at: int, rest: Parse) -> Parse:
    """Both in one: the source hangs on the clause's verb."""
    shift = parse.tokens[at].start
    root = at + next(t.i for t in rest.tokens if t.dep == "ROOT")
    source = next((t.i for t in parse.tokens[2:at] if t.head == 1 and t.dep == "pobj"), None)
    before = [_within(t, at, root, source) for t in parse.tokens[:at]]
    behind = [
        replace(t, i=t.i + at, head=t.head + at, start=t.start + shift, end=t.end + shift)
        for t in rest.tokens
    ]
    tokens = (*before, *behind)
    return Parse(tokens, make_children([t.head for t in tokens]))


def _within(token: Token, at: int, root: int, source: int | None) -> Token:
    """A token of the source with its head inside it."""
    if token.i == 0:
        return replace(token, head=root, dep="prep")
    if token.head < at and token.dep != "ROOT":
        return token
    if token.dep == "punct" or token.text == ",":
        return replace(token, head=root, dep="punct")
    return replace(token, head=1, dep="pobj") if source is None else replace(token, head=source, dep="appos")
