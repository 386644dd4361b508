"""The published site: complete, and in need of nothing else."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from dateline.cli import run
from desk.conftest import fictional_case

LINK = re.compile(r'(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    case = fictional_case(folder / "war")
    assert run(["publish", str(case.path), str(folder / "out")]) == 0
    return folder / "out"


def test_every_link_of_the_site_leads_to_a_file_of_it(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            target, _, _ = unescape(link).partition("#")
            if target and "0001-01-01" not in target:
                found = (page.parent / unquote(target)).resolve()
                assert found.is_file(), (page, link)
                assert site.resolve() in found.parents


def test_the_site_asks_nothing_of_the_network_and_takes_no_decisions(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert 'method="post"' not in text
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text)


def test_the_situation_is_there_as_of_each_day(site: Path) -> None:
    days = {p.stem.removeprefix("situation-") for p in site.glob("situation-????-??-??.html")}
    whole = json.loads((site / "index.json").read_text(encoding="utf-8"))
    assert {whole["first"], whole["last"]} <= days


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    case = fictional_case(tmp_path / "war")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert run(["publish", str(case.path), str(tmp_path / "mine")]) == 2
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_whose_words_a_report_carries_is_there_beside_it(site: Path) -> None:
    linked = [p for p in (site / "report").glob("*.html") if "-carried.html" in p.read_text(encoding="utf-8")]
    carried = list((site / "report").glob("*-carried.html"))
    assert carried
    assert linked
    assert "Carried from, or shared with" in carried[0].read_text(encoding="utf-8")
