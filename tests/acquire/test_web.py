from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.acquire import receive
from dateline.acquire.feeds import read_feed, read_sitemap
from dateline.acquire.fetch import AGENT, Fetcher, FetchError, Seen
from dateline.acquire.limits import HTML_BYTES
from dateline.acquire.watching import Watch
from dateline.records import Received, Rejection
from website import Answer, Site, website

STORY = b"<!doctype html><html><body><p>Rebels entered Goma at dawn, two residents said.</p></body></html>"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Radio: world</title>
<item><title>Goma &amp; Sake</title><link>/goma</link>
<pubDate>Mon, 27 Jan 2025 08:00:00 +0200</pubDate></item>
<item><title>Nothing new</title><link>{site}/quiet?a=1&amp;b=2#top</link></item>
<item><title>Twice</title><link>/goma</link></item></channel></rss>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as made:
        yield made


def fetcher(waits: list[float] | None = None) -> Fetcher:
    return Fetcher(permits=lambda _: True, pause=(waits if waits is not None else []).append)


def taken(*sources: str | Path) -> tuple[list[Received], list[Rejection]]:
    found = list(receive(sources, fetcher()))
    return [r for r in found if isinstance(r, Received)], [r for r in found if isinstance(r, Rejection)]


def test_a_page_is_a_report_called_by_its_address(site: Site) -> None:
    site.answers["/goma"] = Answer(STORY, headers={"Content-Type": "text/html; charset=utf-8"})
    [report], rejected = taken(f"{site.url}/goma#comments")
    assert (report.id, report.url, report.media, rejected) == (
        f"{site.url}/goma",
        f"{site.url}/goma",
        "html",
        [],
    )
    assert report.content == STORY
    assert report.fetched
    assert dict(site.asked)["/goma"]["user-agent"] == AGENT


def test_a_feed_gives_each_page_once_with_its_title_and_date(site: Site) -> None:
    site.answers["/rss"] = Answer(FEED.format(site=site.url).encode())
    site.answers |= {"/goma": Answer(STORY), "/quiet?a=1&b=2": Answer(STORY)}
    reports, rejected = taken(f"{site.url}/rss")
    assert [(r.url, r.title, r.published) for r in reports] == [
        (f"{site.url}/goma", "Goma & Sake", "2025-01-27T06:00:00Z"),
        (f"{site.url}/quiet?a=1&b=2", "Nothing new", None),
    ]
    assert rejected == []
    assert all(r.outlet is None for r in reports)  # a feed's title is no outlet's name


def test_a_sitemap_of_sitemaps_is_followed_one_level_deep(site: Site) -> None:
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {ns}><sitemap><loc>{site.url}/a.xml</loc></sitemap></sitemapindex>"
    part = (
        f'<urlset {ns} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{site.url}/goma</loc>'
        "<n:news><n:publication><n:name>Harbour Radio</n:name></n:publication>"
        "<n:publication_date>2025-01-27</n:publication_date><n:title>Goma</n:title></n:news></url></urlset>"
    )
    site.answers |= {
        "/i.xml": Answer(index.encode()),
        "/a.xml": Answer(part.encode()),
        "/goma": Answer(STORY),
    }
    [report], _ = taken(f"{site.url}/i.xml")
    assert (report.title, report.published, report.outlet) == ("Goma", "2025-01-27", "Harbour Radio")


def test_entities_of_a_sitemap_load_nothing_and_do_not_grow(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://secret.example/")
    outside = f'<!DOCTYPE u [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    assert (
        read_sitemap(f"{outside}<urlset><url><loc>&x;</loc></url></urlset>".encode(), "http://a.example/")
        == []
    )
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE u [<!ENTITY l0 "boom">{levels}]><urlset><url><loc>&l11;</loc></url></urlset>'
    assert sum(len(e.url) for e in read_sitemap(bomb.encode(), "http://a.example/")) < 1000
    assert len(str(read_feed(bomb.replace("urlset", "rss").encode(), "http://a.example/"))) < 1000


def test_a_list_of_addresses_is_a_file_of_nothing_else(site: Site, tmp_path: Path) -> None:
    site.answers["/goma"] = Answer(STORY)
    listed, report = tmp_path / "pages.txt", tmp_path / "report.txt"
    listed.write_text(f"{site.url}/goma\n\n{site.url}/gone\n")
    report.write_text(f"{site.url}/goma is where the story stood.\n")
    reports, rejected = taken(listed, report)
    assert [r.id for r in reports] == [f"{site.url}/goma", "report.txt"]
    assert ["404" in r.reason for r in rejected] == [True]


def test_a_list_inside_a_folder_is_not_fetched(site: Site, tmp_path: Path) -> None:
    (tmp_path / "pages.txt").write_text(f"{site.url}/goma\n")
    assert [r.id for r in taken(tmp_path)[0]] == ["pages.txt"]
    assert site.asked == []


