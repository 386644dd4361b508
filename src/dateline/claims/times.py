"""Which time expression of a sentence dates a claim: the one on its own clause, else one that reaches it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from dateline.claims.context import Context
from dateline.claims.drafts import Draft
from dateline.mentions import CARRIED, COUNTED_FROM, SINCE
from dateline.records import Mention, Token
from dateline.syntax import ancestors, conjuncts, kids, subtree, words

_NOUN_ROLES = ("nsubj", "nsubjpass", "dobj", "pobj", "prep", "attr", "conj", "appos", "compound", "agent")
# Words that open a clause of another time; "as", "while" and a bare participle share that of their verb.
_APART = ("after", "before", "since", "until", "although", "because", "if", "despite")
_SOON = ("shortly", "soon", "immediately", "minute", "hour", "moment", "right", "just")
# What may go on from an event told in the sentence before, by the kind of that event.
_LEADS_TO = {
    "fighting": ("fighting", "casualties", "control", "movement"),
    "control": ("fighting", "casualties", "control", "movement"),
    "casualties": ("fighting", "casualties"),
    "movement": ("movement",),
}
_STATES = ("held", "contested", "siege")
_TOLD_OF = 2  # rank of a time on the event that a relative clause tells of
_SINCE = re.compile(r"^since (?:the )?", re.IGNORECASE)  # "wanted since the May 3 raid that killed two"
_FREE = 9  # rank of a time that no clause ties to the claim


def times_of(drafts: Sequence[Draft]) -> list[Mention | None]:
    """The time of each draft: of its own sentence, else carried on from the sentence before.

    What is told in the simple past right after a dated event goes on from it: "They attacked on Sunday.
    All four were shot dead."
    """
    found: list[Mention | None] = []
    told: dict[int, tuple[Draft, Mention]] = {}  # sentence -> the dated event told last in it
    for draft in drafts:
        index = draft.context.sentence.index
        before = told.get(index - 1) or told.get(index)
        time = time_of(draft) or _since_then(draft, before) or _carried(draft, before)
        if time is not None and _narrated(draft):
            told[index] = draft, time
        found.append(time)
    return found


def _since_then(draft: Draft, before: tuple[Draft, Mention] | None) -> Mention | None:
    """The day told last, where the claim counts from it: "hundreds have died since then"."""
    verbs = conjuncts(draft.context.sentence, draft.hit.head)
    adverbs = (t for v in verbs for t in kids(draft.context.sentence, v, "prep", "advmod"))
    since = any(t.lemma == "since" and _then(draft.context, t.i) for t in adverbs)
    return replace(before[1], reason=SINCE) if since and before else None


def _then(context: Context, since: int) -> bool:
    """ "Since then", and "since" alone at the end of its clause."""
    behind = context.sentence.tokens[since + 1 : since + 2]
    return not behind or behind[0].text.lower() == "then" or behind[0].pos == "PUNCT"


def _carried(draft: Draft, before: tuple[Draft, Mention] | None) -> Mention | None:
    here = draft.context.sentence
    if before is None or not _narrated(draft) or draft.context.inside(0, len(here.tokens), "time"):
        return None
    event, time = before
    other = event.context.sentence
    near = other.part == here.part and here.passage - other.passage <= 1
    return replace(time, reason=CARRIED) if near and draft.hit.kind in _LEADS_TO[event.hit.kind] else None


def _narrated(draft: Draft) -> bool:
    """Is it an event told in the simple past: neither a state, nor what had happened before?"""
    if draft.hit.kind not in _LEADS_TO or draft.hit.change in _STATES or draft.put.future:
        return False
    sentence, head = draft.context.sentence, draft.context.token(draft.hit.head)
    if draft.hit.kind == "casualties" and head.pos not in ("VERB", "AUX"):  # "left 14 people dead"
        head = next((t for t in ancestors(sentence, head.i) if t.pos in ("VERB", "AUX")), head)
    passive = any(k.tag == "VBD" for k in kids(sentence, head.i, "auxpass"))
    joined = [head, *takewhile(lambda t: t.pos in ("VERB", "AUX"), ancestors(sentence, head.i))]
    perfect = any(k.lemma == "have" for t in joined for k in kids(sentence, t.i, "aux"))
    return (head.tag == "VBD" or passive) and not perfect


def time_of(draft: Draft) -> Mention | None:
    """The time expression that dates the claim, or None.

    Ranked: a time on the claim's own verb or noun, on a verb that it is coordinated with or hangs on, on the
    verb of saying where the words themselves are the event, and last the sentence's only time.
    """
    context = draft.context
    times = context.inside(0, len(context.sentence.tokens), "time")
    reach = _reach(draft)
    ranked = [
        (rank, abs(m.head - draft.hit.trigger), m.first, m)
        for m in times
        if (rank := _rank(draft, m, reach, len(times))) is not None
    ]
    if not ranked:
        return _since(draft, times)
    rank, *_, found = min(ranked, key=lambda row: row[:3])
    if rank == _TOLD_OF:
        found = replace(found, text=_SINCE.sub("", found.text))
    if _opens(context, found) and _clause_behind(draft, found):
        return replace(found, reason=COUNTED_FROM)
    return found


def _since(draft: Draft, times: Sequence[Mention]) -> Mention | None:
    """The day from which the claim has lasted or counted: "since the offensive began on 1 May"."""
    verbs = conjuncts(draft.context.sentence, draft.hit.head)
    for clause in (c for verb in verbs for c in kids(draft.context.sentence, verb, "advcl")):
        if any(k.lemma == "since" for k in kids(draft.context.sentence, clause.i, "mark", "prep", "advmod")):
            inside = subtree(draft.context.sentence, clause.i)
            found = next((m for m in times if m.head in inside), None)
            if found is not None:
                return replace(found, reason=SINCE)
    return None


def _rank(draft: Draft, time: Mention, reach: dict[int, int], count: int) -> int | None:
    context = draft.context
    if _measures_what_came_before(context, time, draft.hit.trigger) or _compares(context, time):
        return None
    if _opens(context, time) and not _clause_behind(draft, time):
        return None
    host = _host(context, time)
    if draft.hit.trigger in _path(context, time) or _when_it(context, time, draft.hit.head):
        return 0
    if host in reach:
        return reach[host]
    if _antecedents(context, reach) & set(_path(context, time)):
        return _TOLD_OF
    if count == 1 and _semicolon_between(context, time.last, draft.hit.trigger):
        return _FREE
    if _apart(context, host, draft.hit.trigger) or count > 1 or draft.hit.shared_subject:
        return None
    cues = {a.cue_head for a in draft.chain if a.sentence == context.sentence.index}
    return None if host in cues or cues & set(_path(context, time)) else _FREE


def _reach(draft: Draft) -> dict[int, int]:
    """The verbs whose time is the claim's, with how far they are."""
    context, found = draft.context, {draft.hit.trigger: 0, draft.hit.head: 0}
    own = context.token(draft.hit.head)
    for verb_i in _circumstances(context, own):
        found.setdefault(verb_i, 2)
    for distance, verb in enumerate(_upward(context, own), start=1):
        found.setdefault(verb.i, distance)
    for verb_i in conjuncts(context.sentence, draft.hit.head)[1:]:
        found.setdefault(verb_i, 5)
    for said in draft.chain:  # "spoke on Wednesday of 40 dead" tells when he spoke
        if (
            said.cue_head not in (draft.hit.trigger, draft.hit.head)
            and said.sentence == context.sentence.index
        ):
            found.pop(said.cue_head, None)
    if draft.hit.kind == "position" or draft.hit.change == "held":  # "on Monday he said it was in our hands"
        for said in draft.chain:
            if said.sentence == context.sentence.index:
                found.setdefault(said.cue_head, 6)
    return found


