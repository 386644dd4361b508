"""Addresses of pages: on the desk, and between the files of a published site."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
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
        return path(page, ref) + self.state.elsewhere().query(**state)

    def here(self, **changes: Any) -> str:
        """The address of this page in another state; a changed filter begins at the first page."""
        if "page" not in changes:
            changes["page"] = None
        return path(self.page, self.ref) + self.state.query(**changes)

    def asset(self, name: str) -> str:
        """The address of a style sheet, script or picture."""
        return f"/static/{name}"


def path(page: str, ref: str = "") -> str:
    """``/event/ev-0123``; the situation is the root."""
    if page == "situation":
        return "/"
    return f"/{page}/{quote(ref, safe='')}" if ref else f"/{page}"


def file_name(page: str, ref: str = "") -> str:
    """A file for a page that every system takes, whatever a report calls itself."""
    if not ref:
        return f"{page}.html"
    safe = re.sub(r"[^a-z0-9]+", "-", ref.lower()).strip("-")[:40]
    return f"{page}/{safe}-{hashlib.sha256(ref.encode(errors='replace')).hexdigest()[:10]}.html"
