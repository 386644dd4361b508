"""Where a statement takes place when its own clause does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import mentions
from dateline.records import Annotated, Mention, Statement

INHERITED = "not said in the clause"
_PLURALS = frozenset("areas districts villages towns cities provinces states regions settlements territories countries kilometres kilometers miles percent %".split())


def with_places(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Statements with a place from their sentence, their paragraph or the report, each with its reason.

    A control statement whose own words name what changed hands ("areas bordering five countries")
    keeps these words and takes no other place.
    """
    made: dict[int, Statement] = {}
    main = _main_place(annotated)
    latest: dict[int, Mention] = {}  # paragraph -> place last spoken of
    for position in sorted(range(len(statements)), key=lambda i: (statements[i].start, statements[i].end)):
        statement = statements[position]
        paragraph = annotated.sentences[statement.sentence].passage
        near = _in_sentence(statement, annotated)
        known = latest.get(paragraph) or main
        spoken_of = near if near and not _country(near) else known or near
        settled = tuple(_settled(p, spoken_of, annotated) for p in statement.places)
        if not settled and spoken_of:
            settled = (_inherited(spoken_of),)
        made[position] = replace(statement, places=settled)
        named = next((p for p in settled if p.name and not _country(p)), None)
        if named is not None:
            latest[paragraph] = named
    return [made[i] for i in range(len(statements))]


def _settled(place: Mention, spoken_of: Mention | None, annotated: Annotated) -> Mention:
    """A phrase that names no place ("a checkpoint", "it") lies at the place spoken of, its words kept."""
    if place.name is not None or place.members or spoken_of is None or place.sentence == spoken_of.sentence and _inside(spoken_of, place):
        return place
    nested = mentions.within(annotated, place.sentence, place.first, place.last, "place")
    if any(m.name for m in nested) or _measures(place.text):
        return place
    reason = f"{INHERITED}; the report speaks of {spoken_of.name or spoken_of.text}"
    return replace(place, name=spoken_of.name, entity=spoken_of.entity, reason=reason)


def _inside(inner: Mention, outer: Mention) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _measures(text: str) -> bool:
    """Areas and numbers of places are no one place ("areas bordering five countries", "two villages")."""
    words = text.lower().split()
    return any(w in _PLURALS or w.isdigit() for w in words)


def _inherited(place: Mention) -> Mention:
    return replace(place, reason=f"{INHERITED}; the report speaks of {place.name or place.text}")


def _in_sentence(statement: Statement, annotated: Annotated) -> Mention | None:
    sentence = annotated.sentences[statement.sentence]
    inside = [
        m
        for m in mentions.within(annotated, sentence.index, 0, len(sentence.tokens), "place")
        if m.name and not _speaks_from(m, statement, annotated)
    ]
    middle = (statement.start + statement.end) / 2 - sentence.start
    return min(inside, key=lambda m: (_country(m), abs(sentence.tokens[m.head].start - middle)), default=None)


def _speaks_from(place: Mention, statement: Statement, annotated: Annotated) -> bool:
    """Is the place part of who speaks ("police in Goma said") rather than of what happened?"""
    source = statement.source
    return source is not None and place.text in f"{source.text} {source.role or ''}"


def _country(place: Mention) -> bool:
    return (place.entity or "").startswith("country:")


def _main_place(annotated: Annotated) -> Mention | None:
    """The place the report is about: the most spoken of below country level, earliest first."""
    counts: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for mention in annotated.mentions:
        if mention.type != "place" or not mention.name:
            continue
        key = mention.entity or mention.name
        weight = 3 if annotated.sentences[mention.sentence].index < 3 else 1
        counts[key] = counts.get(key, 0) + (0 if _country(mention) else weight)
        first.setdefault(key, mention)
    best = max(counts, key=lambda k: (counts[k], -first[k].sentence, -first[k].first), default=None)
    return first[best] if best is not None else None
