"""Reports that come as JSON, one object to a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Literal

from dateline.acquire.articles import entries, plain
from dateline.acquire.limits import LINE_BYTES, limit, too_large
from dateline.records import Received, Rejection

_EXPECTED = 'expected one JSON object to a line with "text" or "html"'
_OPTIONAL = ("title", "published", "url", "outlet", "fetched")


def receive_lines(stream: BinaryIO, name: str = "standard input") -> Iterator[Received | Rejection]:
    """Read JSON Lines from ``stream``; blank lines are passed over, broken ones become rejections.

    A line is read in bounded memory: what is longer than ``LINE_BYTES`` is skipped and named.
    """
    number = 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > LINE_BYTES:
            _skip_line(stream, line)
            yield _reject(where, f"is longer than {LINE_BYTES / 1e6:g} MB", "cut it into single reports")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield from receive_json(line, where)


def receive_json(content: bytes, where: str) -> Iterator[Received | Rejection]:
    """Read one report object, or a list of them, from ``content``."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        yield _reject(where, f"is not UTF-8 (byte {fault.start})", "save it as UTF-8")
    except RecursionError:
        yield _reject(where, "is nested too deeply", "give each report as a flat object")
    except ValueError as fault:
        yield _reject(where, f"is not JSON ({fault})", "repair or remove it")
    else:
        many = entries(value)
        for number, entry in enumerate(many, start=1):
            yield _receive_object(entry, where if len(many) == 1 else f"{where}[{number}]")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def _reject(where: str, given: str, move: str) -> Rejection:
    return Rejection("acquire", f"{where} {given}; {_EXPECTED}; {move}", where)


def _receive_object(entry: Any, where: str) -> Received | Rejection:
    if not isinstance(entry, Mapping):
        return _reject(where, f"is a JSON {type(entry).__name__}", "give an object")
    entry = plain(entry)
    media: Literal["text", "html"] = "html" if entry.get("text") is None and "html" in entry else "text"
    body = entry.get(media)
    if not isinstance(body, str):
        given = "has neither" if body is None else f'has a "{media}" that is a {type(body).__name__}'
        return _reject(where, given, "add the report's words as a string")
    if not body.strip():
        return _reject(where, f'has an empty "{media}"', "remove it or fetch the page again")
    content = body.encode("utf-8", "surrogatepass")  # archived as given; ``read`` mends what is no text
    if len(content) > limit(media):
        return too_large(where, media, len(content))
    digest = hashlib.sha256(content).hexdigest()
    given_id = _word(entry.get("id"))
    return Received(
        id=given_id or digest,
        digest=digest,
        content=content,
        media=media,
        name=where,
        **{key: _word(entry.get(key)) for key in _OPTIONAL},
    )


def _word(value: Any) -> str | None:
    """A field as a string without what no encoding can carry; None for other kinds of value."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).encode("utf-8", "replace").decode("utf-8").strip() or None
