"""The pictures that a page needs, worked out from its data, each for wide paper and for narrow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dateline.desk.drawing import charts
from dateline.desk.drawing import map as mapping
from dateline.desk.drawing.bands import Held, bands
from dateline.desk.drawing.charts import NARROW, WIDE
from dateline.desk.drawing.ranges import ranged
from dateline.desk.drawing.voices import Word, voices
from dateline.desk.index.standings import Span
from dateline.desk.links import Links
from dateline.desk.page import Page
from dateline.publish.symbols import Symbol, mark

_SIZES = (WIDE, NARROW)


def of(page: Page, links: Links) -> dict[str, Any]:
    """Names of pictures in the template, with where their parts lie."""
    if page.template == "situation.html":
        return _situation(page, links)
    if page.template == "event.html":
        return _event(page)
    return _place(page) if page.template == "place.html" else {}


def _situation(page: Page, links: Links) -> dict[str, Any]:
    d = page.data
    if not d["first"]:
        return {"map": None, "pins": "", "histogram": None, "slider": None}
    days, sheet = Span(d["first"], d["last"]), page.extra
    found = [(x["day"], x["events"], x["disputed"]) for x in d["days"]]
    return {
        "map": sheet,
        "pins": sheet.on(d["as_of"], lambda key: links.to("place", key)) if sheet else "",
        "histogram": charts.histogram(found, days, d["as_of"], lambda day: links.here(as_of=day)),
        "slider": {"length": days.length - 1, "at": (d["as_of"] - days.first).days},
    }


def _event(page: Page) -> dict[str, Any]:
    said = [
        Word(c["who"], c["day"], c["against"], f"{c['who']}: {c['quote']}", c["claim"])
        for c in page.data["changes"]
        if c["day"]
    ]
    return {
        "plots": {t["id"]: [_figures(t, paper) for paper in _SIZES] for t in page.data["tolls"]},
        "voices": [voices(said, paper) for paper in _SIZES],
    }


def _figures(toll: dict[str, Any], paper: charts.Paper) -> Any:
    found = [(f["who"], f["low"], f["high"], f["aside"]) for f in toll["figures"]]
    return ranged(toll["low"], toll["best"], toll["high"], found, paper)


def _place(page: Page) -> dict[str, Any]:
    d = page.data
    if not d["span"] or not d["ledger"]:
        return {"bands": [], "hatchings": "", "holders": []}
    days = Span(d["span"]["first"], d["span"]["last"])
    told = [r["holder"] for r in d["ledger"] if r["status"] in ("held", "claimed", "denied")]
    marks: Mapping[str, Symbol] = {h: page.extra[h] for h in dict.fromkeys(told) if h in page.extra}
    found = [
        Held(r["claimant"], r["holder"], r["status"], r["first"], r["last"], r["heard"],
             f"{r['claimant']}: {r['told']}")
        for r in d["ledger"]
    ]  # fmt: skip
    return {
        "bands": [bands(found, days, marks, d["as_of"], paper) for paper in _SIZES],
        "hatchings": mapping.hatchings(marks),
        "holders": [(_key(symbol), holder) for holder, symbol in marks.items()],
    }


def _key(symbol: Symbol) -> Markup:
    return mapping.trusted(mark(symbol, 0, 0, 6))
