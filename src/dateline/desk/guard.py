"""Who may ask for what: only this machine's own pages, or whoever is let in; and what is written of it."""

from __future__ import annotations

import hmac
import ipaddress
import math
import secrets
import sys
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.limits import Limit, network
from dateline.desk.problem import RefusedError, refusal
from dateline.desk.visitors import COOKIE, LASTS, Proxies, Visitor, Visitors
from dateline.store import Case, audit
from dateline.store.access import Grant

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

# What each request needs beside a way in; whatever else is sent needs the most.
_NEEDS = {("POST", "/decide"): "decide", ("GET", "/add"): "administer", ("HEAD", "/add"): "administer"}
_BODY = {"/decide": 1_000_000, "/add": 512_000_000}  # bytes of a request at most


@dataclass(frozen=True, slots=True)
class Door:
    """Where the desk listens, and what it asks of those who come."""

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()  # further names that it may be called by
    token: str | None = None  # of whoever opened the desk; where there is none, nobody is asked
    proxies: Proxies = field(default_factory=Proxies)
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the guard reads it."""

    scope: Scope
    method: str
    path: str
    query: dict[str, list[str]]
    address: str  # of whoever is connected

    @classmethod
    def read(cls, scope: Scope) -> Asked:
        """From what the server hands over."""
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return cls(scope, scope["method"], scope["path"], query, (scope.get("client") or ("",))[0])

    def headers(self, name: str) -> list[str]:
        """Every value of a header."""
        wanted = name.encode("latin-1")
        return [v.decode("latin-1") for k, v in self.scope["headers"] if k.lower() == wanted]

    def header(self, name: str) -> str:
        """A header's values as one; empty where it was not sent."""
        return ", ".join(self.headers(name))

    @property
    def told(self) -> str:
        """The address as it may be written down: without the token."""
        rest = urlencode([(k, v) for k, found in self.query.items() if k != "token" for v in found])
        path: str = self.scope.get("raw_path", self.path.encode()).decode("latin-1")
        return path + (f"?{rest}" if rest else "")


