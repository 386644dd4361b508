"""Where a case is kept: the archive and the decisions, and the tables derived from them."""

from dateline.store.case import Case
from dateline.store.check import check

__all__ = ["Case", "check"]
