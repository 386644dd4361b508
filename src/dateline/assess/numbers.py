"""Differing tolls of one event: a toll that rose, bounds that agree, or a real difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dateline.assess.figures import Figure, camp, figures, latest_by_source
from dateline.assess.typed import Finding, Type
from dateline.gist import party_name
from dateline.records import Claim, Event


def numbers(event: Event, known: Mapping[str, Claim], published: Mapping[str, date]) -> Iterator[Finding]:
    """How the tolls of an event differ, for each category; killed are never set against wounded."""
    by_category: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures(event, known, published):
        if not figure.added and not figure.part:
            by_category[figure.category].append(figure)
    for category in sorted(by_category):
        yield from _of_category(event, category, by_category[category])


def _of_category(event: Event, category: str, found: Sequence[Figure]) -> Iterator[Finding]:
    standing = latest_by_source(found)
    replaced = [f for f in found if f not in standing and not _agree(f, _successor(f, standing))]
    if replaced:
        heirs = {_successor(f, standing).claim.id for f in replaced}
        why = f"The same sources later gave other counts of {category}: {_values(replaced)}, then others."
        yield Finding("superseded", (event.id,), _ids(replaced), sorted(heirs), why)
    newest = max(standing, key=lambda f: (f.told, f.best, f.claim.id))
    rising = is_rising(found)
    for kind, group in _against(newest, standing, rising).items():
        yield Finding(kind, (event.id,), _ids(group), [newest.claim.id], _why(kind, category, group, newest))


def _successor(figure: Figure, standing: Sequence[Figure]) -> Figure:
    return next(f for f in standing if f.source == figure.source)


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two counts can both be right as they stand."""
    top = min((h for h in (one.high, other.high) if h is not None), default=float("inf"))
    return max(one.low, other.low) <= top


def _against(newest: Figure, standing: Sequence[Figure], rising: bool) -> dict[Type, list[Figure]]:
    groups: dict[Type, list[Figure]] = defaultdict(list)
    for figure in standing:
        if figure is newest or figure.best == newest.best:
            continue
        groups[relation(figure, newest, rising)].append(figure)
    return dict(sorted(groups.items()))


def relation(figure: Figure, newest: Figure, rising: bool) -> Type:
    """What a count is to the newest count of the same event and category."""
    if _opposed(figure, newest) and not _agree(figure, newest):
        return "number"
    if figure.best < newest.best and (figure.told < newest.told or rising):
        return "superseded"
    return "apparent" if _agree(figure, newest) else "number"


def _opposed(one: Figure, other: Figure) -> bool:
    """Whether two counts come from two parties, one of which has a stake in them."""
    ours, theirs = camp(one.claim), camp(other.claim)
    if not ours or not theirs or ours == theirs:
        return False
    named = [a.name for f in (one, other) for a in f.claim.targets + f.claim.actors]
    return any(party_name(name) in (ours, theirs) for name in named)


def is_rising(found: Sequence[Figure]) -> bool:
    """Whether the toll is seen to grow by the day, so that two counts of one day may be two hours of it."""
    first = min(f.told for f in found)
    last = max(f.told for f in found)
    early = max(f.best for f in found if f.told == first)
    return last > first and max(f.best for f in found if f.told == last) > early


def _values(group: Sequence[Figure]) -> str:
    told = sorted({f.quantity.text for f in group})
    return ", ".join(told)


def _ids(group: Sequence[Figure]) -> list[str]:
    return sorted({f.claim.id for f in group})


def _why(kind: str, category: str, group: Sequence[Figure], newest: Figure) -> str:
    earlier, now = _values(group), newest.quantity.text
    if kind == "superseded":
        return f"The count of {category} rose as it became known: {earlier}, then {now} on {newest.told}."
    if kind == "apparent":
        return f"{earlier} and {now} {category} can both be right: their bounds meet."
    return (
        f"Different sources give different counts of {category} for the same event: {earlier} against {now}."
    )
