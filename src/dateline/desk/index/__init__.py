"""The desk's own index of a case: derived, indexed for pages, read without locking anybody out."""

from dateline.desk.index.build import Frame, build
from dateline.desk.index.reading import Index

__all__ = ["Frame", "Index", "build"]
