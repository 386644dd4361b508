"""A received page or text read as a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from dateline.read.decode import decode
from dateline.read.language import foreign_language
from dateline.read.layout import Agencies, Layout, lay_out
from dateline.read.page import Page, read_page
from dateline.read.published import date_report
from dateline.records import Received, Rejection, Report

_TEXT_MOST = 2_000_000  # characters; see acquire's limit on the text of one report
_ABOUT = re.compile(r"(?P<name>.{2,70}?)\s+is\s+(?:one|an?|the)\s")


def read(received: Received, *, agencies: Agencies = lambda _: None) -> Report | Rejection:
    """What ``received`` says, who published it and when; or why it cannot be used.

    ``agencies`` gives the canonical name of a news agency or outlet for a name in any spelling,
    None for other words. Passages and furniture are in the order of the text.
    """
    decoded = decode(received.content)
    page = Page(decoded) if received.media == "text" else read_page(decoded)
    if page is None:
        return _reject(received, "is HTML without text", "an article", "open the page and save its text")
    if len(page.text) > _TEXT_MOST:
        given = f"has {len(page.text) / 1e6:.1f} million characters of text"
        return _reject(received, given, f"at most {_TEXT_MOST / 1e6:g} million", "cut it into single reports")
    if not any(char.isalnum() for char in page.text):
        return _reject(received, "has no words", "the text of a report", "fetch it again")
    layout = lay_out(page.text, agencies, received.title or page.title)
    if not layout.passages:
        return _reject(received, "holds nothing but page furniture", "an article", "fetch it again")
    language = foreign_language(_body(page, layout))
    if language:
        return _reject(received, f"is in {language}", "English", "translate it, or leave it out")
    return _report(received, page, layout, agencies)


def _reject(received: Received, given: str, expected: str, move: str) -> Rejection:
    reason = f"{received.name} {given}; expected {expected}; {move}"
    return Rejection("read", reason, received.id)


def _body(page: Page, layout: Layout) -> str:
    return "\n".join(page.text[p.start : p.end] for p in layout.passages)


def _report(received: Received, page: Page, layout: Layout, agencies: Agencies) -> Report:
    paragraphs = [page.text[p.start : p.end] for p in layout.passages if p.part != "headline"]
    url = received.url or page.url
    dates = date_report(
        given=received.published,
        metadata=page.published,
        layout=layout,
        url=url,
        fetched=received.fetched,
        paragraphs=paragraphs,
    )
    return Report(
        id=received.id,
        digest=received.digest,
        received_text=page.text,
        passages=tuple(sorted(layout.passages, key=lambda p: p.start)),
        furniture=tuple(sorted(layout.furniture, key=lambda f: f.start)),
        title=received.title or page.title or layout.headline,
        outlet=received.outlet or page.outlet or _outlet(url, layout, agencies),
        byline=layout.byline or page.byline,
        url=url,
        fetched=received.fetched,
        published=dates[0] if dates else None,
        dates_considered=dates,
        dateline=layout.dateline,
        credits=_once([*layout.own_credits, *layout.told_credits]),
        agency=_whole_copy(layout),
    )


def _whole_copy(layout: Layout) -> str | None:
    """The agency whose copy the whole report is; of several credited beside each other, none."""
    if layout.dateline and layout.dateline.agency:
        return layout.dateline.agency
    named = _once(layout.whole_credits)
    return named[0] if len(named) == 1 else None


def _outlet(url: str | None, layout: Layout, agencies: Agencies) -> str | None:
    """The outlet by its address, or by what the page says of itself."""
    host = _host(url)
    if host:
        return agencies(host) or host
    about = _ABOUT.match(layout.about or "")
    if about is None:
        return None
    name = " ".join(about["name"].split())
    owner = re.split(r"['’]s\s", name)[0]
    return agencies(name) or agencies(owner) or name


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
