"""The place that a report is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline import mentions
from dateline.claims import spots
from dateline.claims.spots import COUNTRY, LAND, SITE, width
from dateline.fold import fold
from dateline.records import Annotated, Mention, Sentence, Statement

_HEADLINE, _OPENING, _BODY = 2, 2, 1  # what a place counts for by where it is named
_OPENS = 3  # sentences
_SECTIONS = 4  # headings, from which a report is one of sections
_LAND = 0.5  # of what a town counts for: a province is named to say where the town lies


def topic(statements: Sequence[Statement], annotated: Annotated, *, least: int = SITE) -> Mention | None:
    """The place where a report's claims say that things happened, then which it names most.

    ``least`` is the least width of it: whether a site may be it, or only a town.
    Places that claims name themselves count beside mere mentions, the headline and the opening above
    the rest, towns above provinces; countries, speakers' places and destinations do not count, nor a
    province that is named only once, far down. Where there is none it is the town of those who speak.
    """
    found = _foremost(_named(statements, annotated, least), annotated) or _foremost(
        _addresses(annotated, least), annotated
    )
    return _wider(found, annotated) or found


def _wider(town: Mention | None, annotated: Annotated) -> Mention | None:
    """The land that a report of many towns is about, where what it does not place happened somewhere.

    It is the land of the title, if no town is named there and none as often; and the place in the title of a
    report in sections, such as a live blog.
    """
    if town is None or width(town) >= LAND:
        return None
    weights: Counter[str | None] = Counter()
    places = [m for m in annotated.mentions if m.type == "place" and m.name and not spots.is_address(m)]
    for m in places:
        weights[m.entity] += weight(m, annotated)
    title = [m for m in places if _in_title(annotated.sentences[m.sentence], annotated)]
    inner = [m for m in title if width(m) < COUNTRY and weights[town.entity] <= 2 * weights[m.entity]]
    if inner and len(_headings(annotated)) >= _SECTIONS:
        return inner[0]
    if any(width(m) < LAND for m in title):
        return None
    lands = [m for m in title if weights[m.entity] > weights[town.entity]]
    return max(lands, key=lambda m: (weights[m.entity], -m.sentence, -m.first), default=None)


def _headings(annotated: Annotated) -> list[int]:
    """The paragraphs that are headlines, in order: the title, and those of sections."""
    return sorted({s.passage for s in annotated.sentences if s.part == "headline"})


def _in_title(sentence: Sentence, annotated: Annotated) -> bool:
    return sentence.part == "headline" and sentence.passage == _headings(annotated)[0]


def _foremost(places: Iterable[Mention], annotated: Annotated) -> Mention | None:
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in places:
        key = fold(mention.name or "")
        first.setdefault(key, mention)
        counts[key] += weight(mention, annotated)
    known = {key: n * (_LAND if width(first[key]) == LAND else 1) for key, n in counts.items()}
    best = max(
        (key for key, n in known.items() if n >= _BODY),
        key=lambda k: (known[k], -first[k].sentence, -first[k].first),
        default=None,
    )
    return first[best] if best is not None else None


def _named(statements: Sequence[Statement], annotated: Annotated, least: int) -> Iterator[Mention]:
    told = [p for s in statements for p in s.places]
    for mention in (*(m for m in annotated.mentions if m.type == "place"), *told):
        sentence = annotated.sentences[mention.sentence]
        counts = mention.name and least <= width(mention) < COUNTRY and not spots.is_hospital(mention)
        if counts and not spots.is_address(mention) and not mentions.on_the_way(sentence, mention):
            yield mention


def _addresses(annotated: Annotated, least: int) -> Iterator[Mention]:
    """The towns of those who speak and serve, which are where a report plays that names no other."""
    for mention in annotated.mentions:
        town = mention.type == "place" and mention.name and least <= width(mention) < LAND
        if town and spots.is_address(mention):
            yield mention


def weight(mention: Mention, annotated: Annotated) -> int:
    """What a place counts for by where it is named: the headline and the opening above the rest."""
    if annotated.sentences[mention.sentence].part == "headline":
        return _HEADLINE
    return _OPENING if mention.sentence < _OPENS else _BODY
