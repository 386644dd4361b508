"""How much one report may weigh, so that nothing that comes in can stall the program."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

from dateline.records import Rejection

TEXT_BYTES = 2_000_000  # about 330,000 words: far above any report, and a minute of parsing
HTML_BYTES = 5_000_000  # extracting the text of so large a page takes about 8 s
LINE_BYTES = 32_000_000  # one JSON line: an escaped page of HTML_BYTES, and room
ZIP_MEMBERS = 100_000
ZIP_BYTES = 2_000_000_000  # of all members together, unpacked
WARC_BYTES = 50_000_000_000  # of one web archive, unpacked; those of news crawls have about 5 GB
LISTED = 10_000  # addresses of one feed or sitemap

# What the standard library lets through when a zip or gzip is damaged, encrypted or packed in an unknown way:
# it promises no fewer. Only calls that unpack stand inside these, so that no fault of ours is told as one.
UNPACKING_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    RuntimeError, OSError, EOFError, ValueError, LookupError,
)  # fmt: skip


def limit(media: str) -> int:
    """The largest content in bytes that is taken as ``media`` ("text" or "html")."""
    return HTML_BYTES if media == "html" else TEXT_BYTES


def too_large(name: str, media: str, size: int | None = None) -> Rejection:
    """The rejection of ``name``, which is over the limit; ``size`` in bytes where it is known."""
    given = "more than that" if size is None else f"{size / 1e6:.1f} MB"
    kind = "a page of HTML" if media == "html" else "the text of one report"
    return Rejection(
        "acquire",
        f"{name} has {given}; {kind} may have at most {limit(media) / 1e6:g} MB; "
        "cut it into single reports, or save the article alone",
        name,
    )
