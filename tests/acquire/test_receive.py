from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.acquire import receive, receive_lines
from dateline.acquire.bundle import receive_zip
from dateline.acquire.limits import HTML_BYTES, TEXT_BYTES
from dateline.records import Received, Rejection

STORY = "Rebels entered Goma at dawn, two residents said by telephone.\n"


def taken(source: Path) -> tuple[list[Received], list[Rejection]]:
    everything = list(receive([source]))
    return (
        [r for r in everything if isinstance(r, Received)],
        [r for r in everything if isinstance(r, Rejection)],
    )


def test_a_text_file_is_called_by_its_name_and_kept_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "goma.txt"
    path.write_bytes(b"\xef\xbb\xbf" + STORY.encode() + b"\r\n")
    [report], rejected = taken(path)
    assert (report.id, report.media, rejected) == ("goma.txt", "text", [])
    assert report.content == path.read_bytes()
    assert report.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_page_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!DOCTYPE html><html><body><p>Shells fell on Marawi.</p></body></html>")
    [report], _ = taken(tmp_path)
    assert report.media == "html"


def test_a_folder_is_read_in_sorted_order_and_foreign_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(STORY + name)
    (tmp_path / ".hidden.txt").write_text(STORY)
    (tmp_path / "notes.md").write_text("# About these files")
    reports, rejected = taken(tmp_path)
    assert [r.id for r in reports] == ["a.txt", "2.txt", "c.txt"]
    assert [Path(r.name).name for r in rejected] == ["notes.md"]
    assert [r.id for r in receive([str(tmp_path / "notes.md")]) if isinstance(r, Received)] == ["notes.md"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n\t", "is empty"),
        ("zeros.txt", b"\x00" * 500, "is binary"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is binary"),
        ("report.pdf.txt", b"%PDF-1.7\n" + b"stream" * 10, "is binary"),
        ("long.txt", b"word " * (TEXT_BYTES // 5 + 1), "at most 2 MB"),
        ("long.html", b"<html>" + b"<p>word</p>" * (HTML_BYTES // 11 + 1), "at most 5 MB"),
        ("gold.json", b'{"note": "no report"}', "has neither"),
        ("broken.zip", b"PK\x03\x04 and then nothing of a zip", "cannot be unpacked"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text(STORY)
    reports, rejected = taken(tmp_path)
    assert [r.id for r in reports] == ["zz.txt"]
    assert len(rejected) == 1
    assert words in rejected[0].reason
    assert name in rejected[0].reason


def test_a_missing_file_and_an_address_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    sources: list[str | Path] = [
        tmp_path / "gone.txt",
        "ftp://example.org/a",
        "nul\0name",
        tmp_path / "a.txt",
    ]
    *rejected, report = receive(sources)
    assert isinstance(report, Received)
    reasons = [r.reason for r in rejected if isinstance(r, Rejection)]
    assert "does not exist" in reasons[0]
    assert "is not a web address" in reasons[1]
    assert len(reasons) == 3


def test_text_in_utf_16_is_text(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_bytes(STORY.encode("utf-16"))
    assert len(taken(tmp_path)[0]) == 1


def test_json_lines_keep_what_the_sender_says_and_broken_lines_are_numbered() -> None:
    lines = [
        json.dumps({"id": 7, "text": STORY, "published": "2024-01-05", "outlet": "The Lake Post"}),
        "",
        '{"text": "cut off',
        json.dumps({"html": "<p>Troops left Sake.</p>"}),
        json.dumps({"id": "x", "text": 5}),
        json.dumps({"id": "x", "text": " "}),
        json.dumps([1]),
        "[" * 100_000,
        "9" * 5000,
    ]
    first, broken, page, *rest = receive_lines(io.BytesIO("\n".join(lines).encode()), "in.jsonl")
    assert isinstance(first, Received)
    assert (first.id, first.published, first.outlet) == ("7", "2024-01-05", "The Lake Post")
    assert isinstance(broken, Rejection)
    assert broken.name == "in.jsonl:3"
    assert '"text" or "html"' in broken.reason
    assert isinstance(page, Received)
    assert (page.media, page.id) == ("html", page.digest)
    assert [type(r) for r in rest] == [Rejection] * 5


def test_a_lone_surrogate_does_not_stop_the_line() -> None:
    [report] = receive_lines(io.BytesIO(b'{"text": "Fire \\ud800 at the port", "title": "\\udfff"}'))
    assert isinstance(report, Received)


def test_an_endless_line_is_skipped_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.acquire.jsonl.LINE_BYTES", 1000)
    stream = io.BytesIO(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "Aid reached Darfur."}\n')
    rejected, report = receive_lines(stream)
    assert isinstance(rejected, Rejection)
    assert isinstance(report, Received)


_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


@given(st.sampled_from(_PACKED), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255))))
def test_a_damaged_zip_gives_reports_and_rejections_never_a_crash(
    method: int, damage: list[tuple[float, int]]
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as bundle:
        bundle.writestr("a.txt", STORY)
        bundle.writestr("more/b.txt", STORY)
    content = bytearray(packed.getvalue())
    for at, byte in damage:
        content[int(at * len(content))] = byte
    told = list(receive_zip(bytes(content), "z.zip", lambda *_: iter(())))
    assert all(isinstance(item, Rejection) and item.name.startswith("z.zip") for item in told)


@pytest.mark.parametrize("method", _PACKED)
def test_a_member_that_cannot_be_unpacked_is_named_and_the_rest_goes_on(tmp_path: Path, method: int) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w", method) as bundle:
        bundle.writestr("a.txt", STORY * 50)
        bundle.writestr("b.txt", STORY)
        size = bundle.getinfo("a.txt").compress_size
    content = bytearray(path.read_bytes())
    content[40 : 35 + size] = bytes(b ^ 0xA5 for b in content[40 : 35 + size])
    path.write_bytes(content)
    reports, rejected = taken(path)
    assert [r.id for r in reports] == ["b.txt"]
    assert [r.name for r in rejected] == ["bundle.zip!a.txt"]


def test_a_fault_in_reading_a_member_is_not_told_as_one_of_the_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        bundle.writestr("a.txt", STORY)

    def faulty(*_: object) -> Iterator[Received]:
        raise ValueError("a fault of the reader")

    with pytest.raises(ValueError, match="of the reader"):
        list(receive_zip(packed.getvalue(), "z.zip", faulty))


def test_a_zip_is_read_without_leaving_it(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("../../escape.txt", STORY)
        bundle.writestr("more/lines.jsonl", json.dumps({"id": "l1", "text": STORY}))
        bundle.writestr("inner.zip", b"PK\x05\x06" + b"\0" * 18)
        bundle.writestr("bomb.txt", b"0" * 50_000_000)
    reports, rejected = taken(path)
    assert sorted(r.id for r in reports) == ["escape.txt", "l1"]
    assert sorted(r.name for r in rejected) == ["bundle.zip!bomb.txt", "bundle.zip!inner.zip"]
    assert not (tmp_path.parent / "escape.txt").exists()
