"""Verdicts on what is said: "the claim was false", "it is not true that", "called the report a lie"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from dateline import tables
from dateline.records import Sentence, Token
from dateline.syntax import kids

_OWNERS = ("poss", "agent")


@cache
def _table() -> Mapping[str, Any]:
    return tables.read(__package__, "denials.toml")


def refutes(sentence: Sentence, verb: Token) -> bool:
    """Is the predicate of ``verb`` "false", or "not true"?"""
    true, false = _table()["true"], _table()["false"]
    predicates = kids(sentence, verb.i, "acomp", "attr", "advmod", "oprd")
    verdict = next((k for k in predicates if k.lemma in (*false, *true)), None)
    negated = any(k.dep == "neg" or k.lemma == "never" for k in kids(sentence, verb.i))
    return verdict is not None and (verdict.lemma in true) == negated


def refuted(sentence: Sentence, clause: Token) -> bool:
    """Does the sentence call the clause false: "it is not true that ...", "the claim that ... is a lie"?

    Not where the words belong to somebody ("the rebels' claim that ..."): they are his, and stay asserted.
    """
    above = sentence.tokens[clause.head]
    if clause.dep in ("ccomp", "csubj", "advcl", "acl") and above.lemma in (
        *_table()["true"],
        *_table()["false"],
    ):
        above = sentence.tokens[above.head]
    if clause.dep in ("ccomp", "csubj", "advcl", "acl") and above.lemma in ("be", "remain"):
        return _bare_it(sentence, above, clause) and refutes(sentence, above)
    if (
        above.pos != "NOUN"
        or above.lemma not in _table()["said"]
        or clause.dep not in ("acl", "ccomp", "relcl")
    ):
        return False
    owned = any(kids(sentence, above.i, *_OWNERS)) or any(
        prep.lemma in ("by", "from") for prep in kids(sentence, above.i, "prep")
    )
    verb = sentence.tokens[above.head]
    return not owned and above.dep in ("nsubj", "nsubjpass") and refutes(sentence, verb)


def _bare_it(sentence: Sentence, verb: Token, clause: Token) -> bool:
    """Does nothing but "it" stand as the subject in front of the verdict?"""
    subjects = [k.text.lower() for k in kids(sentence, verb.i, "nsubj", "expl") if k.i != clause.i]
    return all(word == "it" for word in subjects)


def calls_false(lemmas: Iterable[str]) -> bool:
    """Do the words call something said false: "the claim a lie", "the reports baseless"?"""
    words = set(lemmas)
    return bool(words & set(_table()["false"])) and bool(words & set(_table()["said"]))
