"""A record rewritten without the names that are withheld; what pointed at characters still points at them."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from dateline.records import Anchor, Claim, CopyLink, Decision, Record, Rejection, Report, Span, Where
from dateline.seal.names import Cut, Withheld, applied

Value = TypeVar("Value")

# What the program says in these fields is never a name.
_CODES = frozenset(
    "kind change stance modality part precision status state type category rule profile scope feature "
    "language how confidence stage action country unit before".split()
)
_IDENTIFIED = ("claims", "origins", "events", "disagreements", "tolls", "control", "crossings")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A record and its decisions without the names."""

    record: Record
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class _Text:
    """A text before and after, and where each of its characters went."""

    cuts: Sequence[Cut]
    after: str

    def start(self, at: int) -> int:
        """Where what began at ``at`` begins now: before the name where it began inside one."""
        cut, shift = self._before(at)
        return (cut[0] if cut and at < cut[1] else at) + shift

    def end(self, at: int) -> int:
        """Where what ended at ``at`` ends now: after the name where it ended inside one."""
        cut, shift = self._before(at)
        if not cut or at <= cut[0]:
            return at + shift
        grown = len(cut[2]) - (cut[1] - cut[0])
        return max(at, cut[1]) + shift + grown if at < cut[1] else at + shift

    def _before(self, at: int) -> tuple[Cut | None, int]:
        """The last cut that begins at or before ``at``, and by how much those done by ``at`` moved it."""
        number = bisect_right(self.cuts, at, key=lambda c: c[0])
        done = [c for c in self.cuts[:number] if c[1] <= at]
        return (self.cuts[number - 1] if number else None), sum(len(c[2]) - (c[1] - c[0]) for c in done)


def seal(record: Record, decisions: Sequence[Decision], names: Withheld) -> Sealed:
    """The record and decisions without the names; ids and hashes are new, so that none gives a name away."""
    return _Sealer(record, decisions, names).sealed()


class _Sealer:
    def __init__(self, record: Record, decisions: Sequence[Decision], names: Withheld) -> None:
        self._record, self._decisions, self._names = record, decisions, names
        self._texts = {r.id: _text(r.received_text, names) for r in record.reports}
        self._digests = {r.digest: _digest(self._texts[r.id].after) for r in record.reports}
        self._ids: dict[str, str] = {r.id: names.code("report", r.id) for r in record.reports}
        for part in _IDENTIFIED:
            for item in getattr(record, part):
                self._ids[item.id] = names.code(item.id.partition("-")[0][:2] or part, item.id)
        self._ids |= {d.id: names.code("de", d.id) for d in decisions}

    def sealed(self) -> Sealed:
        """Everything, rewritten; reports in the order of their new ids, as the others keep theirs."""
        made = self._any(self._record)
        decided = tuple(self._any(d) for d in self._decisions)
        return Sealed(replace(made, reports=tuple(sorted(made.reports, key=lambda r: r.id))), decided)

    def _any(self, value: Value, name: str = "") -> Any:
        if isinstance(value, str):
            return value if name in _CODES else self._word(value)
        if isinstance(value, tuple):
            return tuple(self._any(v, name) for v in value)
        if isinstance(value, Mapping):
            return {self._word(k): self._any(v) for k, v in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changes = {f.name: self._any(getattr(value, f.name), f.name) for f in fields(value) if f.init}
        return replace(value, **(changes | self._placed(value)))

    def _word(self, value: str) -> str:
        """A text, an id, or an id behind what it is of (``claim:c-1``)."""
        if value in self._ids:
            return self._ids[value]
        if value in self._digests:
            return self._digests[value]
        what, _, id_ = value.partition(":")
        if id_ in self._ids:
            return f"{what}:{self._ids[id_]}"
        parts = value.split(" ")
        if len(parts) > 1 and all(p in self._ids for p in parts):
            return " ".join(self._ids[p] for p in parts)
        return self._names.text(value)

    def _placed(self, value: Any) -> dict[str, Any]:
        """What of a record points at characters, or was got from elsewhere."""
        if isinstance(value, Report):
            return self._report(value)
        if isinstance(value, Claim | Anchor):
            text = self._texts.get(value.report)
            return {} if text is None else _quoted(value, text)
        if isinstance(value, CopyLink):
            one, other = self._texts[value.report], self._texts[value.other]
            return {
                "start": one.start(value.start), "end": one.end(value.end),
                "other_start": other.start(value.other_start), "other_end": other.end(value.other_end),
            }  # fmt: skip
        if isinstance(value, Rejection):
            return self._rejection(value)
        if isinstance(value, Decision):
            return {"by": self._names.code("Analyst", value.by), "before": ""}
        if isinstance(value, Where) and self._names.left(value.name):  # its coordinates would tell it
            return {"lat": None, "lon": None, "id": None, "admin2": None, "candidates": ()}
        return {}

    def _report(self, report: Report) -> dict[str, Any]:
        text = self._texts[report.id]

        def moved(parts: Sequence[Any]) -> tuple[Any, ...]:
            return tuple(replace(self._any(p), start=text.start(p.start), end=text.end(p.end)) for p in parts)

        return {
            "received_text": text.after, "digest": _digest(text.after), "url": None, "fetched": None,
            "byline": None, "passages": moved(report.passages), "furniture": moved(report.furniture),
            "dateline": moved([report.dateline])[0] if report.dateline else None,
        }  # fmt: skip

    def _rejection(self, rejection: Rejection) -> dict[str, Any]:
        text = self._texts.get(rejection.name)
        if text is None:  # an input that was never a report, called by a path or address
            return {"name": self._names.code("input", rejection.name) if rejection.name else "",
                    "reason": self._names.text(rejection.reason.replace(rejection.name, "It"))
                    if rejection.name else self._names.text(rejection.reason)}  # fmt: skip
        return {"start": text.start(rejection.start), "end": text.end(rejection.end)}


def _quoted(value: Claim | Anchor, text: _Text) -> dict[str, Any]:
    start, end = text.start(value.start), text.end(value.end)
    found: dict[str, Any] = {"start": start, "end": end, "quote": text.after[start:end]}
    if isinstance(value, Claim) and value.cue:
        found["cue"] = Span(text.start(value.cue.start), text.end(value.cue.end))
    return found


def _text(text: str, names: Withheld) -> _Text:
    cuts = names.cuts(text)
    return _Text(cuts, applied(text, cuts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
