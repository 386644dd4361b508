"""Denials that take up what was said elsewhere: "denied the reports", "the claim was untrue"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dateline import tables
from dateline.claims.attribution import chain_for, reaching
from dateline.claims.context import Context
from dateline.claims.factuality import factuality
from dateline.claims.hits import Hit
from dateline.claims.spans import stretch
from dateline.claims.takeup import denial_of, linked, taken_up
from dateline.records import Annotated, Attribution, Sentence, Span, Statement, Token
from dateline.syntax import kids, offsets, subtree

_SHORT = 6  # words up to which a confirmation only takes up what was said: "confirmed this"
_PREDICATE = "denials/predicate@1"


@cache
def _table() -> Mapping[str, Any]:
    return tables.read(__package__, "denials.toml")


def with_denials(
    statements: Sequence[Statement], annotated: Annotated, said: Sequence[Attribution]
) -> list[Statement]:
    """The statements with a denial for each that takes up an earlier claim, in text order.

    A denial inherits kind, change, place and actors of the claim it denies: the nearest earlier
    one with which it shares a place, an actor or a topic.
    """
    made = list(statements)
    for attribution in said:
        withdrawn = _withdrawn(made, annotated, attribution)
        if withdrawn is not None:
            taken_back = replace(made[withdrawn], stance="denies", notes=("withdrawn by its source",))
            made[withdrawn] = taken_back
            continue
        found = _by_cue(made, annotated, attribution) or _by_calling(made, annotated, attribution)
        if found is not None:
            made.append(found)
    reached = reaching(said)
    for sentence in annotated.sentences:
        here = reached.get(sentence.index, ())
        made.extend(list(_by_predicate(made, Context(annotated, sentence), here)))
    return linked(made)


def _withdrawn(made: Sequence[Statement], annotated: Annotated, said: Attribution) -> int | None:
    """The claim that its own source takes back in the same sentence: "withdrew its report that"."""
    sentence = annotated.sentences[said.sentence]
    lemmas = {t.lemma for t in sentence.tokens if sentence.start + t.start == said.cue.start}
    if said.stance != "denies" or said.source.name is None or not lemmas & set(_table()["withdrawing"]):
        return None
    for index, statement in enumerate(made):
        own = statement.source is not None and statement.source.name == said.source.name
        behind = statement.sentence == said.sentence and statement.start > said.cue.end
        if own and behind and statement.stance == "asserts":
            return index
    return None


def _by_calling(made: Sequence[Statement], annotated: Annotated, said: Attribution) -> Statement | None:
    """What is called false: "called that an exaggeration", "dubbed the report a fabrication"."""
    sentence = annotated.sentences[said.sentence]
    if said.speech != "describe" or said.style == "continued":
        return None
    words = {sentence.tokens[i].lemma for i in subtree(sentence, said.cue_head)}
    if not words & set(_table()["false"]) or not _called(sentence, said.cue_head) & set(_table()["said"]):
        return None
    taken = taken_up(made, denial_of(made, said.cue.start, said.sentence, words, said.source))
    if taken is None or said.sentence - taken.sentence > 1:
        return None
    span = _extent(annotated, said, ())
    return _made_of(taken, said, sentence, span, denies=True, rule="denials/calling@1")


def _called(sentence: Sentence, verb: int) -> set[str]:
    """Lemmas of what the verb gives a name to, wherever the parse hung it."""
    small = list(kids(sentence, verb, "dobj", "nsubjpass", "ccomp", "oprd"))
    return {k.lemma for k in small} | {k.lemma for t in small for k in kids(sentence, t.i, "nsubj")}


def _by_cue(made: Sequence[Statement], annotated: Annotated, attribution: Attribution) -> Statement | None:
    """What a cue denies or confirms without stating it again: "denied the reports", "confirmed this"."""
    if attribution.style == "continued":
        return None  # its cue stands in the sentence before
    denies = attribution.stance == "denies"
    confirms = attribution.speech == "confirm" and attribution.confirmed and not denies
    if (not denies and not confirms) or _negated(annotated, attribution):
        return None
    inside = [s for s in made if _covers(attribution, s, annotated)]
    if any(s.cue == attribution.cue for s in inside) or (denies and _refuses(made, attribution)):
        return None
    words = _content_lemmas(annotated, attribution)
    if confirms and (len(words) > _SHORT or not words & set(_table()["taken_up"])):
        return None
    denial = denial_of(made, attribution.cue.start, attribution.sentence, words, attribution.source)
    taken = next(iter([*inside, *_quoted(attribution, made, annotated)]), None) or taken_up(made, denial)
    if taken is None:
        return None
    sentence = annotated.sentences[attribution.sentence]
    span = _extent(annotated, attribution, inside)
    return _made_of(taken, attribution, sentence, span, denies=denies, rule="denials/cue@1")


def _refuses(made: Sequence[Statement], said: Attribution) -> bool:
    """Is it an offer that is turned down, which has been read as such, and no report that is denied?"""
    refusals = (s for s in made if s.kind == "talks" and s.change == "broke-off" and s.stance == "asserts")
    return any(s.sentence == said.sentence and s.start <= said.cue.start < s.end for s in refusals)


def _negated(annotated: Annotated, said: Attribution) -> bool:
    """Is the cue itself negated ("did not dispute the loss")?"""
    sentence = annotated.sentences[said.sentence]
    return any(kids(sentence, said.cue_head, "neg"))


def _made_of(
    taken: Statement, said: Attribution, sentence: Sentence, span: Span, *, denies: bool, rule: str
) -> Statement:
    """The claim ``taken`` up again, in other words and on somebody else's word."""
    return replace(
        taken,
        start=span.start,
        end=span.end,
        sentence=sentence.index,
        part=sentence.part,
        stance="denies" if denies else "asserts",
        modality="fact",
        source=said.source,
        via=said.via,
        cue=said.cue,
        notes=("takes up an earlier claim",),
        rule=rule,
        quantities=() if denies else taken.quantities,
    )


