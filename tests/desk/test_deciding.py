"""Decisions made in the browser: written before the answer, seen on the next page, undone, kept."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import pytest

from dateline import building
from dateline.desk import serving
from dateline.desk.guard import Door
from dateline.records import Decision
from dateline.store import Case, decisions
from desk.conftest import Answer, Browser, listen

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
pytestmark = pytest.mark.model


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, whoever decides sees what came of it."""
    monkeypatch.setattr(serving, "_PATIENCE", 120.0)


def sent(desk: Browser, page: str, **fields: str) -> Answer:
    """A form of ``page`` for the target in ``fields``, filled in and sent."""
    text = desk.get(page).text
    token = re.search(r'name="form" value="([0-9a-f]+)"', text)
    assert token
    target = fields["target"]
    seen = re.search(
        rf'name="target" value="{re.escape(target)}"><input type="hidden" name="seen" value="([^"]*)"', text
    )
    values = {"form": token[1], "seen": seen[1] if seen else "", "by": "Ana", "back": page} | fields
    return desk.ask("POST", "/decide", urlencode(values), FORM)


def told(desk: Browser, address: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(desk.get(f"{address}?format=json").text)
    return found


def claims_of(desk: Browser, event: str) -> set[str]:
    return {row["id"] for row in json.loads(desk.get(f"/event/{event}?format=json").text)["claim_rows"]}


def first_event(desk: Browser) -> str:
    return str(json.loads(desk.get("/?format=json").text)["events"][0]["id"])


def test_a_rejected_claim_is_gone_and_an_undone_rejection_brings_it_back(desk: Browser) -> None:
    event = first_event(desk)
    page = f"/event/{event}"
    rows = json.loads(desk.get(f"{page}?format=json").text)["claim_rows"]
    claim = rows[-1]["id"]
    answer = sent(desk, page, action="reject", target=f"claim:{claim}", why="misread")
    assert (answer.status, answer.headers["location"]) == (303, page)
    left = json.loads(desk.get(f"{page}?format=json").text)["claim_rows"]
    assert claim not in {row["id"] for row in left}
    history = json.loads(desk.get("/decisions?format=json").text)["decisions"]
    assert (history[0]["by"], history[0]["state"], history[0]["why"]) == ("Ana", "applied", "misread")
    sent(desk, "/decisions", action="undo", target=f"decision:{history[0]['id']}")
    again = json.loads(desk.get(f"{page}?format=json").text)["claim_rows"]
    assert claim in {row["id"] for row in again}


def test_a_corrected_place_shows_and_holds_when_the_desk_is_opened_again(built: Case) -> None:
    for desk in listen(built, Door()):
        claim = json.loads(desk.get(f"/event/{first_event(desk)}?format=json").text)["claim_rows"][0]
        page = f"/report/{claim['report']}"
        target = f"claim:{claim['id']}"
        answer = sent(desk, page, action="correct", target=target, field="place", value="Torghundi")
        assert answer.status == 303
    building.rebuild(built, lambda *_: None)
    for desk in listen(built, Door()):
        rows = json.loads(desk.get(f"{page}?format=json").text)["claim_rows"]
        assert "Torghundi" in next(r["place"] for r in rows if r["id"] == claim["id"])


def test_two_events_are_merged(desk: Browser) -> None:
    events = json.loads(desk.get("/?kind=casualties&format=json").text)["events"]
    one, other = events[0]["id"], events[1]["id"]
    wanted = {
        r["id"]
        for e in (one, other)
        for r in json.loads(desk.get(f"/event/{e}?format=json").text)["claim_rows"]
    }
    assert sent(desk, f"/event/{one}", action="merge", target=f"event:{one}", other=other).status == 303
    every = [e["id"] for e in json.loads(desk.get("/?kind=casualties&format=json").text)["events"]]
    groups = [
        {r["id"] for r in json.loads(desk.get(f"/event/{e}?format=json").text)["claim_rows"]} for e in every
    ]
    assert any(wanted <= group for group in groups)


def test_a_page_comes_again_until_a_decision_is_applied(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, update = Event(), desk.desk.lent.update

    def slow(case: Case) -> None:
        go.wait(60)
        update(case)

    monkeypatch.setattr(serving, "_PATIENCE", 0.1)
    desk.desk.lent = replace(desk.desk.lent, update=slow)
    page = f"/event/{first_event(desk)}"
    claim = json.loads(desk.get(f"{page}?format=json").text)["claim_rows"][2]["id"]
    sent(desk, page, action="accept", target=f"claim:{claim}")
    early = desk.get(page).text
    go.set()
    desk.desk.shelf.worker.submit(lambda: None).result(60)
    desk.desk.shelf.settled()
    late = desk.get(page).text
    again = '<meta http-equiv="refresh"'
    assert (again in early, again in late) == (True, False)
    assert 'class="status waiting"' in early
    assert 'class="status waiting"' not in late


def test_a_graded_source_shows_its_grade(desk: Browser) -> None:
    answer = sent(desk, "/source/Tariq%20Arian", action="grade", target="source:Tariq Arian", value="C")
    assert answer.status == 303
    assert told(desk, "/source/Tariq%20Arian")["grade"] == "C"


def test_what_somebody_else_decided_meanwhile_is_told_before_a_second_decision(desk: Browser) -> None:
    claim = json.loads(desk.get(f"/event/{first_event(desk)}?format=json").text)["claim_rows"][1]["id"]
    page = f"/event/{first_event(desk)}"
    form = desk.door_form
    values = {"form": form, "seen": "", "target": f"claim:{claim}", "action": "accept", "back": page}
    assert desk.ask("POST", "/decide", urlencode(values | {"by": "Ana"}), FORM).status == 303
    second = desk.ask("POST", "/decide", urlencode(values | {"by": "Ben", "action": "note"}), FORM)
    assert second.status == 409
    assert "Ana accepted this meanwhile" in second.text


@pytest.mark.parametrize("form", ["", "0" * 64])
def test_a_form_without_the_desks_token_is_refused(desk: Browser, form: str) -> None:
    values = {"form": form, "seen": "", "target": "claim:x", "action": "reject", "by": "Eve"}
    before = desk.desk.case.decisions.read_bytes()
    assert desk.ask("POST", "/decide", urlencode(values), FORM).status == 403
    assert desk.desk.case.decisions.read_bytes() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "approve"},
        {"by": " "},
        {"target": "claim:none"},
        {"target": "nothing"},
        {"action": "correct", "field": "when", "value": "yesterday"},
        {"action": "correct", "field": "id", "value": "1"},
        {"action": "merge"},
    ],
)
def test_a_decision_that_makes_no_sense_is_told_in_words(desk: Browser, fields: dict[str, str]) -> None:
    claim = json.loads(desk.get(f"/event/{first_event(desk)}?format=json").text)["claim_rows"][2]["id"]
    values = {"form": desk.door_form, "seen": "", "target": f"claim:{claim}", "action": "note", "by": "Ana"}
    before = desk.desk.case.decisions.read_bytes()
    answer = desk.ask("POST", "/decide", urlencode(values | fields), FORM)
    assert answer.status == 400
    assert desk.desk.case.decisions.read_bytes() == before


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\nSet-Cookie: x=1"]
)
def test_nobody_is_sent_to_another_site(desk: Browser, back: str) -> None:
    claim = json.loads(desk.get(f"/event/{first_event(desk)}?format=json").text)["claim_rows"][3]["id"]
    answer = sent(desk, f"/event/{first_event(desk)}", action="note", target=f"claim:{claim}", back=back)
    assert answer.headers["location"] == "/"


def test_a_report_is_added_in_the_browser(desk: Browser) -> None:
    part = "--x\r\nContent-Disposition: form-data; name="
    body = (
        f'{part}"form"\r\n\r\n{desk.door_form}\r\n{part}"files"; filename="../../evening.txt"\r\n'
        "Content-Type: text/plain\r\n\r\nHERAT, July 9 (Evening Post) - Rebels seized Kushk on Friday, "
        "police said.\r\n--x--\r\n"
    )
    answer = desk.ask("POST", "/add", body, {"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status == 303
    desk.desk.shelf.worker.submit(lambda: None).result(timeout=120)
    page = desk.get("/add").text
    assert "One report added" in page
    assert desk.get("/report/evening.txt").status == 200
    assert not list(Path(desk.desk.case.path).parent.glob("evening.txt"))


def test_every_decision_stays_on_disk(built: Case) -> None:
    found = decisions.known(built.decisions)
    assert all(isinstance(d, Decision) and d.by for d in found)
    assert list(decisions.check(built.decisions)) == []
