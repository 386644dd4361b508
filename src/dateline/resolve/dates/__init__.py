"""When: finds the time expressions of a text and sets them against the calendar."""

from __future__ import annotations

from dateline.resolve.dates.finding import find_times, resolve_time

__all__ = ["find_times", "resolve_time"]
