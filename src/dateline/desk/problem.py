"""What goes wrong, told one way over HTTP: in words, or as RFC 9457 has it for who asked for data."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Scope

MEDIA = "application/problem+json"


class RefusedError(Exception):
    """A request that is not answered; the message says why and the next move."""

    def __init__(self, status: int, words: str, **headers: str) -> None:
        super().__init__(words)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem(status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """The one shape of every fault for programs: type, title, status, detail."""
    told = {"type": "about:blank", "title": title(status), "status": status, "detail": words}
    return JSONResponse(told, status, dict(headers or {}), MEDIA)


def refusal(scope: Scope, fault: RefusedError) -> Response:
    """A refusal for whoever asked: a program, or somebody before a browser."""
    if wants_data(scope):
        return problem(fault.status, str(fault), fault.headers)
    return PlainTextResponse(f"{fault}\n", fault.status, fault.headers)


def title(status: int) -> str:
    """What a status is called."""
    return HTTPStatus(status).phrase


def wants_data(scope: Scope) -> bool:
    """Whether a program asks: for a page's data by its address, or for JSON by what it accepts."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    accepted = b",".join(value for name, value in scope["headers"] if name == b"accept")
    return bool(query.get("format")) or (b"json" in accepted and b"text/html" not in accepted)
