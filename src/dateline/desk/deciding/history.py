"""What was decided about what, by whom and when, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dateline.desk.index import Index
from dateline.desk.page import Json
from dateline.records import Decision
from dateline.store import decisions

_VERBS = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "duplicate": "marked as a repetition",
    "merge": "merged",
    "split": "split",
    "note": "noted",
    "grade": "graded",
    "undo": "took back",
}


@dataclass(frozen=True)
class History:
    """The decisions of a case, and what came of each when the record was last derived."""

    path: Path
    index: Index

    @cached_property
    def every(self) -> tuple[Decision, ...]:
        """All decisions, in order."""
        return decisions.known(self.path)

    @cached_property
    def undone(self) -> frozenset[str]:
        """Ids of the decisions that were taken back."""
        return frozenset(d.target.removeprefix("decision:") for d in self.every if d.action == "undo")

    @cached_property
    def _by_claim(self) -> Mapping[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        outcomes = {
            row["id"]: row["claims"].split() for row in self.index.rows("SELECT id, claims FROM outcomes")
        }
        for d in self.every:
            for claim in {*(a.claim for a in d.anchors), *outcomes.get(d.id, ())}:
                found.setdefault(claim, []).append(d)
        return found

    @cached_property
    def _by_target(self) -> Mapping[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for d in self.every:
            found.setdefault(d.target, []).append(d)
        return found

    @cached_property
    def grades(self) -> Mapping[str, str]:
        """The grade that each source was last given."""
        last = {d.target: d for d in self.every if d.action == "grade" and d.id not in self.undone}
        return {
            t.removeprefix("source:"): d.payload.get("grade", "")
            for t, d in last.items()
            if t.startswith("source:")
        }

    @cached_property
    def settled(self) -> frozenset[str]:
        """Claims about which somebody decided whether they hold."""
        judging = ("accept", "reject", "correct", "merge", "split", "duplicate")
        return frozenset(
            claim
            for claim, found in self._by_claim.items()
            if any(d.action in judging and d.id not in self.undone for d in found)
        )

    def of_claims(self, ids: Iterable[str]) -> dict[str, list[Json]]:
        """What was decided about each of some claims, latest first."""
        return {i: [self.row(d) for d in reversed(self._by_claim[i])] for i in ids if i in self._by_claim}

    def of(self, target: str, claims: Iterable[str] = ()) -> list[Json]:
        """What was decided about a target, or about claims of it, latest first."""
        found = {d.id: d for d in self._by_target.get(target, ())}
        for claim in claims:
            found.update((d.id, d) for d in self._by_claim.get(claim, ()))
        order = {d.id: n for n, d in enumerate(self.every)}
        return [self.row(d) for d in sorted(found.values(), key=lambda d: -order[d.id])]

    def seen(self, target: str) -> str:
        """The last decision about a target: what a form was made in the knowledge of."""
        found = self._by_target.get(target)
        return found[-1].id if found else ""

    def of_target(self, target: str) -> list[Decision]:
        """The decisions about exactly this, in order."""
        return self._by_target.get(target, [])

    def row(self, d: Decision) -> Json:
        """A decision, told."""
        state, why = self._state(d)
        return {
            "id": d.id,
            "at": d.at.strftime("%Y-%m-%d %H:%M UTC"),
            "by": d.by,
            "action": d.action,
            "verb": _VERBS.get(d.action, d.action),
            "target": d.target,
            "what": _told(d),
            "quote": " ".join((d.quote or "").split()),
            "why": d.why,
            "state": state,
            "state_why": why,
            "claims": list(dict.fromkeys(a.claim for a in d.anchors))[:5],
            "reports": list(dict.fromkeys(a.report for a in d.anchors))[:5],
        }

    def _state(self, d: Decision) -> tuple[str, str]:
        if d.id in self.undone:
            return "undone", "taken back"
        row = self.index.rows("SELECT state, why FROM outcomes WHERE id = ?", d.id)
        return (row[0]["state"], row[0]["why"]) if row else ("waiting", "the record is being derived again")

    @property
    def waiting(self) -> bool:
        """Whether there are decisions that the index does not know of yet."""
        known = self.index.one("SELECT count(*) FROM outcomes")
        return len(self.every) != int(known)


def _told(d: Decision) -> str:
    """``place: “Herat” for “Kabul”``, ``grade B``, ``with ev-01``."""
    p = d.payload
    if d.action == "correct":
        return f"{p.get('field')}: “{p.get('typed')}” for “{p.get('was')}”"
    if d.action == "grade":
        return f"grade {p.get('grade')}" if p.get("grade") else "grade taken away"
    if d.action == "split":
        return f"{sum(a.group == 0 for a in d.anchors)} of {len(d.anchors)} claims apart"
    return f"with {p['other']}" if p.get("other") else ""
