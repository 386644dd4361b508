"""The desk as an ASGI application: addresses, and what answers them."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import replace
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dateline import wire
from dateline.desk.deciding import Wish
from dateline.desk.deciding.making import CREDIBILITY, RELIABILITY
from dateline.desk.deciding.values import FIELDS
from dateline.desk.guard import Door, Guard
from dateline.desk.links import Served
from dateline.desk.openapi import description
from dateline.desk.page import NotThereError, Page
from dateline.desk.pages import PAGES, REFERRED
from dateline.desk.pages.add import add
from dateline.desk.problem import RefusedError, problem, refusal, wants_data
from dateline.desk.render import html
from dateline.desk.serving import Desk, Lent, StaleError
from dateline.desk.shelf import Preparing
from dateline.desk.state import State
from dateline.desk.visitors import Visitor
from dateline.errors import UsageError
from dateline.spreadsheet import csv_text
from dateline.store import Case

_ANALYST = "dateline_analyst"
_FILES, _PART = 200, 64_000_000  # files at a time, and bytes of each that are taken


class _Whatever(Convertor[str]):
    """The rest of an address, whatever a report calls itself, also over several lines."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("whatever", _Whatever())


def application(case: Case, lent: Lent, door: Door) -> Starlette:
    """The desk on a case, ready to be served."""
    desk = Desk(case, lent, door)
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(packages=[("dateline.desk", "static")]))]
    for name, make in PAGES.items():
        routes.append(Route("/" if name == "situation" else f"/{name}", _answering(desk, name, make)))
    for name, make_of in REFERRED.items():
        routes.append(Route(f"/{name}/{{ref:whatever}}", _answering(desk, name, make_of)))
    routes.append(Route("/decide", _deciding(desk), methods=["POST"]))
    routes.append(Route("/add", _adding(desk), methods=["GET", "POST"]))
    told_of = description(routes)
    routes.append(Route("/openapi.json", lambda _: JSONResponse(told_of)))
    told = {
        UsageError: _told(desk, 400),
        StaleError: _told(desk, 409),
        NotThereError: _told(desk, 404),
        HTTPException: _told(desk, 404),
        Exception: _fault,
    }
    app = Starlette(routes=routes, exception_handlers={**told, Preparing: _preparing})
    app.add_middleware(Guard, door=door, case=case)
    app.state.desk = desk
    return app


def server(app: Starlette) -> uvicorn.Server:
    """What serves the desk; it believes no proxy itself, or any local program could say whence it comes."""
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=75,  # longer than browsers and proxies think between two requests
    )
    return uvicorn.Server(config)


# --- pages that are read -----------------------------------------------------------------------------


def _answering(desk: Desk, name: str, make: Callable[..., Page]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        state = State.read(request.query_params)
        ref = request.path_params.get("ref", "")
        ask, shelved = desk.ask(state)
        links = Served(name, ref, state)

        def page() -> Page:
            return make(ask, ref) if name in REFERRED else make(ask)

        if state.format:
            return _data(page(), state.format)
        visitor = _visitor(request)
        analyst = visitor.name or _analyst(request)
        around = _around(desk, name, analyst, visitor) | {"behind": shelved.behind, "history": ask.history}
        key = (
            shelved.stamp,
            desk.stamp(),
            str(shelved.behind),
            name,
            ref,
            state.query(),
            analyst,
            visitor.role,
        )
        return _html(desk.remembered(key, lambda: html(page(), links, state, around)))

    return answer


def _around(desk: Desk, name: str, analyst: str, visitor: Visitor) -> dict[str, Any]:
    """What the frame of every page needs; ``decides`` and ``adds`` are what the visitor may."""
    return {
        "case": desk.shelf.frame().case,
        "name": name,
        "behind": False,
        "served": True,
        "decides": visitor.may("decide"),
        "adds": visitor.may("administer"),
        "signed": visitor.name,
        "form_token": desk.door.form,
        "analyst": analyst,
        "history": None,
        "fields": FIELDS,
        "credibility": CREDIBILITY,
        "reliability": RELIABILITY,
    }


def _html(text: str, status: int = 200) -> Response:
    body = text.encode("utf-8", "replace")
    return Response(body, status, {"cache-control": "no-cache", "vary": "cookie"}, "text/html; charset=utf-8")


def _data(page: Page, form: str) -> Response:
    headers = {"cache-control": "no-cache"}
    if form == "json":
        body = wire.dumps(page.data, indent=2).encode("utf-8", "replace")
        return Response(body, 200, headers, "application/json")
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in page.title)[:60].strip("-") or "table"
    headers["content-disposition"] = f'attachment; filename="{name}.csv"'
    body = csv_text(page.head, page.rows).encode("utf-8", "replace")
    return Response(body, 200, headers, "text/csv; charset=utf-8")


# --- what is sent ------------------------------------------------------------------------------------


