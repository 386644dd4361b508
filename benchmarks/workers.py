"""Many reports read by one process and by two, and pages read to claims; run by ``benchmarks.speed``."""

from __future__ import annotations

import html
import json
import sys
import time
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from benchmarks.turn import own_reports
from dateline import blas, pipeline
from dateline.records import Received, Report
from dateline.spread import spread

REPORTS = 5000  # of a synthetic press, so that what starting processes takes counts as it does in use
TURNS = 1

_PAGE = """<!doctype html><html><head><title>{title}</title>
<meta property="article:published_time" content="{day}"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>{title}</h1>{body}</article></main>
<aside><p><a href="/a">Also read: markets close higher</a></p><p>Sign up for our newsletter.</p></aside>
<footer><p>All rights reserved.</p></footer></body></html>"""


def main() -> None:
    """Print the fastest of some turns with each number of workers, which take turns, as JSON."""
    from world.generate import generate

    reports = [page.report for page in generate(1, REPORTS).pages]
    spent: dict[str, list[float]] = {"1": [], "2": []}
    for _ in range(TURNS):
        for number, turns in spent.items():
            pipeline.tools.cache_clear()  # sentences of the last turn are forgotten
            began = time.perf_counter()
            _exhaust(pipeline.extract(reports, spread=partial(spread, workers=int(number))))
            turns.append(time.perf_counter() - began)
    told = {number: min(turns) for number, turns in spent.items()}
    words = sum(len(report.text.split()) for report in reports)
    on = f"{words:,} words of {len(reports)} synthetic reports, fastest of {TURNS} turns, start included"
    print(json.dumps({"words": words, "on": on, **told}))


def pages() -> list[str]:
    """The project's own reports as web pages."""
    return [_page(report) for report in own_reports()]


def _page(report: Report) -> str:
    body = "".join(f"<p>{html.escape(part)}</p>" for part in report.text.split("\n\n"))
    day = report.published.date if report.published else ""
    return _PAGE.format(title=html.escape(report.title or "Report"), day=day, body=body)


def read_pages(sources: Sequence[str]) -> tuple[int, float]:
    """Words and seconds of processor time from pages to claims, after as many others to warm up on."""
    blas.prepare()
    pipeline.tools()
    half = len(sources) // 2
    _extracted(sources[:half])
    began = time.process_time()
    reports = _extracted(sources[half:])
    return sum(len(r.text.split()) for r in reports), time.process_time() - began


def _extracted(sources: Sequence[str]) -> list[Report]:
    received = [Received(str(n), str(n), page.encode(), "html", str(n)) for n, page in enumerate(sources)]
    reports = [r.report for r in pipeline.read_all(received) if r.report]
    _exhaust(pipeline.extract(reports))
    return reports


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(read_pages(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
    else:
        main()
