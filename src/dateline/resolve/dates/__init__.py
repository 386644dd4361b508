"""When: finds the time expressions of a text and sets them against the calendar."""

from __future__ import annotations

from dateline.resolve.dates.finding import find_times, resolve_time
from dateline.resolve.dates.tagging import Timex, tag_times

__all__ = ["Timex", "find_times", "resolve_time", "tag_times"]
