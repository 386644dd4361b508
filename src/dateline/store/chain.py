"""Lines that follow from one another: each bears the SHA-256 of the line before it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from dateline import durable

_TAIL = 1 << 16  # bytes read from the end at a time, to find the last line


def add(path: Path, line: Callable[[str], bytes], *, rights: int = 0o644, wait: bool = True) -> None:
    """Add to a file what ``line`` makes of the SHA-256 of the line before it ("" for the first line).

    Any number of programs may do so at once; a line that a crash left torn is ended first. On return the
    disk has it, unless nobody is to ``wait`` for that.
    """
    with durable.alone(path, rights) as log:
        last = _last_line(log)
        torn = b"\n" if last and not last.endswith(b"\n") else b""
        durable.append(log, torn + line(digest(last)) + b"\n", wait=wait)


def digest(line: bytes) -> str:
    """What the line after ``line`` bears."""
    return hashlib.sha256(line.rstrip(b"\r\n")).hexdigest() if line else ""


def _last_line(log: int) -> bytes:
    """The last line that holds anything, with its end as it stands; empty for an empty file."""
    end = os.fstat(log).st_size
    tail, at = b"", end
    while at > 0 and b"\n" not in tail.rstrip(b"\r\n"):
        at = max(0, at - _TAIL)
        tail = os.pread(log, end - at, at)
    lines = [line for line in tail.split(b"\n") if line.rstrip(b"\r")]
    return (lines[-1] + (b"\n" if tail.endswith(b"\n") else b"")) if lines else b""
