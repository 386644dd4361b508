"""Sources set in brackets behind what they say: "20 killed (interior ministry)", "(source: UNHCR, May)"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import lexicon
from dateline.claims.speech import Cueing
from dateline.records import Sentence, Token

_LONGEST = 12  # tokens in the brackets
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PUNCT", "ADP", "CCONJ", "PART", "SYM", "X"})
_GROUPS = ("bodies", "spokesmen", "offices", "unnamed", "media")


def bracket_cues(sentence: Sentence, speaking: frozenset[int]) -> Iterator[Cueing]:
    """The source in brackets at the end of a sentence.

    ``speaking`` are the tokens that head a known person, actor or outlet. An acronym in brackets behind
    the name it stands for is no source, nor is a description ("a loose alliance").
    """
    tokens = sentence.tokens
    last = len(tokens) - 1
    while last > 0 and tokens[last].text in (".", ";"):
        last -= 1
    opening = next((t.i for t in reversed(tokens[:last]) if t.text == "("), 0)
    if tokens[last : last + 1] == () or tokens[last].text != ")" or not 1 < opening < last - 1:
        return
    head = _head(sentence, tokens[opening + 1 : last], speaking)
    if head is not None and last - opening <= _LONGEST:
        yield Cueing(
            head=opening, first=opening, last=opening + 1, speech="say", source=head,
            content=((0, opening),), style="according", block=(opening, last + 1),
        )  # fmt: skip


def _head(sentence: Sentence, inside: tuple[Token, ...], speaking: frozenset[int]) -> int | None:
    """Head of the speaker that the brackets name first, if nothing else stands in them."""
    labelled = len(inside) > 2 and inside[0].lemma.lower() == "source" and inside[1].text == ":"
    named = inside[2:] if labelled else inside
    if named[0].lemma in ("a", "an") or any(t.pos not in _NAMING and not t.text[:1].isupper() for t in named):
        return None
    end = next((n for n, t in enumerate(named) if t.text in (",", ";") or t.pos == "ADP"), len(named))
    nouns = [t for t in named[:end] if t.pos in ("NOUN", "PROPN") or t.text[:1].isupper()]
    if not nouns or (len(named) == 1 and _abbreviates(sentence, nouns[0])):
        return None
    head = nouns[-1]
    words = {head.lemma.lower(), head.text.lower()}
    known = head.i in speaking or any(words & lexicon().group(group) for group in _GROUPS)
    return head.i if known or labelled else None


def _abbreviates(sentence: Sentence, token: Token) -> bool:
    """Does the word in the brackets stand for the name in front of them?"""
    return sentence.tokens[token.i - 2].text[:1].isupper()
