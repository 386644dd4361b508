"""What does a report say, who published it, and when."""

from dateline.read.report import read
from dateline.read.siblings import date_from_siblings

__all__ = ["date_from_siblings", "read"]
