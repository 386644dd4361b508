"""dateline: many news reports of the same events, one sourced record."""

__version__ = "0.1.0"