def _deciding(desk: Desk) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=1000) as form:
            _own(desk, form)
            wish, seen, back = _wish(form), _text(form, "seen"), _text(form, "back")
        wish = replace(wish, by=_visitor(request).name or wish.by)  # nobody signs with another's name
        made = await run_in_threadpool(desk.decide, wish, seen)
        request.state.done = ("decided", f"{made.action} {made.target} as {made.id}")
        found = RedirectResponse(_back(back), 303)
        found.set_cookie(_ANALYST, quote(made.by), max_age=31_536_000, httponly=True, samesite="strict")
        return found

    return answer


def _wish(form: FormData) -> Wish:
    return Wish(
        _text(form, "action"),
        _text(form, "target"),
        _text(form, "by"),
        _text(form, "why"),
        _text(form, "field"),
        _text(form, "value"),
        _text(form, "other"),
        tuple(str(c) for c in form.getlist("claim")),
    )


def _adding(desk: Desk) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        if request.method == "POST":
            async with request.form(max_files=_FILES, max_fields=20, max_part_size=_PART) as form:
                _own(desk, form)
                names = await _begin(desk, form)
            request.state.done = ("added", "; ".join(names))
            return RedirectResponse("/add", 303)
        visitor = _visitor(request)
        around = _around(desk, "add", visitor.name or _analyst(request), visitor)
        return _html(html(add(desk.adding), Served("add", "", State()), State(), around))

    return answer


async def _begin(desk: Desk, form: FormData) -> tuple[str, ...]:
    """Take what was dropped or pasted, and begin to add it; what it is called."""
    addresses = [line.strip() for line in _text(form, "addresses").splitlines() if line.strip()]
    strange = [a for a in addresses if not a.startswith(("https://", "http://"))]
    if strange:
        raise UsageError(
            f"{strange[0]!r} is no address. Addresses begin with https:// or http://, one to a line."
        )
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not files and not addresses:
        raise UsageError("Nothing was given. Choose files, or paste addresses.")
    folder = desk.folder() if files else None
    sources: list[str | Path] = list(addresses)
    for number, file in enumerate(files):
        assert folder is not None  # noqa: S101 made where there are files
        inside = folder / str(number)  # by number, so that no name leads out of it or meets another
        inside.mkdir()
        path = inside / (Path(file.filename or "").name.replace("\0", "") or "report")
        with path.open("wb") as out:
            while block := await file.read(1 << 20):
                out.write(block)
        sources.append(path)
    return desk.add(sources, folder).names


def _own(desk: Desk, form: FormData) -> None:
    """Refuse a form that this desk did not make."""
    if not hmac.compare_digest(_text(form, "form").encode(), desk.door.form.encode()):
        raise HTTPException(
            403, "This form is not of this desk, or from before it was started again. Load the page."
        )


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _back(address: str) -> str:
    """Where to go after a decision: a page of this desk, and nowhere else."""
    local = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if local else "/"


def _visitor(request: Request) -> Visitor:
    """Whom the guard let in."""
    found: Visitor = request.state.visitor
    return found


def _analyst(request: Request) -> str:
    """Who decided last in this browser."""
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(_ANALYST)
    except CookieError:
        return ""
    return unquote(found.value)[:80] if found else ""


# --- what goes wrong -----------------------------------------------------------------------------------


def _told(desk: Desk, status: int) -> Callable[[Request, Exception], Response]:
    """A fault in words, in the frame of the desk, or as data for who asked for data."""

    def answer(request: Request, fault: Exception) -> Response:
        words, code = str(fault), status
        if isinstance(fault, HTTPException):
            code = fault.status_code
            words = f"There is no page at {request.url.path}." if code == 404 else fault.detail
        if wants_data(request.scope):
            return problem(code, words)
        title = {404: "Not found", 409: "Somebody was quicker"}.get(code, "That cannot be done")
        page = Page("told.html", title, {"words": words})
        return _html(
            html(page, Served("", "", State()), State(), _around(desk, "", "", _visitor(request))), code
        )

    return answer


def _fault(request: Request, fault: Exception) -> Response:  # noqa: ARG001 what it says may be of a report
    words = "This is a fault of the program. The desk goes on; what was decided before is kept."
    return refusal(request.scope, RefusedError(500, words))


def _preparing(request: Request, fault: Exception) -> Response:  # noqa: ARG001 as Starlette calls it
    words = "The record is being made ready. This page comes back by itself."
    if wants_data(request.scope):
        return problem(503, words, {"retry-after": "2"})
    page = Page("told.html", "One moment", {"words": words})
    around = {
        "case": "",
        "name": "",
        "behind": False,
        "served": True,
        "decides": False,
        "adds": False,
        "form_token": "",
        "analyst": "",
        "history": None,
    }
    answer = _html(html(page, Served("", "", State()), State(), around), 503)
    answer.headers["refresh"] = "2"
    return answer
