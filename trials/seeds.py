"""A small sound input of each kind, from which the fuzzers and the tests of bad input start."""

# ruff: noqa: E501 inputs are as long as they are

from __future__ import annotations

import gzip
import io
import json
import zipfile

_PAGE = (
    '<!doctype html><html><head><title>Bridge closed</title><meta charset="utf-8">'
    '<meta property="article:published_time" content="2031-03-07"></head><body><article><h1>Bridge closed</h1>'
    "<p>VARNA GATE, March 7 (Harbour Radio) - Shelling killed 12 people in Varna Gate on Monday, the army said. "
    "The Lom Front denied it.</p><figure><figcaption>A bridge</figcaption></figure></article></body></html>"
)
_TEXT = (
    "Bridge closed\n\nBy Ana Lom\n\nVARNA GATE, March 7 (Harbour Radio) - Shelling killed 12 people on Monday, “the "
    "army” said.\n\nPublished 7 March 2031 14:05 GMT\n\nThe Lom Front denied it.\n\nRead more: a story\n"
)
_FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>H</title><item><title>A &amp; B</title>'
    "<link>https://e.test/a</link><pubDate>Fri, 07 Mar 2031 10:00:00 GMT</pubDate></item></channel></rss>"
)
_MAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
    "<loc>https://e.test/a</loc><lastmod>2031-03-07</lastmod></url></urlset>"
)
_DECISION = (
    '{"id":"de-1","at":"2031-03-07T12:00:00Z","by":"Ana","action":"note","target":"claim:c","quote":null,'
    '"why":"","payload":{},"anchors":[],"before":"","seal":""}\n'
)
_TOML = (
    'title = "War"\nwatch = ["Lom"]\n[profiles]\ntoll = "latest-official"\n[grades]\n"Harbour Radio" = "B"\n'
)
_ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,latitude,longitude,"
    "geo_precision,fatalities,location,source,notes\nX1,07 March 2031,1,Battles,Armed clash,A,B,1.5,2.5,1,3,Lom,H,n\n"
)
_DUMP = "1\tLom\tLom\tLom,Lomm\t43.8\t23.2\tP\tPPL\tBG\t\t47\t\t\t\t120\t\t30\tEurope/Sofia\t2031-01-01\n"
_RECORD = json.dumps({"id": "a", "text": _TEXT, "published": "2031-03-07", "url": "https://e.test/a"}) + "\n"


def _warc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _PAGE.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.test/a\r\nWARC-Date: 2031-03-07T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("a.txt", _TEXT)
        bundle.writestr("b/c.jsonl", _RECORD)
        bundle.writestr("d.warc.gz", gzip.compress(_warc()))
    return made.getvalue()


SEEDS: dict[str, tuple[bytes, ...]] = {
    "html": (_PAGE.encode(), _PAGE.encode("utf-16")),
    "text": (_TEXT.encode(), _TEXT.encode("cp1252"), _TEXT.encode("utf-16")),
    "lines": (_RECORD.encode(), f"[{_RECORD}]".encode()),
    "warc": (_warc(), gzip.compress(_warc())),
    "zipped": (_zip(),),
    "feed": (_FEED.encode(), _MAP.encode()),
    "articles": (b"url,title\nhttps://e.test/a,A\n", b'[{"url": "https://e.test/a", "title": "A"}]'),
    "decisions": (_DECISION.encode() * 2,),
    "archive": (b'{"digest": "' + b"0" * 64 + b'", "id": "a", "prev": "", "seal": "", "url": null}\n',),
    "settings": (_TOML.encode(),),
    "coded": (_ACLED.encode(),),
    "geonames": (_DUMP.encode(),),
    "sources": (_TEXT.encode(), _PAGE.encode(), _RECORD.encode(), _zip(), b"https://e.test/a\n"),
}
