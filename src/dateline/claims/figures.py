"""Figures that somebody gives: "put the toll at 40", "gave the agency the figure of 83"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.blocks import block_around
from dateline.claims.cues import Cue, lexicon
from dateline.claims.extents import right_content
from dateline.claims.nounphrases import right_edge
from dateline.claims.speech import Cueing, cue_words
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids


def figure_cues(sentence: Sentence) -> Iterator[Cueing]:
    """Every verb that hands over a toll, a number or an hour on its subject's word, in text order."""
    for token in sentence.tokens:
        cue = lexicon().figures.get(token.lemma) if token.pos == "VERB" else None
        if cue is not None and _figured(sentence, token, cue):
            found = _read(sentence, token, cue)
            if found is not None:
                yield found


def _figured(sentence: Sentence, verb: Token, cue: Cue) -> bool:
    """Whether the verb's object, or what its preposition leads to, is a figure."""
    passive = any(kids(sentence, verb.i, "auxpass", "nsubjpass"))
    if passive:
        return False
    objects = list(kids(sentence, verb.i, "dobj"))
    for prep in kids(sentence, verb.i, "prep"):
        if prep.lemma in cue.prepositions:
            objects += kids(sentence, prep.i, "pobj")
    return any(t.lemma in cue.objects for t in objects)


def _read(sentence: Sentence, verb: Token, cue: Cue) -> Cueing | None:
    block = block_around(sentence, verb, frozenset(), cue.prepositions)
    if block.source is None or block.source > verb.i:
        return None
    told = next((t.i for t in kids(sentence, verb.i, "dative") if t.i > verb.i), None)
    start = right_edge(sentence, told) if told is not None else block.last
    content = right_content(sentence, verb.i, start)
    if not content:
        return None
    first, last = cue_words(sentence, verb.i)
    return Cueing(
        head=verb.i, first=first, last=last, speech=cue.speech, source=block.source, content=content,
        style="clausal", stance=cue.stance, block=(extent(sentence, verb.i)[0], start), addressee=told,
    )  # fmt: skip
