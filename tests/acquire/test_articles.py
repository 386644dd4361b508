"""Articles as news-please, Event Registry, Media Cloud and GDELT write them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.acquire import receive
from dateline.acquire.fetch import Fetcher
from dateline.records import Received, Rejection
from website import Answer, Site, website

WORDS = "Rebels entered Orlo at dawn, two residents said."
STORY = f"<!doctype html><html><body><p>{WORDS}</p></body></html>".encode()

NEWS_PLEASE = {
    "authors": ["A. Writer"],
    "date_download": "2031-03-06 08:00:01",
    "date_modify": None,
    "date_publish": "2031-03-05 21:10:00",
    "language": "en",
    "maintext": WORDS,
    "source_domain": "harbour.example",
    "title": "Rebels enter Orlo",
    "url": "https://harbour.example/orlo",
    "text": None,
}
EVENT_REGISTRY = {
    "uri": "8123", "lang": "eng", "isDuplicate": False, "date": "2031-03-05", "time": "21:10:00",
    "url": "https://harbour.example/orlo", "title": "Rebels enter Orlo", "body": WORDS,
    "source": {"uri": "harbour.example", "dataType": "news", "title": "Harbour Times"},
}  # fmt: skip


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as made:
        yield made


def taken(path: Path) -> list[Received]:
    found = list(receive([path], Fetcher(permits=lambda _: True, pause=lambda _: None)))
    assert not [f for f in found if isinstance(f, Rejection)], found
    return [f for f in found if isinstance(f, Received)]


def test_a_file_of_news_please(tmp_path: Path) -> None:
    (tmp_path / "orlo.json").write_text(json.dumps(NEWS_PLEASE))
    [report] = taken(tmp_path / "orlo.json")
    assert report.content.decode() == WORDS
    assert (report.title, report.published, report.outlet) == (
        "Rebels enter Orlo", "2031-03-05T21:10:00", "harbour.example")  # fmt: skip
    assert report.fetched == "2031-03-06 08:00:01"


@pytest.mark.parametrize("wrapped", [{"articles": {"results": [EVENT_REGISTRY]}}, [EVENT_REGISTRY]])
def test_an_answer_of_event_registry(tmp_path: Path, wrapped: object) -> None:
    (tmp_path / "answer.json").write_text(json.dumps(wrapped))
    [report] = taken(tmp_path / "answer.json")
    assert (report.id, report.outlet, report.published) == ("8123", "Harbour Times", "2031-03-05")
    assert report.content.decode() == WORDS


def test_a_list_of_gdelt_is_fetched_and_its_days_are_kept(site: Site, tmp_path: Path) -> None:
    site.answers["/orlo"] = Answer(STORY)
    listed = {
        "articles": [
            {
                "url": f"{site.url}/orlo",
                "title": "Rebels enter Orlo",
                "seendate": "20310305T211000Z",
                "domain": "harbour.example",
            }
        ]
    }
    (tmp_path / "artlist.json").write_text(json.dumps(listed))
    [report] = taken(tmp_path / "artlist.json")
    assert report.content == STORY
    assert (report.published, report.outlet, report.title) == (
        "2031-03-05T21:10:00Z", "harbour.example", "Rebels enter Orlo")  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        "a1,2031-03-06,en,Harbour Times,harbour.example,2031-03-05,Rebels enter Orlo,{url}\n",
        "URL,MobileURL,Date,Title\n{url},,2031-03-05 21:10:00,Rebels enter Orlo\n",
    ],
)
def test_lists_as_csv_are_fetched(site: Site, tmp_path: Path, head: str) -> None:
    site.answers["/orlo"] = Answer(STORY)
    (tmp_path / "list.csv").write_text(head.format(url=f"{site.url}/orlo"))
    [report] = taken(tmp_path / "list.csv")
    assert report.published is not None
    assert report.published.startswith("2031-03-05")
    assert report.title == "Rebels enter Orlo"


def test_a_page_that_is_gone_is_named_and_the_rest_goes_on(site: Site, tmp_path: Path) -> None:
    site.answers["/orlo"] = Answer(STORY)
    rows = [f"{site.url}/gone,,2031-03-05,Gone", f"{site.url}/orlo,,2031-03-05,Here"]
    (tmp_path / "list.csv").write_text("URL,MobileURL,Date,Title\n" + "\n".join(rows))
    fetcher = Fetcher(permits=lambda _: True, pause=lambda _: None)
    found = list(receive([tmp_path / "list.csv"], fetcher))
    assert [type(f) for f in found] == [Rejection, Received]


def test_a_list_inside_a_folder_is_not_fetched(site: Site, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(
        json.dumps({"articles": [{"url": f"{site.url}/orlo", "seendate": "20310305T211000Z", "domain": "x"}]})
    )
    [found] = receive([tmp_path], Fetcher(permits=lambda _: True))
    assert isinstance(found, Rejection)
    assert site.asked == []


def test_other_objects_stay_as_they_are(tmp_path: Path) -> None:
    own = {"id": "a", "text": WORDS, "published": "2031-03-05", "outlet": "Harbour Times"}
    (tmp_path / "own.jsonl").write_text(json.dumps(own) + "\n" + json.dumps(NEWS_PLEASE) + "\n")
    first, second = taken(tmp_path / "own.jsonl")
    assert (first.id, first.published, second.outlet) == ("a", "2031-03-05", "harbour.example")
