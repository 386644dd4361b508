"""Reports from addresses: a page, or all that a feed or sitemap lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urldefrag

from dateline.acquire.feeds import Entry, is_feed, is_sitemap, read_feed, read_sitemap
from dateline.acquire.fetch import Fetcher, FetchError, Page
from dateline.acquire.limits import LISTED
from dateline.acquire.sniff import sniff
from dateline.records import Received, Rejection


def receive_address(url: str, fetcher: Fetcher, fetched: str) -> Iterator[Received | Rejection]:
    """The report at ``url``, or those that the feed or sitemap there lists.

    ``fetched`` is the time to note, as ISO date-time.
    """
    try:
        page = fetcher.get(urldefrag(url).url)
    except FetchError as fault:
        yield _rejection(url, str(fault))
        return
    assert page is not None  # noqa: S101 None stands for "as it was", which was not asked
    if listed := entries(page):
        yield from _receive_listed(listed, url, fetcher, fetched)
    elif is_feed(page.content) or is_sitemap(page.content):
        yield _rejection(url, f"{url} is a feed or sitemap that lists no pages. Try again later.")
    else:
        yield received(page, Entry(page.url), fetched)


def entries(page: Page) -> list[Entry]:
    """What the feed or sitemap in ``page`` lists; nothing where it is neither."""
    if is_feed(page.content):
        return read_feed(page.content, page.url)
    return read_sitemap(page.content, page.url) if is_sitemap(page.content) else []


def _receive_listed(
    listed: list[Entry], url: str, fetcher: Fetcher, fetched: str
) -> Iterator[Received | Rejection]:
    """Every page of the list; the sitemaps of an index are opened, what they list of sitemaps is not."""
    for entry in listed[:LISTED]:
        try:
            page = fetcher.get(urldefrag(entry.url).url)
        except FetchError as fault:
            yield _rejection(entry.url, str(fault))
            continue
        assert page is not None  # noqa: S101 as above
        if entry.is_list:
            inside = [e for e in entries(page) if not e.is_list]
            yield from _receive_listed(inside, entry.url, fetcher, fetched)
        else:
            yield received(page, entry, fetched)
    if len(listed) > LISTED:
        yield _rejection(url, f"{url} lists {len(listed)} addresses; {LISTED} were read. Give smaller parts.")


def received(page: Page, entry: Entry, fetched: str) -> Received | Rejection:
    """A page as a report, called by its address, with what the list said of it."""
    form = sniff(page.content)
    if form not in ("html", "text") and "html" not in page.media:
        return _rejection(page.url, f"{page.url} is {page.media or form}, not a page. Give a page of text.")
    if form == "empty":
        return _rejection(page.url, f"{page.url} is empty. Check the address, or try again later.")
    made = Received(
        id=page.url,
        digest=hashlib.sha256(page.content).hexdigest(),
        content=page.content,
        media="html" if form == "html" or "html" in page.media else "text",
        name=page.url,
        url=page.url,
        fetched=fetched,
    )
    return replace(made, title=entry.title, published=entry.published, outlet=entry.outlet)


def _rejection(name: str, reason: str) -> Rejection:
    return Rejection("acquire", reason, name)
