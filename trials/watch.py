"""`dateline watch` on a server that does everything wrong in turn, many rounds in few seconds."""

from __future__ import annotations

import contextlib
import io
import itertools
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from trials import evidence
from trials.outcome import Outcome

_FEED = (
    "server error", "reset", "garbage", "empty", "missing", "inside", "endless", "silent", "half", "loop",
    "no feed",
)  # fmt: skip
_PAGE = ("server error", "reset", "binary", "missing", "inside", "endless", "silent", "half")
_TOLD = "<rss version='2.0'><channel><title>H</title>{}</channel></rss>"
_ITEM = "<item><title>News {0}</title><link>/page/{0}</link></item>"
_NEWS = (
    "<html><body><article><h1>News {0}</h1><p>Shelling killed {0} people in Khartoum on Monday, the army "
    "said. Residents told of fires near the market and of a road that was closed for hours.</p></article>"
    "</body></html>"
)


class _Handler(BaseHTTPRequestHandler):
    feed = ""  # what the feed does wrong now; nothing if empty
    page = ""  # what the newest page does wrong now
    pages = 0

    def do_GET(self) -> None:
        wrong = type(self).feed if self.path == "/feed" else ""
        if self.path == f"/page/{type(self).pages}":
            wrong = type(self).page
        if self.path == "/robots.txt":
            self._answer(404, b"")
        elif wrong:
            with contextlib.suppress(OSError):
                self._fail(wrong)
        elif self.path == "/feed":
            items = "".join(_ITEM.format(n) for n in range(1, type(self).pages + 1))
            self._answer(200, _TOLD.format(items).encode())
        else:
            self._answer(200, _NEWS.format(self.path.rpartition("/")[2]).encode())

    def _fail(self, wrong: str) -> None:
        if wrong in ("reset", "silent"):
            time.sleep(1.0 if wrong == "silent" else 0)
            self.connection.close()
        elif wrong in ("inside", "loop"):
            self._answer(302, b"", "http://169.254.169.254/" if wrong == "inside" else self.path)
        elif wrong == "half":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss>")
        elif wrong == "endless":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            for _ in itertools.repeat(None):
                self.wfile.write(b"<p>" * 20_000)
        else:
            status = {"server error": 503, "missing": 404}.get(wrong, 200)
            body = {
                "garbage": b"<rss\xff\xfe &#x99999999; <item><link>http://[",
                "binary": b"\x89PNG\x00" * 99,
            }
            self._answer(
                status, body.get(wrong, b"" if wrong == "empty" else b"<html><p>Out of order.</p></html>")
            )

    def _answer(self, status: int, body: bytes, to: str = "") -> None:
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def run(*, short: bool) -> list[Outcome]:
    """Rounds with and without a fault of the feed or of its newest page, each fault for two rounds."""
    from dateline.acquire import Archive, fetch
    from dateline.acquire.fetch import Fetcher
    from dateline.acquire.watching import Watch
    from dateline.cli.watch import watch_once
    from dateline.store import Case

    fetch._QUIET, fetch._WHOLE = 0.3, 2.0  # as a night of waiting in a second
    faults = [("feed", f) for f in _FEED] + [("page", f) for f in _PAGE]
    faults = faults[::5] if short else faults * 3
    with evidence.scratch() as folder, _server() as address:
        case = Case.create(Path(folder) / "case")
        feeds = (f"{address}/feed",)
        told: frozenset[str] = frozenset()
        survived, memory = 0, []
        for what, wrong in faults:
            watching = Watch(
                case.path / "watch.json", Fetcher(lambda a: a == ip_address("127.0.0.1"), lambda _: None)
            )
            _Handler.pages += 1
            said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
            with contextlib.redirect_stderr(said):
                setattr(_Handler, what, wrong)
                for _ in range(2):
                    _, told = watch_once(case, watching, feeds, told)
                _Handler.feed = _Handler.page = ""
                _, told = watch_once(case, watching, feeds, told)
            kept = {r.id for r in Archive(case.archive).entries()}
            words = said.buffer.getvalue().decode()  # type: ignore[attr-defined]
            whole = len(kept) == _Handler.pages
            once = words.count("rejected:") == 1 and "goes on" not in words
            survived += whole and once
            if not (whole and once):
                sys.stderr.write(f"{what} {wrong}: {len(kept)} of {_Handler.pages} kept; said {words}\n")
            memory.append(_resident())
    grown = memory[-1] - memory[len(memory) // 3]
    fault = (
        "a feed or a page that is slow, cut, reset, endless, garbage, gone, sends us inside or in circles, "
        f"for two rounds of three ({3 * len(faults)} rounds; each told once; memory grew by "
        f"{max(grown, 0):.0f} MB in the last two thirds)"
    )
    return [Outcome("watch", fault, len(faults), survived)]


@contextlib.contextmanager
def _server() -> Iterator[str]:
    _Handler.pages = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _resident() -> float:
    """Memory in use, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6
