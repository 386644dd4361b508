"""``audit.jsonl``: who saw and changed what at the desk, one JSON object a line, only ever appended to.

Each line bears the SHA-256 of the line before it, so that a line that was changed or taken out shows.
What changes the case is on the disk before it is answered; what was only looked at follows when the
system writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dateline.store import chain


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that somebody did; ``did`` is read, entered, decided, added, refused, granted or revoked."""

    at: str  # ISO date-time
    did: str
    who: str = ""  # empty for whoever is at this machine
    what: str = ""  # the address without its token, or the decision
    source: str = ""  # the network address, for what was refused
    before: str = ""  # SHA-256 of the line before


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Entry)


def append(path: Path, did: str, who: str, what: str, *, source: str = "", durable: bool = True) -> None:
    """Write down that ``who`` did something; on the disk when this returns if ``durable``."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    chain.add(
        path,
        lambda before: _encoder.encode(Entry(at, did, who, what[:500], source, before)),
        rights=0o600,
        wait=durable,
    )


def read(path: Path) -> Iterator[Entry]:
    """Every entry that can be read, in order."""
    if path.exists():
        for _, found in _lines(path):
            if isinstance(found, Entry):
                yield found


def check(path: Path) -> Iterator[str]:
    """A sentence for each line that is no entry, or does not follow from the line before it."""
    before = b""
    if not path.exists():
        return
    for number, (line, found) in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        if isinstance(found, str):
            yield f"{path.name}, line {number}: not an entry ({found})"
        elif found.before != chain.digest(before):
            yield f"{path.name}, line {number}: the line before it was changed or taken out"
        before = line


def _lines(path: Path) -> Iterator[tuple[bytes, Entry | str]]:
    with path.open("rb") as log:
        for line in log:
            try:
                yield line, _decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
                yield line, str(fault)
