"""What differs between claims, typed; what only looks like disagreement is told apart from it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from dateline.assess.counts import counts
from dateline.assess.granted import grants
from dateline.assess.located import dates, places
from dateline.assess.numbers import numbers
from dateline.assess.states import states
from dateline.assess.typed import Finding
from dateline.gist import extent_key, gainer, part_of
from dateline.parties import identified
from dateline.records import Claim, Disagreement, Event, Origin
from dateline.sourcing import mouth, took_back


def disagreements(
    events: Sequence[Event], claims: Sequence[Claim], *, published: Mapping[str, date]
) -> tuple[Disagreement, ...]:
    """Disagreements within and between events, sorted by id; each says why it was typed so.

    Time, unit, area and scope are checked before a contradiction is claimed: what they explain is
    ``superseded``, ``scope`` or ``apparent``.
    """
    known = {claim.id: claim for claim in identified(claims)}
    ordered = sorted(events, key=lambda e: e.id)
    found: list[Finding] = []
    for event in ordered:
        found.extend(_within(event, known, published))
        if event.kind == "casualties":
            found.extend(numbers(event, known, published))
        found.extend(dates(event, known))
    found.extend(_successions(ordered))
    found.extend(counts(ordered, known, published))
    found.extend(places(ordered, known))
    found.extend(states(ordered))
    return tuple(sorted({f.id: f for f in map(_record, found)}.values(), key=lambda d: d.id))


def _record(finding: Finding) -> Disagreement:
    left, right = tuple(sorted(finding.left)), tuple(sorted(finding.right))
    body = "\n".join(["disagreement", finding.type, *left, "against", *right])
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Disagreement(f"di-{digest}", finding.type, tuple(finding.events), left, right, finding.why)


def _within(event: Event, known: Mapping[str, Claim], published: Mapping[str, date]) -> Iterable[Finding]:
    """Denials and rival holders of one event, and the words of a source that moved from one to the other."""
    supporting = _claims(event.origins_for, known)
    against = _claims(event.origins_against, known)
    back = took_back(event.origins_for, event.origins_against)
    withdrawn = _claims(back, known)
    denying = [c for c in against if c.stance == "denies" and c not in withdrawn]
    rival = [c for c in against if c.stance == "asserts"]
    positive = [c for c in supporting if c.kind == event.kind]
    who = _who(event.origins_against)
    if withdrawn and positive:
        own = {mouth(o) for o in back}
        taken = [n for o in event.origins_for if mouth(o) in own for n in o.claim_ids]
        why = f"{_who(back)} took back what it had reported."
        yield Finding("superseded", (event.id,), taken, _ids(withdrawn), why)
    if denying and positive:
        yield Finding(
            "denial", (event.id,), _ids(positive), _ids(denying),
            f"{_who(event.origins_against, denying)} denied what {_who(event.origins_for)} reported.",
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


def _successions(events: Sequence[Event]) -> Iterable[Finding]:
    """Captures of one place by one party after another: a later state of affairs, not a contradiction."""
    at: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind == "control" and event.change == "gained" and event.place and not part_of(event.place):
            at[extent_key(event.place)].append(event)
    for captures in at.values():
        dated = sorted((e for e in captures if e.when and e.when.start), key=lambda e: (_start(e), e.id))
        for earlier, later in pairwise(dated):
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
