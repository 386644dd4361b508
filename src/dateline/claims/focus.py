"""Where a statement takes place when its own clause does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import mentions
from dateline.claims.nouns import nouns
from dateline.records import Annotated, Mention, Statement

OPENING = 3  # sentences
# Different words for a place where one crosses a border.
_BORDER = frozenset(("crossing", "post", "gate", "terminal", "gateway"))
# Different words for a place where one crosses a border.
_BORDER = frozenset(("crossing", "post", "gate", "terminal", "gateway"))
# Nouns that tell one named place from another.
_SORTS = frozenset(
    "crossing town airport port bridge base camp capital checkpoint island prison dam airfield mosque".split()
)


def with_places(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Statements with a place from their sentence, their paragraph or the report, each with its reason.

    A control statement whose own words name what changed hands ("areas bordering five countries")
    keeps these words and takes no other place.
    """
    made: dict[int, Statement] = {}
    main = _main_place(statements, annotated)
    latest: dict[int, Mention] = {}  # paragraph -> place last spoken of
    for position in sorted(range(len(statements)), key=lambda i: (statements[i].start, statements[i].end)):
        statement = statements[position]
        paragraph = annotated.sentences[statement.sentence].passage
        near = _in_sentence(statement, annotated)
        nearby = near if near and _settlement(near) else None
        worded = _in_words(statement, annotated)
        spoken_of = worded or latest.get(paragraph) or nearby or main or near
        if statement.kind == "casualties":
            statement = replace(statement, places=tuple(p for p in statement.places if not _hospital(p)))
        settled = tuple(_settled(p, spoken_of, annotated, statement.kind) for p in statement.places)
        if not settled and spoken_of and _takes_place(statement, near):
            settled = (worded or _inherited(spoken_of),)
        made[position] = replace(statement, places=settled)
        named = next((p for p in settled if p.name and _settlement(p)), None)
        if named is not None:
            latest[paragraph] = named
    return [made[i] for i in range(len(statements))]


def _settlement(place: Mention) -> bool:
    """Is it a place that something can happen in: known, and smaller than a country?"""
    return (place.entity or "").startswith(("geonames:", "crossing:", "admin2:", "admin1:"))


def _hospital(place: Mention) -> bool:
    """Where the hurt are taken is not where they were hurt."""
    return (place.descriptor or place.text.split()[-1]).lower() in nouns("hospitals")


def _settled(place: Mention, spoken_of: Mention | None, annotated: Annotated, kind: str) -> Mention:
    """A phrase that names no place ("a checkpoint", "it") lies at the place spoken of, its words kept.

    Where the report names just one place of the sort that the phrase speaks of ("its main border
    crossing", later "the Ras Jedir crossing"), that one is meant.
    """
    border = _sort(place, annotated) == "crossing" and place.text != (place.name or "")
    wide = (place.reason == mentions.INSIDE or border) and _wide(place)
    plural = _plural(place, annotated)
    if (place.name is not None and not wide) or place.members or (plural and (wide or kind == "control")):
        return place
    if not plural and (only := _only_one_of_its_sort(place, annotated)):
        reason = f"the only {only.descriptor or 'crossing'} that the report names"
        return replace(place, name=only.name, entity=only.entity, reason=reason)
    # the opening describes what is named later: "a key town in the north"
    described = wide and place.sentence < OPENING and spoken_of is not None and _settlement(spoken_of)
    if spoken_of is None or (place.name is not None and not described):
        return replace(place, name=None, entity=None, reason="not named") if border and wide else place
    reason = f"{mentions.ELSEWHERE}; the report speaks of {spoken_of.name or spoken_of.text}"
    return replace(place, name=spoken_of.name, entity=spoken_of.entity, reason=reason)


def _wide(place: Mention) -> bool:
    """Is only the country or province named in which the place lies?"""
    return (place.entity or "").startswith(("country:", "admin1:"))


def _plural(place: Mention, annotated: Annotated) -> bool:
    """Areas and numbers of places are no one place ("areas bordering the lake", "two villages")."""
    tokens = annotated.sentences[place.sentence].tokens[place.first : place.last]
    return annotated.sentences[place.sentence].tokens[place.head].tag in ("NNS", "NNPS") or any(
        t.pos == "NUM" or t.text == "%" for t in tokens
    )


