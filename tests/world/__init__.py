"""Wars that never were, whose truth is known by construction, and the scoring of what is recovered."""

from world.generate import World, generate
from world.scoring import Score, score

__all__ = ["Score", "World", "generate", "score"]
