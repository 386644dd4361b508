"""Denials that take up what was said elsewhere: "denied the reports", "the claim was untrue"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dateline import tables
from dateline.claims.attribution import chain_for
from dateline.claims.context import Context
from dateline.claims.factuality import factuality
from dateline.claims.hits import Hit
from dateline.claims.spans import stretch
from dateline.records import Annotated, Attribution, Mention, Source, Statement
from dateline.syntax import kids, offsets, subtree

WINDOW = 3  # sentences back in which a claim without a closer tie is looked for


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
        found = _by_cue(made, annotated, attribution)
        if found is not None:
            made.append(found)
    for sentence in annotated.sentences:
        made.extend(_by_predicate(made, Context(annotated, sentence), said))
    return _linked(made)


def _by_cue(made: Sequence[Statement], annotated: Annotated, attribution: Attribution) -> Statement | None:
    confirming = attribution.speech == "confirm" and attribution.confirmed and attribution.stance == "asserts"
    if attribution.stance != "denies" and not confirming:
        return None
    inside = [s for s in made if _covers(attribution, s, annotated)]
    if any(s.cue == attribution.cue for s in inside):
        return None
    words = _content_lemmas(annotated, attribution)
    if confirming and not (words & set(_table()["taken_up"]) and len(words) <= 6):
        return None
    denial = _denial(made, attribution.cue.start, attribution.sentence, words, attribution.source)
    denied = inside[0] if inside else _taken_up(made, denial)
    if denied is None:
        return None
    start, end = _extent(annotated, attribution, inside)
    return replace(
        denied,
        start=start,
        end=end,
        sentence=attribution.sentence,
        part=annotated.sentences[attribution.sentence].part,
        stance="denies" if attribution.stance == "denies" else "asserts",
        modality="fact",
        source=attribution.source,
        via=attribution.via,
        cue=attribution.cue,
        notes=("takes up an earlier claim",),
        rule="denials/cue@1",
        quantities=() if attribution.stance == "denies" else denied.quantities,
    )


def _covers(attribution: Attribution, statement: Statement, annotated: Annotated) -> bool:
    for index, first, last in attribution.content:
        start, end = offsets(annotated.sentences[index], first, last)
        if start <= statement.start < end:
            return True
    return False


def _content_lemmas(annotated: Annotated, attribution: Attribution) -> set[str]:
    return {
        t.lemma
        for index, first, last in attribution.content
        for t in annotated.sentences[index].tokens[first:last]
        if t.pos not in ("DET", "ADP", "PUNCT")
    }


def _extent(annotated: Annotated, attribution: Attribution, inside: Sequence[Statement]) -> tuple[int, int]:
    """From the cue to the end of what it governs, short of a claim quoted inside."""
    sentence = annotated.sentences[attribution.sentence]
    start, end = attribution.cue.start, attribution.cue.end
    for index, first, last in attribution.content:
        if index != sentence.index or last <= first:
            continue
        left, right = offsets(sentence, first, last)
        if left >= start:
            end = max(end, right)
    limit = min((s.start for s in inside if s.start > attribution.cue.end), default=end)
    text = annotated.report.received_text[start : min(end, limit)].rstrip(" ,;:.")
    for tail in (" that", " which", " saying"):
        text = text.removesuffix(tail)
    return start, start + len(text)


@dataclass(frozen=True, slots=True)
class _Denial:
    """What is known of a denial: where it stands, its words, who denies and what else he says there."""

    start: int
    words: frozenset[str]
    source: Source | None
    places: frozenset[str]


def _denial(
    made: Sequence[Statement], start: int, sentence: int, words: set[str], source: Source | None
) -> _Denial:
    beside = [
        s for s in made if abs(s.sentence - sentence) <= 1 and s.source == source and source is not None
    ]
    places = frozenset(e for s in beside for e in _entities(s.places))
    return _Denial(start, frozenset(words), source, places)


def _taken_up(made: Sequence[Statement], denial: _Denial) -> Statement | None:
    """The earlier claim that the denial takes up.

    By, in this order: the topic of its words, a claimant whom it names, the place of which the same
    source says the opposite in the same breath, a claim of control, nearness.
    """
    earlier = [
        s
        for s in made
        if s.start < denial.start and s.stance == "asserts" and not _same_source(s.source, denial.source)
    ]
    topics = _topics(denial.words)

    def fit(s: Statement) -> tuple[bool, bool, bool, bool, bool, int]:
        here = bool(denial.places & _entities(s.places))
        return s.kind in topics, _claimant(s, denial), here, s.kind == "control", s.part == "body", s.start

    near = [s for s in earlier if _claimant(s, denial) or denial.places & _entities(s.places)] or earlier
    latest = max((s.sentence for s in near), default=0)
    return max(
        (s for s in near if latest - s.sentence <= WINDOW or len(near) < len(earlier)), key=fit, default=None
    )


def _claimant(statement: Statement, denial: _Denial) -> bool:
    """Does the denial name the source of the claim ("Prigozhin's words were false")?"""
    name = (statement.source.name or "") if statement.source else ""
    return any(word in denial.words for word in name.lower().split())


def _topics(words: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for kind, lemmas in _table()["topics"].items() if words & set(lemmas))


def _same_source(one: Source | None, other: Source | None) -> bool:
    return one is not None and other is not None and bool(one.name) and one.name == other.name


def _by_predicate(
    made: Sequence[Statement], context: Context, said: Sequence[Attribution]
) -> list[Statement]:
    """ "The claim was untrue", "that is not so", "reports ... were baseless"."""
    found: list[Statement] = []
    for verb in context.verbs():
        if verb.lemma not in ("be", "call", "remain"):
            continue
        subject = next((k for k in kids(context.sentence, verb.i, "nsubj", "nsubjpass")), None)
        if subject is None or subject.lemma not in _table()["said"]:
            continue
        verdict = next(
            (
                k
                for k in kids(context.sentence, verb.i, "acomp", "attr", "advmod", "oprd")
                if k.lemma in (*_table()["false"], *_table()["true"])
            ),
            None,
        )
        negated = factuality(context.sentence, verb.i).negated
        if verdict is None or (verdict.lemma in _table()["true"]) != negated:
            continue
        chain = chain_for(said, context.sentence.index, verb.i)
        found.extend(_verdict(made, context, verb.i, subject.i, chain))
    return found


def _verdict(
    made: Sequence[Statement], context: Context, verb: int, subject: int, chain: Sequence[Attribution]
) -> list[Statement]:
    if not chain:
        return []
    hit = Hit("denials/predicate@1", "control", "gained", verb, actors=(subject,))
    first, last = stretch(context, hit)
    start, end = offsets(context.sentence, min(first, subject), last)
    words = {context.token(i).lemma for i in subtree(context.sentence, subject)}
    denied = _taken_up(made, _denial(made, start, context.sentence.index, words, chain[0].source))
    if denied is None or any(s.start == start and s.stance == "denies" for s in made):
        return []
    return [
        replace(
            denied,
            start=start,
            end=end,
            sentence=context.sentence.index,
            part=context.sentence.part,
            stance="denies",
            modality="fact",
            source=chain[0].source,
            via=chain[0].via,
            cue=chain[0].cue,
            notes=("takes up an earlier claim",),
            rule="denials/predicate@1",
            quantities=(),
        )
    ]


def _linked(made: list[Statement]) -> list[Statement]:
    """In text order, each denial pointing at the nearest claim that it denies."""
    ordered = sorted(made, key=lambda s: (s.start, s.end, s.kind, s.rule))
    result: list[Statement] = []
    for position, statement in enumerate(ordered):
        if statement.stance == "denies":
            statement = replace(statement, denies=_denied(ordered, position))
        result.append(statement)
    return result


def _denied(ordered: Sequence[Statement], position: int) -> int | None:
    denial = ordered[position]
    best: tuple[tuple[bool, bool, bool, int], int] | None = None
    here = _entities(denial.places)
    for index, other in enumerate(ordered):
        if (
            other.stance != "asserts"
            or other.kind != denial.kind
            or _same_source(other.source, denial.source)
        ):
            continue
        there = _entities(other.places)
        if here and there and not here & there:
            continue
        # what is denied was said before; the claim quoted inside the denial itself comes just after
        before = index < position or other.start < denial.end + 200
        key = (before, bool(here & there), other.change == denial.change, -abs(position - index))
        if best is None or key > best[0]:
            best = (key, index)
    return best[1] if best and best[0][0] else None


def _entities(found: Sequence[Mention]) -> set[str]:
    return {m.entity or m.name or "" for m in found if m.entity or m.name}


def with_notes(statements: Sequence[Statement], said: Sequence[Attribution]) -> list[Statement]:
    """Statements with a note where somebody would not or could not confirm them."""
    made = list(statements)
    for attribution in said:
        if attribution.confirmed:
            continue
        near = [
            i
            for i, s in enumerate(made)
            if 0 <= attribution.sentence - s.sentence <= 1
            and s.start < attribution.cue.start
            and s.kind != "position"
        ]
        if near:
            last = near[-1]
            who = attribution.source.name or attribution.source.text or "nobody"
            note = f"not confirmed: {who}" if who else "not confirmed"
            made[last] = replace(made[last], notes=(*made[last].notes, note))
    return made
