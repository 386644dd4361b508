"""No script, link, style, formula or control character of a report gets through any surface."""

from __future__ import annotations

import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest

import dateline
import hostile
from dateline.acquire import Archive, receive
from dateline.cli import run
from dateline.desk.guard import Door
from dateline.desk.pages import PAGES
from dateline.export import FORMATS
from dateline.records import Received
from dateline.store import Case
from desk.conftest import Browser, listen

SAFE = re.compile(r"[A-Za-z0-9._-]{1,120}")
Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = Case.create(tmp_path_factory.mktemp("hostile") / "war")
    made.settings_file.write_text("")
    with made.database() as database:
        database.write(hostile.record())
    return made


@pytest.fixture(scope="module")
def desk(case: Case) -> Iterator[Browser]:
    yield from listen(case, Door())


def addresses(desk: Browser) -> list[str]:
    """Every page of the desk."""
    index = desk.desk.shelf.settled().index
    found = ["/" if name == "situation" else f"/{name}" for name in PAGES]
    for page, sql in (
        ("event", "SELECT id FROM events"),
        ("report", "SELECT id FROM reports"),
        ("place", "SELECT key FROM places"),
        ("source", "SELECT DISTINCT source FROM claims WHERE source IS NOT NULL"),
        ("outlet", "SELECT outlet FROM outlets WHERE outlet IS NOT NULL"),
    ):
        found += [f"/{page}/{quote(str(row[0]), safe='')}" for row in index.rows(sql)]
    found += [f"{a}?view=carried" for a in found if a.startswith("/report/")]
    return [
        *found,
        "/search?q=varna",
        f"/search?q={quote(hostile.MARKUP[:400])}",
        "/add",
        f"/{quote(hostile.MARKUP)}",
    ]


def test_the_record_is_as_hostile_as_it_is_meant_to_be(case: Case) -> None:
    record = case.record()
    assert all("<script>" in c.quote for c in record.claims)
    assert all(
        r.received_text[c.start : c.end] == c.quote
        for c in record.claims
        for r in record.reports
        if r.id == c.report
    )
    told = [a.name for c in record.claims for a in c.actors]
    told += [w.name for c in record.claims for w in c.places]
    told += [r.outlet or "" for r in record.reports] + [t.why for t in record.tolls]
    told += (
        [e.title for e in record.events] + [o.why for o in record.origins] + [r.id for r in record.reports]
    )
    assert len({words[:1] for words in told} & {f[0] for f in hostile.FORMULAS}) >= 5
    assert list(hostile.faults_of_html("<p onclick=x><script>1</script><a href=javascript:x>"))


def test_no_page_of_the_desk_runs_or_loads_anything_of_a_report(desk: Browser) -> None:
    found = addresses(desk)
    assert sum("alert(1)" in desk.get(address).text for address in found) > 25
    for address in found:
        answer = desk.get(address)
        assert answer.status == (404 if address == found[-1] else 200), address[:80]
        assert list(hostile.faults_of_html(answer.text)) == [], address[:80]


def test_no_table_of_the_desk_holds_a_formula(desk: Browser) -> None:
    found = addresses(desk)
    for address in found:
        if address == "/add" or address == found[-1]:
            continue
        joined = address + ("&" if "?" in address else "?")
        table = desk.get(f"{joined}format=csv")
        assert table.status == 200, (address[:50], table.text[:90])
        assert list(hostile.faults_of_table(table.text)) == [], address[:80]
        assert "\n" not in table.headers["content-disposition"]
        assert SAFE.search(table.headers["content-disposition"])
        assert isinstance(json.loads(desk.get(f"{joined}format=json").text), dict)


def test_the_site_of_files_stays_inside_and_runs_nothing(case: Case, tmp_path: Path) -> None:
    assert run(["publish", str(case.path), str(tmp_path / "in" / "site")]) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    assert [p.name for p in (tmp_path / "in").iterdir()] == ["site"]
    site = tmp_path / "in" / "site"
    assert len(list(site.rglob("*.html"))) > 20
    for path in site.rglob("*"):
        assert SAFE.fullmatch(path.name), path
        if path.suffix == ".html":
            assert list(hostile.faults_of_html(path.read_text(encoding="utf-8"))) == [], path
        if path.suffix == ".csv":
            assert list(hostile.faults_of_table(path.read_text(encoding="utf-8"))) == [], path


def test_a_brief_runs_nothing_in_any_format(case: Case, tmp_path: Path) -> None:
    style = files("dateline.publish").joinpath("brief.css").read_text(encoding="utf-8")
    for form in ("html", "md", "json", "pdf"):
        assert run(["brief", str(case.path), "--length", "full", "-o", str(tmp_path / f"brief.{form}")]) == 0
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert list(hostile.faults_of_html(page, own_style=style)) == []
    assert list(hostile.faults_of_markdown((tmp_path / "brief.md").read_text(encoding="utf-8"))) == []
    assert json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))["events"]
    paper = unpacked((tmp_path / "brief.pdf").read_bytes())
    assert not re.search(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|URI|SubmitForm|GoToR)\b", paper)


