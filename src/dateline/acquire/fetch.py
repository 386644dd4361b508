"""Pages from the web, politely: one host at a time and slowly, by its robots.txt, under our own name."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.acquire.guard import Permits, RefusedError, is_public, pool
from dateline.acquire.limits import HTML_BYTES

AGENT = f"dateline/{version('dateline')} (reads news reports for analysis; honours robots.txt)"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml,text/plain"
)
_BETWEEN = 1.0  # seconds between two requests to one host, unless its robots.txt asks for more
_LONGEST = 30.0  # no robots.txt can stall a run for longer than this between two requests
_QUIET = 20.0  # seconds without a byte
_WHOLE = 60.0  # seconds for one page
_HOPS = 5
_TRIES = 3
_ROBOTS_BYTES = 500_000  # what RFC 9309 says must be read at least
_BLOCK = 65_536
_MOVED = (301, 302, 303, 307, 308)
_CLOSED = "User-agent: *\nDisallow: /"
_PASSING = (429, 500, 502, 503, 504)  # answers after which another try may help


class FetchError(Exception):
    """A page that was not got; the message says what happened and the next move."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: the bytes, what they are said to be, and where they were at last."""

    url: str
    content: bytes
    media: str  # such as "text/html", in lower case, "" where nothing was said
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What an earlier answer said of its version; the server may then answer that nothing changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass
class Fetcher:
    """Gets pages; remembers robots.txt and the time of the last request of every host.

    ``permits`` says which addresses may be connected to; ``pause`` is called with seconds to wait.
    """

    permits: Permits = is_public
    pause: Callable[[float], None] = time.sleep
    _robots: dict[str, Any] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pool = pool(self.permits)

    def get(self, url: str, seen: Seen | None = None) -> Page | None:
        """The page at ``url``, or None if it is as it was when ``seen``.

        Raises:
            FetchError: refused by our rules or the host's, no answer, or an answer that is no page.
        """
        for _ in range(_HOPS):
            self._allowed(url)
            answer = self._ask(url, seen or Seen())
            if isinstance(answer, str):
                url = answer
            else:
                return answer
        raise FetchError(f"{url} redirects more than {_HOPS} times. Open it in a browser and save the page.")

    def _allowed(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(
                f"{url} is not a web address. Give one that begins with https:// or http://; other file "
                "systems are read with --engine spark."
            )
        if not self._rules(f"{parts.scheme}://{parts.netloc}").can_fetch(url, AGENT):
            raise FetchError(
                f"{url} is closed to programs by its robots.txt. Save the page and give the file."
            )

    def _rules(self, origin: str) -> Any:
        """What the host's robots.txt says; by RFC 9309 a missing one allows all, a failing one nothing."""
        from protego import Protego

        if origin not in self._robots:
            self._robots[origin] = Protego.parse(self._robots_text(f"{origin}/robots.txt"))
        return self._robots[origin]

    def _robots_text(self, url: str) -> str:
        for _ in range(_HOPS):
            status, content, answer = self._request(url, {}, _ROBOTS_BYTES)
            if status not in _MOVED or not answer.get("Location"):
                break
            url = urljoin(url, answer["Location"])
        if status == 200:
            return content.decode("utf-8", "replace")
        return _CLOSED if status in _PASSING else ""

    def _ask(self, url: str, seen: Seen) -> Page | str | None:
        """The page, None if unchanged, or the address that the host sends us to."""
        headers = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
        status, content, answer = self._patiently(url, {k: v for k, v in headers.items() if v})
        if status == 304:
            return None
        if status in _MOVED and answer.get("Location"):
            return urljoin(url, str(answer["Location"]))
        if status != 200:
            raise FetchError(f"{url} was answered with {status}. Check the address, or try again later.")
        if len(content) > HTML_BYTES:
            raise FetchError(f"{url} has more than {HTML_BYTES / 1e6:g} MB. Save the article alone.")
        media = answer.get("Content-Type", "").split(";")[0].strip().lower()
        return Page(url, content, media, answer.get("ETag"), answer.get("Last-Modified"))

    def _patiently(self, url: str, headers: dict[str, str]) -> tuple[int, bytes, Any]:
        """Ask up to three times where the host is busy, longer apart each time."""
        for attempt in range(_TRIES):
            self._wait(url)
            status, content, answer = self._request(url, headers, HTML_BYTES)
            if status not in _PASSING or attempt == _TRIES - 1:
                break
            asked = answer.get("Retry-After", "")
            self.pause(min(float(asked) if asked.isdigit() else 2.0**attempt, _LONGEST))
        return status, content, answer

    def _wait(self, url: str) -> None:
        parts = urlsplit(url)
        asked = self._rules(f"{parts.scheme}://{parts.netloc}").crawl_delay(AGENT) or _BETWEEN
        left = self._last.get(parts.netloc, 0.0) + min(max(asked, _BETWEEN), _LONGEST) - time.monotonic()
        if parts.netloc in self._last and left > 0:
            self.pause(left)
        self._last[parts.netloc] = time.monotonic()

    def _request(self, url: str, headers: dict[str, str], most: int) -> tuple[int, bytes, Any]:
        """Status, up to ``most`` + 1 bytes of the body, unpacked, and headers."""
        import urllib3
        from urllib3.exceptions import HTTPError

        sent = {"User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", **headers}
        try:
            answer = self._pool.request(
                "GET",
                url,
                headers=sent,
                redirect=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=_QUIET, read=_QUIET),
            )
            try:
                return answer.status, _body(answer, url, most), answer.headers
            finally:
                answer.close()
        except RefusedError as fault:
            raise FetchError(f"{url} is refused: {fault}. Save the page and give the file.") from fault
        except (HTTPError, OSError, ValueError) as fault:
            raise FetchError(f"{url} did not answer ({fault}). Check the address and the network.") from fault


def _body(answer: Any, url: str, most: int) -> bytes:
    """Up to ``most`` + 1 bytes; a host that sends drop by drop is left after a minute."""
    until, blocks, length = time.monotonic() + _WHOLE, [], 0
    for block in answer.stream(_BLOCK, decode_content=True):
        blocks.append(block)
        length += len(block)
        if length > most:
            break
        if time.monotonic() > until:
            raise FetchError(f"{url} took more than {_WHOLE:g} s. Try again later, or save the page.")
    return b"".join(blocks)[: most + 1]