def _quoted(attribution: Attribution, made: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Claims made in the words denied: "rejected a report in the press that a jet was lost"."""
    cues = (replace(s, start=s.cue.start) for s in made if s.cue and s.sentence == attribution.sentence)
    starts = {s.cue for s in cues if _covers(attribution, s, annotated)}
    return [s for s in made if s.cue in starts and s.cue != attribution.cue]


def _covers(attribution: Attribution, statement: Statement, annotated: Annotated) -> bool:
    stretches = (offsets(annotated.sentences[i], first, last) for i, first, last in attribution.content)
    return any(start <= statement.start < end for start, end in stretches)


def _content_lemmas(annotated: Annotated, attribution: Attribution) -> set[str]:
    return {
        t.lemma
        for index, first, last in attribution.content
        for t in annotated.sentences[index].tokens[first:last]
        if t.pos not in ("DET", "ADP", "PUNCT")
    }


def _extent(annotated: Annotated, attribution: Attribution, inside: Sequence[Statement]) -> Span:
    """From the cue to the end of what it governs, short of a claim quoted inside."""
    sentence = annotated.sentences[attribution.sentence]
    start, end = attribution.cue.start, attribution.cue.end
    for index, first, last in attribution.content:
        if index != sentence.index or last <= first:
            continue
        left, right = offsets(sentence, first, last)
        if left >= start:
            end = max(end, right)
        elif last - first <= _SHORT and not inside:
            start = left  # "a claim that the army rejected"
    limit = min((s.start for s in inside if s.start > attribution.cue.end), default=end)
    text = annotated.report.received_text[start : min(end, limit)].rstrip(" ,;:.")
    for tail in (" that", " which", " saying"):
        text = text.removesuffix(tail)
    return Span(start, start + len(text))


def _by_predicate(
    made: Sequence[Statement], context: Context, said: Sequence[Attribution]
) -> Iterator[Statement]:
    """What is called false: "the claim was untrue", "that is not so", "reports ... were baseless"."""
    for verb in context.verbs():
        if verb.lemma not in ("be", "call", "remain"):
            continue
        subject = next(kids(context.sentence, verb.i, "nsubj", "nsubjpass"), None)
        if subject is None or subject.lemma not in _table()["said"] or not _is_refuted(context, verb):
            continue
        chain = chain_for(said, context.sentence.index, verb.i)
        found = _verdict(made, context, verb.i, subject.i, chain[0]) if chain else None
        if found is not None:
            yield found


def _is_refuted(context: Context, verb: Token) -> bool:
    """Is the predicate "false", or "not true"?"""
    true, false = _table()["true"], _table()["false"]
    predicates = kids(context.sentence, verb.i, "acomp", "attr", "advmod", "oprd")
    verdict = next((k for k in predicates if k.lemma in (*false, *true)), None)
    negated = factuality(context.sentence, verb.i).negated
    return verdict is not None and (verdict.lemma in true) == negated


def _verdict(
    made: Sequence[Statement], context: Context, verb: int, subject: int, said: Attribution
) -> Statement | None:
    sentence = context.sentence
    first, last = stretch(context, Hit(_PREDICATE, "control", "gained", verb, actors=(subject,)))
    span = Span(*offsets(sentence, min(first, subject), last))
    words = {context.token(i).lemma for i in subtree(sentence, subject)}
    denied = taken_up(made, denial_of(made, span.start, sentence.index, words, said.source))
    if denied is None or any(s.start == span.start and s.stance == "denies" for s in made):
        return None
    return _made_of(denied, said, sentence, span, denies=True, rule=_PREDICATE)


def with_notes(statements: Sequence[Statement], said: Sequence[Attribution]) -> list[Statement]:
    """Statements with a note where somebody would not or could not confirm them."""
    made = list(statements)
    for attribution in said:
        if attribution.confirmed:
            continue
        near = [i for i, s in enumerate(made) if _may_be_meant(s, attribution)]
        if near:
            who = attribution.source.name or attribution.source.text or "nobody"
            last = made[near[-1]]
            made[near[-1]] = replace(last, notes=(*last.notes, f"not confirmed: {who}"))
    return made


def _may_be_meant(statement: Statement, attribution: Attribution) -> bool:
    """Does the claim stand just before the words that do not confirm it?"""
    just_before = 0 <= attribution.sentence - statement.sentence <= 1
    return just_before and statement.start < attribution.cue.start and statement.kind != "position"
