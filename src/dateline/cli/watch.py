"""The command that reads feeds again and again."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.shared import CASE, progress, say, tell_rejected
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.acquire.watching import Watch
    from dateline.store import Case


@click.command()
@CASE
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="How long from one round to the next.",
)
@click.option("--once", is_flag=True, help="One round, as for a timer of the system's own.")
def watch(case: Path, feeds: tuple[str, ...], every: float, once: bool) -> int:
    """Add what feeds bring, again and again, until stopped with Ctrl-C.

    FEED is the address of an RSS or Atom feed or of a sitemap. Each page is got once, slowly and by the
    host's robots.txt; a feed that has not changed is not sent again. What was read is remembered in
    CASE/watch.json.

    \b
    Examples:
      dateline watch border-war https://example.org/world/rss.xml
      dateline watch border-war https://example.org/news-sitemap.xml --every 60
    """
    from dateline.acquire.fetch import Fetcher
    from dateline.acquire.watching import Watch
    from dateline.store import Case

    wrong = [feed for feed in feeds if not feed.lower().startswith(("http://", "https://"))]
    if wrong:
        raise UsageError(f"{', '.join(wrong)}: a feed is an address that begins with https:// or http://.")
    opened = Case.create(case)
    watching = Watch(case / "watch.json", Fetcher())
    told: frozenset[str] = frozenset()
    while True:
        status, told = watch_once(opened, watching, feeds, told)
        if once:
            return status
        time.sleep(every * 60)


def watch_once(
    case: Case, watching: Watch, feeds: tuple[str, ...], told: frozenset[str] = frozenset()
) -> tuple[int, frozenset[str]]:
    """One round; its exit status, and what could not be had in it, by address.

    What could not be had the last time either (``told``) is not told again. Nothing that goes wrong in a
    round is a reason to stop: what the archive has is kept, and the next round goes on from there.
    """
    from dateline import building

    with progress() as step:
        try:
            found = building.keep(case, watching.round(feeds), step)
        except Exception as fault:
            if os.environ.get("DATELINE_DEBUG"):
                raise
            what = fault if isinstance(fault, UsageError | OSError) else f"{type(fault).__name__}: {fault}"
            say(f"{_clock()} {what}. What came before is kept; the next round goes on.")
            return 1, told
    say(f"{_clock()} {case.path}: added {len(found.added)}")
    status = tell_rejected(r for r in found.rejected if r.name not in told)
    return int(bool(status or found.rejected)), frozenset(r.name for r in found.rejected)


def _clock() -> str:
    return datetime.now().astimezone().isoformat(timespec="minutes")
