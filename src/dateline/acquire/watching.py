"""Feeds read again and again: what is new since the last time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag

from dateline import durable
from dateline.acquire.feeds import Entry
from dateline.acquire.fetch import Fetcher, FetchError, Seen
from dateline.acquire.limits import LISTED
from dateline.acquire.web import entries, received
from dateline.records import Received, Rejection

_TRIES = 5  # rounds in which a page is asked for that comes empty or as something else


@dataclass
class _Known:
    """What is known of one feed: its version, and which of the addresses that it lists were read."""

    etag: str | None = None
    modified: str | None = None
    read: list[str] = field(default_factory=list)


class Watch:
    """Reads feeds and sitemaps; remembers in the file ``memory`` what was read.

    The file is a convenience: without it every listed page is asked for once more, and a page that
    is in the archive already changes nothing.
    """

    def __init__(self, memory: Path, fetcher: Fetcher) -> None:
        self._memory = memory
        self._fetcher = fetcher
        self._known = _load(memory)
        self._tries: Counter[str] = Counter()  # by page that came and was none

    def round(self, feeds: Sequence[str]) -> Iterator[Received | Rejection]:
        """Every page that ``feeds`` list and that was not read before; what cannot be had is named.

        A page is remembered once whoever takes it comes back for the next, so that none is lost when
        the work is interrupted.
        """
        for feed in feeds:
            try:
                yield from self._feed(feed)
            except FetchError as fault:
                yield Rejection("acquire", str(fault), feed)

    def _feed(self, feed: str) -> Iterator[Received | Rejection]:
        known = self._known.setdefault(feed, _Known())
        page = self._fetcher.get(feed, Seen(known.etag, known.modified))
        if page is None:
            return
        listed = [e for e in entries(page) if not e.is_list][:LISTED]
        if not listed:
            move = "Give the address of an RSS or Atom feed or a sitemap; `dateline add` takes single pages."
            raise FetchError(f"{feed} lists no pages. {move}")
        failed = yield from self._pages(known, listed)
        known.read = [e.url for e in listed if e.url in set(known.read)]
        if not failed:  # else the feed is read again, to try those pages anew
            known.etag, known.modified = page.etag, page.modified
        self._save()

    def _pages(self, known: _Known, listed: Sequence[Entry]) -> Generator[Received | Rejection, None, bool]:
        """The pages of ``listed`` that were not read; returns whether one could not be had."""
        failed, read = False, set(known.read)
        for entry in listed:
            if entry.url in read:
                continue
            try:
                page = self._fetcher.get(urldefrag(entry.url).url)
            except FetchError as fault:
                failed = True
                yield Rejection("acquire", str(fault), entry.url)
                continue
            assert page is not None  # noqa: S101 None stands for "as it was", which was not asked
            item = received(page, entry, datetime.now(UTC).isoformat(timespec="seconds"))
            yield item
            self._tries[entry.url] += 1
            if isinstance(item, Rejection) and self._tries[entry.url] < _TRIES:
                failed = True  # it may be the host's bad day
                continue
            known.read.append(entry.url)
            del self._tries[entry.url]
            self._save()
        return failed

    def _save(self) -> None:
        told = {f: {"etag": k.etag, "modified": k.modified, "read": k.read} for f, k in self._known.items()}
        durable.put(self._memory, json.dumps(told, indent=1).encode())


def _load(memory: Path) -> dict[str, _Known]:
    try:
        told = json.loads(memory.read_text(encoding="utf-8"))
        return {
            feed: _Known(k["etag"], k["modified"], [str(u) for u in k["read"]]) for feed, k in told.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
