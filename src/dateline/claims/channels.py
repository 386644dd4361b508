"""Through whom words came: the newsroom that was told, the platform, whoever quotes."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import lexicon
from dateline.claims.hearing import Hearing
from dateline.claims.nounphrases import left_edge, phrase
from dateline.claims.sources import read_source
from dateline.claims.speech import Cueing
from dateline.records import Annotated, Sentence, Token
from dateline.syntax import extent, kids, words

_TWEETING = frozenset({"tweet", "retweet"})
_TALKING = frozenset({"speak", "talk"})
_TALKS = frozenset({"interview", "conversation", "briefing", "statement", "comment"})


def via_of(hearing: Hearing, cueing: Cueing) -> tuple[str, ...]:
    """The channels that one cue names, outermost first: those who quote, the newsroom, the platform."""
    sentence = hearing.sentence
    found: list[str] = []
    for head in cueing.carriers:
        source = read_source(hearing, head).source
        found.append(source.name or source.text)
    told = cueing.addressee if cueing.addressee is not None else _spoken_to(sentence, cueing)
    newsroom = _newsroom(hearing, told) if told is not None else None
    if newsroom is not None:
        found.append(newsroom)
    found.extend(_quoting(hearing, cueing))
    found.extend(_platforms(sentence, cueing))
    return tuple(dict.fromkeys(found))


def _newsroom(hearing: Hearing, head: int) -> str | None:
    """The newsroom told; reporters and the press in general are none."""
    sentence = hearing.sentence
    token = sentence.tokens[head]
    texts = [phrase(sentence, head), token.text, words(sentence, left_edge(sentence, head), head + 1)]
    for other in kids(sentence, head, "poss", "compound", "nmod", "appos"):
        texts += [phrase(sentence, other.i), other.text]
    known = next((name for text in texts if (name := hearing.agency(text)) is not None), None)
    known = known or _ourselves(hearing.annotated, sentence, head)
    if known is not None:
        hearing.speakers.hear(known)
        return known
    if token.lemma in lexicon().group("newsroom"):
        return None
    titles = (t for t in kids(sentence, head, "compound") if t.text.lower() in lexicon().group("titling"))
    title = next(titles, None)
    if title is not None and token.pos == "PROPN":
        return words(sentence, title.i if title.text[:1].isupper() else head, head + 1)
    media = token.lemma in lexicon().group("media") and token.lemma not in ("press", "media")
    named = next((t.i for t in kids(sentence, head, "appos") if t.pos == "PROPN"), head)
    return phrase(sentence, named) if media else None


def _ourselves(annotated: Annotated, sentence: Sentence, head: int) -> str | None:
    """The outlet of the report itself, by a part of its name: "told the Herald"."""
    outlet = annotated.report.outlet or ""
    if any(t.text.lower() == "this" for t in kids(sentence, head, "det")):  # "told this newspaper"
        return outlet or None if sentence.tokens[head].lemma in lexicon().group("media") else None
    named = phrase(sentence, head)
    full, short = set(outlet.lower().split()), named.lower().split()
    whole = sentence.tokens[head].text[:1].isupper() and len(short) < 4
    return outlet if whole and short and full.issuperset(short) else None


def _spoken_to(sentence: Sentence, cueing: Cueing) -> int | None:
    """The newsroom of "in an interview with X, he said", "speaking to X", "a doctor who spoke to X"."""
    heads = [cueing.head] if cueing.source is None else [cueing.head, cueing.source]
    first, last = cueing.block
    talks = [t.i for t in sentence.tokens[first:last] if t.lemma in _TALKS]
    talks += [t.i for t in sentence.tokens[: _opening(sentence, first)] if t.lemma in _TALKS]
    for head in heads:
        verbs = [*kids(sentence, head, "advcl", "acl", "relcl"), *_apposed(sentence, head)]
        talks += [t.i for t in verbs if t.lemma in _TALKING]
    for prep in (p for talk in talks for p in kids(sentence, talk, "prep", "dative")):
        if prep.lemma in ("to", "with"):
            return next((t.i for t in kids(sentence, prep.i, "pobj")), None)
    return None


def _apposed(sentence: Sentence, head: int) -> Iterator[Token]:
    for beside in kids(sentence, head, "appos"):
        yield from kids(sentence, beside.i, "acl", "relcl")


def _quoting(hearing: Hearing, cueing: Cueing) -> Iterator[str]:
    """The agency in "a video quoted by the agency" and "through its agency", inside the block."""
    sentence = hearing.sentence
    first, last = cueing.block
    for token in sentence.tokens[first:last]:
        handed = token.lemma in lexicon().group("publishing") and token.tag == "VBN"
        if handed or token.lemma in ("through", "via"):
            by = [token] if not handed else kids(sentence, token.i, "agent", "prep")
            for who in (o.i for prep in by for o in kids(sentence, prep.i, "pobj")):
                name = _newsroom(hearing, who) or (_called(sentence, who) if handed else None)
                if name is not None:
                    yield name


def _called(sentence: Sentence, head: int) -> str | None:
    """The name of a newsroom that no table has: "quoted by the agency Meridian Press"."""
    if sentence.tokens[head].pos == "PROPN":
        return phrase(sentence, head)
    named = next((t.i for t in kids(sentence, head, "appos") if t.pos == "PROPN"), None)
    newsroom = sentence.tokens[head].lemma in (*lexicon().group("media"), "agency")
    return phrase(sentence, named) if newsroom and named is not None else None


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
        elif token.lemma in _TWEETING and token.pos == "NOUN" and token.dep == "pobj":
            yield "Twitter"
        elif token.text.lower() == "media" and tokens[token.i - 1].text.lower() == "social":
            yield "social media"
    if tokens[cueing.head].lemma in _TWEETING:
        yield "Twitter"


def _opening(sentence: Sentence, first: int) -> int:
    """Length of a prepositional opening in front of the block ("In a post on Telegram, X said")."""
    tokens = sentence.tokens
    if first == 0 or tokens[0].pos != "ADP" or tokens[first - 1].text != ",":
        return 0
    return first if not any(t.tag in ("VBD", "VBZ", "VBP") for t in tokens[:first]) else 0
