"""Through whom words came: the newsroom that was told, the platform, whoever quotes."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import lexicon
from dateline.claims.nounphrases import left_edge
from dateline.claims.sources import Agency, phrase, read_source
from dateline.claims.speakers import Speakers
from dateline.claims.speech import Cueing
from dateline.records import Annotated, Sentence
from dateline.syntax import extent, kids, words

_TWEETING = frozenset({"tweet", "retweet"})


def via_of(
    annotated: Annotated, sentence: Sentence, cueing: Cueing, speakers: Speakers, agency: Agency
) -> tuple[str, ...]:
    """The channels that one cue names, outermost first: those who quote, the newsroom, the platform."""
    found: list[str] = []
    for head in cueing.carriers:
        source = read_source(annotated, sentence, head, speakers, agency).source
        found.append(source.name or source.text)
    if cueing.addressee is not None:
        newsroom = _newsroom(sentence, cueing.addressee, speakers, agency)
        if newsroom is not None:
            found.append(newsroom)
    found.extend(_quoting(sentence, cueing, agency))
    found.extend(_platforms(sentence, cueing))
    return tuple(dict.fromkeys(found))


def _newsroom(sentence: Sentence, head: int, speakers: Speakers, agency: Agency) -> str | None:
    """The newsroom told; reporters and the press in general are none."""
    token = sentence.tokens[head]
    texts = [phrase(sentence, head), token.text, words(sentence, left_edge(sentence, head), head + 1)]
    for other in kids(sentence, head, "poss", "compound", "nmod", "appos"):
        texts += [phrase(sentence, other.i), other.text]
    known = next((name for text in texts if (name := agency(text)) is not None), None)
    if known is not None:
        speakers.hear(known)
        return known
    if token.lemma in lexicon().group("newsroom"):
        return None
    titled = any(t.lemma in lexicon().group("media") for t in kids(sentence, head, "compound"))
    if titled and token.pos == "PROPN":
        return token.text
    media = token.lemma in lexicon().group("media") and token.lemma not in ("press", "media")
    named = next((t.i for t in kids(sentence, head, "appos") if t.pos == "PROPN"), head)
    return phrase(sentence, named) if media else None


def _quoting(sentence: Sentence, cueing: Cueing, agency: Agency) -> Iterator[str]:
    """The agency in "a video quoted by the agency", inside the block."""
    first, last = cueing.block
    for token in sentence.tokens[first:last]:
        if (
            token.lemma in lexicon().group("handing") | {"carry", "publish", "obtain", "see"}
            and token.tag == "VBN"
        ):
            for by in kids(sentence, token.i, "agent", "prep"):
                for who in kids(sentence, by.i, "pobj"):
                    name = next((n for t in (phrase(sentence, who.i), who.text) if (n := agency(t))), None)
                    if name is not None:
                        yield name


def _platforms(sentence: Sentence, cueing: Cueing) -> Iterator[str]:
    """ "On Telegram", "in a Facebook post", also in front of the speaker where it opens the sentence."""
    platforms = lexicon().group("platforms")
    first, last = cueing.block
    tokens = sentence.tokens
    stretches = [tokens[: _opening(sentence, first)], tokens[first:last]]
    for prep in kids(sentence, cueing.head, "prep"):
        if prep.i > cueing.head and prep.lemma in ("on", "in", "via", "through"):
            stretches.append(tokens[slice(*extent(sentence, prep.i))])
    for token in (t for stretch in stretches for t in stretch):
        if token.text in platforms and (token.text != "X" or tokens[token.i - 1].text.lower() == "on"):
            yield token.text
    if tokens[cueing.head].lemma in _TWEETING:
        yield "Twitter"


def _opening(sentence: Sentence, first: int) -> int:
    """Length of a prepositional opening in front of the block ("In a post on Telegram, X said")."""
    tokens = sentence.tokens
    if first == 0 or tokens[0].pos != "ADP" or tokens[first - 1].text != ",":
        return 0
    return first if not any(t.tag in ("VBD", "VBZ", "VBP") for t in tokens[:first]) else 0
