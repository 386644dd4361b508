"""What a person at the keyboard is told when something given cannot be used."""

from __future__ import annotations


class UsageError(ValueError):
    """Arguments or input that cannot be used: what was given, what was expected, the next move."""
