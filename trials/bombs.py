"""Inputs built to take more time or memory than they are worth, each added by a command of its own."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trials import evidence
from trials.outcome import Outcome

SECONDS = 60.0  # of the processor, the start of the program included
BYTES = 2_000_000_000  # of memory
_LONG = 150_000  # letters of a text of one pattern
_GIGABYTE = 1 << 30


Make = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file of a name, and what writes it."""

    name: str
    make: Make


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a command took, and what is wrong with how it ended."""

    seconds: float
    memory: int
    wrong: str


def _sparse(start: bytes, size: int = _GIGABYTE) -> Make:
    """A file that is ``start`` and then nothing but zeros, which take no room on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(start)
            file.truncate(size)

    return make


def _words(content: str | bytes) -> Make:
    raw = content.encode() if isinstance(content, str) else content

    def make(path: Path) -> None:
        path.write_bytes(raw)

    return make


def _pattern(piece: str) -> Make:
    """A report in which a piece comes again and again."""
    lead = "The army took the town of Goma on Monday, a spokesman said.\n\n"
    return _words(lead + (piece * (_LONG // len(piece) + 1))[:_LONG])


def _page(piece: str, behind: str = "", size: int = 4_000_000) -> Make:
    return _words(f"<html><body><p>Troops left.</p>{piece * (size // len(piece))}{behind}</body></html>")


def _zip_of_letters(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for number in range(8):
            with bundle.open(f"{number}.txt", "w", force_zip64=True) as member:
                for _ in range(64):
                    member.write(b"a b " * (1 << 18))


def _zip_of_many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as bundle:
        for number in range(50_000):
            bundle.writestr(f"{number}.bin", b"")


def _zip_in_zip(path: Path) -> None:
    content = bytes(1 << 20)
    for depth in range(12):
        inner = path.with_suffix(f".{depth}")
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as bundle:
            for copy in range(4):
                bundle.writestr(f"{copy}.zip" if depth else f"{copy}.txt", content)
        content = inner.read_bytes()
        inner.unlink()
    path.write_bytes(content)


def _zip_that_lies(path: Path) -> None:
    """A member that says it is empty and is not."""
    _zip_of_letters(path)
    raw = bytearray(path.read_bytes())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 24 : at + 28] = bytes(4)
        at = raw.find(b"PK\x01\x02", at + 1)
    path.write_bytes(raw)


def _warc(length: int) -> bytes:
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
    kind = "Content-Type: application/http; msgtype=response\r\n"
    http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return f"{head}{kind}Content-Length: {length}\r\n\r\n{http}".encode()


def _packed_warc(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(_warc(512 << 20))
        for _ in range(512):
            file.write(b"a b " * (1 << 18))


ARCHIVES = (
    Bomb("letters.zip", _zip_of_letters),
    Bomb("many.zip", _zip_of_many),
    Bomb("inner.zip", _zip_in_zip),
    Bomb("lies.zip", _zip_that_lies),
    Bomb("packed.warc.gz", _packed_warc),
    Bomb("long.warc", _sparse(_warc(_GIGABYTE - 200))),
)
FILES = (
    Bomb("line.jsonl", _sparse(b'{"text": "')),
    Bomb("long.txt", _sparse(b"The army took the town.\n")),
    Bomb("long.html", _sparse(b"<html><body><p>The army took the town.")),
    Bomb("nested.jsonl", _words("[" * 3_000_000)),
    Bomb("objects.jsonl", _words('{"text":' * 1_000_000)),
    Bomb("digits.jsonl", _words('{"text": "Troops left.", "id": ' + "9" * 3_000_000 + "}")),
    Bomb("lines.jsonl", _words("{}\n" * 200_000)),
)
PAGES = (
    Bomb("div.html", _page("<div>")),
    Bomb("bold.html", _page("<b><i>")),
    Bomb("table.html", _page("<table><tr><td>")),
    Bomb("list.html", _page("<ul><li>")),
    Bomb("quote.html", _page("<blockquote><p>a")),
    Bomb("open.html", _page("<a ")),
    Bomb("comment.html", _page("<!--")),
    Bomb("entity.html", _page("&amp;&#1234567;")),
    Bomb("attributes.html", _words("<html><body " + 'a="b" ' * 600_000 + "><p>Troops left.</p>")),
    Bomb("links.html", _page('<a href="/x">Troops left</a> ')),
    Bomb("script.html", _page("<script>")),
    Bomb("json.html", _words('<script type="application/ld+json">' + "[" * 3_000_000 + "</script><p>News")),
    Bomb("dtd.html", _words('<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)) + "]><p>&u;</p>")),
)  # fmt: skip
PATTERNS = tuple(
    Bomb(f"{number}.txt", _pattern(piece))
    for number, piece in enumerate(
        (
            "a", "A", "1", "-", "(", '"', "“", "'", ".", ",", " ", "\n", "\t", "\u0301", "\u202e", "\0", "é",
            "1,", "1 ", "A. ", "Aa ", "a-", "x@y.", "http://a.b/", "12:", "1-", "said ", "and ", "of the ",
            "killed 1 and ", "in Goma, ", "who said that ", "he said: “", "Mr. A. B. ", "two of the three ",
            "January 1, 2020 ", "Monday night ", "Gen. Ali bin ", "“no,” he said, “", "(Reuters) - ", "- ",
            "GOMA, Jan 1 (Reuters) - ", "\n\n", "a\n", "A\n\n", "1.\n", "of ", "the ", "army’s ",
        )
    )
)  # fmt: skip


def run(*, short: bool) -> list[Outcome]:
    """Add each of them to a case, each in a process of its own; every fourth in a short run."""
    rows = []
    for told, bombs in (
        ("archives that unpack to gigabytes, to many members, to themselves, or lie", ARCHIVES),
        ("files with a line of a gigabyte, without end, nested a million deep", FILES),
        ("pages of 4 MB nested a million deep, open, or of entities", PAGES),
        (f"texts of {_LONG:,} letters in which one piece of 1 to 25 letters comes again and again", PATTERNS),
    ):
        rows.append(_row(told, bombs[:: max(4, len(bombs) // 3)] if short else bombs))
    return rows


def _row(told: str, bombs: Sequence[Bomb]) -> Outcome:
    taken = [_added(bomb) for bomb in bombs]
    for bomb, each in zip(bombs, taken, strict=True):
        if each.wrong:
            sys.stderr.write(f"{bomb.name}: {each.wrong}\n")
    seconds, memory = max(each.seconds for each in taken), max(each.memory for each in taken)
    limits = f"limits {SECONDS:g} s and {BYTES / 1e9:g} GB; at most {seconds:.0f} s and {memory / 1e9:.1f} GB"
    survived = sum(not each.wrong for each in taken)
    return Outcome("bombs", f"{told} ({limits} were taken)", len(taken), survived, "nothing: each was told")


def _added(bomb: Bomb) -> _Taken:
    """Add it, and look at what the command took and said."""
    with evidence.scratch() as folder:
        source = Path(folder) / bomb.name
        bomb.make(source)
        command = (*evidence.PROGRAM, "add", f"{folder}/case", str(source))
        with (Path(folder) / "said").open("w+b") as said:
            child = subprocess.Popen([*command, "--workers", "1"], stdout=said, stderr=said)  # noqa: S603
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            words = said.read().decode("utf-8", "replace")
    seconds, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
    return _Taken(seconds, memory, _wrong(child.returncode, words, seconds, memory))


def _wrong(status: int, words: str, seconds: float, memory: int) -> str:
    told = "added" in words.lower() or "rejected" in words.lower()
    if status not in (0, 1, 2) or not told or "Traceback" in words or "fault of the program" in words:
        return f"ended with {status}: {words[-1500:]}"
    over = [f"took {seconds:.0f} s"] if seconds > SECONDS else []
    return ", ".join(over + ([f"took {memory / 1e6:,.0f} MB"] if memory > BYTES else []))
