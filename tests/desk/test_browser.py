"""The desk in a real browser: the slider, decisions, phones, and reports that hold script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline import building
from dateline.desk import serving
from dateline.desk.guard import Door
from dateline.store import Case
from desk.conftest import Browser, listen

pytest.importorskip("playwright", reason="playwright is not installed: pip install playwright")

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")
WAIT = 180_000  # milliseconds, passed only where a condition never comes; a busy machine is slow
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt install chromium"),
]


@pytest.fixture
def page() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        found = browser.new_page()
        found.set_default_timeout(WAIT)
        yield found
        browser.close()


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


def test_what_a_report_smuggles_in_does_not_run(tmp_path: Path, page: Page) -> None:
    case = Case.create(tmp_path / "case")
    hostile = tmp_path / "hostile.txt"
    hostile.write_text(
        "<script>document.title='owned'</script>\n\nORLO (Evening Post) - Rebels seized Herat on Friday, "
        '<img src=x onerror="document.title=1"> police said.\n'
    )
    building.add(case, [hostile], lambda *_: None)
    for desk in listen(case, Door()):
        for path in ("/", "/report/hostile.txt", "/search?q=rebels"):
            page.goto(f"http://127.0.0.1:{desk.port}{path}")
            assert "owned" not in page.title().replace("document.title='owned'", "")
            assert page.locator("main img, main script").count() == 0
