"""Who, having spoken against a capture, later granted it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.gist import gainer, kin, known_on, owns_loss, speaks_for
from dateline.records import Claim, Event


def grants(event: Event, known: Mapping[str, Claim], published: Mapping[str, date]) -> tuple[str, ...]:
    """The claims for a conceded event, told later, of those who spoke against it or of their party."""
    if event.status != "conceded":
        return ()
    since: dict[str, date] = {}
    held: dict[str, date] = {}
    camps: list[tuple[frozenset[str], date]] = []
    for origin in event.origins_against:
        told = [known[name] for name in origin.claim_ids]
        first = min((known_on(c, published) or date.max for c in told), default=date.max)
        since[origin.source or ""] = min(first, since.get(origin.source or "", date.max))
        camps.extend((camp, first) for c in told if (camp := speaks_for(c)))
        held |= {h: first for c in told if c.stance == "asserts" and (h := gainer(c))}
    since.pop("", None)
    found = []
    for origin in event.origins_for:
        for name in origin.claim_ids:
            day, camp = known_on(known[name], published) or date.min, speaks_for(known[name])
            own = day > since.get(origin.source or "", date.max)
            theirs = any(day > first and kin(camp, other) for other, first in camps)
            if own or theirs or owns_loss(known[name], [h for h, first in held.items() if day > first]):
                found.append(name)
    return tuple(sorted(found))