def test_robots_are_honoured_for_the_page_and_where_it_redirects(site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"
    site.answers["/robots.txt"] = Answer(rules)
    site.answers["/moved"] = Answer(status=301, headers={"Location": "/private/a"})
    waits: list[float] = []
    polite = fetcher(waits)
    for path in ("/private/a", "/moved"):
        with pytest.raises(FetchError, match="robots"):
            polite.get(site.url + path)
    assert site.paths() == ["/moved"]
    site.answers["/goma"] = Answer(STORY)
    assert polite.get(f"{site.url}/goma")
    assert waits == [pytest.approx(7, abs=1)]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_missing_robots_allows_and_a_failing_one_does_not(site: Site, status: int, allowed: bool) -> None:
    site.answers |= {"/robots.txt": Answer(status=status), "/goma": Answer(STORY)}
    reports, _ = taken(f"{site.url}/goma")
    assert bool(reports) == allowed


def test_a_busy_host_is_asked_again_as_late_as_it_says(site: Site) -> None:
    busy = Answer(status=503, headers={"Retry-After": "5"})
    site.answers["/goma"] = [busy, Answer(status=429), Answer(STORY)]
    waits: list[float] = []
    assert fetcher(waits).get(f"{site.url}/goma")
    assert 5.0 in waits
    site.answers["/down"] = Answer(status=500)
    with pytest.raises(FetchError, match="answered with 500"):
        fetcher([]).get(f"{site.url}/down")
    assert site.paths().count("/down") == 3


def test_an_endless_body_and_a_bomb_end_at_the_limit(site: Site) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"<p>more</p>" * 10_000

    site.answers["/endless"] = Answer(endless)
    packed = gzip.compress(b"\0" * 200_000_000)
    site.answers["/bomb"] = Answer(packed, headers={"Content-Encoding": "gzip"})
    for path in ("/endless", "/bomb"):
        with pytest.raises(FetchError, match=f"more than {HTML_BYTES / 1e6:g} MB"):
            fetcher().get(site.url + path)


def test_circles_and_missing_hosts_are_told(site: Site) -> None:
    site.answers["/round"] = Answer(status=302, headers={"Location": "/round"})
    with pytest.raises(FetchError, match="redirects more than"):
        fetcher().get(f"{site.url}/round")
    with pytest.raises(FetchError):
        fetcher().get("http://127.0.0.1:9/")


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.answers["/rss"] = [Answer(b"<rss/>", headers={"ETag": '"7"'}), Answer(status=304)]
    polite = fetcher()
    page = polite.get(f"{site.url}/rss")
    assert page
    assert page.etag == '"7"'
    assert polite.get(f"{site.url}/rss", Seen(page.etag, page.modified)) is None
    assert site.asked[-1][1]["if-none-match"] == '"7"'


def test_what_is_no_page_is_named(site: Site) -> None:
    site.answers["/map.png"] = Answer(
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99, headers={"Content-Type": "image/png"}
    )
    site.answers["/empty"] = Answer(b" ")
    _, rejected = taken(f"{site.url}/map.png", f"{site.url}/empty")
    assert ["image/png" in rejected[0].reason, "is empty" in rejected[1].reason] == [True, True]


def rounds(watch: Watch, site: Site) -> tuple[list[str], list[str]]:
    found = list(watch.round([f"{site.url}/rss"]))
    return [r.id for r in found if isinstance(r, Received)], [
        r.name for r in found if isinstance(r, Rejection)
    ]


def test_watching_gets_each_page_once_also_after_a_restart(site: Site, tmp_path: Path) -> None:
    feed = Answer(FEED.format(site=site.url).encode(), headers={"ETag": '"1"'})
    site.answers |= {"/rss": feed, "/goma": Answer(STORY)}
    memory = tmp_path / "watch.json"
    quiet = f"{site.url}/quiet?a=1&b=2"
    assert rounds(Watch(memory, fetcher()), site) == ([f"{site.url}/goma"], [f"{quiet}#top"])
    site.answers["/quiet?a=1&b=2"] = Answer(STORY)  # it was missing: tried again, the other is not
    assert rounds(Watch(memory, fetcher()), site) == ([quiet], [])
    assert rounds(Watch(memory, fetcher()), site) == ([], [])
    assert site.paths().count("/goma") == 1
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_an_interrupted_round_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    site.answers |= {"/rss": Answer(FEED.format(site=site.url).encode()), "/goma": Answer(STORY)}
    site.answers["/quiet?a=1&b=2"] = Answer(STORY)
    memory = tmp_path / "watch.json"
    first = Watch(memory, fetcher()).round([f"{site.url}/rss"])
    next(first), next(first)  # the second is not taken: it may not have been kept
    first.close()  # type: ignore[attr-defined]
    assert rounds(Watch(memory, fetcher()), site)[0] == [f"{site.url}/quiet?a=1&b=2"]


def test_damaged_memory_is_as_none(site: Site, tmp_path: Path) -> None:
    site.answers |= {"/rss": Answer(FEED.format(site=site.url).encode()), "/goma": Answer(STORY)}
    memory = tmp_path / "watch.json"
    memory.write_text('{"x": 7')
    assert rounds(Watch(memory, fetcher()), site)[0] == [f"{site.url}/goma"]


def test_a_page_that_came_empty_is_asked_for_again_but_not_for_ever(site: Site, tmp_path: Path) -> None:
    site.answers |= {"/rss": Answer(FEED.format(site=site.url).encode()), "/goma": Answer(b"")}
    site.answers["/quiet?a=1&b=2"] = Answer(STORY)
    watching = Watch(tmp_path / "watch.json", fetcher())
    assert rounds(watching, site)[0] == [f"{site.url}/quiet?a=1&b=2"]
    site.answers["/goma"] = Answer(STORY)
    assert rounds(watching, site) == ([f"{site.url}/goma"], [])
    site.answers["/goma"] = Answer(b"")
    other = Watch(tmp_path / "other.json", fetcher())
    for _ in range(9):
        rounds(other, site)
    assert site.paths().count("/goma") == 2 + 5


def test_a_feed_that_lists_nothing_is_no_report(site: Site) -> None:
    site.answers["/rss"] = Answer(b"<rss version='2.0'><channel><title>x</title></channel></rss>")
    reports, rejected = taken(f"{site.url}/rss")
    assert (reports, len(rejected)) == ([], 1)
    assert "lists no pages" in rejected[0].reason
