"""The shortest stretch of a sentence that states a proposition, without the attribution."""

from __future__ import annotations

from dateline.claims.context import Context
from dateline.claims.eventnouns import lasting
from dateline.claims.hits import Hit
from dateline.syntax import ancestors, extent, kids, subtree

# Dependents of the verb behind which something new begins.
_BREAKS = ("advcl", "parataxis", "conj", "cc", "dep")
_TRAILING = frozenset(",;:.–—-")


def stretch(context: Context, hit: Hit, cues: frozenset[int] = frozenset()) -> tuple[int, int]:
    """First and last-exclusive token of the words that state ``hit``.

    ``cues`` are tokens of attributions ("officials said"); the stretch stops short of them unless
    words of the proposition stand on both sides.
    """
    core = _core(context, hit)
    first, last = hit.trigger if hit.from_verb else min(core), max(core) + 1
    if hit.clause is None and hit.nominal:
        return _trim(context, first, last)
    last = _forward(context, hit, last, cues)
    return _trim(context, first, last)


def _core(context: Context, hit: Hit) -> set[int]:
    sentence = context.sentence
    core = {hit.trigger, hit.head, *hit.uses}
    for verb in {hit.trigger, hit.head}:
        core |= {
            k.i
            for k in kids(sentence, verb, "aux", "auxpass", "neg", "prt", "attr", "acomp")
            if k.dep not in ("attr", "acomp") or k.i in hit.uses or verb != hit.trigger
        }
    subjects = [u for u in hit.uses if context.token(u).dep in ("nsubj", "nsubjpass", "dobj")]
    roles = [*hit.places, *hit.counts, *hit.targets, *hit.actors, *subjects]
    for role in roles:
        if not _in_clause(context, hit, role):
            continue
        first, last = context.extent(_outermost(context, role, hit))
        core |= set(range(first, last))
    if hit.clause is not None or hit.nominal:
        first, last = context.extent(hit.trigger)
        measure = lasting(context, hit.trigger)
        core |= set(range(context.extent(measure)[0] if measure is not None else first, last))
    return core


def _outermost(context: Context, role: int, hit: Hit) -> int:
    """The whole phrase: up to the measure ("hundreds of troops") or the subject ("the road between ...")."""
    subjects = {
        k.i for head in (hit.trigger, hit.head) for k in kids(context.sentence, head, "nsubj", "nsubjpass")
    }
    above = next((a.i for a in ancestors(context.sentence, role) if a.i in subjects), None)
    if above is not None and not hit.nominal:
        return above
    token = context.token(role)
    while token.dep == "pobj":
        prep = context.token(token.head)
        measure = context.token(prep.head)
        nominal = measure.pos in ("NOUN", "NUM", "ADJ")
        if prep.lemma != "of" or measure.i in (hit.trigger, hit.head) or not nominal:
            break
        token = measure
    return token.i


def _in_clause(context: Context, hit: Hit, role: int) -> bool:
    """Does the role stand in the clause itself, rather than being borrowed from another verb's?"""
    if hit.head in set(subtree(context.sentence, role)):
        # a relative clause: the antecedent belongs to what is stated
        return hit.head - role < 8
    return role in set(subtree(context.sentence, hit.head)) or role in set(
        subtree(context.sentence, hit.trigger)
    )


def _forward(context: Context, hit: Hit, last: int, cues: frozenset[int]) -> int:
    """Carry the end on over what else the clause says, up to the next clause, cue or loose addition."""
    sentence = context.sentence
    under = set(subtree(sentence, hit.head))
    breaks = {
        extent(sentence, k.i)[0]
        for k in kids(sentence, hit.head)
        if k.i > hit.head
        and (k.dep in _BREAKS or (k.dep == "ccomp" and not hit.with_clause))
        and not (hit.with_clause and k.dep == "advcl" and k.i < last + 2)
    }
    i = last
    while i < len(sentence.tokens) and i in under and i not in cues:
        token = sentence.tokens[i]
        if i in breaks or token.text in (";", "–", "—", "--", ":"):
            break
        if token.text == "," and not _continues(context, i, under):
            break
        i += 1
    return max(i, last)


def _continues(context: Context, comma: int, under: set[int]) -> bool:
    """Does the clause itself go on behind this comma (a date, a list), rather than an addition?"""
    tokens = context.sentence.tokens
    if comma + 1 >= len(tokens) or comma + 1 not in under:
        return False
    following = tokens[comma + 1]
    if context.mention(following.i, "time") or following.ent == "DATE":
        return True
    return following.tag == "CD" and len(following.text) == 4


def _trim(context: Context, first: int, last: int) -> tuple[int, int]:
    tokens = context.sentence.tokens
    while last - 1 > first and (tokens[last - 1].text in _TRAILING or tokens[last - 1].dep in ("cc", "mark")):
        last -= 1
    while first < last - 1 and (tokens[first].text in _TRAILING or tokens[first].dep in ("mark", "cc")):
        first += 1
    return _whole_quotes(context, first, last)


def _whole_quotes(context: Context, first: int, last: int) -> tuple[int, int]:
    """Take in a closing quotation mark whose opening is inside, and drop one that is alone at the edge."""
    tokens = context.sentence.tokens
    opened = sum(t.text in ("“", "``") for t in tokens[first:last])
    closed = sum(t.text in ("”", "''") for t in tokens[first:last])
    straight = sum(t.text == '"' for t in tokens[first:last])
    if last < len(tokens) and (
        (opened > closed and tokens[last].text in ("”", "''")) or (straight % 2 and tokens[last].text == '"')
    ):
        return first, last + 1
    if (
        last + 1 < len(tokens)
        and tokens[last].text in (",", ".")
        and opened > closed
        and tokens[last + 1].text in ("”", "''")
    ):
        return first, last + 2
    if last - 1 > first and closed > opened and tokens[last - 1].text == "”":
        return first, last - 1
    if first < last - 1 and opened > closed and tokens[first].text == "“":
        return first + 1, last
    return first, last
