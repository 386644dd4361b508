"""Addresses of pages: on the desk, and between the files of a published site."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import quote

from dateline.desk.state import State


class Links(Protocol):
    """Where pages and their parts are found, seen from one page."""

    def to(self, page: str, ref: str = "", **state: Any) -> str: ...

    def here(self, **changes: Any) -> str: ...

    def asset(self, name: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Served:
    """Addresses on the desk; as-of and known-at go along to other pages."""

    page: str
    ref: str
    state: State

    def to(self, page: str, ref: str = "", **state: Any) -> str:
        """The address of another page."""
        return path(page, ref) + (self.state.elsewhere().query(**state) if state else _carried(self.state))

    def here(self, **changes: Any) -> str:
        """The address of this page in another state; a changed filter begins at the first page."""
        if "page" not in changes:
            changes["page"] = None
        return path(self.page, self.ref) + self.state.query(**changes)

    def asset(self, name: str) -> str:
        """The address of a style sheet, script or picture."""
        return f"/static/{name}"


@dataclass(frozen=True, slots=True)
class Filed:
    """Addresses between the files of a published site, which open without a server."""

    page: str
    ref: str
    state: State

    def to(self, page: str, ref: str = "", **state: Any) -> str:
        """The file of another page, seen from this one; a site has no filters."""
        return self._up + file_name(page, ref) + (f"#{state['at']}" if "at" in state else "")

    def here(self, **changes: Any) -> str:
        """This page on another day, as another page of its list, or as data."""
        return self._up + self.name(replace(self.state, **changes))

    def name(self, state: State) -> str:
        """The file of this page in a state."""
        name, _, _ = file_name(self.page, self.ref).rpartition(".")
        day = f"-{state.as_of}" if state.as_of and self.page == "situation" else ""
        name = f"situation{day}" if day else name
        name += f"-{state.view}" if state.view else ""
        number = f"-{state.page}" if state.page and state.page > 1 else ""
        return f"{name}{number}.{state.format or 'html'}"

    def asset(self, name: str) -> str:
        """The style sheet, script or picture beside the pages."""
        return f"{self._up}static/{name}"

    @property
    def _up(self) -> str:
        return "../" if self.ref else ""


@lru_cache(maxsize=1000)
def _carried(state: State) -> str:
    """What of a state goes along to other pages."""
    return state.elsewhere().query()


@lru_cache(maxsize=50_000)
def path(page: str, ref: str = "") -> str:
    """``/event/ev-0123``; the situation is the root."""
    if page == "situation":
        return "/"
    return f"/{page}/{quote(ref, safe='')}" if ref else f"/{page}"


def file_name(page: str, ref: str = "") -> str:
    """A file for a page that every system takes, whatever a report calls itself."""
    if not ref:
        return "index.html" if page == "situation" else f"{page}.html"
    safe = re.sub(r"[^a-z0-9]+", "-", ref.lower()).strip("-")[:40]
    return f"{page}/{safe}-{hashlib.sha256(ref.encode(errors='replace')).hexdigest()[:10]}.html"
