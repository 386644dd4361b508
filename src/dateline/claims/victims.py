"""Who is counted where no noun says it: "killing 83", "ten others", "100 lives", "three were freed"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from dateline.claims.context import Context
from dateline.claims.nouns import nouns
from dateline.claims.nountypes import is_type
from dateline.mentions import NATIONALS, spanning
from dateline.records import Mention, Token
from dateline.syntax import kids

PEOPLE = "people"
ONLY_COUNTED = "only their number is told"
_BACK = 2  # sentences in which "all four" are looked for
_AMONG = ("include", "including", "among", "amongst")
_COUNTING = ("nummod", "quantmod")


def counted(context: Context, i: int, acting: Collection[int]) -> Mention:
    """The phrase of token ``i`` for people who were hurt or moved, with whom its count counts.

    A bare count ("150 others") counts the people counted before it in the sentence, ``acting`` tokens
    aside, else people.
    """
    mention = _nationals(context, context.phrase(i))
    if mention.name or mention.members or mention.antecedent or not _bare(context, i):
        return mention
    described = any(kids(context.sentence, i, "relcl", "acl"))
    before = None if described else _before(context, i, acting) or _all_of_them(context, i)
    if before is None:
        return replace(mention, antecedent=PEOPLE)
    before = _nationals(context, before) if before.sentence == context.sentence.index else before
    return replace(
        mention, name=before.name, entity=before.entity, antecedent=before.antecedent or before.text
    )


def _nationals(context: Context, mention: Mention) -> Mention:
    """ "15 Russians" are people, not the state that the words otherwise stand for."""
    token = context.token(context.core(mention.head))
    state = (mention.entity or "").startswith("state:") and "/" not in (mention.entity or "")
    if not state or token.tag not in ("NNS", "NNPS"):
        return mention
    return replace(mention, name=token.text, entity=None, reason=NATIONALS)


def unnamed(context: Context, first: int, last: int) -> Mention:
    """People of whom only the count is told, in the words ``first`` to ``last`` (exclusive)."""
    mention = spanning(context.sentence, first, last, first, "other", reason=ONLY_COUNTED)
    return replace(mention, antecedent=PEOPLE)


def _bare(context: Context, i: int) -> bool:
    """Is it a number, or a noun that only counts lives?"""
    token = context.token(context.core(i))
    return (
        token.pos == "NUM"
        or token.lemma in nouns("bare_counts")
        or token.text.lower() in nouns("bare_counts")
    )


def _before(context: Context, i: int, acting: Collection[int]) -> Mention | None:
    """The people counted last before token ``i``."""
    return next(_counted_people(context, i, acting), None)


def _counted_people(context: Context, end: int, acting: Collection[int]) -> Iterator[Mention]:
    for token in reversed(context.sentence.tokens[:end]):
        if token.i in acting or token.pos not in ("NOUN", "PROPN") or _bare(context, token.i):
            continue
        if _is_part(context, token) or not _quantified(context, token):
            continue
        if is_type(context, token.i, ("people", "force")):
            yield context.phrase(token.i)


def _is_part(context: Context, token: Token) -> bool:
    """Is the noun only some of those counted before: "including two children", "among them a boy"?"""
    head = context.token(token.head)
    return token.dep == "pobj" and head.lemma in _AMONG


def _quantified(context: Context, token: Token) -> bool:
    """Is the noun counted ("two soldiers", "many Russians")?"""
    before = kids(context.sentence, token.i, *_COUNTING, "amod", "det")
    return any(t.dep in _COUNTING or t.lemma in nouns("quantifiers") for t in before)


def _all_of_them(context: Context, i: int) -> Mention | None:
    """ "All four were shot": the four of the sentences just before."""
    opening = context.token(context.extent(i)[0])
    number = context.token(i)
    if opening.lemma not in ("all", "both", "the"):
        return None
    for sentence in reversed(context.annotated.sentences[: context.sentence.index][-_BACK:]):
        earlier = Context(context.annotated, sentence)
        for people in _counted_people(earlier, len(sentence.tokens), ()):
            numbers = {t.text.lower() for t in kids(sentence, people.head, "nummod")}
            if opening.lemma == "both" or number.text.lower() in numbers:
                return people
    return None
