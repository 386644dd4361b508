from __future__ import annotations

import gzip
import hashlib
import io
import random
import zipfile
from pathlib import Path

import pytest

from dateline.acquire import receive
from dateline.acquire.warc import receive_warc
from dateline.records import Received, Rejection

STORY = b"<!doctype html><html><body><p>Shells fell on Marawi on Tuesday, police said.</p></body></html>"


def warc(*pages: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """A WARC of answers, each an address, a status, a content type and a body."""
    records = [record("warcinfo", "crawl.warc.gz", "application/warc-fields", b"software: a test\r\n")]
    for address, status, media, body in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        records.append(record("response", address, "application/http; msgtype=response", answer))
    return b"".join(gzip.compress(r) if packed else r for r in records)


def record(kind: str, address: str, media: str, block: bytes) -> bytes:
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": "2017-05-24T10:00:00Z",
        "WARC-Record-ID": f"<urn:test:{hashlib.sha256(block).hexdigest()}>",
        "Content-Type": media,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


CRAWL = (
    ("https://a.example/story", "200 OK", "text/html; charset=utf-8", STORY),
    ("https://a.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://a.example/old", "301 Moved", "text/html", b"<p>moved</p>"),
    ("https://a.example/gone", "404 Not Found", "text/html", b"<p>gone</p>"),
    ("https://a.example/plain", "200 OK", "text/plain", b"Shells fell on Marawi."),
)


def taken(content: bytes) -> tuple[list[Received], list[Rejection]]:
    found = list(receive_warc(io.BytesIO(content), "crawl.warc.gz"))
    return [r for r in found if isinstance(r, Received)], [r for r in found if isinstance(r, Rejection)]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_reports_called_by_their_addresses_and_other_answers_are_not(packed: bool) -> None:
    reports, rejected = taken(warc(*CRAWL, packed=packed))
    assert [(r.id, r.media, r.content) for r in reports] == [
        ("https://a.example/story", "html", STORY),
        ("https://a.example/plain", "text", b"Shells fell on Marawi."),
    ]
    assert {r.fetched for r in reports} == {"2017-05-24T10:00:00Z"}
    assert ["gone was answered with 404" in r.reason for r in rejected] == [True]


def test_a_warc_is_a_source_alone_in_a_folder_and_in_a_wacz(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "crawl.warc.gz").write_bytes(warc(*CRAWL[:1]))
    with zipfile.ZipFile(tmp_path / "in" / "crawl.wacz", "w") as bundle:
        bundle.writestr("archive/data.warc.gz", warc(*CRAWL[:1]))
        bundle.writestr("datapackage.json", "{}")
    for source in ("in/crawl.warc.gz", "in", "in/crawl.wacz"):
        found = {r.id for r in receive([tmp_path / source]) if isinstance(r, Received)}
        assert found == {"https://a.example/story"}


@pytest.mark.parametrize("packed", [True, False])
def test_what_stands_before_the_damage_is_kept_and_the_damage_is_told(packed: bool) -> None:
    reports, rejected = taken(warc(*CRAWL[:1], *CRAWL[4:], packed=packed)[:-20])
    assert [r.id for r in reports] == ["https://a.example/story"]
    assert ["cannot be read on" in r.reason for r in rejected] == [True]
    torn = bytearray(warc(*CRAWL[:1], *CRAWL[4:], packed=packed))
    torn[-30] ^= 0xFF
    reports, rejected = taken(bytes(torn))
    assert len(rejected) == packed  # gzip has a checksum, a plain WARC has none


def test_what_is_no_web_archive_is_told() -> None:
    for content in (b"no archive at all", gzip.compress(b"no archive at all"), b"\x1f\x8bnor this"):
        reports, rejected = taken(content)
        assert (reports, len(rejected)) == ([], 1)


def test_a_page_in_a_packing_that_is_not_unpacked_is_named() -> None:
    _, rejected = taken(warc(("https://a.example/br", "200 OK", "text/html", bytes(range(256)) * 9)))
    assert ["is binary" in r.reason for r in rejected] == [True]


def test_no_damage_is_a_traceback() -> None:
    whole, chance = warc(*CRAWL, packed=False), random.Random(7)  # noqa: S311 not for secrets
    for content in (whole, warc(*CRAWL)):
        for _ in range(300):
            torn = bytearray(content)
            for _ in range(chance.randint(1, 8)):
                torn[chance.randrange(len(torn))] = chance.randrange(256)
            for found in receive_warc(io.BytesIO(bytes(torn)), "torn.warc.gz"):
                assert isinstance(found, Received) or found.reason


def test_a_page_over_the_limit_is_named_and_the_rest_is_read() -> None:
    huge = ("https://a.example/huge", "200 OK", "text/html", b"<p>" + b"x" * 6_000_000)
    reports, rejected = taken(warc(huge, CRAWL[0]))
    assert [r.id for r in reports] == ["https://a.example/story"]
    assert "may have at most 5 MB" in rejected[0].reason
