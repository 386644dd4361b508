"""Denials that take up what was said elsewhere: "denied the reports", "the claim was untrue"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.claims.attribution import chain_for
from dateline.claims.context import Context
from dateline.claims.factuality import factuality
from dateline.claims.spans import stretch
from dateline.claims.match import Hit
from dateline.records import Annotated, Attribution, Mention, Source, Span, Statement
from dateline.syntax import kids, offsets

_SAID = frozenset(
    "claim report statement word allegation announcement assertion accusation news information suggestion version rumour rumor "
    "account remark comment it that this they account story footage video".split()
)
_FALSE = frozenset(
    "false untrue baseless unfounded wrong incorrect fake inaccurate fabricated groundless lie fabrication propaganda nonsense hoax disinformation fiction".split()
)
_TRUE = frozenset("true so accurate correct case".split())
_CONFIRMING = frozenset(("confirm", "verify", "corroborate"))
_TAKING_UP = frozenset("this that it report claim account figure toll news capture attack".split())


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
    if confirming and not (words & _TAKING_UP and len(words) <= 6):
        return None
    denied = (
        inside[0] if inside else _nearest(made, annotated, attribution.cue.start, words, attribution.source)
    )
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


def _nearest(
    made: Sequence[Statement], annotated: Annotated, before: int, words: set[str], source: Source | None
) -> Statement | None:
    """The nearest earlier claim that the words may take up."""
    earlier = [
        s for s in made if s.start < before and s.stance == "asserts" and not _same_source(s.source, source)
    ]
    for wanted in (
        _kinds(words),
        ("control", "casualties", "fighting", "crossing", "movement", "talks", "position"),
    ):
        fitting = [s for s in earlier if s.kind in wanted]
        if fitting:
            here = max(s.sentence for s in fitting)
            window = [s for s in fitting if here - s.sentence <= 3]
            return max(
                window, key=lambda s: (s.part == "body", s.kind == "control", s.kind == wanted[0], s.start)
            )
    return None


def _kinds(words: set[str]) -> tuple[str, ...]:
    topics = {
        "control": {"capture", "seizure", "control", "fall", "take", "seize", "victory", "loss"},
        "fighting": {
            "attack",
            "involvement",
            "responsibility",
            "strike",
            "bombing",
            "shelling",
            "part",
            "role",
        },
        "casualties": {"toll", "casualty", "death", "kill", "figure", "loss"},
        "crossing": {"closure", "reopening"},
        "talks": {"talk", "negotiation", "ceasefire", "agreement", "deal"},
    }
    return tuple(kind for kind, lemmas in topics.items() if words & lemmas)


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
        if subject is None or subject.lemma not in _SAID:
            continue
        verdict = next(
            (
                k
                for k in kids(context.sentence, verb.i, "acomp", "attr", "advmod", "oprd")
                if k.lemma in _FALSE | _TRUE
            ),
            None,
        )
        negated = factuality(context.sentence, verb.i).negated
        if verdict is None or (verdict.lemma in _TRUE) != negated:
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
    denied = _nearest(made, context.annotated, start, {context.token(subject).lemma}, chain[0].source)
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
    best: tuple[tuple[bool, bool, int], int] | None = None
    for index, other in enumerate(ordered):
        if (
            other.stance != "asserts"
            or other.kind != denial.kind
            or _same_source(other.source, denial.source)
        ):
            continue
        if (
            _entities(other.places)
            and _entities(denial.places)
            and not _entities(other.places) & _entities(denial.places)
        ):
            continue
        # what is denied was said before; the claim quoted inside the denial itself comes just after
        distance = abs(position - index)
        key = (other.change == denial.change, index < position or other.start < denial.end + 200, -distance)
        if best is None or key > best[0]:
            best = (key, index)
    return best[1] if best and best[0][1] else None


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


def spans(statement: Statement) -> Span:
    """The stretch of a statement."""
    return Span(statement.start, statement.end)
