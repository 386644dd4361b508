"""Which claims speak of the same happening."""

from dateline.events.group import aliases, group

__all__ = ["aliases", "group"]
