"""Feeds and sitemaps: lists of the addresses of reports."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

_FEED = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]", re.I)
_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]", re.I)
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that a list names, with what the list says of it."""

    url: str
    title: str | None = None
    published: str | None = None  # ISO date-time
    outlet: str | None = None
    is_list: bool = False  # another list, such as the parts of a large sitemap


def is_feed(content: bytes) -> bool:
    """Whether ``content`` begins as an RSS or Atom feed does."""
    return bool(_FEED.search(content[:_SAMPLE]))


def is_sitemap(content: bytes) -> bool:
    """Whether ``content`` begins as a sitemap or an index of sitemaps does."""
    return bool(_SITEMAP.search(content[:_SAMPLE]))


def read_feed(content: bytes, address: str) -> list[Entry]:
    """The entries of an RSS or Atom feed got from ``address``, as it orders them, each address once."""
    import feedparser

    told = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    found: dict[str, Entry] = {}
    for entry in (_entry(e, address) for e in told.entries if e.get("link")):
        found.setdefault(entry.url, entry)
    return list(found.values())


def _entry(told: Any, address: str) -> Entry:
    stamp = told.get("published_parsed") or told.get("updated_parsed")
    when = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*stamp[:6]) if stamp else None
    return Entry(urljoin(address, told["link"]), _plain(told.get("title")), when)


def _plain(words: Any) -> str | None:
    return re.sub(r"<[^<>]*>|\s+", " ", words).strip() or None if isinstance(words, str) else None


def read_sitemap(content: bytes, address: str) -> list[Entry]:
    """The addresses of a sitemap, and the sitemaps of an index (as ``is_list``), in their order.

    Entities are not resolved and nothing outside the file is loaded.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(content, parser)
    found = root.iter("{*}url", "{*}sitemap") if root is not None else ()
    return [entry for element in found if (entry := _listed(element, address))]


def _listed(element: Any, address: str) -> Entry | None:
    told = {child.tag.rpartition("}")[2]: _text(child) for child in element.iterdescendants("{*}*")}
    if not told.get("loc"):
        return None
    part = element.tag.endswith("sitemap")
    when = told.get("publication_date")  # a page's <lastmod> is when it was changed, not published
    return Entry(urljoin(address, str(told["loc"])), told.get("title"), when, told.get("name"), part)


def _text(element: Any) -> str | None:
    return (element.text or "").strip() or None
