"""Reports from files, folders, zips, web archives, addresses and standard input."""

from __future__ import annotations

import hashlib
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal

from dateline.acquire.articles import addresses
from dateline.acquire.bundle import receive_zip
from dateline.acquire.jsonl import receive_json, receive_lines
from dateline.acquire.limits import HTML_BYTES, TEXT_BYTES, limit, too_large
from dateline.acquire.sniff import Form, sniff
from dateline.acquire.warc import SUFFIXES, receive_warc
from dateline.records import Received, Rejection

if TYPE_CHECKING:
    from dateline.acquire.fetch import Fetcher

_LINES = {".jsonl", ".ndjson"}
_HTML = {".html", ".htm", ".xhtml"}
_TEXT = {".txt", ".text"}
_ZIPS = {".zip", ".wacz"}
_LISTS = {".csv", ".tsv", ".json"}  # of articles, as other programs write them
_KNOWN = _LINES | _HTML | _TEXT | _ZIPS | {".json"}
Files = Callable[[str], Iterable[tuple[str, bytes]]]  # names and contents of the files at an address
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_WEB = re.compile(r"https?://\S+", re.I)
_EXPECTED = (
    "expected .txt, .html, .jsonl, .warc(.gz), a folder or a .zip of these, an address, "
    "or - for standard input"
)


def receive(
    sources: Sequence[str | Path], fetcher: Fetcher | None = None, files: Files | None = None
) -> Iterator[Received | Rejection]:
    """Read every report of ``sources``, in the order given; folders recursively, sorted by path.

    What cannot be read becomes a ``Rejection`` with its reason, and the rest goes on. A file's
    report is called by the file's name, a JSON object's by its "id" or else its content hash, a
    page's by its address. Nothing is fetched but the addresses given, by ``fetcher``, and what the
    feeds and sitemaps among them list. A file given by name that holds addresses alone is a list.
    ``files`` gives what other file systems hold at an address (hdfs://, s3a://, file://).
    """
    for source in sources:
        if str(source) == "-":
            yield from receive_lines(sys.stdin.buffer)
        elif files is not None and is_stored(str(source)):
            for name, content in files(str(source)):
                yield from receive_bytes(content, name)
        elif _ADDRESS.match(str(source)):
            yield from _receive_addresses([str(source)], fetcher)
        elif listed := _listed(Path(source)):
            yield from _receive_addresses(listed, fetcher)
        elif articles := _articles(Path(source)):
            yield from _receive_articles(articles, fetcher)
        else:
            yield from _receive_path(Path(source))


def is_stored(source: str) -> bool:
    """Is it the address of files on some file system, not of a page of the web?"""
    return bool(_ADDRESS.match(source)) and not _WEB.match(source)


def receive_bytes(content: bytes, name: str) -> Iterator[Received | Rejection]:
    """The reports of one file, given as its bytes, as if it were read from a path that ends in ``name``."""
    path = PurePath(name)
    if path.name.lower().endswith(SUFFIXES):
        yield from receive_warc(io.BytesIO(content), path.name)
    elif path.suffix.lower() == ".zip":
        yield from receive_zip(content, path.name, _receive_member)
    elif path.suffix.lower() == ".wacz":
        yield from receive_zip(content, path.name, lambda *_: iter(()))
    elif path.suffix.lower() in _LINES:
        yield from receive_lines(io.BytesIO(content), path.name)
    else:
        yield from _receive_content(content, path, name, None)


def _receive_addresses(wanted: Sequence[str], fetcher: Fetcher | None) -> Iterator[Received | Rejection]:
    from dateline.acquire.fetch import Fetcher
    from dateline.acquire.web import receive_address

    fetcher = fetcher or Fetcher()
    for address in wanted:
        yield from receive_address(address, fetcher, datetime.now(UTC).isoformat(timespec="seconds"))


def _listed(path: Path) -> list[str]:
    """The addresses in a text file that holds nothing else; none where it holds more."""
    try:
        if path.suffix.lower() not in _TEXT or path.stat().st_size > TEXT_BYTES:
            return []
        found = path.read_text(encoding="utf-8-sig").split()
    except (OSError, ValueError):
        return []
    return found if all(_WEB.fullmatch(word) for word in found) else []


def _articles(path: Path) -> list[Mapping[str, Any]]:
    """The articles of a file that lists addresses without words; none where it is no such list."""
    suffix = path.suffix.lower()
    try:
        if suffix not in _LISTS or path.stat().st_size > HTML_BYTES:
            return []
        return addresses(path.read_bytes(), suffix)
    except OSError:
        return []


