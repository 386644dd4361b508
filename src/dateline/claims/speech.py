"""Reporting verbs in a sentence: who speaks, and which of its words are what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.claims.blocks import Block, block_around
from dateline.claims.cues import Cue, lexicon
from dateline.claims.extents import Range, left_content, right_content, trimmed
from dateline.claims.nounphrases import left_edge
from dateline.records import Sentence, Stance, Token
from dateline.syntax import extent, kids

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ONE = frozenset({"he", "she", "they"})
_MARKS = frozenset({"that", "whether", "how", "why", "where", "when", "what", "if", "who"})
_OPENING = frozenset({"“", '"', "``", "«", "''"})
_CLOSING = frozenset({"”", '"', "''", "»"})
_STOPS = frozenset({",", ".", ";", ":", "—", "–", "-", "--", ")", "!", "?", *_CLOSING})
_BESIDE = frozenset({"as", "after", "while", "amid", "before", "following", "when", "and", "but"})
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
        token.i > 0 and sentence.tokens[token.i - 1].text in _STOPS
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
        marked = _marked_clause(sentence, verb, Block(block.first, agent + 1, agent, told))
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
    style, content = _relative(sentence, verb, cue) or _content(sentence, verb, cue, block)
    if not content and not _alone(sentence, cue, block):
        return None
    if sentence.part == "headline" and cue.stance == "denies" and style == "inverted":
        style, content = "clausal", _denied_beside(sentence, verb)
    return _cueing(sentence, verb, cue, block, content, style)


def _may_speak(sentence: Sentence, verb: Token, source: Token, cue: Cue) -> bool:
    """One of those who speak so, or a pronoun for one who saw what people report ("he saw 40 bodies")."""
    told = any(t.lemma in lexicon().group("incidents") for t in kids(sentence, verb.i, "dobj"))
    return source.lemma in cue.subjects or (source.lemma in _ONE and told)


def _denied_beside(sentence: Sentence, verb: Token) -> tuple[Range, ...]:
    """ "Rebels Seize Town, Army Denies Loss": the first half is told, and taken up by the second."""
    return trimmed(sentence, verb.i + 1, len(sentence.tokens)) or ((verb.i, verb.i + 1),)


def _relative(sentence: Sentence, verb: Token, cue: Cue) -> tuple[str, tuple[Range, ...]] | None:
    """ "A charge that the army dismissed": the noun in front of the clause is what is spoken of."""
    if verb.dep not in ("relcl", "acl") or "object" not in cue.takes:
        return None
    noun, objects = sentence.tokens[verb.head], list(kids(sentence, verb.i, "dobj"))
    pronoun = any(t.tag in ("WDT", "WP") and t.i < verb.i for t in objects)
    bare = not objects and any(kids(sentence, verb.i, "nsubj")) and noun.lemma in lexicon().group("speech")
    if not pronoun and not bare:  # "an assertion the army dismissed"
        return None
    return ("relative", ((left_edge(sentence, noun.i), noun.i + 1),)) if _object_fits(noun, cue) else None


def _alone(sentence: Sentence, cue: Cue, block: Block) -> bool:
    """A sentence that is nothing but "she said": its content is the quotation before it."""
    rest = (*sentence.tokens[: block.first], *sentence.tokens[block.last :])
    return "quote" in cue.takes and all(t.pos in ("PUNCT", "SPACE") for t in rest)


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


def _content(sentence: Sentence, verb: Token, cue: Cue, block: Block) -> tuple[str, tuple[Range, ...]]:
    """What was said and in which construction; nothing when the verb does not report here."""
    after = sentence.tokens[block.last] if block.last < len(sentence.tokens) else None
    speaks = bool({"clause", "quote"} & cue.takes)
    marked = _marked_clause(sentence, verb, block)
    closed = speaks and _closed_left(sentence, block)
    if speaks and marked is not None and "clause" in cue.takes:
        return "clausal", right_content(sentence, verb.i, marked)
    if speaks and _quoted_next(sentence, block.last):
        before = closed and sentence.tokens[block.first - 1].text in _CLOSING
        before = before or (closed and sentence.tokens[block.first - 2].text in _CLOSING)
        left = left_content(sentence, verb.i, block) if before else ()
        return "quote", (*left, *_through_quotation(sentence, verb, block.last))
    side = after is not None and after.text.lower() in _BESIDE
    if closed and (after is None or after.text in _STOPS or side or _said_before(sentence, verb, block)):
        left = left_content(sentence, verb.i, block)
        if left or (verb.dep == "parataxis" and after is not None and after.text == ","):
            return _around(sentence, verb, block, left)
    if after is None:
        return "", ()
    if after.text == ":" and speaks:
        return "clausal", right_content(sentence, verb.i, block.last)
    if after.text in _STOPS and after.text not in _OPENING:
        return "", ()
    return _complement(sentence, verb, cue, block)


def _through_quotation(sentence: Sentence, verb: Token, start: int) -> tuple[Range, ...]:
    """Content behind the block from ``start``, at least to the end of the quotation that opens there."""
    tokens = sentence.tokens
    opening = next(t.i for t in tokens[start:] if t.text in _OPENING)
    closing = next((t.i for t in tokens[opening + 1 :] if t.tag == "''"), len(tokens) - 1)
    read = right_content(sentence, verb.i, start)
    end = max([closing + 1, *(last for _, last in read)])
    return trimmed(sentence, opening, end)


def _said_before(sentence: Sentence, verb: Token, block: Block) -> bool:
    """Whether what was said stands in front of the cue: "..., said X", or so by the parse."""
    if block.source is not None and block.source > verb.i:
        return True
    clauses = [t.i for t in kids(sentence, verb.i, "ccomp")]
    return bool(clauses) and max(clauses) < block.first


def _marked_clause(sentence: Sentence, verb: Token, block: Block) -> int | None:
    """Where a "that" clause of the verb starts, also behind an insertion between commas."""
    for token in sentence.tokens[block.last : block.last + 1]:
        if token.text.lower() in _MARKS and token.tag != "DT":
            return token.i
    for clause in kids(sentence, verb.i, "ccomp"):
        for mark in kids(sentence, clause.i, "mark"):
            if clause.i > verb.i and mark.i >= block.last and mark.text.lower() == "that":
                return mark.i
    return None


def _quoted_next(sentence: Sentence, i: int) -> bool:
    tokens = sentence.tokens
    if i < len(tokens) and tokens[i].text in (",", ":"):
        i += 1
    return i < len(tokens) and tokens[i].text in _OPENING


def _closed_left(sentence: Sentence, block: Block) -> bool:
    if block.first == 0:
        return False
    before = sentence.tokens[block.first - 1].text
    return before in _STOPS and before != ":"


def _around(
    sentence: Sentence, verb: Token, block: Block, left: tuple[Range, ...]
) -> tuple[str, tuple[Range, ...]]:
    """Content in front of the cue, and behind it where the sentence goes on with it."""
    finite = any(_states(sentence, t, verb) for first, last in left for t in sentence.tokens[first:last])
    if sentence.tokens[block.last : block.last + 1] and sentence.tokens[block.last].text == ":":
        return "parenthetical", (*left, *trimmed(sentence, block.last + 1, len(sentence.tokens)))
    right = right_content(sentence, verb.i, block.last, after=True, complete=finite)
    if not finite and not right:
        quoted = any(sentence.tokens[i].text in _CLOSING for _, last in left for i in (last - 1,))
        after = block.source is not None and block.source > verb.i  # "Thirteen dead, says the mayor"
        if not quoted and not after and sentence.part != "headline":
            return "", ()
    return ("parenthetical" if right else "inverted"), (*left, *right)


def _states(sentence: Sentence, token: Token, cue: Token) -> bool:
    """A finite verb on the level of the cue, not of a clause below: with it the words are whole."""
    if token.tag not in _FINITE:
        return _is_past(sentence, token, cue)
    verb = sentence.tokens[token.head] if token.dep in ("aux", "auxpass") else token
    while verb.dep == "conj":
        verb = sentence.tokens[verb.head]
    if verb.dep == "acl" and verb.tag == "VBD":
        return True  # "The raid killed 30", taken for "the raid that killed 30"
    if verb.dep in ("advcl", "relcl", "acl", "pcomp", "csubj"):
        return False
    beside = cue.dep == "parataxis" and verb.dep == "ccomp" and verb.head == cue.head
    return verb.dep == "ROOT" or verb.head == cue.i or cue.head == verb.i or beside


def _is_past(sentence: Sentence, token: Token, cue: Token) -> bool:
    """A past form that the tagger took for another: with a subject of its own, or an object behind it.

    "Gunmen killed nine farmers" is no noun with a participle, as a participle of the passive has no object.
    """
    if token.tag == "VB" and token.dep == "ccomp" and token.head == cue.i:
        return any(kids(sentence, token.i, "nsubj")) and not any(kids(sentence, token.i, "aux"))
    if token.tag != "VBN" or token.dep != "acl":
        return False
    subject = sentence.tokens[token.head]
    loose = subject.dep in ("dep", "npadvmod", "nsubj", "ROOT") and subject.head in (cue.i, subject.i)
    return loose and any(kids(sentence, token.i, "dobj"))


def _complement(sentence: Sentence, verb: Token, cue: Cue, block: Block) -> tuple[str, tuple[Range, ...]]:
    """Content behind the cue in one of the shapes that the verb takes."""
    for child in kids(sentence, verb.i):
        if child.i < block.last or not _fits(sentence, child, cue):
            continue
        return "clausal", right_content(sentence, verb.i, block.last)
    if "clause" in cue.takes and _clause_follows(sentence, block.last):
        return "clausal", right_content(sentence, verb.i, block.last)
    return "", ()


def _fits(sentence: Sentence, child: Token, cue: Cue) -> bool:
    if child.dep in ("ccomp", "advcl") and "clause" in cue.takes and child.dep == "ccomp":
        return True
    if child.dep == "xcomp" or (child.dep == "ccomp" and "infinitive" in cue.takes):
        infinitive = any(t.tag == "TO" for t in kids(sentence, child.i, "aux"))
        gerund = child.tag == "VBG"
        return ("infinitive" in cue.takes and infinitive) or ("gerund" in cue.takes and gerund)
    if child.dep == "prep":
        return child.lemma in cue.prepositions and not any(
            t.ent in ("DATE", "TIME") for t in kids(sentence, child.i, "pobj")
        )
    if child.dep in ("dobj", "attr", "oprd"):
        return _object_fits(child, cue)
    return child.dep == "ccomp" and "small" in cue.takes


def _object_fits(noun: Token, cue: Cue) -> bool:
    if noun.lemma in cue.acts or noun.text.lower() in cue.acts:
        return False
    if "object" in cue.takes:
        return not cue.objects or noun.lemma in cue.objects or noun.tag in ("DT", "PRP")
    return "small" in cue.takes


def _clause_follows(sentence: Sentence, i: int) -> bool:
    """A noun phrase and then a finite verb right behind the cue: a clause that the parser missed."""
    if sentence.tokens[i].tag in ("TO", "IN", "VB", "CC"):
        return False
    finite = next((t for t in sentence.tokens[i:] if t.tag in _FINITE or t.text in _STOPS), None)
    return finite is not None and finite.tag in _FINITE and finite.i > i
