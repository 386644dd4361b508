from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from dateline.acquire.fetch import Fetcher, FetchError
from dateline.acquire.guard import is_public
from website import Answer, website


@pytest.mark.parametrize(
    "inside",
    [
        "127.0.0.1", "127.8.8.8", "0.1.2.3", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
        "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:c0a8:101::", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "64:ff9b:1:fffe::a9fe:a9fe", "::7f00:1", "::a00:1",
        "::ffff:0:7f00:1", "fec0::1", "5f00::1", "3fff::1", "2001::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1", "192.0.0.192", "192.88.99.1", "168.63.129.16",
        "100.100.100.200", "fd00:ec2::254", "0.0.0.0", "100::1",  # noqa: S104 it must be refused
    ],
)  # fmt: skip
def test_no_inside_address_is_public_in_whatever_dress(inside: str) -> None:
    assert not is_public(ip_address(inside))


@pytest.mark.parametrize(
    "outside", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(outside: str) -> None:
    assert is_public(ip_address(outside))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "127.1"])
def test_no_spelling_of_loopback_is_connected_to(host: str) -> None:
    with website() as site:
        port = site.url.rpartition(":")[2]
        with pytest.raises(FetchError):
            Fetcher(pause=lambda _: None).get(f"http://{host}:{port}/")
        assert site.asked == []


def test_a_name_that_points_inside_is_refused_by_the_address_that_it_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])  # a name that changes between two look-ups
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, port, **kw: real(next(answers), port, **kw))
    asked: list[str] = []

    def permits(address: object) -> bool:
        asked.append(str(address))
        return False

    fetcher = Fetcher(permits=permits, pause=lambda _: None)
    for _ in range(2):
        with pytest.raises(FetchError, match="refused"):
            fetcher.get("http://news.example/story")
    assert asked == ["93.184.216.34", "127.0.0.1"]


def test_a_redirection_inside_is_refused() -> None:
    with website() as site, website() as inner:
        hidden = inner.url.replace("127.0.0.1", "127.0.0.2")
        site.answers["/story"] = Answer(status=302, headers={"Location": f"{hidden}/secret"})
        fetcher = Fetcher(permits=lambda a: str(a) == "127.0.0.1", pause=lambda _: None)
        with pytest.raises(FetchError):
            fetcher.get(f"{site.url}/story")
        assert inner.asked == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/x", "http://", "gopher://a.example"]
)
def test_other_schemes_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="is not a web address"):
        Fetcher().get(address)


def test_a_redirection_to_a_file_is_refused() -> None:
    with website() as site:
        site.answers["/story"] = Answer(status=301, headers={"Location": "file:///etc/passwd"})
        with pytest.raises(FetchError, match="is not a web address"):
            Fetcher(permits=lambda _: True, pause=lambda _: None).get(f"{site.url}/story")
