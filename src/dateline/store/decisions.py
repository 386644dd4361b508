"""``decisions.jsonl``: what analysts decided, one JSON object a line, only ever appended to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.records import Decision

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Decision)


def append(path: Path, decision: Decision) -> None:
    """Add one decision and return only when the disk has it."""
    with path.open("ab") as log:
        log.write(_encoder.encode(decision) + b"\n")
        log.flush()
        os.fsync(log.fileno())


def read(path: Path) -> Iterator[Decision | str]:
    """Every decision in order; for a line that is none, a sentence that says which and why."""
    if not path.exists():
        return
    with path.open("rb") as log:
        for number, line in enumerate(log, start=1):
            if not line.strip():
                continue
            try:
                yield _decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
                yield f"{path.name}, line {number}: not a decision ({fault})"
