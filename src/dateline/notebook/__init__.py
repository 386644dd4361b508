"""The record of a case in Python: what ``dateline.open`` gives."""

from dateline.notebook.case import Case
from dateline.notebook.rows import Rows
from dateline.notebook.shown import Shown

__all__ = ["Case", "Rows", "Shown"]
