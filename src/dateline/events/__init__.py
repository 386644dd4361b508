"""Which claims speak of the same happening."""

from dateline.events.describing import aliases
from dateline.events.group import Decided, Wanted, steps

__all__ = ["Decided", "Wanted", "aliases", "steps"]
