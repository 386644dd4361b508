"""From statements to claims: every mention looked up, every claim given its id."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.mentions import ELSEWHERE, INSIDE, NATIONALS
from dateline.records import Actor, Annotated, Claim, Mention, Report, Source, Statement, Where
from dateline.resolve.actors import ActorTable
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import country_where, locate
from dateline.resolve.timing import when

_PRONOUNS = frozenset(
    "it they them he she him her we us you i this that these those who which one others".split()
)
Located = Mapping[tuple[int, int, int], Where]


def settle(
    annotated: Annotated, statements: Sequence[Statement], *, places: Gazetteer, actors: ActorTable
) -> tuple[Claim, ...]:
    """The claims of one report, in the order of its statements, with who, where and when looked up.

    An event with no date of its own takes the report's date with precision "unknown".
    """
    located = locate(annotated.mentions, annotated, places)
    where = {_key(m): located[i] for i, m in enumerate(annotated.mentions) if i in located}
    country = _country(located)
    claims = [_claim(annotated, statement, where, actors, country) for statement in statements]
    ids = [c.id for c in claims]
    return tuple(
        replace(claim, denies=None if s.denies is None else ids[s.denies])
        for claim, s in zip(claims, statements, strict=True)
    )


def _key(mention: Mention) -> tuple[int, int, int]:
    return mention.sentence, mention.first, mention.last


def _country(located: Mapping[int, Where]) -> str | None:
    """The country that most of the report's places lie in, first by name on a tie."""
    counts = Counter(w.country for w in located.values() if w.country)
    return min(counts, key=lambda c: (-counts[c], c), default=None)


def _claim(
    annotated: Annotated,
    statement: Statement,
    where: Mapping[tuple[int, int, int], Where],
    actors: ActorTable,
    country: str | None,
) -> Claim:
    report = annotated.report
    return Claim(
        id=claim_id(report, statement),
        report=report.id,
        kind=statement.kind,
        change=statement.change,
        start=statement.start,
        end=statement.end,
        quote=report.received_text[statement.start : statement.end],
        actors=_actors(statement.actors, actors, country),
        targets=_actors(statement.targets, actors, country),
        places=_places(statement, annotated, where),
        when=when(statement, annotated),
        quantities=statement.quantities,
        stance=statement.stance,
        modality=statement.modality,
        part=statement.part,
        source=_source(statement.source, actors, country),
        via=_via(statement.via, report),
        cue=statement.cue,
        total=statement.total,
        notes=statement.notes,
        rule=statement.rule,
    )


def claim_id(report: Report, statement: Statement) -> str:
    """An id made of the report's content and the words of the claim, the same at every rebuild."""
    words = (statement.kind, statement.start, statement.end, statement.stance, statement.change)
    anchor = "|".join(map(str, (report.id, report.digest, *words)))
    return "c" + hashlib.sha256(anchor.encode()).hexdigest()[:12]


def _actors(found: Sequence[Mention], table: ActorTable, country: str | None) -> tuple[Actor, ...]:
    made: list[Actor] = []
    for mention in found:
        named = mention.name or mention.antecedent
        if named is None and not mention.members and mention.text.lower() in _PRONOUNS:
            continue  # nobody knows whom it means; the words stay in the quote
        if mention.reason == NATIONALS:
            made.append(Actor(mention.name or mention.text, mention.text))
            continue
        for name in mention.member_names or (named or mention.text,):
            actor = table.identify(
                name, mention.text, context_country=country, person=mention.type == "person"
            )
            if actor not in made:
                made.append(actor)
    return tuple(made)


def _places(
    statement: Statement, annotated: Annotated, where: Mapping[tuple[int, int, int], Where]
) -> tuple[Where, ...]:
    made: list[Where] = []
    for mention in statement.places:
        for found in _where(mention, annotated, where):
            if found not in made:
                made.append(found)
    return tuple(made)


def _where(mention: Mention, annotated: Annotated, where: Located) -> tuple[Where, ...]:
    if len(mention.members) > 1:
        pairs = zip(mention.members, mention.member_names, strict=True)
        return tuple(_named(entity, name, mention, annotated, where) for entity, name in pairs)
    known = where.get(_key(mention))
    if known is not None and known.id and not _elsewhere(mention) and not _moved(mention, annotated):
        return (known,)
    if mention.name is not None:
        return (_named(mention.entity, mention.name, mention, annotated, where),)
    return (Where(name=mention.text, text=mention.text, reason="no place is named"),)


def _moved(mention: Mention, annotated: Annotated) -> bool:
    """Was the mention led to another place after its report was annotated?"""
    same = (m for m in annotated.mentions if _key(m) == _key(mention) and m.type == "place")
    return all(m.entity != mention.entity for m in same)


def _elsewhere(mention: Mention) -> bool:
    """Do the words themselves not name the place that the mention carries?"""
    return mention.reason.startswith((ELSEWHERE, INSIDE))


def _named(entity: str | None, name: str, mention: Mention, annotated: Annotated, where: Located) -> Where:
    """The place of that name elsewhere in the report, with the words of this mention."""
    same = [
        where[_key(other)]
        for other in annotated.mentions
        if other.type == "place" and (other.entity == entity if entity else other.name == name)
        if _key(other) in where
    ]
    country = country_where(entity) if entity else None
    known = sorted((w for w in same if w.id), key=lambda w: w.text.isupper())  # as the body spells it
    found = next(iter(known), None) or country or next(iter(same), None)
    if found is None:
        return where.get(_key(mention)) or Where(name=name, text=mention.text, reason=mention.reason)
    precision = "within" if found.id and _elsewhere(mention) else found.precision
    return replace(found, text=mention.text, reason=mention.reason, precision=precision)


def _via(via: tuple[str, ...], report: Report) -> tuple[str, ...]:
    """The channels, outermost first: an agency whose copy the report is has written all of it."""
    agency = report.agency
    return via if agency is None or agency in via else (agency, *via)


def _source(source: Source | None, table: ActorTable, country: str | None) -> Source | None:
    """The source, a body under the name that the actor tables give it."""
    if source is None or source.type != "body" or not source.name:
        return source
    for name in (source.name, source.text):
        known = table.identify(name, source.text, context_country=country)
        if known.id and known.type != "unknown":
            return replace(source, name=known.name)
    return source
