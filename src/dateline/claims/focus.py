"""Where a statement takes place when its own clause does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import mentions
from dateline.records import Annotated, Mention, Statement

_LOCAL = ("fighting", "casualties", "control", "movement", "crossing", "position", "talks")


def with_places(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Statements with a place from their sentence, their paragraph or the report, each with its reason.

    A control statement whose own words name what changed hands ("areas bordering five countries")
    keeps these words and takes no other place.
    """
    made: list[Statement] = []
    main = _main_place(annotated)
    latest: dict[int, Mention] = {}  # paragraph -> place last spoken of
    for statement in sorted(statements, key=lambda s: (s.start, s.end)):
        paragraph = annotated.sentences[statement.sentence].passage
        settled = tuple(_settled(p, latest.get(paragraph), main) for p in statement.places)
        if not settled and statement.kind in _LOCAL:
            found = _in_sentence(statement, annotated) or latest.get(paragraph) or main
            settled = (_inherited(found),) if found else ()
        made.append(replace(statement, places=settled))
        named = next((p for p in settled if p.name), None)
        if named is not None:
            latest[paragraph] = named
    order = {id(s): i for i, s in enumerate(statements)}
    back = {order[id(old)]: new for old, new in zip(sorted(statements, key=lambda s: (s.start, s.end)), made, strict=True)}
    return [back[i] for i in range(len(made))]


def _settled(place: Mention, latest: Mention | None, main: Mention | None) -> Mention:
    if place.name is not None or place.text.lower() not in ("it", "there", "the city", "the town", "the area"):
        return place
    found = latest or main
    return replace(place, name=found.name, entity=found.entity, reason="the place last spoken of") if found else place


def _inherited(place: Mention) -> Mention:
    return replace(place, reason=f"not said in the clause; the report speaks of {place.name or place.text}")


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
