"""The pages of the desk as files that open without a server, for handing to a colleague."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from dateline import wire
from dateline.desk.deciding import History
from dateline.desk.ledger import span
from dateline.desk.links import Filed, file_name
from dateline.desk.page import Ask, Page
from dateline.desk.pages import PAGES, REFERRED
from dateline.desk.render import html
from dateline.desk.serving import Lent
from dateline.desk.shelf import Shelf
from dateline.desk.state import State
from dateline.errors import UsageError
from dateline.spreadsheet import csv_text
from dateline.store import Case

_LISTS = ("situation", "places", "sources", "disagreements", "coverage", "decisions", "search")
_DAYS = 400  # snapshots of the situation at most, the latest
_REFERRED = (
    ("event", "SELECT id FROM events"),
    ("report", "SELECT id FROM reports"),
    ("place", "SELECT key FROM places"),
    (
        "source",
        "SELECT source FROM sources UNION SELECT DISTINCT source FROM claims WHERE source IS NOT NULL",
    ),
    ("outlet", "SELECT outlet FROM outlets WHERE outlet IS NOT NULL"),
)
_CARRIED = "SELECT id FROM reports WHERE id IN (SELECT report FROM copies UNION SELECT other FROM copies)"
_NAMED = (  # what can be searched for: the page it is on, and its words
    ("event", "SELECT id, told, place, first FROM events ORDER BY rank"),
    ("place", "SELECT key, name FROM places ORDER BY claims DESC, key"),
    ("source", "SELECT source, source FROM sources ORDER BY claims DESC, source"),
    ("report", "SELECT id, title, outlet, published FROM reports ORDER BY published DESC, id"),
)
Step = Callable[[str, int, int], None]


def publish(case: Case, lent: Lent, folder: Path, step: Step) -> int:
    """Write the site of a case into ``folder``, and return its number of pages.

    Raises:
        UsageError: the folder holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "static" / "desk.css").exists():
        raise UsageError(f"{folder} holds other files. Give a new or empty folder for the site.")
    shelf = Shelf(case, dict(lent.countries), lent.as_known, lent.holdings)
    try:
        index = shelf.settled().index
        history = History(case.decisions, index)
        grades = {**case.settings().grades, **history.grades}
        ask = Ask(index, State(), shelf.frame(), lent.holdings, history, grades)
        wanted = list(_wanted(ask))
        folder.mkdir(parents=True, exist_ok=True)
        with as_file(files("dateline.desk").joinpath("static")) as static:
            shutil.copytree(static, folder / "static", dirs_exist_ok=True)
        (folder / "static" / "names.js").write_text(_names(ask), encoding="utf-8", errors="replace")
        written = 0
        for done, (name, ref, state) in enumerate(wanted, start=1):
            written += _write(replace(ask, state=state), name, ref, folder)
            step("writing pages", done, len(wanted))
        return written
    finally:
        shelf.close()


def _wanted(ask: Ask) -> Iterator[tuple[str, str, State]]:
    """Page, what it refers to, and its state."""
    yield from ((name, "", State()) for name in _LISTS)
    yield from (("situation", "", State(as_of=day)) for day in _days(ask))
    yield from (("report", row[0], State(view="carried")) for row in ask.index.rows(_CARRIED))
    for name, sql in _REFERRED:
        yield from ((name, row[0], State()) for row in ask.index.rows(sql))


def _names(ask: Ask) -> str:
    """A script with what can be searched for: kind, title, more words, and the file of its page."""
    found = [
        [kind, title or ref, " · ".join(filter(None, more)), file_name(kind, ref)]
        for kind, sql in _NAMED
        for ref, title, *more in ask.index.rows(sql)
    ]
    return f"window.NAMES = {wire.dumps(found)};\n"


def _days(ask: Ask) -> list[date]:
    covered = span(ask)
    if covered is None:
        return []
    length = min(covered.length, _DAYS)
    return [covered.last - timedelta(days=n) for n in range(length)]


def _write(ask: Ask, name: str, ref: str, folder: Path) -> int:
    """One page and the pages after it, each as HTML and as data; how many."""
    make = REFERRED[name] if ref else PAGES[name]
    number, last = 1, 1
    while number <= last:
        state = replace(ask.state, page=number if number > 1 else None)
        asked = replace(ask, state=state)
        whole = replace(asked, state=replace(state, format="json"))  # the data beside the page lacks nothing
        page = make(whole, ref) if ref else make(whole)
        last = int(page.data.get("pages", 1))
        _files(page, Filed(name, ref, state), asked, folder)
        number += 1
    return last


def _files(page: Page, links: Filed, ask: Ask, folder: Path) -> None:
    around = {"case": ask.frame.case, "name": links.page, "behind": False, "served": False, "decides": False,
              "adds": False, "signed": "", "analyst": ""}  # fmt: skip
    told = {
        "html": html(page, links, ask.state, around | {"history": ask.history, "form_token": ""}),
        "json": wire.dumps(page.data, indent=2),
        "csv": csv_text(page.head, page.rows),
    }
    for form, text in told.items():
        path = folder / links.name(replace(ask.state, format=None if form == "html" else form))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))
