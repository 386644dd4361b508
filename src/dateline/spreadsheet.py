"""CSV that a spreadsheet can open without running anything that a report says.

A text cell that begins with a character with which spreadsheets begin a formula gets an apostrophe
in front, and so does one that begins with an apostrophe: taking one leading apostrophe away gives
back every cell as it was. Numbers and dates are left alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "'"


def guard(cell: str) -> str:
    """``cell`` as text that no spreadsheet runs."""
    return _MARK + cell if cell.startswith((_MARK, *_FORMULA)) else cell


def unguard(cell: str) -> str:
    """The cell that ``guard`` was given."""
    return cell[len(_MARK) :] if cell.startswith(_MARK) else cell


def written(cell: object) -> str:
    """A cell as CSV has it: nothing for None, ``true`` and ``false``, text guarded, the rest as it is."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guard(cell) if isinstance(cell, str) else str(cell)


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]], *, delimiter: str = ",") -> str:
    """A header line and rows as CSV, lines ended by a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([written(cell) for cell in row] for row in rows)
    return out.getvalue()
