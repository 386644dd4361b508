"""The set-wise rooms run on a synthetic world, as the pipeline runs them, and scored."""

from __future__ import annotations

from dateline import assess, lineage, pipeline
from dateline.records import Record
from world.generate import World
from world.scoring import Score, score


def derive(world: World) -> Record:
    """The record that follows from the world's claims as they were written."""
    return pipeline.derive(world.extractions(), profile="ged-range")


def scored(world: World, record: Record) -> Score:
    """How much of the world's truth the record holds."""
    families = [family.reports for family in lineage.families(record.reports, record.copies)]
    return score(world, record, families, assess.control_as_of, world.told)
