"""No page of the desk has a fault that keeps people out who do not see it or do not use a pointer."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from desk.conftest import Browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.model

PACKAGE = "axe-core@4.10.3"  # fetched when the test runs; not a part of this project
SHA512 = "Xm7bpRXnDSX2YE2YFfBk2FnF0ep6tmG7xPh8iHee8MIcrgq762Nkce856dYtJYLkuIoYZvGfTs/PbZhideTcEg=="
KEPT = Path(__file__).parents[2] / "build" / "npm"
PARTS = {
    "event": "SELECT id FROM events ORDER BY rank LIMIT 2",
    "place": "SELECT key FROM places ORDER BY control DESC LIMIT 1",
    "source": "SELECT source FROM sources ORDER BY claims DESC LIMIT 1",
    "outlet": "SELECT outlet FROM outlets WHERE outlet IS NOT NULL LIMIT 1",
    "report": "SELECT report FROM copies LIMIT 1",
}
LISTS = ("", "places", "disagreements", "sources", "coverage", "review", "decisions", "add", "search?q=qala")


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core, as the npm registry has it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on this machine, from which axe-core would come: apt install npm")
    KEPT.mkdir(parents=True, exist_ok=True)
    archive = KEPT / f"{PACKAGE.replace('@', '-')}.tgz"
    if not archive.exists():
        asked = [npm, "pack", "--silent", PACKAGE]
        if subprocess.run(asked, cwd=KEPT, capture_output=True, check=False, timeout=120).returncode:
            pytest.skip(f"{PACKAGE} could not be got from the npm registry")
    content = archive.read_bytes()
    assert base64.b64encode(hashlib.sha512(content).digest()).decode() == SHA512
    with tarfile.open(archive) as package:
        member = package.extractfile("package/axe.min.js")
        assert member
        return member.read().decode()


def addresses(desk: Browser) -> Iterator[str]:
    index = desk.desk.shelf.settled().index
    yield from LISTS
    yield "event/none"
    for page, sql in PARTS.items():
        for row in index.rows(sql):
            yield f"{page}/{quote(row[0], safe='')}"
            if page == "report":
                yield f"{page}/{quote(row[0], safe='')}?view=carried"


def faults(page: Page, options: dict[str, Any]) -> list[str]:
    found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **options})
    return [
        f"{v['id']} ({v['impact']}): {node['html'][:200]} {node.get('failureSummary', '')}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"][:3]
    ]


def test_no_page_has_a_serious_fault_in_light_or_dark(desk: Browser, page: Page, axe: str) -> None:
    told: list[str] = []
    for path in addresses(desk):
        page.emulate_media(color_scheme="light", reduced_motion="reduce")  # colours change at once
        page.goto(f"http://127.0.0.1:{desk.port}/{path}")
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.evaluate(axe)
        told += [f"/{path}: {fault}" for fault in faults(page, {})]
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        colours = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
        told += [f"/{path}, dark: {fault}" for fault in faults(page, colours)]
    assert told == [], "\n".join(told)
