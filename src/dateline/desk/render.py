"""Pages as HTML: whatever comes from a report is shown as text, with nothing in it that hides or turns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.desk import pictures
from dateline.desk.links import Links
from dateline.desk.page import Page
from dateline.desk.state import PARAMETERS, State
from dateline.publish import english
from dateline.publish.html import visible


def html(page: Page, links: Links, state: State, around: Mapping[str, Any]) -> str:
    """The page in its frame; ``around`` is what the frame needs: the case, the analyst, notices."""
    template = _environment().get_template(page.template)
    told = {"state": state, "links": links, "title": page.title, "d": page.data, "page": page, **around}
    return template.render(told | pictures.of(page, links))


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("dateline.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    found.filters |= {
        "day": _day,
        "figure": english.figure,
        "short": english.short,
        "quoted": english.quote,
        "capital": english.capital,
        "count": english.count,
        "listing": english.listing,
    }
    found.globals["parameters"] = {p.name: p for p in PARAMETERS}
    return found


def _shown(value: Any) -> Any:
    """What a template writes for a value: nothing for None, text without hidden characters."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return visible(value) if isinstance(value, str) else value


def _day(value: date | str | None, *, year: bool = True) -> str:
    """A day as a reader writes it; empty for None."""
    if not value:
        return ""
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return english.day(found.date() if isinstance(found, datetime) else found, year=year)
