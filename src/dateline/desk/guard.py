"""Who may ask: only this machine's own pages, or whoever has the token."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "dateline_token"
LOCAL = ("localhost", "127.0.0.1", "[::1]")

# Nothing but the desk's own files is loaded, and nothing written in a page runs.
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none at all, browsers send forms with the origin "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Where the desk listens, and what it asks of those who come."""

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()  # further names that it may be called by
    token: str | None = None
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def form(self) -> str:
        """What a form must bear to be taken as one of the desk's own."""
        return hmac.new(self.secret.encode(), b"form", "sha256").hexdigest()

    def knows(self, host: str) -> bool:
        """Whether a request's Host header names this desk."""
        name = _without_port(host).lower()
        return name in (*LOCAL, *(n.lower() for n in self.names), self.host.lower(), f"[{self.host.lower()}]")


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is this machine's alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """ASGI middleware that turns away other hosts' requests, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, ask for the token, or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        answer = self._refusal(scope, headers) or self._admission(scope, headers)
        app = answer if answer is not None else self._app
        await app(scope, receive, _adding(send))

    def _refusal(self, scope: Scope, headers: MutableMapping[str, str]) -> Response | None:
        if not self._door.knows(headers.get("host", "")):
            words = "This desk is not called by that name. Open the address that `dateline serve` printed.\n"
            return PlainTextResponse(words, 421)
        if scope["method"] in ("GET", "HEAD"):
            return None
        origin = headers.get("origin")
        strange = origin is not None and _without_scheme(origin) != headers.get("host", "")
        if strange or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("This was sent by a page of another site, and was not done.\n", 403)
        return None

    def _admission(self, scope: Scope, headers: MutableMapping[str, str]) -> Response | None:
        """Nothing for those who have the token; a way in for those who bring it."""
        token = self._door.token
        if token is None or hmac.compare_digest(_cookie(headers.get("cookie", "")).encode(), token.encode()):
            return None
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        if hmac.compare_digest(query.get("token", [""])[0].encode(), token.encode()):
            rest = urlencode({k: v[0] for k, v in query.items() if k != "token"})
            found = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303)
            found.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return found
        words = "This desk asks for a token. Open the whole address that `dateline serve` printed.\n"
        return PlainTextResponse(words, 401)


def _adding(send: Send) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            added = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return adding


def _cookie(text: str) -> str:
    try:
        found = SimpleCookie(text).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _without_scheme(origin: str) -> str:
    return origin.partition("://")[2]


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
