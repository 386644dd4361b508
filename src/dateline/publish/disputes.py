"""What is disputed and by whom; what changed; and what only looks like disagreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.publish import english
from dateline.publish.amounts import counted, who_says
from dateline.publish.document import Cite, Inline, Line, Section, Strong
from dateline.publish.lines import bullets, event_line
from dateline.publish.names import party
from dateline.publish.phrase import best_claim, in_text
from dateline.publish.view import View
from dateline.records import Claim, Disagreement, Event

_REAL = ("denial", "holder", "number", "date", "place")
_FIGURES = ("number", "date", "place")  # types whose reason adds to what an event's line says
_APPARENT = ("scope", "apparent")
_ACCOUNTS = 5  # accounts quoted in one item


def disputed(view: View, events: Sequence[Event], limit: int) -> Section:
    """Events that somebody denies or tells otherwise, with both sides."""
    real = [d for d in view.record.disagreements if d.type in _REAL]
    of: dict[str, list[Disagreement]] = {}
    for dispute in real:
        for name in dict.fromkeys(dispute.event_ids):
            of.setdefault(name, []).append(dispute)
    lines: list[Line] = []
    told: set[str] = set()
    for event in events:
        if event.status in ("disputed", "conceded") and event.kind != "position" and in_text(view, event):
            mine = [d for d in of.get(event.id, ()) if d.id not in told]
            told.update(d.id for d in mine)
            conceded = (
                (" The side that denied it has since conceded it.",) if event.status == "conceded" else ()
            )
            lines.append((*event_line(view, event), *_otherwise(view, event, mine), *conceded))
    rest = [d for d in real if d.id not in told and not _words_alone(view, d)]
    lines += [_two_sides(view, group) for group in grouped(rest)]
    return Section("What is disputed", bullets(lines, limit, view.beyond("disputed")))


def changed(view: View, limit: int) -> Section:
    """What later reports overtook, and who took back what."""
    found = [d for d in view.record.disagreements if d.type == "superseded"]
    lines = [_reasoned(view, d) for d in found]
    return Section("What changed", bullets(lines, limit, view.beyond("superseded")))


def not_disputed(view: View, limit: int) -> Section:
    """Figures and statements that stand beside each other without contradiction."""
    shown = {c.id for g in counted(view) for c in g}
    found = [
        d
        for d in view.record.disagreements
        if d.type in _APPARENT and not (d.type == "scope" and shown.intersection((*d.left, *d.right)))
    ]
    lines = [_reasoned(view, d) for d in found]
    told = bullets(lines, limit, view.beyond("apparent"))
    return Section("Different measures, not a contradiction", told)


def grouped(found: Iterable[Disagreement]) -> list[list[Disagreement]]:
    """Disagreements that share a claim together, so that three counts are one item, not three."""
    leader: dict[str, str] = {}

    def lead(claim: str) -> str:
        while leader.setdefault(claim, claim) != claim:
            leader[claim] = claim = leader[leader[claim]]
        return claim

    ordered = sorted(found, key=lambda d: d.id)
    for dispute in ordered:
        first, *others = sorted({*dispute.left, *dispute.right})
        for other in others:
            low, high = sorted((lead(first), lead(other)))
            leader[high] = low
    groups: dict[str, list[Disagreement]] = {}
    for dispute in ordered:
        groups.setdefault(lead(min((*dispute.left, *dispute.right))), []).append(dispute)
    return [members for _, members in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))]


def _otherwise(view: View, event: Event, found: Sequence[Disagreement]) -> Line:
    """Who is said to have held the place instead, and how else the accounts differ."""
    line: list[Inline] = []
    for_ = {c for o in event.origins_for for c in o.claim_ids}
    other = [
        c
        for d in found
        if d.type == "holder"
        for c in (*d.left, *d.right)
        if c not in for_ and c in view.claims and view.claims[c].stance == "asserts"
    ]
    accounts: dict[str, list[Claim]] = {}
    heard: set[str] = set()
    for claim in (view.claims[c] for c in dict.fromkeys(other)):
        whom = english.listing([n for a in claim.actors[:2] if (n := party(view, a.name))])
        who = who_says(view, claim)
        fits = whom and claim.change in ("held", "gained") and whom != _taker(view, event)
        if fits and (who not in heard or whom in accounts):
            accounts.setdefault(whom, []).append(claim)
            heard.add(who)
    for whom, claims in accounts.items():
        said = dict.fromkeys(who_says(view, c).removesuffix(" (on its own account)") for c in claims)
        who = english.listing(list(said)[:3])
        line += [f" By the account of {who}, it was held by {whom}.", Cite(tuple(c.id for c in claims))]
    reasons = dict.fromkeys(english.dated(d.why) for d in found if d.type in _FIGURES and d.why)
    return (*line, *(f" {english.sentence(r)}" for r in list(reasons)[:2]))


def _taker(view: View, event: Event) -> str:
    return english.listing([party(view, a) for a in event.actors[:2]])


def _two_sides(view: View, group: Sequence[Disagreement]) -> Line:
    """Each different account with its source, then the reasons for the type."""
    line: list[Inline] = []
    for claim_ids in _accounts(view, group)[:_ACCOUNTS]:
        claim = best_claim(view, claim_ids)
        said = english.quote(claim.quote, 160)
        line += [f"{english.capital(who_says(view, claim))}: {said}", Cite(claim_ids), ". "]
    reasons = dict.fromkeys(english.sentence(english.dated(d.why)) for d in group if d.why)
    return (*line, " ".join(list(reasons)[:2]))


def _reasoned(view: View, dispute: Disagreement) -> Line:
    """The sentence that says how accounts relate, with where and with the words of both sides."""
    ids = tuple(c for c in dict.fromkeys((*dispute.left, *dispute.right)) if c in view.claims)
    places = dict.fromkeys(w.name for c in ids for w in view.claims[c].places if w.id)
    where = next(iter(places), "")
    why = english.sentence(english.dated(dispute.why))
    named = (Strong(f"{where}."), " ") if where and where not in why else ()
    return (*named, why, Cite(ids))


def _accounts(view: View, group: Sequence[Disagreement]) -> list[tuple[str, ...]]:
    """Claims of a group, those of one source with the same numbers together, earliest first."""
    found: dict[object, list[str]] = {}
    ids = dict.fromkeys(c for d in group for c in (*d.left, *d.right) if c in view.claims)
    for claim in sorted((view.claims[i] for i in ids), key=lambda c: (view.published(c.report), c.id)):
        numbers = tuple((q.value, q.low, q.high, q.unit) for q in claim.quantities)
        found.setdefault((who_says(view, claim), numbers, claim.stance, claim.change), []).append(claim.id)
    return [tuple(ids) for ids in found.values()]


def _words_alone(view: View, dispute: Disagreement) -> bool:
    """Whether a dispute is about words alone, which the section on positions tells."""
    kinds = {view.claims[c].kind for c in (*dispute.left, *dispute.right) if c in view.claims}
    return kinds == {"position"}
