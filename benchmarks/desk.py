"""How soon the desk answers many readers of a large case, and how smoothly its map moves.

Run with ``python -m benchmarks.desk CASE`` from the root of the project. Where there is no CASE, one of
``--reports`` reports and ten times as many claims is made. The server is a process of its own; each reader
opens pages at random, waits for the first byte, reads the page, and pauses. ``--frames`` moves the map of the
first page in Debian's Chromium, which draws with the processor alone.
"""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import quote

import click

from benchmarks import bigcase
from dateline.desk.index import Index
from dateline.store import Case

SAMPLES = 400  # things of a kind that pages are chosen from
KINDS = {
    "event": "SELECT id FROM events",
    "report": "SELECT id FROM reports",
    "place": "SELECT key FROM places",
    "source": "SELECT source FROM sources",
    "outlet": "SELECT outlet FROM outlets WHERE outlet IS NOT NULL",
}
LISTS = ("places", "sources", "disagreements", "coverage", "review", "decisions")


@click.command()
@click.argument("case", type=click.Path(path_type=Path, file_okay=False))
@click.option("--reports", default=100_000, show_default=True, help="Of the case that is made.")
@click.option("--readers", default=20, show_default=True)
@click.option("--seconds", default=60.0, show_default=True)
@click.option("--pause", default=1.0, show_default=True, help="Seconds between pages, a half more or less.")
@click.option("--frames", is_flag=True, help="Measure how the map moves too.")
def main(case: Path, reports: int, readers: int, seconds: float, pause: float, frames: bool) -> None:
    """Measure the desk on CASE and print a table."""
    opened = Case.open(case) if (case / "case.toml").exists() else bigcase.make(case, reports)
    with served(opened) as port:
        began = time.perf_counter()
        while fetch(port, "/")[0] != 200:
            time.sleep(1)
        index = Index(opened.index)
        size = opened.index.stat().st_size / 1e6
        counts = dict(index.rows("SELECT reports, claims FROM counts")[0])
        print(f"{counts['reports']:,} reports, {counts['claims']:,} claims, index of {size:,.0f} MB")
        print(f"first page after {time.perf_counter() - began:.0f} s")
        print(table(read(port, pages(index), readers, seconds, pause)))
        if frames:
            places = index.one("SELECT count(*) FROM spots")
            print(f"map of {places:,} places: {moved(port)}")


@contextmanager
def served(case: Case) -> Iterator[int]:
    """The port of a desk on the case."""
    asked = [sys.executable, "-m", "dateline", "serve", str(case.path), "--port", "0"]
    with subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 as above
        assert server.stderr is not None  # noqa: S101 asked for
        found = re.search(r"http://[^/]*:(\d+)/", server.stderr.readline())
        assert found  # noqa: S101 `serve` prints it
        try:
            yield int(found[1])
        finally:
            server.terminate()


def pages(index: Index) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    random = Random(1)  # noqa: S311 no secret
    days = [row[0] for row in index.rows("SELECT day FROM days ORDER BY day")]
    found = {
        "situation": ["/", *(f"/?as_of={day}" for day in days)],
        **{name: [f"/{name}"] for name in LISTS},
    }
    for kind, sql in KINDS.items():
        refs = [row[0] for row in index.rows(f"{sql} ORDER BY 1 LIMIT 200000")]
        chosen = random.sample(refs, min(SAMPLES, len(refs)))
        found[kind] = [f"/{kind}/{quote(ref, safe='')}" for ref in chosen]
    named = index.rows("SELECT name FROM places ORDER BY claims DESC LIMIT ?", SAMPLES)
    found["search"] = [f"/search?q={quote(name)}" for (name,) in named]
    return found


def fetch(port: int, path: str) -> tuple[int, float, int]:
    """Status, seconds to the first byte, and length of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    try:
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        first = time.perf_counter() - began
        return answer.status, first, len(answer.read())
    finally:
        connection.close()


def read(
    port: int, asked: dict[str, list[str]], readers: int, seconds: float, pause: float
) -> dict[str, list[tuple[int, float, int]]]:
    """What so many readers got who each open a page, read it and go on."""
    found: dict[str, list[tuple[int, float, int]]] = defaultdict(list)
    until = time.perf_counter() + seconds

    def reader(number: int) -> None:
        random = Random(number)  # noqa: S311 no secret
        time.sleep(random.random() * pause)
        while time.perf_counter() < until:
            kind = random.choice(list(asked))
            found[kind].append(fetch(port, random.choice(asked[kind])))
            time.sleep(pause * (0.5 + random.random()))

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def table(found: dict[str, list[tuple[int, float, int]]]) -> str:
    """Milliseconds to the first byte, by kind of page and for all."""
    lines = [f"{'page':14} {'read':>6} {'failed':>6} {'median':>8} {'p95':>8} {'worst':>8} {'kB':>7}"]
    for kind, answers in [*sorted(found.items()), ("all", [a for part in found.values() for a in part])]:
        took = [1000 * seconds for _, seconds, _ in answers]
        late = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
        failed = sum(status != 200 for status, _, _ in answers)
        size = median(length for _, _, length in answers) / 1000
        lines.append(
            f"{kind:14} {len(took):6} {failed:6} {median(took):8.0f} {late:8.0f} {max(took):8.0f} {size:7.0f}"
        )
    return "\n".join(lines)


FRAMES = """async () => {
  const map = document.querySelector(".map"), box = map.getBoundingClientRect(), times = [];
  const wheel = (by) => map.dispatchEvent(new WheelEvent("wheel", { deltaY: by, ctrlKey: true, bubbles: true,
    cancelable: true, clientX: box.left + box.width / 3, clientY: box.top + box.height / 3 }));
  const hand = (type, n) => (type === "pointerdown" ? map : window).dispatchEvent(new PointerEvent(type, {
    bubbles: true, clientX: box.left + box.width / 2 + n, clientY: box.top + box.height / 2 + n / 2 }));
  const frames = (count, each) => new Promise((done) => {
    let n = 0;
    const next = (now) => {
      times.push(now); each(n); n += 1; n < count ? requestAnimationFrame(next) : done();
    };
    requestAnimationFrame(next);
  });
  await frames(90, (n) => wheel(n < 45 ? -20 : 10));
  hand("pointerdown", 0);
  await frames(90, (n) => hand("pointermove", 60 * Math.sin(n / 8)));
  hand("pointerup", 0);
  return times;
}"""


def moved(port: int) -> str:
    """Frames a second while the map is zoomed and moved."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/", timeout=600_000)
        times = page.evaluate(FRAMES)
        browser.close()
    steps = sorted(b - a for a, b in pairwise(times))
    rate, late = 1000 * len(steps) / sum(steps), steps[int(0.95 * len(steps))]
    return f"{rate:.0f} frames a second; 95 of 100 within {late:.0f} ms"


if __name__ == "__main__":
    main()
