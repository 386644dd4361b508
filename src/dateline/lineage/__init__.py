"""Whose words (copies, families) and whose statement (origins)."""

from dateline.lineage import copies
from dateline.lineage.families import Family, families
from dateline.lineage.origins import by_claim, origins

__all__ = ["Family", "by_claim", "copies", "families", "origins"]
