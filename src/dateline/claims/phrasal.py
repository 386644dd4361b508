"""Attribution without a reporting verb: "according to X", "by X's account", "as X put it"; citing."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.blocks import Block
from dateline.claims.cues import lexicon
from dateline.claims.extents import Range, left_content, right_content
from dateline.claims.nounphrases import left_edge, right_edge, with_apposition
from dateline.claims.speech import Cueing
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_EDGES = frozenset({",", ";", "—", "–", "-", "--", "”", '"'})


def phrase_cues(sentence: Sentence) -> Iterator[Cueing]:
    """The prepositional sources of a sentence and those whom it cites, in text order."""
    words = [t.text.lower() for t in sentence.tokens]
    for i in range(len(words)):
        found = _according(sentence, words, i) or _owned(sentence, words, i) or _as_put(sentence, words, i)
        found = found or _handed(sentence, i)
        if found is not None and found.content:
            yield found


def _according(sentence: Sentence, words: list[str], i: int) -> Cueing | None:
    for phrase in lexicon().phrases["according"]:
        if words[i] != phrase[0] or tuple(words[i : i + len(phrase)]) != phrase:
            continue
        source = _nominal_after(sentence, i + len(phrase))
        if source is None or sentence.tokens[source].lemma in lexicon().group("unspeaking"):
            return None
        cue = (i, i + len(phrase))
        return _placed(sentence, cue, Block(i, with_apposition(sentence, source), source, None), "say")
    return None


def _nominal_after(sentence: Sentence, start: int) -> int | None:
    """Head of the noun phrase that starts at ``start``."""
    for token in sentence.tokens[start : start + 14]:
        if token.text in _EDGES and not _hyphen(sentence, token.i):
            return None
        if token.pos in _NOMINAL and token.dep not in ("compound", "poss", "nmod", "amod", "npadvmod"):
            return token.i
    return None


def _hyphen(sentence: Sentence, i: int) -> bool:
    """Whether the dash joins two words."""
    return sentence.tokens[i].text == "-" and sentence.tokens[i - 1].end == sentence.tokens[i].start


def _owned(sentence: Sentence, words: list[str], i: int) -> Cueing | None:
    """ "By the army's account", "in his words", "by another count, from the agency"."""
    phrases = lexicon().phrases
    if (words[i],) not in phrases["owned_before"]:
        return None
    noun = next((t for t in kids(sentence, i, "pobj")), None)
    if noun is None or (noun.text.lower(),) not in phrases["owned_after"]:
        return None
    owner = next((t.i for t in kids(sentence, noun.i, "poss")), None)
    last = right_edge(sentence, noun.i)
    if owner is None:
        owner = _named_behind(sentence, noun.i)
        if owner is None:
            return None
        last = max(with_apposition(sentence, noun.i), with_apposition(sentence, owner))
    return _placed(sentence, (i, noun.i + 1), Block(i, last, owner, None), "claim")


def _named_behind(sentence: Sentence, noun: int) -> int | None:
    """Whose account it is where that follows: "of the army", ", from the agency"."""
    for prep in sentence.tokens[noun + 1 : noun + 3]:
        if prep.lemma in ("of", "from", "by"):
            return next((t.i for t in kids(sentence, prep.i, "pobj")), None)
    return None


def _as_put(sentence: Sentence, words: list[str], i: int) -> Cueing | None:
    """ "..., as the agency reckons": a clause of "as" with a bare reporting verb."""
    if words[i] != "as":
        return None
    verb = sentence.tokens[sentence.tokens[i].head]
    if verb.i <= i or (verb.lemma,) not in lexicon().phrases["as_put"]:
        return None
    if any(kids(sentence, verb.i, "ccomp", "xcomp")):
        return None
    agents = _agents(sentence, verb.i) if verb.tag == "VBN" else ()  # "as reported by partners"
    source = next((t for t in (*_subjects_of(sentence, verb.i), *agents) if i < t), None)
    last = extent(sentence, verb.i)[1]
    if source is None or last - i > 14:
        return None
    return _placed(sentence, (verb.i, verb.i + 1), Block(i, last, source, None), "say")


def _placed(sentence: Sentence, cue: Range, block: Block, speech: str) -> Cueing:
    """The content around a prepositional source: in front of it, or behind where it opens the clause."""
    tokens = sentence.tokens
    governor = _governor(sentence, tokens[cue[0]].head)
    opens = block.first == 0 or _opens_clause(sentence, block.first, governor)
    complete = not opens and governor < block.first
    right = right_content(
        sentence, governor, block.last, after=not opens, complete=complete, over_all=block.first == 0
    )
    content = right if opens else (*left_content(sentence, cue[0], block), *right)
    return Cueing(
        head=cue[0], first=cue[0], last=cue[1], speech=speech, source=block.source, content=content,
        style="according", block=(block.first, block.last),
    )  # fmt: skip


def _opens_clause(sentence: Sentence, first: int, governor: int) -> bool:
    """Whether only the word that joins a clause stands before the phrase: "and", "that,", "where,"."""
    before = first - 2 if sentence.tokens[first - 1].text == "," else first - 1
    if before < 0:
        return False
    token = sentence.tokens[before]
    joins = token.pos in ("CCONJ", "SCONJ") or token.tag in ("WRB", "WDT", "WP")
    return joins and (before == 0 or governor > first)


def _governor(sentence: Sentence, i: int) -> int:
    """The verb that the phrase hangs on, whose clause bounds what is attributed."""
    token: Token = sentence.tokens[i]
    seen = set()
    while token.i not in seen and token.pos not in ("VERB", "AUX"):
        seen.add(token.i)
        token = sentence.tokens[token.head]
    return token.i


def _handed(sentence: Sentence, i: int) -> Cueing | None:
    """ "Citing witnesses", "quoted the mayor as saying", "was quoted by X as saying"."""
    verb = sentence.tokens[i]
    if verb.lemma not in lexicon().group("handing") or verb.pos != "VERB":
        return None
    passive = [t.i for t in kids(sentence, i, "nsubjpass")]
    objects = [t.i for t in kids(sentence, i, "dobj") if t.i > i]
    source = next(iter(passive or objects), None)
    if source is None:
        return None
    carriers = _agents(sentence, i) if passive else _subjects(sentence, i)
    saying = _saying(sentence, i)
    if saying is not None:
        block = Block(min([source, i, *carriers]), saying + 1, source, None)
        content = right_content(sentence, i, saying + 1) or left_content(sentence, i, block)
        return Cueing(
            head=i, first=i, last=saying + 1, speech="say", source=source, content=content,
            style="clausal", block=(block.first, block.last), carriers=carriers,
        )  # fmt: skip
    if passive:
        return None
    return _citing(sentence, verb, source, carriers)


def _agents(sentence: Sentence, i: int) -> tuple[int, ...]:
    return tuple(
        o.i
        for by in kids(sentence, i, "agent", "prep")
        if by.lemma == "by"
        for o in kids(sentence, by.i, "pobj")
    )


def _subjects_of(sentence: Sentence, i: int) -> tuple[int, ...]:
    return tuple(t.i for t in kids(sentence, i, "nsubj"))


def _subjects(sentence: Sentence, i: int) -> tuple[int, ...]:
    verb = sentence.tokens[i]
    found = _subjects_of(sentence, i)
    if found or verb.dep not in ("advcl", "conj", "xcomp"):
        return found
    return _subjects_of(sentence, _beside(sentence, i))


def _beside(sentence: Sentence, participle: int) -> int:
    """The verb that a participle goes with: the reporting verb right in front of its comma, else its head."""
    before = sentence.tokens[max(0, participle - 2) : participle]
    if len(before) == 2 and before[1].text == "," and before[0].lemma in lexicon().verbs:
        return before[0].i
    return sentence.tokens[participle].head


def _saying(sentence: Sentence, i: int) -> int | None:
    """The "saying" of "as saying" behind the verb."""
    tokens = sentence.tokens
    for token in tokens[i + 1 : i + 25]:
        if token.text.lower() == "as" and token.i + 1 < len(tokens):
            following = tokens[token.i + 1]
            if following.tag == "VBG" and following.lemma in lexicon().verbs:
                return following.i
    return None


def _citing(sentence: Sentence, verb: Token, source: int, carriers: tuple[int, ...]) -> Cueing | None:
    """A participle beside the words of a report: the source cited answers for all of them."""
    above = sentence.tokens[_beside(sentence, verb.i)]
    first, last = verb.i, right_edge(sentence, source)
    if verb.tag != "VBG" or above.i == verb.i or left_edge(sentence, source) < first:
        return None
    if extent(sentence, above.i)[0] < first:
        content = left_content(sentence, verb.i, Block(first, last, source, None))
        content = content or ((extent(sentence, above.i)[0], first),)
    else:
        content = right_content(sentence, above.i, last)
    return Cueing(
        head=verb.i, first=first, last=first + 1, speech="cite", source=source, content=content,
        style="according", block=(first, last), carriers=carriers, governor=above.i,
    )  # fmt: skip
