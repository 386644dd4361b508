"""Where attributed words begin and end in their sentence."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.claims.blocks import Block
from dateline.claims.cues import lexicon
from dateline.records import Sentence, Token
from dateline.syntax import extent, kids

Range = tuple[int, int]  # first token, last token exclusive

_TRIM_LEFT = frozenset({",", ":", ";", "—", "–", "-", "--", ")", "..."})
_TRIM_RIGHT = frozenset({",", ":", ";", "—", "–", "-", "--", ".", "("})
_JOINING = frozenset({"and", "but", "while", "after", "when"})
_MIDWAY = frozenset({"VBD", "VBZ", "VBP", "MD"})


def right_content(
    sentence: Sentence,
    verb: int,
    start: int,
    *,
    after: bool = False,
    complete: bool = False,
    over_all: bool = False,
) -> tuple[Range, ...]:
    """What stands behind the block from token ``start``, as far as it is attributed.

    ``after`` says that the content began in front of the block; ``complete`` that what stands there
    is a whole clause, so that "as", "while" or a new sentence behind it is the outlet's own; ``over_all``
    that the block opens its sentence and goes with all clauses of it ("according to X, 3 died and 5 fled").
    """
    end = _region_end(sentence, verb, start)
    end = _past_semicolon(sentence, end) if after and complete else end
    stops = _stops(sentence, verb, start, after=after and complete, midway=after and not complete)
    end = min([end, *(_other_speakers(sentence, verb, start) if over_all else stops)])
    end = min(end, _aside(sentence, start, end, open_here=after and complete))
    if after and complete and not _goes_on(sentence, start, end):
        return ()
    return trimmed(sentence, start, end)


def left_content(sentence: Sentence, verb: int, block: Block) -> tuple[Range, ...]:
    """What stands in front of the block, from the start of its clause."""
    token = sentence.tokens[verb]
    start = 0
    if token.dep in ("parataxis", "ccomp", "advcl", "conj", "relcl", "acl", "dep") and token.head != verb:
        above = extent(sentence, token.head)[0]
        own = extent(sentence, verb)[0]
        whole = all(_finite(sentence, t) for t in kids(sentence, verb, "ccomp"))
        start = own if own < block.first - 1 and token.dep == "conj" and whole else above
    start = max(_after_semicolon(sentence, start, block.first), _opened(sentence, block.first))
    return trimmed(sentence, start, block.first)


def _opened(sentence: Sentence, end: int) -> int:
    """Where the quotation opens that is still open at token ``end``; 0 if none is."""
    opened = 0
    for token in sentence.tokens[:end]:
        opened = token.i if token.tag == "``" else 0 if token.tag == "''" else opened
    return opened


def trimmed(sentence: Sentence, first: int, last: int) -> tuple[Range, ...]:
    """The range without the punctuation at its edges; empty if nothing is left."""
    while first < last and sentence.tokens[first].text in _TRIM_LEFT:
        first += 1
    while last > first and sentence.tokens[last - 1].text in _TRIM_RIGHT:
        last -= 1
    if not any(t.pos not in ("PUNCT", "SPACE", "CCONJ") for t in sentence.tokens[first:last]):
        return ()
    return ((first, last),)


def _region_end(sentence: Sentence, verb: int, start: int) -> int:
    token = sentence.tokens[verb]
    if token.dep == "ROOT":
        return len(sentence.tokens)
    end = extent(sentence, verb)[1]
    if token.dep != "parataxis" and end > start:
        return end
    while token.dep != "ROOT" and end <= start + 1:
        token = sentence.tokens[token.head]
        end = max(end, extent(sentence, token.i)[1])
    return max(end, min(start, len(sentence.tokens)))


def _past_semicolon(sentence: Sentence, end: int) -> int:
    """To the end of the sentence, where a semicolon goes on with what nobody else is credited with."""
    mark = next(
        (i for i in (end - 1, end) if sentence.tokens[i : i + 1] and sentence.tokens[i].text == ";"), None
    )
    if mark is None:
        return end
    another = any(_reports(t) or t.lemma == "accord" for t in sentence.tokens[mark + 1 :])
    own = another or _tense_breaks(sentence, mark + 1, len(sentence.tokens))
    return end if own else len(sentence.tokens)


def _stops(sentence: Sentence, verb: int, start: int, *, after: bool, midway: bool = False) -> Iterable[int]:
    """Where something else than the content begins: a further verb of the same speaker.

    ``midway`` says that the cue stands between the subject and the verb of what was said, which the
    parser may take for a second verb of the speaker's ("the base, he said, was empty").
    """
    lexical = lexicon()
    yield from (t.i - 1 for t in sentence.tokens[start + 1 :] if rejoins(sentence, t))
    for child in kids(sentence, verb):
        first = extent(sentence, child.i)[0]
        if child.i <= start or first <= start:
            continue
        if child.dep == "cc":
            joined = next((t for t in kids(sentence, verb, "conj") if t.i > child.i), None)
            if joined is not None and _breaks(sentence, joined, after=after or midway):
                yield child.i
        elif child.dep == "conj" and _breaks(sentence, child, after=after) and not midway:
            yield first
        elif child.dep == "parataxis" or (child.dep == "advcl" and child.tag == "VBG"):
            reporting = child.lemma in lexical.verbs or child.lemma in lexical.group("handing")
            yield from (first,) if reporting else ()


def _other_speakers(sentence: Sentence, verb: int, start: int) -> Iterable[int]:
    """Where somebody else is said to have spoken, coordinated with a clause: "... and residents said"."""
    for child in kids(sentence, verb, "conj"):
        first = extent(sentence, child.i)[0]
        if first > start and child.lemma in lexicon().verbs and any(kids(sentence, child.i, "nsubj")):
            yield first


def rejoins(sentence: Sentence, token: Token) -> bool:
    """Whether a finite reporting verb is coordinated with a form that cannot be its equal.

    In "urged them to leave and called for a truce" the parser hangs "called" on "leave"; it goes with
    "urged".
    """
    if token.dep != "conj" or token.tag not in ("VBD", "VBZ") or token.lemma not in lexicon().verbs:
        return False
    below = sentence.tokens[token.head].tag in ("VB", "VBN", "VBG")
    return below and not any(kids(sentence, token.i, "nsubj", "aux"))


def _breaks(sentence: Sentence, joined: Token, *, after: bool) -> bool:
    """Whether a verb coordinated with the cue leaves the content.

    It does when it reports; in front of ", he said, and" a subject of its own keeps it inside, while
    behind "he said that ..." it opens a new statement of the outlet's, unless its tense is that of
    reported speech ("he said one had died, and two had been taken").
    """
    subjects = [t for t in kids(sentence, joined.i, "nsubj", "nsubjpass") if t.pos != "NUM"]
    owned = bool(subjects) and _finite(sentence, joined)  # "10 died and 37 were wounded" goes on
    if joined.lemma in lexicon().verbs:
        return True
    return not owned if after else owned and not _backshifted(sentence, joined)


def _finite(sentence: Sentence, verb: Token) -> bool:
    return verb.tag not in ("VBN", "VBG") or any(kids(sentence, verb.i, "aux", "auxpass"))


def _backshifted(sentence: Sentence, verb: Token) -> bool:
    helpers = {t.text.lower() for t in kids(sentence, verb.i, "aux")}
    return "would" in helpers or ("had" in helpers and verb.tag == "VBN")


def _aside(sentence: Sentence, start: int, end: int, *, open_here: bool) -> int:
    """Where an afterthought of the outlet's own begins inside the range, else ``end``."""
    words = [t.text.lower() for t in sentence.tokens]
    anywhere = lexicon().phrases["aside_anywhere"]
    for i in range(start, end):
        comma = i > 0 and words[i - 1] in (",", "—", "–")
        at_edge = i in (start, start + 1) and open_here
        if (comma or at_edge) and _afterthought(sentence, words, i) and not _inserted(sentence, i, end):
            return i
        if comma and (_another_reports(sentence, i, end) or _participle(sentence, i)):
            return i
        if i > start and _starts(words, i, anywhere) and _clausal(sentence, i):
            return i
    return end


