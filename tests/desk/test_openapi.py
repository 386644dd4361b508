"""Whatever is asked of the desk, it answers; and what it says of itself is what it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from starlette.routing import Route

from dateline.desk import serving
from dateline.desk.deciding import making, values
from dateline.desk.guard import Door
from dateline.desk.openapi import description
from dateline.store import decisions
from desk.conftest import Browser, fictional_case, listen

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = some.one_of(
    some.text(max_size=30),
    some.sampled_from(
        ["", "2031-03-05", "0001-01-01", "9999-12-31", "2031-02-30", "-1", "1e9", "٣", "9" * 400, "\x00",
         "../..", "%00", "courier-1", "e-capture", "claim:c-31", "event:e-capture", "source:Ana Reyes",
         "decision:none",
         "claim:", ":", "json", "csv", "\ud800", "{{7*7}}", "' OR 1=1 --", '"', "NEAR(", "*", "A", "6"]
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    case = fictional_case(tmp_path_factory.mktemp("probed") / "war")
    case.settings_file.write_text("[desk]\ndecisions = 100000\nadditions = 100000\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(serving, "_PATIENCE", 0.0)
        for browser in listen(case, Door()):
            browser.desk.lent = replace(browser.desk.lent, update=lambda _: None)  # it has no reports to read
            browser.get("/")
            yield browser


@pytest.fixture(scope="module")
def told(desk: Browser) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(desk.get("/openapi.json").text)
    return found


def sent(values: dict[str, str]) -> str:
    return urlencode(values, errors="replace")


def test_every_route_is_described_with_every_parameter(told: dict[str, Any]) -> None:
    assert set(told["paths"]) >= {"/", "/event/{ref}", "/decide", "/add", "/search"}
    named = {p["name"] for p in told["paths"]["/event/{ref}"]["get"]["parameters"]}
    assert {"ref", "as_of", "known", "format"} <= named
    assert told["paths"]["/decide"]["post"]["requestBody"]["content"]
    assert json.loads(json.dumps(description([Route("/x", lambda _: None)])))["paths"]["/x"]["get"][
        "responses"
    ]


@OFTEN
@given(data=some.data())
def test_no_address_makes_it_fail(desk: Browser, told: dict[str, Any], data: some.DataObject) -> None:
    path = data.draw(some.sampled_from(sorted(p for p, o in told["paths"].items() if "get" in o)))
    named = [p["name"] for p in told["paths"][path]["get"]["parameters"] if p["in"] == "query"]
    query = data.draw(some.dictionaries(some.sampled_from([*named, "other"]), WORDS, max_size=4))
    ref = quote(data.draw(WORDS), safe="", errors="replace")
    answer = desk.get(f"{path.replace('{ref}', ref)}?{sent(query)}", Accept="application/json")
    assert answer.status in (200, 400, 404, 405), (answer.status, path, query)
    if answer.status != 200:
        assert json.loads(answer.text).keys() == {"type", "title", "status", "detail"}


FIELDS = ("action", "target", "by", "why", "field", "value", "other", "claim", "seen", "back")
ASKED = (*making.ACTIONS, *values.FIELDS)


@OFTEN
@given(fields=some.dictionaries(some.sampled_from(FIELDS), some.one_of(WORDS, some.sampled_from(ASKED))))
def test_no_form_makes_it_fail_and_what_it_takes_is_written(desk: Browser, fields: dict[str, str]) -> None:
    before = len(decisions.known(desk.desk.case.decisions))
    body = sent(
        {"action": "accept", "target": "event:e-capture", "by": "Ana", **fields, "form": desk.door_form}
    )
    answer = desk.ask("POST", "/decide", body, FORM | {"Accept": "application/json"})
    assert answer.status in (303, 400, 409), (answer.status, answer.text[:300], fields)
    assert len(decisions.known(desk.desk.case.decisions)) == before + (answer.status == 303)
    assert desk.get("/decisions").status == 200


@OFTEN
@given(
    method=some.sampled_from(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"]),
    path=some.sampled_from(["/", "/decide", "/add", "/static/desk.css", "/static/../x", "/openapi.json"]),
    body=some.binary(max_size=300),
    media=some.sampled_from(
        ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x",
         "multipart/form-data; boundary=", "application/json", "text/plain; charset=utf-99", ""]
    ),
)  # fmt: skip
def test_no_body_makes_it_fail(desk: Browser, method: str, path: str, body: bytes, media: str) -> None:
    answer = desk.ask(method, path, body.decode("latin-1"), {"Content-Type": media})
    assert answer.status < 500, (answer.status, answer.text[:300])


def test_nothing_beside_the_static_files_is_served(desk: Browser) -> None:
    for path in (
        "/static/../guard.py",
        "/static/%2e%2e/guard.py",
        "/static/..%2fguard.py",
        "/static//etc/passwd",
    ):
        assert desk.get(path).status == 404


def test_the_description_has_no_secret(desk: Browser, told: dict[str, Any], tmp_path: Path) -> None:
    assert desk.door_form not in json.dumps(told)
    assert str(tmp_path.parent) not in json.dumps(told)