def _circumstances(context: Context, own: Token) -> Iterator[int]:
    """Verbs beside that share the time: "hurt in a raid on Sunday", "opened fire Sunday, hurting five"."""
    for prep in kids(context.sentence, own.i, "prep"):
        if prep.lemma in ("in", "during"):
            yield from (k.i for k in kids(context.sentence, prep.i, "pcomp"))
    if own.tag == "VBG" and own.dep == "acl" and own.i and context.token(own.i - 1).text == ",":
        before = (t.i for t in reversed(context.sentence.tokens[: own.i]) if t.pos == "VERB")
        yield from islice(before, 1)


def _antecedents(context: Context, verbs: Iterable[int]) -> set[int]:
    """The events that the clauses of ``verbs`` tell of: "the March 23 shooting in which four died"."""
    return {context.token(v).head for v in verbs if context.token(v).dep == "relcl"}


def _upward(context: Context, token: Token) -> Iterator[Token]:
    """The verbs above whose time holds for the clause of ``token`` too, nearest first."""
    while token.dep != "ROOT":
        above = context.token(token.head)
        if above.i == token.i or not _shares(context, token):
            return
        token = above
        if token.pos in ("VERB", "AUX"):
            yield token


def _shares(context: Context, token: Token) -> bool:
    """Does the time of what is above ``token`` hold for ``token``?"""
    if token.dep in ("conj", "xcomp", "pcomp", *_NOUN_ROLES):
        return True
    if token.dep != "advcl":
        return False
    marks = [k.i for k in kids(context.sentence, token.i, "mark", "advmod", "prep")]
    return all(context.token(i).lemma not in _APART or _soon(context, i) for i in marks)