def _afterthought(sentence: Sentence, words: list[str], i: int) -> bool:
    if sentence.tokens[i].pos == "NUM" and words[i + 2 : i + 3] == ["after"]:
        return True  # "two days after the town fell"
    return _starts(words, i, lexicon().phrases["aside_after_comma"]) and _clausal(sentence, i)


def _inserted(sentence: Sentence, i: int, end: int) -> bool:
    """Whether what it adds to comes only behind it: "that Shushi, as Armenians call it, was held"."""
    clause = sentence.tokens[sentence.tokens[i].head]
    return sentence.tokens[i].dep == "mark" and clause.i < clause.head < end


def _participle(sentence: Sentence, i: int) -> bool:
    """ "..., calling it a lie": the speaker's next statement, or what another verb reports."""
    return sentence.tokens[i].tag == "VBG" and _reports(sentence.tokens[i])


def _another_reports(sentence: Sentence, i: int, end: int) -> bool:
    """Whether a clause behind a comma tells of somebody else who spoke: ", and the army announced"."""
    if sentence.tokens[i].text.lower() not in _JOINING:
        return False
    for token in sentence.tokens[i + 1 : min(end, i + 25)]:
        if token.tag in ("VBD", "VBZ") and _reports(token) and token.dep not in ("relcl", "acl"):
            return any(i < t.i < token.i and t.pos != "PRON" for t in kids(sentence, token.i, "nsubj"))
    return False