class Guard:
    """ASGI middleware that lets in, turns away, counts, and writes down who did what."""

    def __init__(self, app: ASGIApp, door: Door, case: Case) -> None:
        settings = case.settings().desk
        self._app, self._door, self._audit = app, door, case.audit
        self._visitors = Visitors(case.access, door.token or "", door.proxies, door.secret)
        self._failed = Limit(settings.failed_logins)
        self._limits = {"/decide": Limit(settings.decisions), "/add": Limit(settings.additions)}
        self._log_reading = settings.log_reading

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, let in, or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked, send = Asked.read(scope), _with_headers(send)
        try:
            self._own(asked)
            entering = self._entering(asked)
            if entering is not None:
                await entering(scope, receive, send)
                return
            visitor = self._visitor(asked)
            self._allow(asked, visitor)
        except RefusedError as fault:
            await refusal(scope, fault)(scope, receive, send)
            return
        scope.setdefault("state", {})["visitor"] = visitor
        await self._app(scope, _limited(asked, receive), self._audited(asked, visitor, send))

    # --- whether ------------------------------------------------------------------------------------

    def _own(self, asked: Asked) -> None:
        """Refuse what is sent under another name, or by a page of another site."""
        host = asked.header("host")
        if not self._door.knows(host):
            words = "This desk is not called by that name. Open the address that `dateline serve` printed."
            raise RefusedError(421, words)
        if asked.method in ("GET", "HEAD"):
            return
        origin = asked.headers("origin")
        strange = bool(origin) and any(_without_scheme(o) != host for o in origin)
        if strange or (asked.header("sec-fetch-site") or "none") not in ("same-origin", "none"):
            raise RefusedError(403, "This was sent by a page of another site, and was not done.")

    def _entering(self, asked: Asked) -> RedirectResponse | None:
        """The way in for who brings a token in the address: the same page, without it there."""
        if self._door.token is None or "token" not in asked.query or asked.method not in ("GET", "HEAD"):
            return None
        grant = self._checked(asked, asked.query["token"][0])
        self._note_reading("entered", grant.name, asked.told)
        found = RedirectResponse(_local(asked.told), 303)
        found.set_cookie(COOKIE, self._visitors.session(grant), LASTS, httponly=True, samesite="strict",
                         secure=self._is_secure(asked))  # fmt: skip
        return found

    def _visitor(self, asked: Asked) -> Visitor:
        """Who asks; whoever it is where the desk does not ask."""
        if self._door.token is None:
            return Visitor()
        found = self._named(asked) or self._visitors.by_session(asked.header("cookie"))
        if found:
            return found
        scheme, _, token = asked.header("authorization").partition(" ")
        if scheme.lower() == "bearer":
            grant = self._checked(asked, token.strip())
            return Visitor(grant.name, grant.role)
        words = "This desk asks for a token. Open the whole address that you were given."
        raise RefusedError(401, words, www_authenticate="Bearer")

    def _named(self, asked: Asked) -> Visitor | None:
        """Whom a trusted proxy names."""
        try:
            return self._visitors.by_proxy(asked.address, asked.headers(self._door.proxies.header))
        except RefusedError as fault:
            self._turned_away(asked, "", str(fault))
            raise

    def _checked(self, asked: Asked, token: str) -> Grant:
        """Whose token it is; who brings wrong ones too often is not looked at for a while."""
        key = network(asked.address)
        _wait_for(self._failed, key, "Too many tokens that are none.")
        found = self._visitors.by_token(token)
        if found is None:
            self._failed.take(key)
            self._turned_away(asked, "", "a token that is none")
            raise RefusedError(
                401, "That is no token of this desk, or not any more.", www_authenticate="Bearer"
            )
        return found

    def _allow(self, asked: Asked, visitor: Visitor) -> None:
        """Refuse what the visitor may not, or does too often."""
        default = "read" if asked.method in ("GET", "HEAD") else "administer"
        needed = _NEEDS.get((asked.method, asked.path), default)
        if not visitor.may(needed):
            self._turned_away(asked, visitor.name, f"may {visitor.role}, not {needed}")
            words = f"{visitor.name} may {visitor.role} here, and this asks for one who may {needed}."
            raise RefusedError(403, words)
        if asked.method == "POST" and asked.path in self._limits:
            key = f"person {visitor.name}" if visitor.name else network(asked.address)
            _wait_for(self._limits[asked.path], key, "That is more than one person does in a minute.")
            self._limits[asked.path].take(key)

    def _is_secure(self, asked: Asked) -> bool:
        """Whether a trusted proxy says that the browser came over TLS."""
        told = asked.header("x-forwarded-proto").lower() == "https"
        return told and self._door.proxies.trusts(asked.address)

    # --- what is written of it ------------------------------------------------------------------------

    def _audited(self, asked: Asked, visitor: Visitor, send: Send) -> Send:
        """Write down what was done before the answer to it begins."""

        async def audited(message: Message) -> None:
            if message["type"] == "http.response.start":
                done = asked.scope["state"].get("done")  # told by whoever did it
                if done:
                    await run_in_threadpool(self._note, done[0], visitor.name, done[1])
                elif asked.method in ("GET", "HEAD") and not asked.path.startswith("/static/"):
                    self._note_reading("read", visitor.name, asked.told)
            await send(message)

        return audited

    def _note_reading(self, did: str, who: str, what: str) -> None:
        """Write down that somebody looked, where the desk knows who and is to keep it."""
        if self._log_reading and self._door.token is not None:
            self._note(did, who, what, durable=False)

    def _note(self, did: str, who: str, what: str, source: str = "", *, durable: bool = True) -> None:
        try:
            audit.append(self._audit, did, who, what, source=source, durable=durable)
        except OSError as fault:  # what was decided is on the disk already; the desk goes on
            sys.stderr.write(f"{self._audit}: {fault.strerror}; “{who} {did} {what}” is not written there\n")

    def _turned_away(self, asked: Asked, who: str, why: str) -> None:
        """Write down a refusal; whence and to what only where reading may be written down."""
        kept = self._log_reading
        told = f"{why}: {asked.method} {asked.told}" if kept else why
        self._note("refused", who, told, asked.address if kept else "", durable=False)


def _limited(asked: Asked, receive: Receive) -> Receive:
    """Take no more of a request than its page has use for."""
    most, taken = _BODY.get(asked.path, 100_000), 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413, f"More than {most / 1e6:g} MB was sent. Send it in parts.")
        return message

    return limited


def _wait_for(limit: Limit, key: str, words: str) -> None:
    """Refuse until the limit allows one more."""
    seconds = math.ceil(limit.wait(key))
    if seconds:
        raise RefusedError(429, f"{words} Try again in {seconds} s.", retry_after=str(seconds))


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            added = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return with_headers


def _local(address: str) -> str:
    """A page of this desk and nowhere else: two slashes would begin the name of another host."""
    return "/" + address.lstrip("/\\")


def _without_scheme(origin: str) -> str:
    return origin.partition("://")[2]


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
