"""Everything that reads what comes from outside, each as a function of bytes that must not fail.

What cannot be used is told as a rejection or as a ``UsageError``; any other exception is a fault of the
program. The fuzzers and the tests of bad input go through the same table.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from dateline.errors import UsageError

Parser = Callable[[bytes], None]


def _drain(found: Iterable[Any]) -> None:
    for _ in found:
        pass


def _report(content: bytes, media: str) -> None:
    from dateline.read.report import read
    from dateline.records import Received

    digest = hashlib.sha256(content).hexdigest()
    given = content[:20].decode("latin-1")
    read(Received("r", digest, content, media, "in/r", published=given, url=f"https://e.test/{given}"))  # type: ignore[arg-type]


def html(content: bytes) -> None:
    """A page."""
    _report(content, "html")


def text(content: bytes) -> None:
    """The text of a report."""
    _report(content, "text")


def lines(content: bytes) -> None:
    """JSON lines, also in the shapes of other programs."""
    from dateline.acquire.jsonl import receive_lines

    _drain(receive_lines(io.BytesIO(content)))


def warc(content: bytes) -> None:
    """A web archive, plain or packed."""
    from dateline.acquire.warc import receive_warc

    _drain(receive_warc(io.BytesIO(content), "x.warc"))


def zipped(content: bytes) -> None:
    """A zip of reports."""
    from dateline.acquire.bundle import receive_zip
    from dateline.acquire.receive import _receive_member

    _drain(receive_zip(content, "x.zip", _receive_member))


def feed(content: bytes) -> None:
    """What an address answers: a page, a feed or a sitemap."""
    from dateline.acquire.feeds import Entry, read_feed, read_sitemap
    from dateline.acquire.fetch import Page
    from dateline.acquire.web import entries, received

    page = Page("https://e.test/x", content, "text/html")
    entries(page)
    read_feed(content, page.url)
    read_sitemap(content, page.url)
    received(page, Entry(page.url), "2031-03-07T00:00:00+00:00")


def articles(content: bytes) -> None:
    """A list of articles that gives addresses."""
    from dateline.acquire.articles import addresses

    for suffix in (".csv", ".tsv", ".json"):
        addresses(content, suffix)


def decisions(content: bytes) -> None:
    """The file of decisions."""
    from dateline.store import decisions as kept

    with _file(content, "decisions.jsonl") as path:
        _drain(kept.read(path))
        _drain(kept.check(path))
        kept.leftovers(path)


def archive(content: bytes) -> None:
    """The log of an archive."""
    from dateline.acquire import Archive

    with _file(content, "log.jsonl") as path:
        kept = Archive(path.parent)
        kept.verify()
        kept.leftovers()
        kept.entries()


def settings(content: bytes) -> None:
    """The settings of a case."""
    from dateline.store.settings import read_settings

    with _file(content, "case.toml") as path:
        read_settings(path)


def coded(content: bytes) -> None:
    """A file of ACLED or UCDP GED."""
    from dateline.beside.files import read

    with _file(content, "coded.csv") as path:
        read(path)


def geonames(content: bytes) -> None:
    """A country dump of GeoNames, plain or as a zip."""
    from dateline.resolve.geonames import _entries

    for name in ("XX.txt", "XX.zip"):
        with _file(content, name) as path, suppress(UsageError):
            _drain(_entries(path, {}))


def sources(content: bytes) -> None:
    """A file whose form is told from its name and its first bytes."""
    from dateline.acquire import receive

    for name in ("x.txt", "x", "x.json", "x.csv", "x.html", "x.zip", "x.wacz", "x.warc.gz"):
        with _file(content, name) as path:
            _drain(receive([path], _Nowhere()))  # type: ignore[arg-type]


class _Nowhere:
    """Gets nothing."""

    def get(self, url: str, *_: object) -> None:
        from dateline.acquire.fetch import FetchError

        raise FetchError(f"{url} is not asked for here")


class _file:  # noqa: N801 used as a function
    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name = content, name

    def __enter__(self) -> Path:
        memory = Path("/dev/shm")  # noqa: S108 the folder in it has a name of its own
        self._folder = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
        path = Path(self._folder.name) / PurePosixPath(self._name)
        path.write_bytes(self._content)
        return path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


PARSERS: dict[str, Parser] = {
    p.__name__: p
    for p in (
        html,
        text,
        lines,
        warc,
        zipped,
        feed,
        articles,
        decisions,
        archive,
        settings,
        coded,
        geonames,
        sources,
    )
}


def survives(parser: Parser, content: bytes) -> None:
    """Let a parser read ``content``; only what it promises may be raised, and is passed over."""
    with suppress(UsageError):
        parser(content)
