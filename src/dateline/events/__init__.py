"""Which claims speak of the same happening."""

from dateline.events.group import Decided, Wanted, aliases, steps

__all__ = ["Decided", "Wanted", "aliases", "steps"]
