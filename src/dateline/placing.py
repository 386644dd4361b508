"""Which place a name means that one report leaves open and others of the case settle.

A leaf that the set-wise rooms share. A report that names a town and no country cannot say which town is
meant; beside reports of the same case that do, it can.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.fold import fold
from dateline.gist import is_vague
from dateline.records import Claim, Where

AGREED = 0.8  # of the claims that settle a name, the share that must settle it alike


def placed(claims: Sequence[Claim]) -> list[Claim]:
    """Claims whose unsettled places are those that other reports of the case call so.

    The others must agree, and the claim's report must not speak of other countries alone. ``Where.reason``
    says whence the place is known.
    """
    known = _known(claims)
    countries: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        countries[claim.report].update(p.country for p in claim.places if p.id and p.country)
    return [_settled(claim, known, countries[claim.report]) for claim in claims]


def _known(claims: Sequence[Claim]) -> Mapping[str, Where]:
    """The place that the claims of a case mean by each name, where they all but agree."""
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    place: dict[str, Where] = {}
    for claim in claims:
        for where in claim.places:
            if where.id and where.precision == "exact":
                meant[fold(where.name)][where.id] += 1
                place[where.id] = min(place.get(where.id, where), where, key=lambda w: (w.name, w.text))
    found = {}
    for name, often in meant.items():
        best = min(often, key=lambda i: (-often[i], i))
        if often[best] >= AGREED * sum(often.values()):
            found[name] = place[best]
    return found


def _settled(claim: Claim, known: Mapping[str, Where], countries: set[str]) -> Claim:
    if all(where.id for where in claim.places):
        return claim

    def meant(where: Where) -> Where:
        place = known.get(fold(where.name))
        if where.id or place is None or is_vague(where) or (countries and place.country not in countries):
            return where
        return replace(place, text=where.text, reason="settled by other reports of the case that name it")

    return replace(claim, places=tuple(map(meant, claim.places)))
