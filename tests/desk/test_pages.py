"""Every page answers as HTML, JSON and CSV, and nothing that a report holds runs in it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

import fictional
from dateline.desk.guard import Door
from dateline.desk.pages import PAGES
from dateline.records import Event
from dateline.store import Case
from desk.conftest import Browser, listen

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|https?://(?!127)", re.IGNORECASE
)


def addresses(reading: Browser) -> Iterator[str]:
    index = reading.desk.shelf.settled().index
    yield from ("/" if name == "situation" else f"/{name}" for name in PAGES)
    for page, sql in (
        ("event", "SELECT id FROM events"),
        ("report", "SELECT id FROM reports"),
        ("place", "SELECT key FROM places"),
        ("source", "SELECT source FROM sources"),
        ("outlet", "SELECT outlet FROM outlets WHERE outlet IS NOT NULL"),
    ):
        yield from (f"/{page}/{quote(row[0], safe='')}" for row in index.rows(sql))


def test_every_page_answers_without_inline_script_or_style(reading: Browser) -> None:
    found = list(addresses(reading))
    assert len(found) > 20
    for address in found:
        answer = reading.get(address)
        assert answer.status == 200, address
        assert "<h1>" in answer.text, address
        without_namespaces = answer.text.replace("http://www.w3.org/", "")
        assert not INLINE.search(without_namespaces), (address, INLINE.search(without_namespaces))


def test_every_page_is_to_be_had_as_data(reading: Browser) -> None:
    for address in addresses(reading):
        told = reading.get(f"{address}?format=json")
        assert told.headers["content-type"] == "application/json"
        assert isinstance(json.loads(told.text), dict)
        table = reading.get(f"{address}?format=csv")
        rows = list(csv.reader(io.StringIO(table.text)))
        assert rows
        assert len({len(row) for row in rows}) == 1, address


def test_markup_in_a_report_is_shown_as_text(reading: Browser) -> None:
    text = reading.get("/report/tribune-1").text
    assert "Tribune &lt;b&gt;of&lt;/b&gt; Orlo" in text
    assert "<b>of</b>" not in text


def test_an_event_shows_both_sides_with_their_words(reading: Browser) -> None:
    text = reading.get("/event/e-capture").text
    assert "says so" in text
    assert "denies it" in text
    assert "in 2 reports" in text


def test_a_figure_that_differs_is_drawn_with_each_source(reading: Browser) -> None:
    data = json.loads(reading.get("/event/e-shelling?format=json").text)
    figures = {(f["who"].lower(), f["low"]) for toll in data["tolls"] for f in toll["figures"]}
    assert {low for _, low in figures} >= {24, 31}


def test_the_reader_marks_claims_at_their_characters(reading: Browser) -> None:
    data = json.loads(reading.get("/report/courier-1?format=json").text)
    marked = {c: "" for row in data["claim_rows"] for c in (row["id"],)}
    for line in data["paragraphs"]:
        for piece in line:
            for claim in piece["claims"]:
                marked[claim] += piece["text"]
    for row in data["claim_rows"]:
        assert marked[row["id"]].split() == row["quote"].split()


def test_as_of_leaves_out_what_came_later(reading: Browser) -> None:
    index = reading.desk.shelf.settled().index
    dated = index.where(Event, "first IS NOT NULL ORDER BY first DESC LIMIT 1")[0]
    assert dated.when is not None
    assert dated.when.start is not None
    before = dated.when.start.replace(day=dated.when.start.day - 1)
    told = json.loads(reading.get(f"/?as_of={before}&format=json").text)
    assert dated.id not in {e["id"] for e in told["events"]}
    now = json.loads(reading.get("/?format=json").text)
    assert dated.id in {e["id"] for e in now["events"]}


def test_known_leaves_out_what_was_reported_later(reading: Browser) -> None:
    index = reading.desk.shelf.settled().index
    first = index.one("SELECT min(published) FROM reports")
    later = index.rows("SELECT id FROM reports WHERE published > ?", first)
    assert later
    known = json.loads(reading.get(f"/?known={first}&format=json").text)
    now = json.loads(reading.get("/?format=json").text)
    assert known["reports"] == now["reports"] - len(later)


@pytest.mark.parametrize(
    "address", ["/event/none", "/report/none", "/place/none", "/source/none", "/nowhere", "/event/"]
)
def test_what_is_not_there_is_told_in_words(reading: Browser, address: str) -> None:
    answer = reading.get(address)
    assert answer.status == 404
    assert "no " in answer.text.lower()


@pytest.mark.parametrize(
    "query", ["as_of=yesterday", "page=many", "kind=peace", "format=xml", "as_of=2021-13-01"]
)
def test_an_address_that_makes_no_sense_is_told_in_words(reading: Browser, query: str) -> None:
    answer = reading.get(f"/?{query}")
    assert answer.status == 400
    assert "is " in answer.text


@pytest.mark.parametrize("words", ["Varna", "orlo", '"', "a OR b NOT", "%", "\x00", "*", "col:x"])
def test_search_takes_any_words(reading: Browser, words: str) -> None:
    assert reading.get(f"/search?q={quote(words)}").status == 200


def test_search_finds_reports_places_and_people(reading: Browser) -> None:
    found = json.loads(reading.get("/search?q=varna&format=json").text)
    assert {r["report"] for r in found["reports"]} == {"courier-1", "tribune-1", "harbour-1"}
    assert [p["title"] for p in found["places"]] == ["Varna Gate"]
    assert json.loads(reading.get("/search?q=reyes&format=json").text)["sources"][0]["source"] == "Ana Reyes"


@pytest.mark.parametrize(
    ("standings", "told"),
    [
        (("disputed", "corroborated"), "one event is in dispute."),
        (("disputed", "disputed"), "two events are in dispute."),
        (("disputed", "conceded"), "one event is in dispute, one was denied at first and then conceded."),
        (("conceded", "conceded"), "no events are in dispute, two were denied at first and then conceded."),
    ],
)
def test_the_lead_counts_what_is_disputed_and_what_was_conceded(
    tmp_path: Path, standings: tuple[str, str], told: str
) -> None:
    record = fictional.record()
    capture, promise, shelling = record.events
    changed = (replace(capture, status=standings[0]), promise, replace(shelling, status=standings[1]))  # type: ignore[arg-type]  # literals above
    case = Case.create(tmp_path / "war")
    with case.database() as database:
        database.write(replace(record, events=changed))
    for desk in listen(case, Door()):
        lead = desk.get("/").text.split('class="lead"')[1].split("</p>")[0]
        assert told in lead


def test_who_gained_and_who_lost_state_one_proposition(reading: Browser) -> None:
    data = json.loads(reading.get("/event/e-capture?format=json").text)
    rows = {row["name"]: [c["stance"] for c in row["cells"]] for row in data["matrix"]["rows"]}
    column = data["matrix"]["columns"].index("The Northern Front took Varna Gate")
    officers = next(cells for name, cells in rows.items() if "officers" in name)
    reyes = next(cells for name, cells in rows.items() if "Reyes" in name)
    assert (officers[column], reyes[column]) == ("asserts", "denies")


def test_a_holder_has_one_mark_on_every_page(reading: Browser) -> None:
    on_map = reading.get("/").text
    place = reading.get("/place/crossing%3Avarna-gate").text
    for name in ("Northern Front", "army of Quilia"):
        keys = [
            re.search(rf'aria-hidden="true">(<[^/]*/>)</svg>{name}</li>', text) for text in (on_map, place)
        ]
        assert keys[0]
        assert keys[1]
        assert keys[0][1] == keys[1][1]


def test_an_outlet_is_shown_with_whom_it_copies_and_who_copies_it(reading: Browser) -> None:
    index = reading.desk.shelf.settled().index
    assert index.rows("SELECT us, them FROM carried") == []  # one day, so nobody was first
    data = json.loads(reading.get("/outlet/Morning%20Courier?format=json").text)
    assert (data["copies"], data["copied_by"]) == ([], [])
    assert {q["source"] for q in data["quoted"]} == {"Two border officers", "Ana Reyes"}
    assert set(data["standing"]) == {"events", "alone", "denied", "denies", "conceded", "overtaken"}


def test_a_source_is_shown_with_how_often_it_denied(reading: Browser) -> None:
    data = json.loads(reading.get("/source/Ana%20Reyes?format=json").text)
    assert data["standing"]["denies"] == 1
    listed = json.loads(reading.get("/sources?format=json").text)["sources"]
    assert {s["source"]: s["denies"] for s in listed}["Ana Reyes"] == 1
