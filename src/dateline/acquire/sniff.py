"""What kind of thing a file is, told from its first bytes."""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["text", "html", "json", "empty", "binary"]

_BINARY_STARTS = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"\x7fELF", b"MZ", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"OggS", b"ID3", b"SQLite format 3",
    b"PAR1", b"RIFF",
)  # fmt: skip
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff")  # byte-order marks of UTF-16 and UTF-32
_HTML_START = re.compile(
    rb"\s*(<!doctype\s+html|<html|<head|<body|<\?xml[^>]*>\s*<(!doctype\s+html|html))", re.I
)
_HTML_TAG = re.compile(rb"<(p|div|span|article|h[1-6]|meta|title|script)\b[^<>]*>", re.I)
_SAMPLE = 8192


def sniff(content: bytes) -> Form:
    """Tell text, HTML, JSON, nothing and binary data apart, by the first 8 KB.

    Control bytes other than white space make a file binary, except the zero bytes of UTF-16.
    """
    head = content[:_SAMPLE]
    if not head.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf"):
        return "binary" if head.strip(b" \t\r\n\f\v\xef\xbb\xbf") else "empty"
    if head.startswith(_WIDE_STARTS):
        return "text"
    if head.startswith(_BINARY_STARTS) or _is_binary(head):
        return "binary"
    body = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML_START.match(body) or len(_HTML_TAG.findall(body)) >= 5:
        return "html"
    return "json" if body.lstrip()[:1] in (b"{", b"[") and b'"' in body else "text"


def _is_binary(head: bytes) -> bool:
    control = sum(head.count(bytes([byte])) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    return control > max(2, len(head) // 50)
