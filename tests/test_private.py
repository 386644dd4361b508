"""No command connects to anything unless it is asked to; no word about the user leaves the machine."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
import fictional
from dateline.cli import run
from dateline.examples import example_reports
from dateline.export import FORMATS
from dateline.store import Case

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def unconnected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Names that were looked up and addresses that were connected to; every try fails."""
    tried: list[str] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(repr(arguments[:2]))
        raise OSError("no connection is made in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=False)
    yield tried
    assert tried == []


@pytest.fixture
def case(tmp_path: Path) -> str:
    made = Case.create(tmp_path / "war")
    with made.database() as database:
        database.write(fictional.record())
    return str(made.path)


@pytest.mark.parametrize(
    "command",
    ["brief", "brief --format html", "control", "claims", "claims --format csv", "why e-capture", "check",
     "publish OUT", "picture map -o OUT.svg", "access --grant Ana", "access --log", "seal OUT"],
)  # fmt: skip
def test_no_command_connects_to_anything(case: str, tmp_path: Path, command: str) -> None:
    name, *rest = command.replace("OUT", str(tmp_path / "out")).split()
    assert run([name, case, *rest]) in (0, 1)


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"followthemoney"}))
def test_no_export_connects_to_anything(case: str, tmp_path: Path, form: str) -> None:
    assert run(["export", case, "--format", form, "-o", str(tmp_path / "out")]) == 0


@pytest.mark.model
def test_reading_reports_connects_to_nothing(tmp_path: Path) -> None:
    reports = [str(path) for path in example_reports("islam-qala")]
    assert run(["extract", *reports, "-o", str(tmp_path / "claims.jsonl"), "--workers", "1"]) == 0
    assert run(["add", str(tmp_path / "case"), *reports[:2], "--workers", "1"]) == 0
    assert run(["rebuild", str(tmp_path / "case"), "--workers", "1"]) == 0


def test_an_address_in_a_report_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<html><head><link rel="canonical" href="https://out.example/a"><meta property="og:image" '
        'content="https://out.example/b.png"></head><body><img src="https://out.example/c.png">'
        "<p>Rebels seized Varna on Tuesday, police said.</p></body></html>"
    )
    assert run(["add", str(tmp_path / "case"), str(tmp_path / "page.html"), "--workers", "1"]) == 0


def test_the_database_fetches_no_extension(case: str) -> None:
    with Case(Path(case)).database(read_only=True) as database:
        asked = database.rows("SELECT current_setting('autoinstall_known_extensions')")
    opened = dateline.open(case)
    rows = opened.sql("SELECT current_setting('autoinstall_known_extensions') AS fetches")
    assert (asked, rows.arrow().to_pylist()) == ([(False,)], [{"fetches": False}])


def test_every_promise_names_a_test_that_is_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What is not promised")[0]
    rows = [line for line in text.splitlines() if line.startswith("|") and "`" in line.rpartition(" | ")[2]]
    assert len(rows) >= 15
    for row in rows:
        for named in re.findall(r"`([^`]+)`", row.rstrip("| ").rpartition("|")[2]):
            target = named.partition(" ")[2] if named.startswith("make ") else ""
            there = (
                re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)
                if target
                else (ROOT / named).exists()
            )
            assert there, named
