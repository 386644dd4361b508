"""Coverage: who reported on which day, and what was rejected and why; silence is not peace."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.desk.page import PER_PAGE, Ask, Json, Page
from dateline.publish import english
from dateline.publish.reports import plain_reason

_OUTLETS = 40
_COLUMNS = 31  # days, weeks or months across


def coverage(ask: Ask) -> Page:
    """Reports per outlet and day, then what was not used."""
    row = ask.index.rows(
        "SELECT min(published), max(published), count(*), sum(published IS NULL) FROM reports"
    )[0]
    steps = _steps(row[0], row[1])
    outlets = ask.index.rows("SELECT * FROM outlets ORDER BY reports DESC, outlet LIMIT ?", _OUTLETS)
    listed = [_outlet(ask, dict(r), steps) for r in outlets]
    rejected = ask.index.rows(
        "SELECT stage, report, reason FROM rejections "
        "ORDER BY stage NOT IN ('acquire', 'read'), stage, report, start LIMIT ? OFFSET ?",
        PER_PAGE,
        ask.offset(),
    )
    total = int(ask.index.one("SELECT count(*) FROM rejections"))
    data: Json = {
        "reports": row[2],
        "undated": row[3] or 0,
        "columns": [{"first": a, "last": b} for a, b in steps],
        "outlets": listed,
        "more_outlets": max(0, int(ask.index.one("SELECT count(*) FROM outlets")) - _OUTLETS),
        "reasons": [dict(r) for r in ask.index.rows(
            "SELECT stage, count(*) AS passages FROM rejections GROUP BY stage ORDER BY passages DESC")],
        "rejections": [dict(r) | {"reason": english.sentence(plain_reason(r["reason"]))} for r in rejected],
        **ask.paging(total),
    }  # fmt: skip
    head = ("outlet", "reports", "claims", *(f"{a}" if a == b else f"{a} to {b}" for a, b in steps))
    rows = [[o["outlet"], o["reports"], o["claims"], *(c["reports"] for c in o["cells"])] for o in listed]
    return Page("coverage.html", "Coverage", data, head, rows)


def _steps(first: str | None, last: str | None) -> list[tuple[date, date]]:
    """Equal stretches of days from the first report to the last."""
    if not first or not last:
        return []
    begun, ended = date.fromisoformat(first), date.fromisoformat(last)
    length = (ended - begun).days + 1
    each = max(1, -(-length // _COLUMNS))
    found = []
    for number in range(0, length, each):
        start = begun + timedelta(days=number)
        found.append((start, min(ended, start + timedelta(days=each - 1))))
    return found


def _outlet(ask: Ask, row: Json, steps: list[tuple[date, date]]) -> Json:
    sql = """SELECT published, count(*) AS reports FROM reports
             WHERE outlet IS ? AND published IS NOT NULL GROUP BY published"""
    days = {date.fromisoformat(r[0]): r[1] for r in ask.index.rows(sql, row["outlet"])}
    cells = [{"reports": sum(n for d, n in days.items() if a <= d <= b)} for a, b in steps]
    most = max((c["reports"] for c in cells), default=0)
    for cell in cells:
        cell["shade"] = 0 if not cell["reports"] else 1 + min(3, int(3 * cell["reports"] / max(1, most)))
    return row | {"cells": cells}
