"""What the control ledger says of each place, as the pages of an index ask for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date

from dateline.desk.index.standings import Span, Spot, Standing
from dateline.desk.index.standings import span as covered
from dateline.desk.page import Ask
from dateline.publish.names import is_nobody
from dateline.publish.symbols import Symbol, symbols


def span(ask: Ask) -> Span | None:
    """From shortly before the first report, or the first event after that, to the last report."""
    found: Span | None = ask.index.kept("span", lambda: covered(ask.index))
    return found


def spots(ask: Ask) -> tuple[Spot, ...]:
    """Every place that can be put on a map, those of which most is said first."""

    def read() -> tuple[Spot, ...]:
        rows = ask.index.rows("SELECT record FROM spots ORDER BY number")
        return tuple(ask.index.decode(Spot, row[0]) for row in rows)

    found: tuple[Spot, ...] = ask.index.kept("spots", read)
    return found


def marks(ask: Ask) -> Mapping[str, Symbol]:
    """Each holder's mark, the same on every page of a case: whoever holds most places comes first."""

    def make() -> Mapping[str, Symbol]:
        found = ask.index.rows("SELECT holder FROM holders ORDER BY places DESC, holder")
        return symbols([row[0] for row in found if not is_nobody(row[0])])

    kept: Mapping[str, Symbol] = ask.index.kept("marks", make)
    return kept


def standing(spot: Spot, day: date) -> Standing | None:
    """What is said of a place on a day."""
    at = bisect_right(spot.standings, day, key=lambda s: s.first) - 1
    return spot.standings[at] if at >= 0 and day <= spot.standings[at].last else None
