"""Who: the states, armed groups, bodies and media of the world, and whom a mention means."""

from __future__ import annotations

from dateline.resolve.actors.persons import name_keys, same_person
from dateline.resolve.actors.table import ActorTable

__all__ = ["ActorTable", "name_keys", "same_person"]