def unpacked(pdf: bytes) -> bytes:
    """A PDF with its streams unpacked beside it."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_no_picture_runs_anything(case: Case) -> None:
    event = case.record().events[0].id
    opened = dateline.open(case.path)
    for kind in ("map", "tolls", "lineage"):
        svg = opened.picture(kind, event=event if kind == "lineage" else None).svg
        assert list(hostile.faults_of_html(svg.replace("http://www.w3.org/", ""))) == [], kind


def test_no_card_of_a_notebook_runs_anything(case: Case) -> None:
    opened = dateline.open(case.path)
    record = case.record()
    cards = [opened.event(e.id) for e in record.events] + [opened.claim(c.id) for c in record.claims]
    for card in [*cards, opened.why(record.tolls[0].id)]:
        found = [f for f in hostile.faults_of_html(card._repr_html_() or "") if "style" not in f]
        assert found == []
        assert list(hostile.faults_of_words(card.text)) == []
    framed = opened.brief()._repr_html_() or ""
    assert re.match(r'<iframe sandbox="" srcdoc="[^"<>]*" ', framed)
    assert list(hostile.faults_of_html(opened.claims._repr_html_() or "")) == []


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_export_holds_a_formula_or_leaves_its_folder(case: Case, tmp_path: Path, form: str) -> None:
    if form == "followthemoney":
        pytest.importorskip("followthemoney")
    out = tmp_path / "in" / "out"
    assert run(["export", str(case.path), "--format", form, "-o", str(out)]) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    written = [p for p in (tmp_path / "in").rglob("*") if p.is_file()]
    assert written
    for path in written:
        assert SAFE.fullmatch(path.name), path
        table = path.suffix == ".csv" or form in ("acled", "ged", "polecat")
        if table and path.suffix not in (".json", ".jsonl"):
            text = path.read_text(encoding="utf-8")
            assert list(hostile.faults_of_table(text, "\t" if form == "polecat" else ",")) == [], path
        if path.suffix in (".json", ".geojson"):
            json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "command",
    [
        ["brief"],
        ["control"],
        ["control", "Varna"],
        ["claims"],
        ["claims", "--format", "jsonl"],
        ["why", "E"],
        ["check"],
    ],
)
def test_nothing_that_a_report_says_steers_a_terminal(
    case: Case, command: list[str], capsys: Printed
) -> None:
    record = case.record()
    name, *rest = command
    for id_ in [record.events[0].id, record.claims[0].id, record.tolls[0].id] if rest == ["E"] else [""]:
        assert run([name, str(case.path), *([id_] if id_ else rest)]) in (0, 1, 2)
        printed = capsys.readouterr()
        assert printed.out or printed.err
        assert list(hostile.faults_of_words(printed.err)) == []
        if "jsonl" in rest:  # data, which goes into a pipe as it is; JSON has no raw control character
            assert not re.search("[\x00-\x09\x0b-\x1f]", printed.out)
        else:
            assert list(hostile.faults_of_words(printed.out)) == []


@pytest.mark.parametrize("command", [["claims", "--format", "jsonl"], ["claims", "--format", "csv"]])
def test_data_shown_on_a_terminal_does_not_steer_it(
    case: Case, command: list[str], capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run([command[0], str(case.path), *command[1:]]) == 0
    printed = capsys.readouterr().out
    assert "alert(1)" in printed
    assert list(hostile.faults_of_words(printed)) == []


def test_a_rejected_file_with_a_bad_name_does_not_steer_a_terminal(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "\x1b[31mred\u202e.txt").write_bytes(b"")
    assert run(["add", str(tmp_path / "case"), str(tmp_path / "in")]) == 2
    printed = capsys.readouterr()
    assert "red" in printed.err
    assert list(hostile.faults_of_words(printed.err)) == []


def test_what_lies_in_an_archive_stays_inside_the_case(tmp_path: Path) -> None:
    packed = tmp_path / "in.zip"
    with zipfile.ZipFile(packed, "w") as made:
        for name in ("../../outside.txt", "/outside.txt", "..\\outside.txt", "a/../../outside.txt"):
            made.writestr(name, f"ORLO, March 5 - Rebels seized Varna on Tuesday, police said. {name}")
    case = Archive(tmp_path / "case" / "archive")
    found = [case.keep(r) for r in receive([packed]) if isinstance(r, Received)]
    assert len(found) == 4
    assert {p.name for p in tmp_path.iterdir()} == {"in.zip", "case"}
    assert not list(tmp_path.parent.glob("outside*"))
    assert not Path("/outside.txt").exists()
