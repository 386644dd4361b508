"""Print the data dictionary, made from the records themselves, so that the two cannot differ.

usage: python scripts/build_record_reference.py > docs/records.md
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline import records

_HEAD = """# Records

Made by `scripts/build_record_reference.py` from `src/dateline/records.py`.

What the rooms of the program hand to one another, and what `case.duckdb`, `NAME.record.jsonl` beside an
export and the column `record` of its tables hold as JSON. A record is never edited; a later one points back.
Offsets count characters of `Report.received_text`; `end` is exclusive. Days are those of the report's
calendar; ids are made from content."""


def reference() -> str:
    """The data dictionary as Markdown."""
    source = Path(records.__file__).read_text(encoding="utf-8")
    lines = source.splitlines()
    parts = [_HEAD, "## Words with a fixed choice", _choices(ast.parse(source))]
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            parts += [
                f"## {node.name}",
                " ".join((ast.get_docstring(node) or "").split()),
                _fields(node, lines),
            ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _choices(tree: ast.Module) -> str:
    """The values of each ``Literal`` that has a name, and the changes of each kind."""
    rows = [
        (node.targets[0].id, ", ".join(f"`{ast.literal_eval(e)}`" for e in _members(node.value)))
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _members(node.value)
    ]
    rows += [
        (f"change of {kind}", ", ".join(f"`{c}`" for c in changes))
        for kind, changes in records.CHANGES.items()
    ]
    return _grid(("Name", "Values"), rows)


def _members(value: ast.expr) -> list[ast.expr]:
    if not (
        isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name) and value.value.id == "Literal"
    ):
        return []
    return value.slice.elts if isinstance(value.slice, ast.Tuple) else [value.slice]


def _fields(node: ast.ClassDef, lines: list[str]) -> str:
    rows = list(_rows(node, lines))
    return _grid(("Field", "Type", "Meaning"), rows) if rows else ""


def _rows(node: ast.ClassDef, lines: list[str]) -> Iterator[tuple[str, str, str]]:
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            comment = re.search(r"#\s*(.*)$", lines[(field.end_lineno or field.lineno) - 1])
            yield f"`{field.target.id}`", f"`{ast.unparse(field.annotation)}`", comment[1] if comment else ""


def _grid(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    every = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in every)


if __name__ == "__main__":
    sys.stdout.write(reference())
