"""The desk in a real browser: the slider, decisions, phones, and reports that hold script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

import hostile
from dateline.cli import run
from dateline.desk import serving
from dateline.desk.guard import Door
from dateline.store import Case
from desk.conftest import Browser, fictional_case, listen

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

pytestmark = pytest.mark.model


def test_the_slider_shows_an_earlier_day_and_the_address_says_so(desk: Browser, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.goto(f"http://127.0.0.1:{desk.port}/")
    before = page.locator(".standing.on").count()
    page.locator("#day").press("Home")
    page.wait_for_url(re.compile(r"as_of=\d{4}-\d\d-\d\d"))
    page.wait_for_selector("#happened:has-text('up to')")
    assert page.locator(".standing.on").count() != before
    assert faults == []


def test_a_correction_shows_by_itself_once_it_is_applied(
    desk: Browser, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_PATIENCE", 0.0)
    page.goto(f"http://127.0.0.1:{desk.port}/report/01-meridian-wire.txt")
    decide = page.locator("details.decide").first
    decide.locator("summary").click()
    form = decide.locator("form").first
    form.locator("[name=by]").fill("Ana")
    form.locator("[name=field]").select_option("place")
    form.locator("[name=value]").fill("Torghundi")
    form.locator("button[value=correct]").click()
    page.wait_for_selector(".status.applied")
    assert page.locator(".band.behind").count() == 0


def test_no_page_is_wider_than_a_phone(desk: Browser, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    event = page.request.get(f"http://127.0.0.1:{desk.port}/?format=json").json()["events"][0]["id"]
    paths = [
        "",
        "places",
        "disagreements",
        "sources",
        "coverage",
        "review",
        "decisions",
        "add",
        "search?q=qala",
    ]
    for path in [*paths, "report/01-meridian-wire.txt", "source/Tariq%20Arian", f"event/{event}"]:
        page.goto(f"http://127.0.0.1:{desk.port}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def watched(page: Page) -> tuple[list[str], list[str]]:
    """The dialogs that pages open from now on, and the addresses that they ask."""
    dialogs: list[str] = []
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.context.on("request", lambda request: asked.append(request.url))
    return dialogs, asked


def test_what_a_report_smuggles_in_does_not_run(tmp_path: Path, page: Page) -> None:
    case = Case.create(tmp_path / "case")
    case.settings_file.write_text("")
    with case.database() as database:
        database.write(hostile.record())
    dialogs, asked = watched(page)
    for desk in listen(case, Door()):
        here = f"http://127.0.0.1:{desk.port}"
        index = desk.desk.shelf.settled().index
        paths = ["/", "/review", "/sources", "/disagreements", "/coverage", "/places", "/search?q=alert"]
        paths += [f"/report/{quote(row[0], safe='')}" for row in index.rows("SELECT id FROM reports")]
        paths += [f"/event/{row[0]}" for row in index.rows("SELECT id FROM events")]
        for path in paths:
            page.goto(here + path)
            assert page.locator("main script, main iframe, main style, base, main [onfocus]").count() == 0, (
                path
            )
            page.mouse.move(200, 300)
        assert "alert(1)" in page.locator("main").inner_text()
        assert {urlsplit(url).netloc for url in asked} == {f"127.0.0.1:{desk.port}"}
    assert dialogs == []


def test_a_site_of_files_of_hostile_reports_asks_for_nothing_else(tmp_path: Path, page: Page) -> None:
    case = Case.create(tmp_path / "case")
    case.settings_file.write_text("")
    with case.database() as database:
        database.write(hostile.record())
    assert run(["publish", str(case.path), str(tmp_path / "site")]) == 0
    assert run(["brief", str(case.path), "-o", str(tmp_path / "site" / "brief.html")]) == 0
    dialogs, asked = watched(page)
    for path in sorted((tmp_path / "site").rglob("*.html")):
        page.goto(path.as_uri())
    assert len(asked) > 20
    assert {urlsplit(url).scheme for url in asked} == {"file"}
    assert dialogs == []


def test_claims_are_decided_about_by_keys_alone(desk: Browser, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{desk.port}/review")
    focused = "document.activeElement.getAttribute('name') || document.activeElement.className"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "item"
    page.keyboard.press("j")
    assert "record" in page.evaluate(focused)
    page.keyboard.press("c")
    assert page.evaluate(focused) == "field"
    page.keyboard.press("Escape")
    assert "record" in page.evaluate(focused)
    page.keyboard.press("n")
    assert page.evaluate(focused) == "why"
    page.keyboard.type("by keys")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "by"
    page.keyboard.type("Ana")
    page.keyboard.press("Escape")
    assert "record" in page.evaluate(focused)
    with page.expect_navigation():
        page.keyboard.press("a")
    page.goto(f"http://127.0.0.1:{desk.port}/decisions")
    assert "by keys" in page.locator("tbody tr").first.inner_text()


def test_a_site_of_files_is_searched_without_a_server(tmp_path: Path, page: Page) -> None:
    case = fictional_case(tmp_path / "war")
    assert run(["publish", str(case.path), str(tmp_path / "site")]) == 0
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto((tmp_path / "site" / "search.html").as_uri())
    name = case.record().control[0].place.name
    page.locator(".find input").press_sequentially(name[:-1].lower())
    page.locator("#finds a", has_text=name).first.click()
    page.wait_for_selector(f"h1:has-text('{name}')")
    page.goto((tmp_path / "site" / "search.html").as_uri())
    page.locator(".find input").fill("nothing is called so")
    page.wait_for_selector("#found:has-text('0 found')")
    assert page.locator("#finds li").count() == 0
    assert faults == []
