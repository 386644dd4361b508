"""Pictures of every page of the desk on the given cases, to be looked at.

Usage: python scripts/picture_desk.py OUT CASE...

Needs playwright and Debian's chromium. For each case and page OUT gets five pictures: light and dark, 1280
and 390 pixels wide, and as printed. Long pages are cut. Pages wider than the screen are named.
"""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from dateline.cli.desk import lent
from dateline.desk.app import application
from dateline.desk.guard import Door
from dateline.desk.index import Index
from dateline.store import Case

LOOKS = (
    ("light", 1280, "screen"), ("dark", 1280, "screen"), ("light", 390, "screen"), ("dark", 390, "screen"),
    ("light", 794, "print"),
)  # fmt: skip
_LONGEST = 3200  # pixels of a page that are shown
_GRAVEST = "FROM events ORDER BY rank LIMIT 1"
PAGES = {
    "event": f"SELECT id {_GRAVEST}",
    "event-with-tolls": "SELECT event FROM tolls t JOIN events e ON e.id = t.event ORDER BY rank LIMIT 1",
    "event-widely-told": "SELECT id FROM events ORDER BY claims DESC LIMIT 1",
    "place": "SELECT key FROM places ORDER BY control DESC, claims DESC LIMIT 1",
    "place-crossing": "SELECT place_key FROM crossings LIMIT 1",
    "place-unheld": "SELECT key FROM places ORDER BY control, claims, key LIMIT 1",
    "source": "SELECT source FROM sources ORDER BY claims DESC LIMIT 1",
    "outlet": "SELECT outlet FROM outlets WHERE outlet IS NOT NULL ORDER BY reports DESC LIMIT 1",
    "report": "SELECT id FROM reports ORDER BY claims DESC, id LIMIT 1",
    "report-carried": "SELECT report FROM copies GROUP BY report ORDER BY count(*) DESC, report LIMIT 1",
}


def main(arguments: list[str]) -> None:
    """Write the pictures."""
    if len(arguments) < 2 or not shutil.which("chromium"):
        raise SystemExit(__doc__)
    out, cases = Path(arguments[0]), [Path(a) for a in arguments[1:]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for case in cases:
            with served(Case.open(case)) as (address, index):
                for name, path in pages(index):
                    pictured(browser, f"{address}{path}", out / case.name / name)
        browser.close()


@contextmanager
def served(case: Case) -> Iterator[tuple[str, Index]]:
    """The address of a desk on the case, and its index."""
    app = application(case, lent(), Door())
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    index = app.state.desk.shelf.settled().index
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", index
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        app.state.desk.shelf.close()


def pages(index: Index) -> Iterator[tuple[str, str]]:
    """Name and path of what is pictured."""
    yield "situation", "/"
    if first := index.one("SELECT min(published) FROM reports"):
        yield "situation-first-day", f"/?as_of={first}&known={first}"
    for name in ("places", "sources", "disagreements", "coverage", "review", "decisions", "add"):
        yield name, f"/{name}"
    yield "search", "/search"
    if word := index.one("SELECT name FROM places ORDER BY claims DESC LIMIT 1"):
        yield "search-found", f"/search?q={quote(word)}"
    yield "search-nothing", "/search?q=zzzz"
    yield "not-found", "/event/none"
    for name, sql in PAGES.items():
        if ref := index.one(sql):
            view = "?view=carried" if name == "report-carried" else ""
            yield name, f"/{name.partition('-')[0]}/{quote(ref, safe='')}{view}"


def pictured(browser: Browser, address: str, path: Path) -> None:
    """One page in all its looks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for scheme, width, media in LOOKS:
        page = browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page.set_default_timeout(0)  # a busy machine is slow
        page.goto(address)
        page.emulate_media(media="print" if media == "print" else "screen")
        high = min(_LONGEST, int(page.evaluate("document.documentElement.scrollHeight")))
        wide = int(page.evaluate("document.documentElement.scrollWidth"))
        if wide > width:
            print(f"{address} is {wide} pixels wide on a screen of {width}")
        look = "print" if media == "print" else f"{scheme}-{width}"
        shot = path.with_name(f"{path.name}-{look}.png")
        page.screenshot(path=shot, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": high})
        page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
