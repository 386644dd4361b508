"""Bytes to text."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)


def decode(content: bytes) -> str:
    """The text of ``content``: by byte-order mark, as UTF-8, as the page declares, or as it looks.

    Zero characters and lone surrogates become U+FFFD, so that offsets stay and every encoding can
    carry the text. Never fails: what no encoding fits is read as Windows-1252 with replacements.
    """
    return _NO_TEXT.sub("\ufffd", _decode(content))


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:4096])
    if declared:
        try:
            return content.decode(declared.group(1).decode("ascii"))
        except (LookupError, ValueError):
            pass
    return _guess(content)


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:65_536]).best()
    return content.decode(best.encoding if best else "cp1252", "replace")
