"""Reporting verbs in a sentence: who speaks, and which of its words are what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.claims.blocks import Block, block_around
from dateline.claims.cues import Cue, lexicon
from dateline.claims.extents import Range, right_content, trimmed
from dateline.claims.said import STOPS, marked_clause, what_was_said
from dateline.records import Sentence, Stance, Token
from dateline.syntax import extent, kids

_ONE = frozenset({"he", "she", "they"})
_CARRY_ON = frozenset({"go", "continue", "have", "keep", "seek", "begin", "try", "rush", "repeat"})


@dataclass(frozen=True, slots=True)
class Cueing:
    """One place where a sentence attributes words, before its source is looked up.

    Token indices count in the sentence; ranges are (first, last exclusive). ``block`` is the
    stretch of the attribution itself (source, cue, addressee, channel).
    """

    head: int
    first: int
    last: int
    speech: str
    source: int | None
    content: tuple[Range, ...]
    style: str
    stance: Stance = "asserts"
    block: Range = (0, 0)
    addressee: int | None = None
    carriers: tuple[int, ...] = ()  # heads of those who hand the words on
    confirmed: bool = True
    inherits: bool = False  # the source is that of the attribution before
    governor: int | None = None  # the verb that a participle of citing hangs on


def verb_cues(sentence: Sentence) -> Iterator[Cueing]:
    """Every reporting verb of the sentence that has a speaker and something said, in text order."""
    lexical = lexicon()
    for token in sentence.tokens:
        if _is_verb(sentence, token):
            rows = lexical.verbs.get(_lexeme(sentence, token), ())
        else:
            rows = _mistaken_rows(sentence, token)
        if rows and not _unsaid(sentence, token) and not _is_object(sentence, token):
            yield from _read(sentence, token, rows)


def _is_verb(sentence: Sentence, token: Token) -> bool:
    """A verb; one that the parser took for an adjective only behind a comma or a quotation."""
    if token.dep == "aux" or (token.pos != "VERB" and not token.tag.startswith("VB")):
        return False
    return token.dep not in ("amod", "compound") or (
        token.i > 0 and sentence.tokens[token.i - 1].text in STOPS
    )


def _is_object(sentence: Sentence, verb: Token) -> bool:
    """Is it a noun that the tagger took for a verb behind another: "Army denies claim", in a headline?"""
    if sentence.part != "headline" or verb.i == 0 or verb.tag not in ("VB", "VBP"):
        return False
    before = sentence.tokens[verb.i - 1]
    return verb.head == before.i and any(c.stance == "denies" for c in lexicon().verbs.get(before.lemma, ()))


def _lexeme(sentence: Sentence, verb: Token) -> str:
    """The lemma with its particle: "call off" is not "call"."""
    particle = next((t.text.lower() for t in kids(sentence, verb.i, "prt")), None)
    return verb.lemma if particle is None else f"{verb.lemma} {particle}"


def _mistaken_rows(sentence: Sentence, token: Token) -> tuple[Cue, ...]:
    """The rows of a "Says" or "charges" that the tagger took for a noun: in a headline, or as last word."""
    word = token.text.lower()
    if token.pos not in ("NOUN", "PROPN") or not word.endswith("s"):
        return ()
    closing = [t.text for t in sentence.tokens[token.i + 1 : token.i + 2]] in ([], ["."], [","])
    comma = any(t.text in (",", "”", '"') for t in sentence.tokens[max(0, token.i - 6) : token.i - 1])
    if sentence.part != "headline" and not (closing and comma and token.i > 1):
        return ()
    stems = [word[:-1], word[:-2]] + ([word[:-3] + "y"] if word.endswith("ies") else [])
    return next((rows for stem in stems if (rows := lexicon().verbs.get(stem))), ())


def _unsaid(sentence: Sentence, verb: Token) -> bool:
    """A bare infinitive or modal speaks of words not yet said ("expected to announce")."""
    if verb.tag == "VBG" and verb.i > 0 and sentence.tokens[verb.i - 1].text.lower() == "as":
        return True  # "quoted as saying" is read from the verb of quoting
    helpers = list(kids(sentence, verb.i, "aux"))
    if any(t.tag == "MD" and t.lemma in ("will", "would", "may", "might", "should", "must", "shall", "could")
           and not any(kids(sentence, verb.i, "neg")) for t in helpers):  # fmt: skip
        return True
    infinitive = any(t.tag == "TO" for t in helpers)
    return infinitive and sentence.tokens[verb.head].lemma not in _CARRY_ON


def _read(sentence: Sentence, verb: Token, rows: tuple[Cue, ...]) -> Iterator[Cueing]:
    passive = any(t.dep in ("auxpass", "nsubjpass") for t in kids(sentence, verb.i))
    reduced = (
        verb.tag == "VBN" and verb.dep in ("acl", "relcl") and not any(kids(sentence, verb.i, "aux", "nsubj"))
    )
    reporting = (
        reduced and verb.i > 0 and sentence.tokens[verb.i - 1].text == "," and _that_follows(sentence, verb)
    )
    if (passive or reduced) and not reporting:
        yield from _passive(sentence, verb, rows, reduced)
        return
    for cue in rows:
        found = _active(sentence, verb, cue)
        if found is not None:
            yield found
            return


def _that_follows(sentence: Sentence, verb: Token) -> bool:
    """ "The chief, a colonel, announced on Sunday that ...", taken by the parser for a passive."""
    return any(
        sentence.tokens[extent(sentence, t.i)[0]].text.lower() == "that"
        for t in kids(sentence, verb.i, "ccomp")
    )


def _passive(sentence: Sentence, verb: Token, rows: tuple[Cue, ...], reduced: bool) -> Iterator[Cueing]:
    """ "The attack was claimed by the group", "a raid reported by residents": the agent speaks."""
    agent = next((o.i for by in kids(sentence, verb.i, "agent") for o in kids(sentence, by.i, "pobj")), None)
    cue = next((c for c in rows if {"object", "clause"} & c.takes), None)
    if agent is None or cue is None:
        return
    told = next((t.i for t in kids(sentence, verb.i, "nsubjpass")), None)
    if "addressee" in cue.takes and "object" not in cue.takes and told is not None:
        block = Block(
            min(told, verb.i), extent(sentence, agent)[1], agent, told
        )  # "the agency was told by X"
        marked = marked_clause(sentence, verb, Block(block.first, agent + 1, agent, told))
        said = right_content(sentence, verb.i, marked) if marked is not None else ()
        if said:
            yield _cueing(sentence, verb, cue, block, said, "clausal")
        return
    if reduced:
        content = (extent(sentence, verb.head)[0], verb.i)
    else:
        subjects = [t.i for t in kids(sentence, verb.i, "nsubjpass", "csubjpass")]
        if not subjects:
            return
        content = extent(sentence, subjects[0])
    if sentence.tokens[verb.head if reduced else content[0]].lemma in lexicon().group("acts"):
        return
    block = Block(verb.i, extent(sentence, agent)[1], agent, None)
    yield _cueing(sentence, verb, cue, block, trimmed(sentence, *content), "passive")


def _active(sentence: Sentence, verb: Token, cue: Cue) -> Cueing | None:
    block = block_around(sentence, verb, cue.takes, cue.prepositions)
    if block.source is None and not block.inherits:
        return None
    if cue.subjects and (
        block.source is None or not _may_speak(sentence, verb, sentence.tokens[block.source], cue)
    ):
        return None
    read = what_was_said(sentence, verb, cue, block)
    return _cueing(sentence, verb, cue, block, read[1], read[0]) if read else None


def _may_speak(sentence: Sentence, verb: Token, source: Token, cue: Cue) -> bool:
    """One of those who speak so, or a pronoun for one who saw what people report ("he saw 40 bodies")."""
    told = any(t.lemma in lexicon().group("incidents") for t in kids(sentence, verb.i, "dobj"))
    return source.lemma in cue.subjects or (source.lemma in _ONE and told)


def _cueing(
    sentence: Sentence, verb: Token, cue: Cue, block: Block, content: tuple[Range, ...], style: str
) -> Cueing:
    first, last = cue_words(sentence, verb.i)
    negated, neither = any(kids(sentence, verb.i, "neg")), _neither(sentence, verb)
    stance, confirmed = cue.stance, not (negated or neither)
    if negated and cue.speech == "think":
        stance, confirmed = "denies", True
    elif neither:
        stance = "asserts"
    elif negated and cue.stance == "denies":
        stance, confirmed = "asserts", True  # "did not dispute the loss"
    return Cueing(
        head=verb.i, first=first, last=last, speech=cue.speech, source=block.source, content=content,
        style=style, stance=stance, block=(block.first, block.last), addressee=block.addressee,
        confirmed=confirmed, inherits=block.inherits,
    )  # fmt: skip


def _neither(sentence: Sentence, verb: Token) -> bool:
    """ "Neither confirmed nor denied it", for either verb."""
    first = verb.head if verb.dep == "conj" else verb.i
    return any(t.lemma == "neither" for t in kids(sentence, first, "preconj", "cc", "advmod", "det"))


def cue_words(sentence: Sentence, verb: int) -> Range:
    """The verb with the auxiliaries and negation that stand right before it."""
    first = verb
    helpers = {t.i for t in kids(sentence, verb, "aux", "auxpass", "neg", "advmod")}
    while first - 1 in helpers:
        first -= 1
    while first < verb and sentence.tokens[first].dep == "advmod":
        first += 1
    return first, verb + 1
