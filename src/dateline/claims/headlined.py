"""Headlines that name their source beside a colon or dash: "Army: rebels took town", "40 dead – UN"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import lexicon
from dateline.claims.speech import Cueing
from dateline.records import Sentence

_COLON = frozenset({":"})
_BEFORE_SOURCE = frozenset({":", "–", "—", "-", "--"})
_SELVES = frozenset({"we", "our", "us", "i", "my"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_LONGEST = 6  # tokens of a source in a headline


def headline_cues(sentence: Sentence, speaking: frozenset[int], *, told: bool) -> Iterator[Cueing]:
    """The source of a headline set apart by punctuation.

    ``speaking`` are the tokens that head a known person, actor or outlet; ``told`` says that another
    cue attributes words of the headline, so that what stands in front of a colon is a topic. A topic
    ("Border town: 12 killed") is no source, so the words must be such a name or a noun for people or
    bodies that speak.
    """
    if sentence.part != "headline":
        return
    marks = [t for t in sentence.tokens[1:-1] if t.text in _BEFORE_SOURCE]
    for mark in marks[: 0 if told else 1]:
        head = _speaker(sentence, 0, mark.i, speaking)
        if head is not None and _only_where(sentence, head, mark.i):
            head = None
        if mark.text in _COLON and head is not None:
            yield _cueing(mark.i, head, (mark.i + 1, len(sentence.tokens)))
            return
    for mark in marks[-1:]:
        head = _speaker(sentence, mark.i + 1, len(sentence.tokens), speaking)
        if head is not None:
            yield _cueing(mark.i, head, (0, mark.i))


def _only_where(sentence: Sentence, head: int, mark: int) -> bool:
    """ "Niger: 12 dead in floods": a place in front of a colon speaks only in a quotation or of itself."""
    own = any(t.text.lower() in _SELVES or t.text in _QUOTES for t in sentence.tokens[mark + 1 :])
    return sentence.tokens[head].ent == "GPE" and not own


def _speaker(sentence: Sentence, first: int, last: int, speaking: frozenset[int]) -> int | None:
    """Head of a stretch that is nothing but the name or description of a speaker."""
    lexical = lexicon()
    nouns = [t for t in sentence.tokens[first:last] if t.pos in ("NOUN", "PROPN")]
    if (
        not nouns
        or last - first > _LONGEST
        or any(t.pos in ("VERB", "AUX") for t in sentence.tokens[first:last])
    ):
        return None
    end = next((t.i for t in sentence.tokens[first:last] if t.pos == "ADP"), last)
    named = [t for t in nouns if t.i < end]
    if not named:
        return None
    head = named[-1]
    words = {head.lemma, head.text.lower()}
    groups = ("unnamed", "bodies", "spokesmen", "offices", "media")
    known = head.i in speaking or any(words & lexical.group(group) for group in groups)
    return head.i if known or head.ent == "PERSON" else None


def _cueing(mark: int, head: int, content: tuple[int, int]) -> Cueing:
    return Cueing(
        head=mark, first=mark, last=mark + 1, speech="say", source=head, content=(content,),
        style="headline", block=(min(mark, head), max(mark, head) + 1),
    )  # fmt: skip
