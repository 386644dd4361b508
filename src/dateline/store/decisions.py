"""``decisions.jsonl``: what analysts decided, one JSON object a line, only ever appended to.

Each line bears the SHA-256 of the line before it and its own seal (SHA-256 of the line with an empty
seal), so that a line that was changed or taken out shows. Lines of before seals were given have none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

import msgspec

from dateline.records import Decision
from dateline.store import chain

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Decision)
_FIELDS = {field.name for field in fields(Decision)}
_WHOLE = re.compile(rb'"(seal|before)":"[0-9a-f]*"\}$')  # how a line ends; nothing within one looks like it


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file: ``decision`` is None where it cannot be read."""

    number: int
    raw: bytes
    decision: Decision | None
    fault: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether it begins as a line does and has no end: the program was stopped while it wrote."""
        return self.decision is None and self.raw.startswith(b"{") and not _WHOLE.search(self.raw)


def append(path: Path, decision: Decision) -> Decision:
    """Add one decision and return it, as it was written, only when the disk has it.

    Any number of programs may do so at once; a line that a crash left torn is ended first.
    """
    written = decision

    def line(before: str) -> bytes:
        nonlocal written
        written = _sealed(replace(decision, before=before))
        return _encoder.encode(written)

    chain.add(path, line)
    return written


def read(path: Path) -> Iterator[Decision | str]:
    """Every decision in order; for a line that is none, a sentence that says which and why."""
    for line in _lines(path):
        yield line.decision or f"{path.name}, line {line.number}: {line.fault}"


def known(path: Path) -> tuple[Decision, ...]:
    """The decisions that can be read, in order."""
    return tuple(d for d in read(path) if isinstance(d, Decision))


def check(path: Path) -> Iterator[str]:
    """A sentence for each line that is no decision, was altered, or does not follow from the one before."""
    before, sealed = b"", False
    for line in _lines(path):
        where = f"{path.name}, line {line.number}"
        if line.decision is None and not line.is_cut:
            yield f"{where}: {line.fault}; restore it from a copy"
        elif line.decision and (fault := _altered(line, line.decision, sealed)):
            yield f"{where}: {fault}; restore it from a copy"
        if line.decision and line.decision.before != chain.digest(before):
            yield f"{where}: the line before it was changed or taken out"
        sealed = sealed or bool(line.decision and line.decision.seal)
        before = line.raw


def leftovers(path: Path) -> list[str]:
    """What writes that were cut off have left, a sentence each; nobody was told that they were done."""
    told = "has no end: it was cut off before its decision was kept; what follows is not touched by it"
    return [f"{path.name}, line {line.number} {told}" for line in _lines(path) if line.is_cut]


def _altered(line: _Line, decision: Decision, sealed: bool) -> str:
    """What is wrong with a line that can be read; ``sealed`` says whether a line before it bears a seal."""
    unknown = sorted(set(msgspec.json.decode(line.raw)) - _FIELDS)
    if unknown:
        return f"was altered (no decision has {unknown[0]!r})"
    if not decision.seal:
        return "was altered (it has no seal)" if sealed else ""
    intact = _sealed(decision) == decision and _encoder.encode(decision) == line.raw
    return "" if intact else "was altered (its seal does not fit)"


def _sealed(decision: Decision) -> Decision:
    bare = replace(decision, seal="")
    return replace(bare, seal=hashlib.sha256(_encoder.encode(bare)).hexdigest())


def _lines(path: Path) -> Iterator[_Line]:
    """Every line that holds anything, without its end."""
    if not path.exists():
        return
    with path.open("rb") as log:
        for number, ended in enumerate(log, start=1):
            if line := ended.rstrip(b"\r\n"):
                yield _line(number, line)


def _line(number: int, line: bytes) -> _Line:
    try:
        line.decode()  # what is no text is no JSON either, also where the decoder does not look
        return _Line(number, line, _decoder.decode(line))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        return _Line(number, line, None, f"not a decision ({fault})")
