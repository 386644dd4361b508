"""dateline: many news reports of the same events, one sourced record.

In a notebook::

    import dateline

    case = dateline.open("border-war")
    case.events.df()
    case.control(as_of="2021-07-09")
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.notebook import Case

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: str | Path, *, new: bool = False) -> Case:  # `dateline.open`, as one opens a file
    """The case in folder ``path``, for reading and adding; one is made there if it is ``new``.

    Raises:
        dateline.errors.UsageError: there is no case, or something else is in that place.
    """
    from dateline.notebook import Case

    return Case(path, new=new)
