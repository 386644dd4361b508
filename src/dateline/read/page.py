"""HTML to text and what the page says about itself."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.fold import fold

_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{64,}")
_FIGURE = re.compile(r"</?figure\b[^>]*>", re.I)
_CAPTION = re.compile(r"<(/?)figcaption\b[^>]*>", re.I)
_LEAST = 60  # characters: for less trafilatura would run all the page's words together in one line


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page in one fixed string, and its metadata."""

    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    url: str | None = None


def read_page(html: str) -> Page | None:
    """The main text of an HTML page by trafilatura, headline first; None where it has none.

    Pictures' captions are kept as paragraphs, which trafilatura alone would drop.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = copy.deepcopy(DEFAULT_CONFIG)
    config.read_dict({"DEFAULT": {"MIN_EXTRACTED_SIZE": str(_LEAST), "MIN_OUTPUT_SIZE": "1"}})
    source = _CAPTION.sub(lambda m: f"<{m[1]}p>", _FIGURE.sub("", _DATA.sub("", html)))
    found: Any = bare_extraction(
        source,
        with_metadata=True,
        config=config,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or not (found.text or "").strip():
        return None
    title = _clean(found.title)
    text = found.text
    if title and not fold(text[: 3 * len(title) + 50]).startswith(fold(title)):
        text = f"{title}\n{text}"
    return Page(
        text, title, _clean(found.sitename), _clean(found.author), _day(found.date), _clean(found.url)
    )


def _clean(value: str | None) -> str | None:
    return value.strip() or None if value else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
