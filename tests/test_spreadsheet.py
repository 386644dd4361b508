"""Cells that nobody can run, and that come back as they were."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dateline.spreadsheet import csv_text, guard, unguard


@given(some.text())
def test_a_guarded_cell_comes_back_as_it_was(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'quoted'"])
def test_what_begins_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert guard(cell) == "'" + cell


def test_numbers_stay_numbers() -> None:
    assert csv_text(["x", "y"], [[-3.5, None], [True, "-3.5"]]) == "x,y\n-3.5,\ntrue,'-3.5\n"


@given(
    some.lists(some.tuples(some.text(alphabet=some.characters(exclude_categories=["Cs", "Cc"]))), max_size=5)
)
def test_rows_survive_the_file(rows: list[tuple[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(["x"], rows))))[1:]
    assert [unguard(row[0]) if row else "" for row in read] == [row[0] for row in rows]
