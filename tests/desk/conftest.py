"""A desk that really listens, on a case whose tables hold the fictional war."""

from __future__ import annotations

import http.client
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import fictional
from dateline import building
from dateline.cli.desk import lent
from dateline.desk import shelf
from dateline.desk.app import application, server
from dateline.desk.guard import Door
from dateline.desk.serving import Desk
from dateline.examples import example_reports
from dateline.store import Case

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page

WAIT = 180_000  # milliseconds, passed only where a condition never comes; a busy machine is slow


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Browser:
    """Asks a desk that listens on ``port``."""

    port: int
    desk: Desk

    @property
    def door_form(self) -> str:
        """What the desk's own forms bear."""
        return self.desk.door.form

    def get(self, path: str, **headers: str) -> Answer:
        """What the desk answers once its index is made, which takes long on a busy machine."""
        until = time.monotonic() + 120
        while (answer := self.ask("GET", path, None, headers)).status == 503 and time.monotonic() < until:
            time.sleep(0.2)
        return answer

    def ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read().decode("utf-8"))
        finally:
            connection.close()


def listen(case: Case, door: Door) -> Iterator[Browser]:
    """A desk on ``case``, stopped in the end."""
    app = application(case, lent(), door)
    listening = socket.create_server(("127.0.0.1", 0))
    serving = server(app)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not serving.started:
        time.sleep(0.01)
    if case.tables.exists():
        app.state.desk.shelf.settled()  # a busy machine takes longer than a page waits
    yield Browser(listening.getsockname()[1], app.state.desk)
    serving.should_exit = True
    thread.join(timeout=10)
    app.state.desk.shelf.close()
    listening.close()


def fictional_case(folder: Path) -> Case:
    """A case in ``folder`` with the fictional war in its tables."""
    case = Case.create(folder)
    with case.database() as database:
        database.write(fictional.record())
    return case


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, a page waits for the index that it shows."""
    monkeypatch.setattr(shelf, "_PATIENCE", 120.0)


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A desk that tests only read from."""
    yield from listen(fictional_case(tmp_path_factory.mktemp("desk") / "war"), Door())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The bundled example as a case of its own, in which a module's tests may decide."""
    case = Case.create(tmp_path_factory.mktemp("built") / "case")
    building.add(case, example_reports("islam-qala"), lambda *_: None)
    return case


@pytest.fixture
def desk(built: Case) -> Iterator[Browser]:
    """A desk on the bundled example."""
    yield from listen(built, Door())


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """A real browser, where there is one."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install playwright")
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("no chromium on this machine: apt install chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Chromium) -> Iterator[Page]:
    """A new window of the browser."""
    found = chromium.new_page()
    found.set_default_timeout(WAIT)
    yield found
    found.close()
