"""What a coded data set that the user has says of the same ground, beside the claims."""

from dateline.beside.compare import Comparison, compare
from dateline.beside.files import Coded, read

__all__ = ["Coded", "Comparison", "compare", "read"]
