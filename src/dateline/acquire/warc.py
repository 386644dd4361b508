"""Pages from web archives: WARC files (ISO 28500), packed with gzip or plain."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from typing import IO, Any

from dateline.acquire.limits import HTML_BYTES, UNPACKING_FAULTS, WARC_BYTES, too_large
from dateline.acquire.sniff import sniff
from dateline.records import Received, Rejection

SUFFIXES = (".warc", ".warc.gz")
_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_BLOCK = 1_000_000
_REPAIR = "make the archive anew, or cut off what follows the last whole record"


def receive_warc(stream: IO[bytes], name: str) -> Iterator[Received | Rejection]:
    """Every page that ``stream`` holds, in its order, called by its address.

    Answers that are no page (pictures, scripts, redirections) are no reports and are passed over; a
    page that the server refused, one over the limit and a damaged record become rejections. After
    ``WARC_BYTES`` unpacked bytes the reading ends.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records, left = None, WARC_BYTES
    while left > 0:
        try:
            records = records or ArchiveIterator(_Unpacked(stream))
            record = next(records)
            found = _page(record, name)
            left -= _skip(record, left)
        except StopIteration:
            return
        except (ArchiveLoadFailed, AttributeError, OverflowError, *UNPACKING_FAULTS) as fault:
            yield _reject(name, f"cannot be read on ({fault})", _REPAIR)
            return
        if found:
            yield found
    yield _reject(name, f"has more than {WARC_BYTES / 1e9:g} GB when unpacked", "give smaller archives")


class _Unpacked:
    """The bytes of a WARC, out of their gzip if they are in one, for warcio to read.

    warcio's own unpacking passes over damage in silence, and takes an ``EOFError`` for the end.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        self._stream: Any = gzip.GzipFile(fileobj=stream) if packed else stream

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; raises ``OSError`` where the gzip is damaged or cut off."""
        try:  # one piece at a time, so that what stands before the damage is read
            return bytes(self._stream.read1(size))
        except EOFError as fault:
            raise OSError(str(fault)) from fault


def _page(record: Any, name: str) -> Received | Rejection | None:
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    media = _PAGES.get(_media(record))
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if media is None or not address or status.startswith("3"):
        return None
    where = f"{name}:{address}"
    if status != "200":
        return _reject(where, f"was answered with {status}", "fetch the page again")
    content = record.content_stream().read(HTML_BYTES + 1)
    if len(content) > HTML_BYTES:
        return too_large(where, media)
    form = sniff(content)
    if form in ("empty", "binary"):
        return _reject(where, f"is {form}", "fetch the page again, not packed with brotli or zstandard")
    return Received(
        id=address,
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        media="html" if media == "html" else "text",
        name=where,
        url=address,
        fetched=record.rec_headers.get_header("WARC-Date"),
    )


def _media(record: Any) -> str:
    headers = record.http_headers if record.http_headers else record.rec_headers
    told = headers.get_header("Content-Type") or ""
    return str(told).split(";")[0].strip().lower()


def _skip(record: Any, most: int) -> int:
    """Read the rest of a record, at most ``most`` bytes; how many it had.

    Raises:
        OSError: the record is shorter than it says.
    """
    read = 0
    while read < most and (block := record.raw_stream.read(_BLOCK)):
        read += len(block)
    if read < most and getattr(record.raw_stream, "limit", 0) > 0:
        raise OSError("the last record is cut off")
    return read


def _reject(where: str, given: str, move: str) -> Rejection:
    return Rejection("acquire", f"{where} {given}; expected a WARC of web pages; {move}", where)
