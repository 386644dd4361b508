"""The place that a report is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline import mentions
from dateline.claims import spots
from dateline.claims.spots import COUNTRY, LAND, SITE, width
from dateline.fold import fold
from dateline.records import Annotated, Mention, Statement

_HEADLINE, _OPENING, _BODY = 2, 2, 1  # what a place counts for by where it is named
_OPENS = 3  # sentences
_LAND = 0.5  # of what a town counts for: a province is named to say where the town lies


def topic(statements: Sequence[Statement], annotated: Annotated, *, least: int = SITE) -> Mention | None:
    """The place where a report's claims say that things happened, then which it names most.

    ``least`` is the least width of it: whether a site may be it, or only a town.
    Places that claims name themselves count beside mere mentions, the headline and the opening above
    the rest, towns above provinces; countries, speakers' places and destinations do not count, nor a
    province that is named only once, far down. Where there is none it is the town of those who speak.
    """
    return _foremost(_named(statements, annotated, least), annotated) or _foremost(
        _addresses(annotated, least), annotated
    )


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
