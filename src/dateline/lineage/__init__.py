"""Whose words (copies, families) and whose statement (origins)."""

from dateline.lineage import copies, origins
from dateline.lineage.families import Family, families
from dateline.lineage.origins import by_claim
from dateline.lineage.speakers import Naming
from dateline.plans import Components, Step

__all__ = ["Family", "Naming", "by_claim", "families", "steps"]


def steps(naming: Naming) -> tuple[Step | Components, ...]:
    """From ``Extraction``, ``Press``, ``Identified``, ``Repeats`` to ``CopyLink``, ``Origin``, ``Voice``."""
    return (*copies.steps(), *origins.steps(naming))
