"""The pictures that a page needs, worked out from its data."""

from __future__ import annotations

from typing import Any

from dateline.desk.drawing import charts
from dateline.desk.drawing import map as mapping
from dateline.desk.drawing.charts import Held
from dateline.desk.ledger import Span
from dateline.desk.links import Links
from dateline.desk.page import Page
from dateline.publish.symbols import symbols


def of(page: Page, links: Links) -> dict[str, Any]:
    """Names of pictures in the template, with where their parts lie."""
    if page.template == "situation.html":
        return _situation(page, links)
    if page.template == "event.html":
        return {"plots": {t["id"]: _figures(t) for t in page.data["tolls"]}}
    return _place(page) if page.template == "place.html" else {}


def _situation(page: Page, links: Links) -> dict[str, Any]:
    d = page.data
    if not d["first"]:
        return {"map": None, "histogram": None, "slider": None}
    days = Span(d["first"], d["last"])
    bars = [(x["day"], x["events"], x["disputed"], links.here(as_of=x["day"])) for x in d["days"]]
    return {
        "map": mapping.draw(page.extra, days, d["as_of"], lambda key: links.to("place", key)),
        "histogram": charts.histogram(bars, days, d["as_of"]),
        "slider": {"length": days.length - 1, "at": (d["as_of"] - days.first).days},
    }


def _figures(toll: dict[str, Any]) -> charts.Range | None:
    found = [(f["who"], f["low"], f["high"], f["aside"]) for f in toll["figures"]]
    return charts.ranged(toll["low"], toll["best"], toll["high"], found)


def _place(page: Page) -> dict[str, Any]:
    d = page.data
    if not d["span"] or not d["ledger"]:
        return {"bands": None, "hatchings": ""}
    days = Span(d["span"]["first"], d["span"]["last"])
    held = ("held", "claimed", "denied")
    marks = symbols(list(dict.fromkeys(r["holder"] for r in d["ledger"] if r["status"] in held)))
    found = [
        Held(
            r["claimant"],
            r["holder"],
            r["status"],
            r["first"],
            r["last"],
            r["heard"],
            f"{r['claimant']}: {r['told']}",
        )
        for r in d["ledger"]
    ]
    return {"bands": charts.bands(found, days, marks, d["as_of"]), "hatchings": mapping.hatchings(marks)}
