"""Zip files of reports, read in memory: no path inside one is ever used as a path outside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from dateline.acquire.limits import LINE_BYTES, UNPACKING_FAULTS, ZIP_BYTES, ZIP_MEMBERS
from dateline.acquire.warc import SUFFIXES, receive_warc
from dateline.records import Received, Rejection

Taker = Callable[[bytes, PurePosixPath, str], Iterator[Received | Rejection]]
_HIDDEN = re.compile(r"\.[^.]|__MACOSX$")


def receive_zip(source: Path | bytes, name: str, take: Taker) -> Iterator[Received | Rejection]:
    """Hand every file of a zip to ``take(content, path, name)``, in the order of their paths.

    At most ``ZIP_MEMBERS`` files and ``ZIP_BYTES`` unpacked bytes are read, whatever the zip's own
    directory says of their sizes.
    """
    try:
        bundle = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except UNPACKING_FAULTS as fault:
        yield Rejection("acquire", f"{name} cannot be unpacked ({fault}); expected a zip; pack it anew", name)
        return
    with bundle:
        yield from _receive_members(bundle, name, take)


def _receive_members(bundle: zipfile.ZipFile, name: str, take: Taker) -> Iterator[Received | Rejection]:
    members = sorted((m for m in bundle.infolist() if _wanted(m)), key=lambda member: member.filename)
    left = ZIP_BYTES
    for member in members[:ZIP_MEMBERS]:
        inside = f"{name}!{member.filename}"
        if member.filename.lower().endswith(SUFFIXES):  # as in a WACZ, a zip around web archives
            yield from _receive_archive(bundle, member, inside)
            continue
        try:
            with bundle.open(member) as stream:
                content = stream.read(min(LINE_BYTES, left) + 1)
        except UNPACKING_FAULTS as fault:
            yield Rejection("acquire", f"{inside} cannot be unpacked ({fault}); pack it anew, plain", inside)
            continue
        left -= len(content)
        if left < 0:
            yield _overfull(name, f"more than {ZIP_BYTES / 1e9:g} GB when unpacked")
            return
        yield from take(content, PurePosixPath(member.filename), inside)
    if len(members) > ZIP_MEMBERS:
        yield _overfull(name, f"{len(members)} files; {ZIP_MEMBERS} were read")


def _receive_archive(
    bundle: zipfile.ZipFile, member: zipfile.ZipInfo, inside: str
) -> Iterator[Received | Rejection]:
    try:
        stream = bundle.open(member)
    except UNPACKING_FAULTS as fault:
        yield Rejection("acquire", f"{inside} cannot be unpacked ({fault}); pack it anew, plain", inside)
        return
    with stream:
        yield from receive_warc(stream, inside)


def _wanted(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    # A damaged directory can give no name at all, of which ``is_dir`` reads the last letter.
    return bool(parts) and not member.is_dir() and not any(_HIDDEN.match(part) for part in parts)


def _overfull(name: str, given: str) -> Rejection:
    return Rejection("acquire", f"{name} holds {given}; give the rest as smaller zips or as folders", name)
