"""Which words are names, and whom or what the others stand for."""

from dateline.annotate.annotator import Annotator

__all__ = ["Annotator"]
