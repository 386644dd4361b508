"""Runs plans: in memory from nothing, or kept in a file and brought up to date by what changed."""

from dateline.engine.kept import Kept
from dateline.engine.whole import run

__all__ = ["Kept", "run"]
