"""Articles as other programs write them: news-please, Event Registry, Media Cloud, GDELT's lists."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from dateline import tables

_PACKAGE, _FILE = "dateline.acquire", "articles.toml"
_FIELDS = ("id", "text", "title", "published", "outlet", "url", "fetched")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?")  # GDELT's 20210708T101500Z
_SPACED = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d(:\d\d)?)")


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of articles.toml."""

    name: str
    has: tuple[str, ...]
    id: str | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    fetched: str | None = None


def plain(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An article under the names of ``dateline extract``; ``entry`` itself where its shape is not known."""
    shape = next((s for s in _shapes() if all(key in entry for key in s.has)), None)
    if shape is None:
        return entry
    found = {field: _at(entry, key) for field in _FIELDS if (key := getattr(shape, field))}
    if isinstance(found.get("published"), str):
        found["published"] = _iso(found["published"])
    return {field: value for field, value in found.items() if value not in (None, "")}


def entries(value: Any) -> list[Any]:
    """The articles in a JSON value: a list, an object around a list, or the one object that it is."""
    keys = tables.read(_PACKAGE, _FILE)["wrappers"]["keys"]
    while isinstance(value, Mapping):
        inside = next((value[k] for k in keys if isinstance(value.get(k), list | Mapping)), None)
        if inside is None:
            return [value]
        value = inside
    return value if isinstance(value, list) else [value]


def addresses(content: bytes, suffix: str) -> list[Mapping[str, Any]]:
    """The articles of a list that gives addresses without words; none where it is no such list."""
    try:
        text = content.decode("utf-8-sig")
        found = [plain(e) for e in _rows(text, suffix) if isinstance(e, Mapping)]
    except (ValueError, RecursionError, csv.Error):
        return []
    bare = [e for e in found if "text" not in e and "html" not in e and _is_address(e.get("url"))]
    return bare if bare and len(bare) == len(found) else []


def _rows(text: str, suffix: str) -> Iterator[Any]:
    if suffix in (".csv", ".tsv"):
        yield from csv.DictReader(io.StringIO(text), delimiter="\t" if suffix == ".tsv" else ",")
    else:
        yield from entries(json.loads(text))


def _is_address(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def _at(entry: Mapping[str, Any], key: str) -> Any:
    """The value at a key that may lead inside."""
    value: Any = entry
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _iso(day: str) -> str:
    """A day or moment as ISO has it."""
    if compact := _COMPACT.fullmatch(day.strip()):
        year, month, of_month, *clock = compact.groups()
        return f"{year}-{month}-{of_month}T{':'.join(clock)}Z"
    if spaced := _SPACED.match(day.strip()):
        return f"{spaced[1]}T{spaced[2]}"
    return day


@lru_cache(maxsize=1)
def _shapes() -> tuple[Shape, ...]:
    return tables.rows(_PACKAGE, _FILE, "shape", Shape)
