"""Which words of a sentence a reporting verb reports, and in which construction."""

from __future__ import annotations

from dateline.claims.blocks import Block
from dateline.claims.cues import Cue, lexicon
from dateline.claims.extents import Range, left_content, right_content, trimmed
from dateline.claims.nounphrases import left_edge
from dateline.records import Sentence, Token
from dateline.syntax import kids

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = frozenset({"that", "whether", "how", "why", "where", "when", "what", "if", "who"})
_OPENING = frozenset({"“", '"', "``", "«", "''"})
_CLOSING = frozenset({"”", '"', "''", "»"})
STOPS = frozenset({",", ".", ";", ":", "—", "–", "-", "--", ")", "!", "?", *_CLOSING})
_BESIDE = frozenset({"as", "after", "while", "amid", "before", "following", "when", "and", "but"})


def what_was_said(
    sentence: Sentence, verb: Token, cue: Cue, block: Block
) -> tuple[str, tuple[Range, ...]] | None:
    """The construction and what was said in it; None when the verb does not report here."""
    style, content = _relative(sentence, verb, cue) or _content(sentence, verb, cue, block)
    if not content and not _alone(sentence, cue, block):
        return None
    if sentence.part == "headline" and cue.stance == "denies" and style == "inverted":
        return "clausal", _denied_beside(sentence, verb)
    return style, content


def _alone(sentence: Sentence, cue: Cue, block: Block) -> bool:
    """A sentence that is nothing but "she said": its content is the quotation before it."""
    rest = (*sentence.tokens[: block.first], *sentence.tokens[block.last :])
    return "quote" in cue.takes and all(t.pos in ("PUNCT", "SPACE") for t in rest)


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


def _content(sentence: Sentence, verb: Token, cue: Cue, block: Block) -> tuple[str, tuple[Range, ...]]:
    """What was said and in which construction; nothing when the verb does not report here."""
    after = sentence.tokens[block.last] if block.last < len(sentence.tokens) else None
    speaks = bool({"clause", "quote"} & cue.takes)
    marked = marked_clause(sentence, verb, block)
    closed = speaks and _closed_left(sentence, block)
    if speaks and marked is not None and "clause" in cue.takes:
        return "clausal", right_content(sentence, verb.i, marked)
    if speaks and _quoted_next(sentence, block.last):
        before = closed and sentence.tokens[block.first - 1].text in _CLOSING
        before = before or (closed and sentence.tokens[block.first - 2].text in _CLOSING)
        left = left_content(sentence, verb.i, block) if before else ()
        return "quote", (*left, *_through_quotation(sentence, verb, block.last))
    side = after is not None and after.text.lower() in _BESIDE
    if closed and (after is None or after.text in STOPS or side or _said_before(sentence, verb, block)):
        left = left_content(sentence, verb.i, block)
        if left or (verb.dep == "parataxis" and after is not None and after.text == ","):
            return _around(sentence, verb, block, left)
    if after is None:
        return "", ()
    if after.text == ":" and speaks:
        return "clausal", right_content(sentence, verb.i, block.last)
    if after.text in STOPS and after.text not in _OPENING:
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


def marked_clause(sentence: Sentence, verb: Token, block: Block) -> int | None:
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
    return before in STOPS and before != ":"


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
    if child.dep == "ccomp" and "clause" in cue.takes:
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
    finite = next((t for t in sentence.tokens[i:] if t.tag in _FINITE or t.text in STOPS), None)
    return finite is not None and finite.tag in _FINITE and finite.i > i
