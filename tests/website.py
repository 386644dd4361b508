"""A website on loopback for tests of fetching: real sockets, real HTTP, answers set by the test."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Body = bytes | Callable[[], Iterator[bytes]]


@dataclass
class Answer:
    """What the site answers: status, body and headers."""

    body: Body = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """Answers by path; ``asked`` lists every request as (path, headers in lower case)."""

    url: str
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def answer(self, path: str) -> Answer:
        """The answer of ``path``; of a list the next one, and the last for ever."""
        found = self.answers.get(path, Answer(b"not here", 404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@contextmanager
def website() -> Iterator[Site]:
    """A site on a free port of 127.0.0.1, stopped when the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            found = site.answer(self.path)
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for block in [found.body] if isinstance(found.body, bytes) else found.body():
                    self.wfile.write(block)
            except OSError:
                return  # the other side had enough

        def log_message(self, *_: object) -> None:
            return  # nothing on standard error

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
