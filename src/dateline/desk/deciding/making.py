"""A decision made from a form: whom it is by, what it is about, and the words that it is anchored on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dateline import wire
from dateline.desk.deciding.values import Names, now, value
from dateline.errors import UsageError
from dateline.records import Anchor, Claim, Decision, Event, Report

ACTIONS = ("accept", "reject", "correct", "duplicate", "merge", "split", "note", "grade", "undo")
RELIABILITY = ("A", "B", "C", "D", "E", "F")
CREDIBILITY = ("1", "2", "3", "4", "5", "6")
_ANCHORS = 60  # claims that one decision is anchored on at most


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for; ``target`` is ``claim:ID``, ``event:ID``, ``source:NAME`` or ``decision:ID``."""

    action: str
    target: str
    by: str
    why: str = ""
    field: str = ""
    value: str = ""
    other: str = ""  # id of the other event or claim
    claims: tuple[str, ...] = ()


def decision(wish: Wish, names: Names) -> Decision:
    """The decision that ``wish`` asks for, not yet written.

    Raises:
        UsageError: it cannot be made; why is told.
    """
    if wish.action not in ACTIONS:
        raise UsageError(f"{wish.action!r} is not a decision. Decisions are {', '.join(ACTIONS)}.")
    by = " ".join(wish.by.split())[:80]
    if not by:
        raise UsageError("A decision bears a name. Say who you are.")
    what, _, id_ = wish.target.partition(":")
    if what not in ("claim", "event", "source", "decision") or not id_:
        raise UsageError(f"{wish.target!r} is nothing that can be decided about.")
    anchors, payload = _content(wish, what, id_, names)
    quote = anchors[0].quote if anchors else None
    made = Decision(
        "", datetime.now(UTC), by, wish.action, wish.target, quote, wish.why.strip()[:2000], payload, anchors
    )
    told = hashlib.sha256(wire.dumps(made).encode()).hexdigest()[:16]
    return replace(made, id=f"de-{told}")


def _content(wish: Wish, what: str, id_: str, names: Names) -> tuple[tuple[Anchor, ...], Mapping[str, str]]:
    if wish.action == "undo":
        return (), {}
    if wish.action == "grade":
        return _graded(wish, what, id_, names)
    if what == "claim":
        return _about_claim(wish, id_, names)
    if what == "event":
        return _about_event(wish, id_, names), {"other": wish.other} if wish.other else {}
    raise UsageError(f"A {what} can be graded or undone, not {wish.action}.")


def _graded(wish: Wish, what: str, id_: str, names: Names) -> tuple[tuple[Anchor, ...], Mapping[str, str]]:
    allowed = CREDIBILITY if what == "claim" else RELIABILITY
    if what not in ("claim", "source") or wish.value not in ("", *allowed):
        raise UsageError(f"The grade {wish.value!r} is not one of {', '.join(allowed)}.")
    anchors = _anchors([id_], 0, names) if what == "claim" else ()
    return anchors, {"grade": wish.value}


def _about_claim(wish: Wish, id_: str, names: Names) -> tuple[tuple[Anchor, ...], Mapping[str, str]]:
    anchors = _anchors([id_], 0, names)
    if not anchors:
        raise UsageError(f"There is no claim {id_} any more. Load the page again.")
    if wish.action == "correct":
        claim = names.index.get(Claim, [id_])[0]
        payload = {
            "field": wish.field,
            "value": value(wish.field, wish.value, claim, names),
            "typed": wish.value.strip(),
            "was": now(wish.field, claim),
        }
        return anchors, payload
    if wish.action == "duplicate":
        others = _anchors([wish.other.strip()], 1, names)
        if not others or wish.other.strip() == id_:
            raise UsageError("Give the id of the other claim that this one repeats.")
        return anchors + others, {"other": wish.other.strip()}
    if wish.action in ("accept", "reject", "note"):
        return anchors, {}
    raise UsageError(f"A claim cannot be {wish.action}; an event can.")


def _about_event(wish: Wish, id_: str, names: Names) -> tuple[Anchor, ...]:
    event = _event(id_, names)
    if wish.action == "merge":
        other = _event(wish.other.strip(), names)
        if other.id == event.id:
            raise UsageError("An event cannot be merged with itself.")
        return _anchors(event.claim_ids, 0, names) + _anchors(other.claim_ids, 1, names)
    if wish.action == "split":
        moved = [c for c in event.claim_ids if c in wish.claims]
        rest = [c for c in event.claim_ids if c not in wish.claims]
        if not moved or not rest:
            raise UsageError("Choose some of the claims, and not all, to be an event of their own.")
        return _anchors(moved, 0, names) + _anchors(rest, 1, names)
    if wish.action in ("accept", "reject", "note"):
        return _anchors(event.claim_ids, 0, names)
    raise UsageError(f"An event cannot be {wish.action}; a claim can.")


def _event(id_: str, names: Names) -> Event:
    found = names.index.get(Event, [id_])
    if not found:
        raise UsageError(f"There is no event {id_!r} any more. Load the page again.")
    return found[0]


def _anchors(ids: Sequence[str], group: int, names: Names) -> tuple[Anchor, ...]:
    claims = names.index.get(Claim, ids[:_ANCHORS])
    digests = _digests((c.report for c in claims), names)
    return tuple(
        Anchor(c.report, digests.get(c.report, ""), c.start, c.end, c.quote, c.id, c.kind, group)
        for c in claims
    )


def _digests(reports: Iterable[str], names: Names) -> dict[str, str]:
    return {r.id: r.digest for r in names.index.get(Report, reports)}
