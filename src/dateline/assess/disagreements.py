"""What differs between claims, typed; what only looks like disagreement is told apart from it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.assess.counts import counted_in, counts
from dateline.assess.granted import grants
from dateline.assess.located import dates, places, signatures
from dateline.assess.numbers import numbers
from dateline.assess.states import opened, states
from dateline.assess.told import claims_of, published_of
from dateline.assess.typed import Finding
from dateline.between import Told
from dateline.gist import extent_key, gainer, part_of
from dateline.plans import Step, Take
from dateline.records import Claim, Disagreement, Event, Origin
from dateline.sourcing import mouth, took_back, withdrawn


@dataclass(frozen=True, slots=True)
class Typed:
    """A disagreement as one group finds it; another may find the same."""

    disagreement: Disagreement


def steps() -> tuple[Step, ...]:
    """From ``Told`` to ``Disagreement``, within and between events; each says why it was typed so.

    Time, unit, area and scope are checked before a contradiction is claimed: what they explain is
    ``superseded``, ``scope`` or ``apparent``.
    """
    gives = (Typed,)
    return (
        Step("disagreements within events", (Take(Told, lambda t: (t.event.id,)),), gives, _of_event),
        Step("successions", (Take(Event, _captured),), gives, _succeeding),
        Step("counts of places", (Take(Told, counted_in),), gives, _counted),
        Step("one toll at two places", (Take(Told, signatures),), gives, _placed),
        Step("states of crossings", (Take(Event, opened),), gives, _states),
        Step("disagreements", (Take(Typed, lambda t: (t.disagreement.id,)),), (Disagreement,), _one_of_each),
    )


def _one_of_each(_: str, found: Sequence[Typed]) -> Iterator[Disagreement]:
    """Claims that differ in two events alike are one disagreement."""
    yield max((each.disagreement for each in found), key=lambda d: (d.event_ids, d.why))


def _of_event(_: str, told: Sequence[Told]) -> Iterator[Typed]:
    for each in told:
        event, known, published = each.event, claims_of(each), published_of(each)
        found = [*_within(event, known, published), *dates(event, known)]
        if event.kind == "casualties":
            found.extend(numbers(event, known, published))
        yield from map(_record, found)


def _captured(event: Event) -> tuple[str, ...]:
    """The place of a capture that is known by its day."""
    taken = event.kind == "control" and event.change == "gained" and event.place and not part_of(event.place)
    taken = taken and bool(event.origins_for)  # what is only denied has ended nothing
    return (extent_key(event.place),) if taken and event.place and event.when and event.when.start else ()


def _succeeding(_: str, captures: Sequence[Event]) -> Iterator[Typed]:
    yield from map(_record, _successions(captures))


def _counted(key: str, told: Sequence[Told]) -> Iterator[Typed]:
    yield from map(_record, counts(key, told))


def _placed(key: str, told: Sequence[Told]) -> Iterator[Typed]:
    yield from map(_record, places(key, told))


def _states(_: str, told: Sequence[Event]) -> Iterator[Typed]:
    yield from map(_record, states(told))


def _record(finding: Finding) -> Typed:
    left, right = tuple(sorted(finding.left)), tuple(sorted(finding.right))
    body = "\n".join(["disagreement", finding.type, *left, "against", *right])
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Typed(Disagreement(f"di-{digest}", finding.type, tuple(finding.events), left, right, finding.why))


def _within(event: Event, known: Mapping[str, Claim], published: Mapping[str, date]) -> Iterable[Finding]:
    """Denials and rival holders of one event, and the words of a source that moved from one to the other."""
    supporting = _claims(event.origins_for, known)
    against = _claims(event.origins_against, known)
    back = took_back(event.origins_for, event.origins_against)
    recanting = _claims(back, known)
    denying = [c for c in against if c.stance == "denies" and c not in recanting]
    rival = [c for c in against if c.stance == "asserts"]
    positive = [c for c in supporting if c.kind == event.kind]
    who = _who(event.origins_against)
    if recanting and positive:
        gone = withdrawn(event.origins_for, event.origins_against)
        taken = [n for o in event.origins_for if o.id in gone for n in o.claim_ids]
        why = f"{_who(back)} took back what it had reported."
        yield Finding("superseded", (event.id,), taken, _ids(recanting), why)
    others = _not_of(event.origins_for, event.origins_against, denying)
    denied = [c for c in _claims(others, known) if c.kind == event.kind]
    if denying and denied:
        yield Finding(
            "denial", (event.id,), _ids(denied), _ids(denying),
            f"{_who(event.origins_against, denying)} denied what {_who(others)} reported.",
        )  # fmt: skip
    if rival and positive and event.kind == "control":
        yield Finding(
            "holder", (event.id,), _ids(positive), _ids(rival),
            f"By {_who(event.origins_for)} the place went to {_holders(positive)}; by "
            f"{_who(event.origins_against, rival)} it was held by {_holders(rival)} at the same time.",
        )  # fmt: skip
    if event.status == "conceded":
        granting = grants(event, known, published)
        if granting:
            yield Finding(
                "superseded", (event.id,), _ids(against), granting,
                f"{who} first held that the place was not lost, and later granted that it was: a concession.",
            )  # fmt: skip


def _not_of(
    supporting: Sequence[Origin], against: Sequence[Origin], denying: Sequence[Claim]
) -> list[Origin]:
    """The origins for an event of others than those who alone deny it: nobody denies his own words."""
    names = {c.id for c in denying}
    mouths = {mouth(o) for o in against if names & set(o.claim_ids)}
    return [o for o in supporting if {mouth(o)} != mouths]


def _successions(captures: Sequence[Event]) -> Iterator[Finding]:
    """Captures of one place by one party after another: a later state of affairs, not a contradiction."""
    for earlier, later in pairwise(sorted(captures, key=lambda e: (_start(e), e.id))):
        named = earlier.actors and later.actors and earlier.actors[0] != later.actors[0]
        if named and (_start(earlier) < _start(later) or (_is_told(earlier) and _is_told(later))):
            yield _succession(earlier, later)


def _succession(earlier: Event, later: Event) -> Finding:
    sides = (_claim_ids(earlier.origins_for), _claim_ids(later.origins_for))
    names = (earlier.id, later.id)
    place = later.place.name if later.place else "the place"
    if _start(earlier) < _start(later):
        first, then = (
            f"by {earlier.actors[0]} on {_start(earlier)}",
            f"by {later.actors[0]} on {_start(later)}",
        )
        why = f"{place} was taken {first} and {then}, after it."
        return Finding("superseded", names, *sides, why)
    why = f"Both {earlier.actors[0]} and {later.actors[0]} are said to have taken {place} on {_start(later)}."
    return Finding("holder", names, *sides, why)


def _is_told(event: Event) -> bool:
    """Whether the day of an event is told, not taken from the report's own date."""
    return event.when is not None and event.when.precision == "day"


def _start(event: Event) -> date:
    return event.when.start if event.when and event.when.start else date.max


def _claims(origins: Iterable[Origin], known: Mapping[str, Claim]) -> list[Claim]:
    return [known[name] for name in sorted(_claim_ids(origins))]


def _claim_ids(origins: Iterable[Origin]) -> list[str]:
    return [name for origin in origins for name in origin.claim_ids]


def _ids(claims: Iterable[Claim]) -> list[str]:
    return [claim.id for claim in claims]


def _who(origins: Iterable[Origin], claims: Iterable[Claim] | None = None) -> str:
    """The sources of a side in words, at most three of them."""
    wanted = None if claims is None else {c.id for c in claims}
    heard = [o for o in origins if wanted is None or wanted & set(o.claim_ids)]
    names = list(dict.fromkeys(o.source or o.channel or "an unnamed outlet" for o in heard))
    return " and ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _holders(claims: Iterable[Claim]) -> str:
    """The parties that claims give a place to, each by the name used most."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        holder = gainer(claim)
        if holder:
            named[holder][(claim.targets if claim.change == "lost" else claim.actors)[0].name] += 1
    often = [min(names, key=lambda n: (-names[n], n)) for names in named.values()]
    return " and ".join(sorted(often)) or "another party"