def _soon(context: Context, mark: int) -> bool:
    """ "Shortly after": on the same day."""
    return mark > 0 and context.token(mark - 1).lemma in _SOON


def _when_it(context: Context, time: Mention, verb: int) -> bool:
    """Is the claim the clause that the time leads to: "in November, when the army went in"?"""
    at = time.last + (time.last < len(context.sentence.tokens) and context.token(time.last).text == ",")
    if at >= len(context.sentence.tokens) or context.token(at).lemma != "when":
        return False
    token = context.token(verb)
    return context.token(at).head in (verb, token.head if token.dep == "conj" else verb)


def _semicolon_between(context: Context, first: int, last: int) -> bool:
    return any(context.token(i).text == ";" for i in range(first, last))


def _path(context: Context, time: Mention) -> list[int]:
    """From the time up to the verb of its clause, that verb included."""
    first = _foot(context, time)
    found = [first]
    for token in (context.token(first), *ancestors(context.sentence, first)):
        found.append(token.i)
        verb = token.i not in range(time.first, time.last) and token.pos in ("VERB", "AUX")
        if verb and not _named_deed(context, token):
            break
    return found


def _foot(context: Context, time: Mention) -> int:
    """The first word of the time that hangs on another: "Sunday" in "hurt early Sunday, May 7, he said"."""
    span = [context.token(i) for i in range(time.first, time.last)] if "," in time.text else []
    feet = (
        t.i for t in span if t.head not in range(time.first, time.last) and t.pos in ("NOUN", "PROPN", "NUM")
    )
    return next(feet, time.head)


def _named_deed(context: Context, verb: Token) -> bool:
    """ "Heavy shelling left ten dead": a noun that the parse took for a verb on its adjective."""
    return verb.tag == "VBG" and verb.dep == "acl" and context.token(verb.head).pos == "ADJ"


def _host(context: Context, time: Mention) -> int:
    """The verb that the time hangs on, or the root."""
    return _path(context, time)[-1]


def _apart(context: Context, host: int, trigger: int) -> bool:
    """Is the host's clause one that says something else beside the claim: "which says ...", "after X ..."?"""
    if trigger in subtree(context.sentence, host):
        return False
    for token in (context.token(host), *ancestors(context.sentence, host)):
        if token.dep in ("relcl", "acl") or (token.dep in ("advcl", "pcomp") and not _shares(context, token)):
            return trigger not in subtree(context.sentence, token.i)
    return False


def _measures_what_came_before(context: Context, time: Mention, trigger: int) -> bool:
    """ "After a week of fighting": how long something lasted that was over, unless it is the claim."""
    if trigger in subtree(context.sentence, time.head):
        return False
    before = context.token(time.first - 1).lemma if time.first else ""
    return before == "after" and context.token(time.last - 1).lemma in _UNITS


def _compares(context: Context, time: Mention) -> bool:
    """ "Up from 700 on Friday": the day of the count that is compared, not of the claim's."""
    before = [context.token(i).text.lower() for i in range(max(0, time.first - _COMPARED), time.first)]
    return any(pair in _COMPARING for pair in pairwise(before))


_COMPARED = 6  # tokens before a time in which it is compared with
_COMPARING = {("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")}
_UNITS = ("day", "night", "week", "month", "year", "hour", "decade", "fortnight", "minute")


def _opens(context: Context, time: Mention) -> bool:
    """Does the time end with a word that leads on to what it counts from ("a day after")?"""
    last = context.token(time.last - 1)
    return last.lemma in ("after", "before") and time.last < len(context.sentence.tokens)


def _clause_behind(draft: Draft, time: Mention) -> bool:
    """Is the claim what "a day after" counts from: right behind it, with no comma between?"""
    if not time.last <= draft.hit.trigger:
        return False
    between = words(draft.context.sentence, time.last, draft.hit.trigger + 1)
    return "," not in between and draft.first - time.last < 3
