"""Coverage: who reported on which day, and what was rejected and why; silence is not peace."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from dateline.desk.page import PER_PAGE, Ask, Json, Page
from dateline.publish import english
from dateline.publish.reports import plain_reason
from dateline.records import Report

_OUTLETS = 40
_COLUMNS = 31  # days, weeks or months across


def coverage(ask: Ask) -> Page:
    """Reports per outlet and day, then what was not used."""
    counts = ask.index.rows("SELECT * FROM counts")[0]
    steps = _steps(counts["first"], counts["last"])
    listed: list[Json] = ask.index.kept("coverage", lambda: _outlets(ask, steps))
    kept: Json = ask.index.kept("reasons", lambda: _reasons(ask))
    data: Json = {
        "reports": counts["reports"],
        "undated": counts["undated"],
        "columns": [{"first": a, "last": b} for a, b in steps],
        "outlets": listed,
        "more_outlets": max(0, kept["outlets"] - _OUTLETS),
        "reasons": kept["reasons"],
        "rejections": _rejections(ask),
        **ask.paging(sum(r["passages"] for r in kept["reasons"])),
    }
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


def _outlets(ask: Ask, steps: list[tuple[date, date]]) -> list[Json]:
    found = ask.index.rows("SELECT * FROM outlets ORDER BY reports DESC, outlet LIMIT ?", _OUTLETS)
    return [_outlet(ask, dict(row), steps) for row in found]


def _outlet(ask: Ask, row: Json, steps: list[tuple[date, date]]) -> Json:
    sql = """SELECT published, count(*) AS reports FROM reports
             WHERE outlet IS ? AND published IS NOT NULL GROUP BY published"""
    counts = [0] * len(steps)
    begins = [a for a, _ in steps]
    for day, reports in ask.index.rows(sql, row["outlet"]):
        counts[bisect_right(begins, date.fromisoformat(day)) - 1] += reports
    most = max(counts, default=0)
    cells = [{"reports": n, "shade": 1 + min(3, 3 * n // most) if n else 0} for n in counts]
    return row | {"cells": cells}


def _reasons(ask: Ask) -> Json:
    sql = "SELECT stage, count(*) AS passages FROM rejections GROUP BY stage ORDER BY passages DESC, stage"
    return {
        "reasons": [dict(r) for r in ask.index.rows(sql)],
        "outlets": int(ask.index.one("SELECT count(*) FROM outlets")),
    }


def _rejections(ask: Ask) -> list[Json]:
    """What was not used, pages before passages, each with its words where it had any."""
    found = ask.index.rows(
        "SELECT stage, report, reason, start, stop FROM rejections "
        "ORDER BY stage NOT IN ('acquire', 'read'), stage, report, start LIMIT ? OFFSET ?",
        PER_PAGE,
        ask.offset(),
    )
    texts = {r.id: r.received_text for r in ask.index.get(Report, (row["report"] for row in found))}
    return [
        {
            "stage": row["stage"],
            "report": row["report"],
            "read": row["report"] in texts,
            "reason": english.sentence(plain_reason(row["reason"])),
            "words": english.short(texts.get(row["report"], "")[row["start"] : row["stop"]], 160),
        }
        for row in found
    ]
