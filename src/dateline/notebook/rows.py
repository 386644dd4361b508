"""A table for a notebook: Arrow inside, a pandas or Polars frame when asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.publish.html import escape

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_SHOWN = 20  # rows that a notebook shows
_HIDDEN = {"record", "received_text", "geometry"}  # columns that it does not
_LONGEST = 120  # characters of a cell that it shows


class Rows:
    """Rows of one table, as an Arrow table with named, typed columns.

    Anything that speaks Arrow takes it as it is: ``polars.DataFrame(rows)``, ``pyarrow.table(rows)``.
    """

    def __init__(self, table: pyarrow.Table) -> None:
        self._table = table

    def arrow(self) -> pyarrow.Table:
        """The rows as a ``pyarrow.Table``."""
        return self._table

    def df(self) -> pandas.DataFrame:
        """The rows as a pandas frame; days are ``datetime64``.

        Raises:
            UsageError: pandas is not installed.
        """
        with _needs("pandas"):
            return self._table.to_pandas(date_as_object=False)

    def pl(self) -> polars.DataFrame:
        """The rows as a Polars frame.

        Raises:
            UsageError: Polars is not installed.
        """
        with _needs("polars"):
            import polars

            return polars.DataFrame(self._table)

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns."""
        return list(self._table.column_names)

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary."""
        return iter(self._table.to_pylist())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<{len(self):,} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows as a table; whatever comes from a report is escaped."""
        shown = [name for name in self.columns if name not in _HIDDEN]
        head = "".join(f"<th>{escape(name)}</th>" for name in shown)
        rows = self._table.slice(0, _SHOWN).to_pylist()
        body = "".join("<tr>" + "".join(f"<td>{_cell(row[n])}</td>" for n in shown) + "</tr>" for row in rows)
        rest = f"<p>{len(self) - _SHOWN:,} more rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


class _needs:  # noqa: N801 reads as a word in a with statement
    """Tells in words which library is missing."""

    def __init__(self, library: str) -> None:
        self._library = library

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, ImportError):
            raise UsageError(
                f"This needs {self._library}, which is not installed. "
                f"`pip install {self._library}` brings it; `pip install dateline[notebook]` all of them."
            ) from fault