def _receive_articles(
    articles: Sequence[Mapping[str, Any]], fetcher: Fetcher | None
) -> Iterator[Received | Rejection]:
    """The pages of a list; what the list says of an article fills in what the page does not."""
    for article in articles:
        for item in _receive_addresses([article["url"]], fetcher):
            yield item if isinstance(item, Rejection) else _filled(item, article)


def _filled(item: Received, article: Mapping[str, Any]) -> Received:
    return replace(
        item,
        title=item.title or article.get("title"),
        published=item.published or article.get("published"),
        outlet=item.outlet or article.get("outlet"),
    )


def _receive_path(path: Path) -> Iterator[Received | Rejection]:
    try:
        if path.is_dir():
            yield from _receive_folder(path)
        elif path.is_file():
            yield from _receive_file(path)
        else:
            given = "is neither a file nor a folder" if path.exists() else "does not exist"
            yield _reject(str(path), given, "check the path")
    except (OSError, ValueError) as fault:  # ValueError: a zero byte in the path
        yield _reject(str(path), f"cannot be read ({_words(fault)})", "check the path and its permissions")


def _words(fault: Exception) -> str:
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)


def _receive_folder(folder: Path) -> Iterator[Received | Rejection]:
    inside = (p for p in folder.rglob("*") if not _hidden(p.relative_to(folder)) and p.is_file())
    files = sorted(inside, key=lambda path: path.relative_to(folder).as_posix())
    if not files:
        yield _reject(str(folder), "is a folder without files", "give the folder that holds the reports")
    for path in files:
        if path.suffix.lower() in _KNOWN or path.name.lower().endswith(SUFFIXES) or not path.suffix:
            yield from _receive_path(path)
        else:
            move = "give the file by name to have it read as text"
            yield _reject(str(path), f"is a {path.suffix} file", move)


def _hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _receive_file(path: Path) -> Iterator[Received | Rejection]:
    suffix = path.suffix.lower()
    if suffix in _LINES:
        with path.open("rb") as stream:
            yield from receive_lines(stream, path.name)
    elif suffix == ".zip":
        yield from receive_zip(path, path.name, _receive_member)
    elif suffix == ".wacz":  # the rest of what it holds describes the archives in it
        yield from receive_zip(path, path.name, lambda *_: iter(()))
    elif path.name.lower().endswith(SUFFIXES):
        with path.open("rb") as stream:
            yield from receive_warc(stream, path.name)
    else:
        with path.open("rb") as stream:
            content = stream.read(HTML_BYTES + 1)
        yield from _receive_content(content, path, str(path), path.stat().st_size)


def _receive_member(content: bytes, path: PurePath, name: str) -> Iterator[Received | Rejection]:
    """What stands inside a zip; a zip in a zip is not opened, as bombs are built that way."""
    if path.suffix.lower() in _ZIPS:
        yield _reject(name, "is a zip inside a zip", "unpack the outer one first")
    elif path.suffix.lower() in _LINES:
        yield from receive_lines(io.BytesIO(content), name)
    else:
        yield from _receive_content(content, path, name, None)


def _receive_content(
    content: bytes, path: PurePath, name: str, size: int | None
) -> Iterator[Received | Rejection]:
    form = sniff(content)
    suffix = path.suffix.lower()
    if form == "empty":
        yield _reject(name, "is empty", "remove it or fetch it again")
    elif form == "binary":
        yield _reject(name, "is binary data", "save the report as text or HTML")
    elif form == "json" and suffix not in _HTML | _TEXT:
        yield from receive_json(content, name)
    else:
        yield _receive_report(content, path, name, _media(form, suffix), size)


def _media(form: Form, suffix: str) -> Literal["text", "html"]:
    return "html" if suffix in _HTML or form == "html" else "text"


def _receive_report(
    content: bytes, path: PurePath, name: str, media: Literal["text", "html"], size: int | None
) -> Received | Rejection:
    if len(content) > limit(media):
        return too_large(name, media, size or len(content))
    digest = hashlib.sha256(content).hexdigest()
    return Received(id=path.name, digest=digest, content=content, media=media, name=name)


def _reject(name: str, given: str, move: str) -> Rejection:
    return Rejection("acquire", f"{name} {given}; {_EXPECTED}; {move}", name)
