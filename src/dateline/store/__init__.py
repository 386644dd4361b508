"""Where a case is kept: the archive and the decisions, and the tables derived from them."""

from dateline.store.case import Case
from dateline.store.check import check
from dateline.store.digest import Digest
from dateline.store.questions import Questions

__all__ = ["Case", "Digest", "Questions", "check"]
