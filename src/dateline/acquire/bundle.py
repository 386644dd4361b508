"""Zip files of reports, read in memory: no path inside one is ever used as a path outside."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from dateline.acquire.limits import LINE_BYTES, ZIP_BYTES, ZIP_MEMBERS
from dateline.records import Received, Rejection

Taker = Callable[[bytes, PurePosixPath, str], Iterator[Received | Rejection]]
_HIDDEN = re.compile(r"\.[^.]|__MACOSX$")
# What zipfile lets through, beside its own error, when a zip is damaged, encrypted or packed in an unknown
# way: it promises no fewer. Only its own calls stand inside these, so that no fault of ours is told as one.
_UNPACKING = (zlib.error, lzma.LZMAError, struct.error)
_FAULTS = (zipfile.BadZipFile, *_UNPACKING, RuntimeError, OSError, EOFError, ValueError, LookupError)


def receive_zip(source: Path | bytes, name: str, take: Taker) -> Iterator[Received | Rejection]:
    """Hand every file of a zip to ``take(content, path, name)``, in the order of their paths.

    At most ``ZIP_MEMBERS`` files and ``ZIP_BYTES`` unpacked bytes are read, whatever the zip's own
    directory says of their sizes.
    """
    try:
        bundle = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except _FAULTS as fault:
        yield Rejection("acquire", f"{name} cannot be unpacked ({fault}); expected a zip; pack it anew", name)
        return
    with bundle:
        yield from _receive_members(bundle, name, take)


def _receive_members(bundle: zipfile.ZipFile, name: str, take: Taker) -> Iterator[Received | Rejection]:
    members = sorted((m for m in bundle.infolist() if _wanted(m)), key=lambda member: member.filename)
    left = ZIP_BYTES
    for member in members[:ZIP_MEMBERS]:
        inside = f"{name}!{member.filename}"
        try:
            with bundle.open(member) as stream:
                content = stream.read(min(LINE_BYTES, left) + 1)
        except _FAULTS as fault:
            yield Rejection("acquire", f"{inside} cannot be unpacked ({fault}); pack it anew, plain", inside)
            continue
        left -= len(content)
        if left < 0:
            yield _overfull(name, f"more than {ZIP_BYTES / 1e9:g} GB when unpacked")
            return
        yield from take(content, PurePosixPath(member.filename), inside)
    if len(members) > ZIP_MEMBERS:
        yield _overfull(name, f"{len(members)} files; {ZIP_MEMBERS} were read")


def _wanted(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    # A damaged directory can give no name at all, of which ``is_dir`` reads the last letter.
    return bool(parts) and not member.is_dir() and not any(_HIDDEN.match(part) for part in parts)


def _overfull(name: str, given: str) -> Rejection:
    return Rejection("acquire", f"{name} holds {given}; give the rest as smaller zips or as folders", name)
