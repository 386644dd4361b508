"""The command that reads feeds again and again."""

from __future__ import annotations

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
    behind = False
    while True:
        status, behind = _round(opened, watching, feeds, behind)
        if once:
            return status
        time.sleep(every * 60)


def _round(case: Case, watching: Watch, feeds: tuple[str, ...], behind: bool) -> tuple[int, bool]:
    """One round; its exit status, and whether the tables are behind the archive after it.

    Tables that another program holds are no reason to stop: the archive has the reports, and the
    next round brings the tables up to date.
    """
    from dateline import building

    with progress() as step:
        try:
            found = building.keep(case, watching.round(feeds), step)
            if behind and not found.added:
                building.update(case, step)
        except UsageError as fault:
            say(f"{_clock()} {fault} The reports are kept; the next round goes on.")
            return 1, True
    say(f"{_clock()} {case.path}: added {len(found.added)}")
    return tell_rejected(found.rejected), False


def _clock() -> str:
    return datetime.now().astimezone().isoformat(timespec="minutes")
