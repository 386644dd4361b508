"""Who is let in, what they may, how often, and what is written of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dateline.desk.guard import Door, is_loopback
from dateline.desk.limits import Limit, network
from dateline.desk.visitors import COOKIE, Proxies
from dateline.store import Case, access, audit, decisions
from desk.conftest import Answer, Browser, fictional_case, listen

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Browser]:
    """A desk as it is off loopback."""
    yield from listen(fictional_case(tmp_path / "war"), Door("127.0.0.1", (), "s3cret"))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8017", "127.0.0.1.evil.example", "", "localhost.evil"]
)
def test_a_request_under_another_name_is_refused(reading: Browser, host: str) -> None:
    assert reading.get("/", Host=host).status == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:8017"])
def test_a_request_under_the_desks_own_name_is_answered(reading: Browser, host: str) -> None:
    assert reading.get("/", Host=host).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_what_another_site_sends_is_not_done(reading: Browser, headers: dict[str, str]) -> None:
    assert reading.ask("POST", "/", "", headers).status == 403


def test_every_answer_forbids_what_a_report_might_smuggle_in(reading: Browser) -> None:
    for address in ("/", "/static/desk.js", "/nowhere"):
        headers = reading.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_token_is_asked_for_and_kept_in_a_cookie(guarded: Browser) -> None:
    assert guarded.get("/").status == 401
    assert guarded.get("/static/desk.js").status == 401
    assert guarded.get("/?token=wrong").status == 401
    admitted = guarded.get("/places?token=s3cret&as_of=2031-03-05")
    assert (admitted.status, admitted.headers["location"]) == (303, "/places?as_of=2031-03-05")
    cookie = admitted.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert guarded.get("/", Cookie=cookie.partition(";")[0]).status == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("10.0.0.1", False),
        ("192.0.2.1", False),
        ("x", False),
    ],
)
def test_what_counts_as_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


# --- who comes, and what they may ------------------------------------------------------------------


@dataclass(frozen=True)
class Shared:
    """A desk for several people, and their tokens by role."""

    browser: Browser
    tokens: dict[str, str]

    def ask(self, role: str, path: str, method: str = "GET", body: str | None = None) -> Answer:
        sent = {"Authorization": f"Bearer {self.tokens[role]}", "Accept": "application/json", **FORM}
        return self.browser.ask(method, path, body, sent)

    @property
    def case(self) -> Case:
        return self.browser.desk.case


def opened(folder: Path, settings: str = "", door: Door | None = None) -> Iterator[Shared]:
    case = fictional_case(folder / "war")
    if settings:
        case.settings_file.write_text(settings)
    tokens = {role: access.grant(case.access, f"the {role}er", role) for role in access.ROLES}
    for browser in listen(case, door or Door("127.0.0.1", (), "s3cret")):
        yield Shared(browser, tokens)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    yield from opened(tmp_path)


def decision(shared: Shared, **fields: str) -> str:
    target = {"target": "event:e-capture", "seen": "", "action": "accept", "by": "Somebody Else"}
    return urlencode({"form": shared.browser.door_form, **target, **fields})


@pytest.mark.parametrize(
    ("method", "path", "may"),
    [
        ("GET", "/", ("read", "decide", "administer")),
        ("GET", "/event/e-capture?format=json", ("read", "decide", "administer")),
        ("POST", "/decide", ("decide", "administer")),
        ("GET", "/add", ("administer",)),
        ("POST", "/add", ("administer",)),
        ("POST", "/", ("administer",)),
        ("DELETE", "/decide", ("administer",)),
    ],
)
def test_each_role_may_what_it_is_for(shared: Shared, method: str, path: str, may: tuple[str, ...]) -> None:
    body = decision(shared) if path == "/decide" else "form=none" if method == "POST" else None
    let_in = {role: shared.ask(role, path, method, body).text for role in access.ROLES}
    assert tuple(role for role, text in let_in.items() if "asks for one who may" not in text) == may


def test_a_page_offers_nobody_what_they_may_not_do(shared: Shared) -> None:
    text = {role: shared.ask(role, "/event/e-capture").text for role in access.ROLES}
    assert ('action="/decide"' in text["read"], 'action="/decide"' in text["decide"]) == (False, True)
    assert ('href="/add"' in text["decide"], 'href="/add"' in text["administer"]) == (False, True)


def test_a_decision_bears_the_name_of_whose_token_it_is(shared: Shared) -> None:
    assert shared.ask("decide", "/decide", "POST", decision(shared)).status == 303
    assert [d.by for d in decisions.known(shared.case.decisions)] == ["the decideer"]


def test_a_revoked_token_and_its_session_are_let_in_no_longer(shared: Shared) -> None:
    entered = shared.browser.get(f"/?token={shared.tokens['read']}")
    cookie = entered.headers["set-cookie"].partition(";")[0]
    assert shared.browser.get("/", Cookie=cookie).status == 200
    access.revoke(shared.case.access, "the reader")
    assert shared.browser.get("/", Cookie=cookie).status == 401
    assert shared.ask("read", "/").status == 401


def test_no_token_stands_in_the_case_or_in_a_cookie(shared: Shared) -> None:
    token = shared.tokens["decide"]
    entered = shared.browser.get(f"/places?token={token}")
    assert token not in entered.headers["set-cookie"]
    kept = [path.read_bytes() for path in shared.case.path.rglob("*") if path.is_file()]
    assert not any(token.encode() in content for content in kept)
    assert shared.case.access.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "cookie",
    ["owner", "owner.99999999999.", "owner.99999999999." + "0" * 64, "..", "x" * 9000, "é.1.2", '"'],
)
def test_no_session_can_be_made_up(shared: Shared, cookie: str) -> None:
    assert shared.browser.get("/", Cookie=f"{COOKIE}={cookie}".encode().decode("latin-1")).status == 401


def test_the_way_in_leads_to_this_desk_alone(shared: Shared) -> None:
    location = shared.browser.get(f"//evil.example/?token={shared.tokens['read']}").headers["location"]
    assert location == "/evil.example/"


# --- proxies ---------------------------------------------------------------------------------------


def behind(folder: Path, trusted: str) -> Iterator[Shared]:
    yield from opened(
        folder, door=Door("127.0.0.1", (), "s3cret", Proxies.read([trusted], "X-Forwarded-User"))
    )


def test_a_trusted_proxy_says_who_comes(tmp_path: Path) -> None:
    for shared in behind(tmp_path, "127.0.0.0/8"):
        assert shared.browser.get("/", X_Forwarded_User="the reader").status == 200
        assert shared.browser.get("/add", X_Forwarded_User="the reader").status == 403
        assert shared.browser.get("/add", X_Forwarded_User="the administerer").status == 200
        assert shared.browser.get("/", X_Forwarded_User="a stranger").status == 403
        assert shared.browser.get("/", X_Forwarded_User="").status == 403
        assert shared.browser.get("/").status == 401


def test_nobody_else_is_believed_about_who_comes(tmp_path: Path) -> None:
    for shared in behind(tmp_path, "192.0.2.7"):
        assert shared.browser.get("/", X_Forwarded_User="the administerer").status == 401
        forged = {"X_Forwarded_User": "the administerer", "X_Forwarded_For": "192.0.2.7"}
        assert shared.browser.get("/", **forged).status == 401


# --- how often -------------------------------------------------------------------------------------


def test_who_guesses_tokens_is_not_looked_at_for_a_while(tmp_path: Path) -> None:
    for shared in opened(tmp_path, "[desk]\nfailed_logins = 3\n"):
        tried = [shared.browser.get(f"/?token=guess-{n}").status for n in range(4)]
        assert tried == [401, 401, 401, 429]
        right = shared.browser.get(f"/?token={shared.tokens['read']}")
        assert (right.status, right.headers["retry-after"]) == (429, "20")


def test_a_session_is_let_in_while_tokens_are_guessed_from_the_same_address(tmp_path: Path) -> None:
    for shared in opened(tmp_path, "[desk]\nfailed_logins = 1\n"):
        cookie = (
            shared.browser.get(f"/?token={shared.tokens['read']}").headers["set-cookie"].partition(";")[0]
        )
        assert [shared.browser.get(f"/?token=guess-{n}").status for n in range(2)] == [401, 429]
        assert shared.browser.get("/", Cookie=cookie).status == 200


def test_one_person_decides_so_many_times_a_minute_and_another_still_may(tmp_path: Path) -> None:
    for shared in opened(tmp_path, "[desk]\ndecisions = 2\n"):
        nonsense = decision(shared, action="approve")
        told = [shared.ask("decide", "/decide", "POST", nonsense).status for _ in range(3)]
        assert told == [400, 400, 429]
        assert shared.ask("administer", "/decide", "POST", nonsense).status == 400


def test_adding_is_counted_by_itself(tmp_path: Path) -> None:
    for shared in opened(tmp_path, "[desk]\nadditions = 1\n"):
        told = [shared.ask("administer", "/add", "POST", "form=none").status for _ in range(2)]
        assert told == [403, 429]
        assert shared.ask("administer", "/decide", "POST", decision(shared)).status == 303


@given(asked=some.lists(some.floats(0, 300), min_size=1, max_size=80), most=some.integers(1, 5))
def test_no_minute_holds_more_than_twice_what_is_allowed(asked: list[float], most: int) -> None:
    now = [0.0]
    limit, done = Limit(most, clock=lambda: now[0]), []
    for at in sorted(asked):
        now[0] = at
        if not limit.wait("x"):
            limit.take("x")
            done.append(at)
    assert done
    assert all(sum(first <= at < first + 60 for at in done) <= 2 * most for first in done)


def test_addresses_of_one_customer_count_as_one() -> None:
    assert network("2001:db8::1") == network("2001:db8::ffff:2") != network("2001:db8:1::1")
    assert network("192.0.2.1") != network("192.0.2.2")


# --- what is written of it -------------------------------------------------------------------------


def seen(case: Case) -> list[tuple[str, str, str]]:
    return [(e.did, e.who, e.what) for e in audit.read(case.audit)]


def test_who_saw_and_changed_what_is_written_down(shared: Shared) -> None:
    shared.browser.get(f"/places?token={shared.tokens['read']}&as_of=2031-03-05")
    shared.ask("read", "/report/courier-1")
    shared.ask("decide", "/decide", "POST", decision(shared))
    shared.ask("read", "/decide", "POST", decision(shared))
    shared.ask("read", "/static/desk.css")
    made = decisions.known(shared.case.decisions)[0]
    assert seen(shared.case) == [
        ("entered", "the reader", "/places?as_of=2031-03-05"),
        ("read", "the reader", "/report/courier-1"),
        ("decided", "the decideer", f"accept event:e-capture as {made.id}"),
        ("refused", "the reader", "may read, not decide: POST /decide"),
    ]
    assert list(audit.check(shared.case.audit)) == []


def test_no_log_of_reading_is_kept_where_none_is_wanted(tmp_path: Path) -> None:
    for shared in opened(tmp_path, "[desk]\nlog_reading = false\n"):
        shared.browser.get(f"/?token={shared.tokens['read']}")
        shared.ask("read", "/report/courier-1")
        shared.browser.get("/event/e-capture?token=guess")
        shared.ask("decide", "/decide", "POST", decision(shared))
        assert [did for did, _, _ in seen(shared.case)] == ["refused", "decided"]
        told = shared.case.audit.read_text()
        assert not re.search(r"reader|courier|e-capture\?|127\.0", told.partition('"decided"')[0])


def test_on_this_machine_alone_nothing_is_kept_of_reading(reading: Browser) -> None:
    reading.get("/report/courier-1")
    assert not reading.desk.case.audit.exists()


def test_a_changed_line_of_the_log_shows(shared: Shared) -> None:
    for page in ("/", "/places", "/sources"):
        shared.ask("read", page)
    lines = shared.case.audit.read_text().splitlines(keepends=True)
    shared.case.audit.write_text("".join([lines[0], *lines[2:]]))
    assert list(audit.check(shared.case.audit)) == [
        "audit.jsonl, line 2: the line before it was changed or taken out"
    ]


# --- one shape for every fault ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "method", "path", "headers"),
    [
        (400, "GET", "/?as_of=never", {}),
        (400, "POST", "/decide", {"body": "decision", "action": "approve"}),
        (401, "GET", "/?format=json", {"Authorization": ""}),
        (401, "GET", "/", {"Authorization": "Bearer none"}),
        (403, "POST", "/decide", {"body": "form=none"}),
        (403, "POST", "/decide", {"body": "decision", "Origin": "https://evil.example"}),
        (404, "GET", "/event/none?format=csv", {}),
        (404, "GET", "/nowhere", {}),
        (405, "DELETE", "/decide", {}),
        (409, "POST", "/decide", {"body": "decision", "seen": "de-other"}),
        (413, "POST", "/decide", {"body": "large"}),
        (421, "GET", "/", {"Host": "evil.example"}),
    ],
)
def test_every_fault_has_one_shape_for_programs(
    shared: Shared, status: int, method: str, path: str, headers: dict[str, str]
) -> None:
    fields = {name: headers[name] for name in ("action", "seen") if name in headers}
    body = {"decision": decision(shared, **fields), "large": "form=" + "x" * 1_000_001}.get(
        headers.get("body", ""), headers.get("body")
    )
    base = {"Authorization": f"Bearer {shared.tokens['administer']}", "Accept": "application/json", **FORM}
    answer = shared.browser.ask(
        method, path, body, base | {k: v for k, v in headers.items() if k[0].isupper()}
    )
    told = json.loads(answer.text)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told.keys(), told["status"]) == ({"type", "title", "status", "detail"}, status)
    assert answer.status == status
    assert told["detail"].strip()
    assert "Traceback" not in answer.text


def test_a_fault_of_the_program_is_told_without_its_insides(tmp_path: Path) -> None:
    case = fictional_case(tmp_path / "war")
    for browser in listen(case, Door()):
        browser.get("/")

        def broken(*_: object) -> None:
            raise RuntimeError("words of a report")

        browser.desk.ask = broken  # type: ignore[assignment,method-assign]
        answer = browser.get("/places", Accept="application/json")
        assert (answer.status, json.loads(answer.text)["title"]) == (500, "Internal Server Error")
        assert "words of a report" not in answer.text
        browser.desk.shelf.close()
