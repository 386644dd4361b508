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
    """The entries of an RSS or Atom feed got from ``address``, as it orders them, each address once.

    What cannot be read as a feed at all has none.
    """
    import feedparser

    try:
        told = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
        links = [e for e in told.entries if e.get("link")]
    except (ValueError, LookupError, TypeError, AttributeError):  # what it lets through on broken mark-up
        return []
    found: dict[str, Entry] = {}
    for entry in (_entry(e, url) for e in links if (url := _joined(address, e["link"]))):
        found.setdefault(entry.url, entry)
    return list(found.values())


def _joined(address: str, link: str) -> str | None:
    """The whole address of a link; None where it is none, such as one with half a pair of brackets."""
    try:
        return urljoin(address, link)
    except ValueError:
        return None


def _entry(told: Any, url: str) -> Entry:
    # by the dict's own look-up: feedparser's would answer one for the other, with a warning
    stamp = dict.get(told, "published_parsed") or dict.get(told, "updated_parsed")
    when = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*stamp[:6]) if stamp else None
    return Entry(url, _plain(told.get("title")), when)


def _plain(words: Any) -> str | None:
    return re.sub(r"<[^<>]*>|\s+", " ", words).strip() or None if isinstance(words, str) else None


def read_sitemap(content: bytes, address: str) -> list[Entry]:
    """The addresses of a sitemap, and the sitemaps of an index (as ``is_list``), in their order.

    Entities are not resolved and nothing outside the file is loaded. What cannot be read has none.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    found = root.iter("{*}url", "{*}sitemap") if root is not None else ()
    return [entry for element in found if (entry := _listed(element, address))]


def _listed(element: Any, address: str) -> Entry | None:
    told = {child.tag.rpartition("}")[2]: _text(child) for child in element.iterdescendants("{*}*")}
    url = _joined(address, told.get("loc") or "")
    if not url or not told.get("loc"):
        return None
    part = element.tag.endswith("sitemap")
    when = told.get("publication_date")  # a page's <lastmod> is when it was changed, not published
    return Entry(url, told.get("title"), when, told.get("name"), part)


def _text(element: Any) -> str | None:
    return (element.text or "").strip() or None
