"""Counts and shares of places that one party holds: what they measure, before whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from dateline.assess.told import claims_of, published_of
from dateline.assess.typed import Finding, Type
from dateline.between import Told
from dateline.fold import fold
from dateline.gist import amount, gainer, is_count, known_on, measures_land, place_key
from dateline.records import Claim, Quantity

SAME_TIME = 31  # days within which two counts of territory speak of one state of affairs


@dataclass(frozen=True, slots=True)
class Count:
    """One measure of what a party holds in an area."""

    claim: Claim
    event: str
    source: str
    quantity: Quantity
    told: date

    @property
    def measure(self) -> tuple[str, str]:
        """What is counted, and whether as taken or as held."""
        unit = "percent" if "percent" in fold(self.quantity.unit) else fold(self.quantity.unit).split(" ")[0]
        return (unit, self.claim.change or "")


def counted_in(told: Told) -> tuple[str, ...]:
    """Keys of the parties and areas of which the claims of an event count places."""
    return tuple(sorted({f"{holder}\n{_area(claim)}" for claim, holder in _counting(told)}))


def _counting(told: Told) -> Iterator[tuple[Claim, str]]:
    """The claims for an event that count or measure what a party holds, with that party."""
    known = claims_of(told)
    for origin in told.event.origins_for if told.event.kind == "control" else ():
        for claim in (known[name] for name in origin.claim_ids):
            holder = gainer(claim)
            if is_count(claim) and holder:
                yield claim, holder


def counts(key: str, told: Sequence[Told]) -> Iterator[Finding]:
    """How the counts of one party's places in one area differ."""
    found = []
    for each in sorted(told, key=lambda t: t.event.id):
        published = published_of(each)
        speaker = {name: o.source or o.channel or "" for o in each.event.origins_for for name in o.claim_ids}
        for claim, holder in _counting(each):
            if f"{holder}\n{_area(claim)}" == key:
                on = known_on(claim, published) or date.max
                found.append(Count(claim, each.event.id, speaker[claim.id], claim.quantities[0], on))
    yield from _of_area(found)


def _area(claim: Claim) -> str:
    """Key of the area counted in; a whole country and words that the gazetteer does not know are one."""
    known = [p for p in claim.places if p.id and p.feature != "country"]
    return place_key(known[0]) if known else ""


def _of_area(found: Sequence[Count]) -> Iterator[Finding]:
    measures: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in found:
        measures[count.measure].append(count)
    for one, other in combinations(sorted(m for m in measures if measures_land(m[0])), 2):
        near = [(a, b) for a in measures[one] for b in measures[other] if _one_time(a, b)]
        if near:
            yield _scope([a for a, _ in near], [b for _, b in near])
    for same in measures.values():
        same.sort(key=lambda c: (c.told, c.claim.id))
        for earlier, later in pairwise(same):
            finding = _same_measure(earlier, later)
            if finding:
                yield finding


def _one_time(one: Count, other: Count) -> bool:
    return date.max in (one.told, other.told) or abs((one.told - other.told).days) <= SAME_TIME


def _scope(left: Sequence[Count], right: Sequence[Count]) -> Finding:
    one, other = left[0], right[0]
    differs = "unit" if one.measure[0] != other.measure[0] else "measure: places taken are not places held"
    why = (
        f"{_listed(left)} and {_listed(right)} do not measure the same thing ({differs}), "
        "so that they neither agree nor contradict."
    )
    return _finding("scope", left, right, why)


def _same_measure(one: Count, other: Count) -> Finding | None:
    values = [(c.quantity.value, c.quantity.low, c.quantity.high) for c in (one, other)]
    if values[0] == values[1]:
        return None
    if one.quantity.of != other.quantity.of:
        return _finding(
            "scope", [one], [other], f"{_words(one)} and {_words(other)} are told of different totals."
        )
    if _period(one) != _period(other):
        return _finding(
            "scope", [one], [other], f"{_words(one)} and {_words(other)} are told of different periods."
        )
    if one.source == other.source or not _one_time(one, other):
        return _finding("superseded", [one], [other], f"{_words(other)} was told after {_words(one)}.")
    top = min((h for _, _, h in values if h is not None), default=float("inf"))
    if max(low or value or 0 for value, low, _ in values) <= top:
        return _finding("apparent", [one], [other], f"{_words(one)} and {_words(other)}: their bounds meet.")
    if one.told < other.told and _size(one) <= _size(other):
        return _finding("superseded", [one], [other], f"{_words(other)} was told after {_words(one)}.")
    return _finding("number", [one], [other], f"{_words(one)} and {_words(other)} count the same and differ.")


def _period(count: Count) -> tuple[date | None, date | None] | None:
    """The weeks or months in which places were taken, where the claim tells them."""
    when = count.claim.when
    told = when is not None and when.precision in ("interval", "month", "year")
    return (when.start, when.end) if when and told and count.claim.change == "gained" else None


def _size(count: Count) -> float:
    return count.quantity.value or count.quantity.low or 0.0


def _listed(counts: Sequence[Count]) -> str:
    return ", ".join(dict.fromkeys(map(_words, counts)))


def _words(count: Count) -> str:
    verb = "taken" if count.claim.change == "gained" else count.claim.change or "held"
    return f"{amount(count.quantity)} {verb} ({count.source or 'unattributed'})"


def _finding(kind: Type, left: Sequence[Count], right: Sequence[Count], why: str) -> Finding:
    events = tuple(sorted({c.event for c in (*left, *right)}))
    sides = (sorted({c.claim.id for c in left}), sorted({c.claim.id for c in right}))
    return Finding(kind, events, *sides, why)
