"""Who is let in: this machine's own pages, or whoever has the token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.desk.guard import Door, is_loopback
from desk.conftest import Browser, fictional_case, listen


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