def _reports(token: Token) -> bool:
    return token.lemma in lexicon().verbs or token.lemma in lexicon().figures


def _starts(words: list[str], i: int, phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(tuple(words[i : i + len(phrase)]) == phrase for phrase in phrases)


def _clausal(sentence: Sentence, i: int) -> bool:
    """Whether "as" and its like open a clause here and not "as well as" or "as president"."""
    token = sentence.tokens[i]
    if token.text.lower() in ("amid", "despite", "in"):
        return True
    if token.text.lower() in ("as", "even", "although", "though"):
        return any(t.tag in _MIDWAY for t in sentence.tokens[i : i + 12]) and not _comparing(sentence, i)
    return True


def _comparing(sentence: Sentence, i: int) -> bool:
    following = sentence.tokens[i + 1].text.lower() if i + 1 < len(sentence.tokens) else ""
    return (
        following in ("well", "if", "though", "many", "much", "long", "soon", "part", "a")
        and following != "a"
    )


def _goes_on(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words behind "..., he said" go on with a clause that was already whole."""
    opening = _first_word(sentence, start, end)
    if opening is None:
        return False
    if opening.text in ("“", '"', "``"):
        return True
    if sentence.tokens[start].text == ";":
        return not _tense_breaks(sentence, start, end)
    if opening.tag == "VBG":
        return not _reports(opening) and opening.text.lower() != "according"
    return opening.lemma in (
        "and",
        "but",
        "or",
        "include",
        "because",
        "who",
        "which",
        "that",
        "where",
        "with",
        "if",
        "so",
        "not",
        "since",
    )


def _first_word(sentence: Sentence, start: int, end: int) -> Token | None:
    return next((t for t in sentence.tokens[start:end] if t.text not in _TRIM_LEFT), None)


def _tense_breaks(sentence: Sentence, start: int, end: int) -> bool:
    """A present perfect behind a semicolon is the outlet's own view of things told in the past."""
    tokens = sentence.tokens[start:end]
    return any(
        a.text.lower() in ("have", "has")
        and any(b.tag == "VBN" or b.lemma == "be" for b in tokens[n + 1 : n + 3])
        for n, a in enumerate(tokens)
    )


def _after_semicolon(sentence: Sentence, start: int, end: int) -> int:
    """Behind the last semicolon, where the words before it have a cue of their own or are a headline."""
    last = max((t.i for t in sentence.tokens[start:end] if t.text == ";"), default=None)
    if last is None:
        return start
    cued = any(t.lemma in lexicon().verbs and t.pos == "VERB" for t in sentence.tokens[start:last])
    return last + 1 if cued or sentence.part == "headline" else start