def _only_one_of_its_sort(place: Mention, annotated: Annotated) -> Mention | None:
    sort = _sort(place, annotated)
    if sort is None:
        return None
    named: dict[str, Mention] = {}
    for m in annotated.mentions:
        if m.type == "place" and m.name and _is_sort(m, sort):
            named.setdefault(m.entity or m.name, m)
    return next(iter(named.values())) if len(named) == 1 else None


def _is_sort(named: Mention, sort: str) -> bool:
    own = (named.descriptor or "").split()[-1:]
    return own == [sort] or (sort == "crossing" and (named.entity or "").startswith("crossing:"))


def _sort(place: Mention, annotated: Annotated) -> str | None:
    """The noun for the sort of place ("crossing"), if it tells one place from another."""
    noun = (
        (place.descriptor or annotated.sentences[place.sentence].tokens[place.head].lemma).split()[-1].lower()
    )
    words = place.text.lower().split()
    border = noun in _BORDER and ("border" in words or "customs" in words or noun == "crossing")
    return "crossing" if border else noun if noun in nouns("sorts") else None


def _inherited(place: Mention) -> Mention:
    return replace(place, reason=f"{mentions.ELSEWHERE}; the report speaks of {place.name or place.text}")


def _takes_place(statement: Statement, near: Mention | None) -> bool:
    """Words and meetings happen anywhere; only what they speak of in the same sentence lends a place."""
    if statement.kind in ("talks", "position"):
        return near is not None or statement.change in (
            "condemnation",
            "accusation",
            "ceasefire",
            "broke-off",
        )
    return True


def _in_words(statement: Statement, annotated: Annotated) -> Mention | None:
    """A place named in the statement's own words, in no role of it ("died in a raid on a base at Uri")."""
    sentence = annotated.sentences[statement.sentence]
    here = [
        m
        for m in mentions.within(annotated, sentence.index, 0, len(sentence.tokens), "place")
        if m.name
        and _settlement(m)
        and not (_address(m) or _hospital(m))
        and statement.start <= sentence.start + sentence.tokens[m.head].start < statement.end
    ]
    return here[0] if here else None


def _in_sentence(statement: Statement, annotated: Annotated) -> Mention | None:
    sentence = annotated.sentences[statement.sentence]
    inside = [
        m
        for m in mentions.within(annotated, sentence.index, 0, len(sentence.tokens), "place")
        if m.name and not _speaks_from(m, statement)
    ]
    middle = (statement.start + statement.end) / 2 - sentence.start

    def far(m: Mention) -> tuple[bool, bool, float]:
        return _address(m), _country(m), abs(sentence.tokens[m.head].start - middle)

    return min(inside, key=far, default=None)


def _address(place: Mention) -> bool:
    """Does the place only say where a speaker is ("police in Goma said")?"""
    return place.reason.startswith(mentions.ADDRESS)


def _speaks_from(place: Mention, statement: Statement) -> bool:
    """Is the place part of who speaks ("police in Goma said") rather than of what happened?"""
    source = statement.source
    return source is not None and place.text in f"{source.text} {source.role or ''}"


def _country(place: Mention) -> bool:
    return (place.entity or "").startswith("country:")


def _main_place(statements: Sequence[Statement], annotated: Annotated) -> Mention | None:
    """The place the report is about: where its claims say that things happened, then what it names most.

    Weighs the places that claims name themselves over mere mentions, and the opening over the rest.
    """
    counts: dict[str, int] = {}
    first: dict[str, Mention] = {}

    def count(mention: Mention, weight: int) -> None:
        key = mention.entity or mention.name or ""
        counts[key] = counts.get(key, 0) + (0 if _country(mention) else weight)
        first.setdefault(key, mention)

    for mention in annotated.mentions:
        if mention.type == "place" and mention.name and not (_address(mention) or _hospital(mention)):
            count(mention, 2 if mention.sentence < OPENING else 1)
    for statement in statements:
        for place in statement.places:
            if place.name and _settlement(place):
                count(place, 2 if statement.sentence < OPENING else 1)
    best = max(counts, key=lambda k: (counts[k], -first[k].sentence, -first[k].first), default=None)
    return first[best] if best is not None else None
