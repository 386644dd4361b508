"""Whose words (copies, families) and whose statement (origins)."""

from dateline.lineage import copies, origins
from dateline.lineage.families import Family, families
from dateline.lineage.origins import by_claim
from dateline.lineage.speakers import NameKeys, SamePerson
from dateline.plans import Components, Step

__all__ = ["Family", "by_claim", "families", "steps"]


def steps(same_person: SamePerson, name_keys: NameKeys) -> tuple[Step | Components, ...]:
    """From ``Extraction``, ``Press``, ``Identified``, ``Repeats`` to ``CopyLink``, ``Origin``, ``Voice``."""
    return (*copies.steps(), *origins.steps(same_person, name_keys))
