"""``decisions.jsonl``: what analysts decided, one JSON object a line, only ever appended to.

Each line bears the SHA-256 of the line before it, so that a line that was changed or taken out shows.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from dateline.records import Decision

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Decision)
_TAIL = 1 << 16  # bytes read from the end at a time, to find the last line


def append(path: Path, decision: Decision) -> Decision:
    """Add one decision and return it, as it was written, only when the disk has it.

    Any number of programs may do so at once; a line that a crash left torn is ended first.
    """
    with path.open("a+b") as log, _alone(log):
        last = _last_line(log)
        written = replace(decision, before=_digest(last) if last else "")
        torn = b"\n" if last and not last.endswith(b"\n") else b""
        log.write(torn + _encoder.encode(written) + b"\n")
        log.flush()
        os.fsync(log.fileno())
    return written


def read(path: Path) -> Iterator[Decision | str]:
    """Every decision in order; for a line that is none, a sentence that says which and why."""
    if not path.exists():
        return
    with path.open("rb") as log:
        for number, line in enumerate(log, start=1):
            if line.strip():
                yield _decision(path, number, line)


def known(path: Path) -> tuple[Decision, ...]:
    """The decisions that can be read, in order."""
    return tuple(d for d in read(path) if isinstance(d, Decision))


def check(path: Path) -> Iterator[str]:
    """A sentence for each line that is no decision, or does not follow from the line before it."""
    before = b""
    if not path.exists():
        return
    with path.open("rb") as log:
        for number, line in enumerate(log, start=1):
            if not line.strip():
                continue
            found = _decision(path, number, line)
            if isinstance(found, str):
                yield found
            elif found.before != (_digest(before) if before else ""):
                yield f"{path.name}, line {number}: the line before it was changed or taken out"
            before = line


def _decision(path: Path, number: int, line: bytes) -> Decision | str:
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        return f"{path.name}, line {number}: not a decision ({fault})"


def _digest(line: bytes) -> str:
    return hashlib.sha256(line.rstrip(b"\r\n")).hexdigest()


def _last_line(log: BinaryIO) -> bytes:
    """The last line that holds anything, with its end as it stands; empty for an empty file."""
    end = log.seek(0, os.SEEK_END)
    tail, at = b"", end
    while at > 0 and b"\n" not in tail.rstrip(b"\r\n"):
        at = max(0, at - _TAIL)
        log.seek(at)
        tail = log.read(end - at)
    lines = [line for line in tail.splitlines(keepends=True) if line.strip()]
    return lines[-1] if lines else b""


@contextmanager
def _alone(log: BinaryIO) -> Iterator[None]:
    """Nobody else appends meanwhile, in this program or another; where locks are not to be had, as it is."""
    try:
        import fcntl
    except ImportError:  # Windows: one writer at a time is up to the user
        yield
        return
    fcntl.flock(log, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(log, fcntl.LOCK_UN)
