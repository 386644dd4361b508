"""Figures of casualty claims, with whose they are, when they were told and what they count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.fold import fold
from dateline.gist import CATEGORIES, known_on, party_name, victims
from dateline.records import Claim, Event, Origin, Quantity

_MORE = frozenset({"another", "further", "additional", "more", "new"})
_COMPARED = frozenset({"than"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one claim: ``told`` is when its source was first reported to give it (a late copy of
    an old count is no news), ``added`` says that it comes on top of others.
    """

    claim: Claim
    quantity: Quantity
    category: str
    victims: str
    source: str  # key of whoever gave it; an outlet's own word is keyed by the channel
    told: date
    added: bool
    part: bool  # a part of another count ("12 of the 157"), or people named, perhaps not all

    @property
    def key(self) -> tuple[str, str, str]:
        """One count of one source, however often and by whomever it is carried."""
        return (self.source, self.category, f"{self.quantity.low} {self.quantity.value} {self.quantity.high}")

    @property
    def low(self) -> float:
        """Lower bound of the count."""
        bounds = (self.quantity.low, self.quantity.value, self.quantity.high)
        return next((b for b in bounds if b is not None), 0.0)

    @property
    def high(self) -> float | None:
        """Upper bound of the count, None where it is open."""
        return self.quantity.high

    @property
    def best(self) -> float:
        """The count itself, or its lower bound."""
        return self.low if self.quantity.value is None else self.quantity.value


def figures(event: Event, claims: Mapping[str, Claim], published: Mapping[str, date]) -> tuple[Figure, ...]:
    """Every figure of an event's asserted claims that counts killed, wounded, captured or missing."""
    found: list[Figure] = []
    for origin in event.origins_for:
        for name in origin.claim_ids:
            claim = claims[name]
            if claim.stance == "asserts" and claim.modality != "planned":
                found.extend(_of_claim(claim, origin, published))
    first: dict[tuple[str, str, str], date] = {}
    for figure in found:
        first[figure.key] = min(figure.told, first.get(figure.key, date.max))
    found = [replace(figure, told=first[figure.key]) for figure in found]
    return tuple(sorted(found, key=lambda f: (f.told, f.claim.id, f.quantity.unit, f.best)))


def _of_claim(claim: Claim, origin: Origin, published: Mapping[str, date]) -> Iterator[Figure]:
    told = known_on(claim, published) or date.max
    source = fold(origin.source or f"{origin.channel or claim.report} itself")
    for quantity in claim.quantities:
        category = fold(quantity.unit)
        if category in CATEGORIES and (quantity.low is not None or quantity.value is not None):
            yield Figure(
                claim, quantity, category, victims(claim), source, told, _added(claim, quantity),
                quantity.of is not None or quantity.named,
            )  # fmt: skip


def _added(claim: Claim, quantity: Quantity) -> bool:
    """Whether a count comes on top of an earlier one ("another 12", "12 more", not "more than 12")."""
    at = claim.quote.find(quantity.text)
    before = fold(claim.quote[:at]).split()[-2:] if at >= 0 else []
    after = fold(claim.quote[at + len(quantity.text) :]).split()[:2] if at >= 0 else []
    words = [*before, *fold(quantity.text).split(), *after[:1]]
    compared = _COMPARED & {*words, *after}
    return bool(_MORE & set(words)) and not compared


def latest_by_source(found: Sequence[Figure]) -> tuple[Figure, ...]:
    """Each source's last count: what it said before, it has itself replaced.

    Of several counts told on one day, the highest stands: a toll is told as it rises.
    """
    last: dict[str, Figure] = {}
    for figure in sorted(found, key=lambda f: (f.told, f.best, f.claim.id)):
        last[figure.source] = figure
    return tuple(sorted(last.values(), key=lambda f: (f.told, f.claim.id)))


def camp(claim: Claim) -> str:
    """The party that a source speaks for, "" where it is not told."""
    source = claim.source
    if source is None or source.type == "media":
        return ""
    if source.affiliation:
        return party_name(source.affiliation)
    return party_name(source.name) if source.name and source.type == "body" else ""
