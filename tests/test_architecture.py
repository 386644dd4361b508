"""Who may import whom: rooms meet only through records and the shared leaves.

Every import is read off the source, deferred and type-only ones too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline

ROOT = Path(dateline.__file__).parent

ROOMS = {
    "acquire",
    "read",
    "annotate",
    "claims",
    "resolve",
    "lineage",
    "events",
    "decide",
    "assess",
    "store",
    "publish",
    "export",
    "beside",
    "evaluate",
    "desk",
    "seal",
}
LEAVES = {
    "records",
    "lookups",
    "tables",
    "fold",
    "syntax",
    "mentions",
    "gist",
    "parties",
    "sides",
    "placing",
    "sourcing",
    "durable",
    "errors",
    "between",
    "orders",
    "telling",
    "plans",
    "wire",
    "blas",
    "spread",
    "spreadsheet",
}
WIRING = {
    *("pipeline", "building", "current", "sealing", "asking", "notebook", "cli", "examples"),
    *("__main__", "__init__"),
}

# Whom each part may import beside itself. What is not named here may import nothing of the program.
MAY: dict[str, set[str]] = {
    **dict.fromkeys(ROOMS, LEAVES),
    "desk": LEAVES | {"store", "publish"},  # the end of the walk: it shows what these have
    "records": set(),
    "durable": set(),
    "errors": set(),
    "plans": set(),
    "orders": {"records"},
    "between": {"records"},
    "engine": {"plans", "errors", "spread"},
    "spreadsheet": set(),
    "fold": set(),
    "blas": set(),
    "spread": {"blas"},
    "tables": set(),
    "syntax": {"records"},
    "mentions": {"records", "syntax"},
    "wire": {"records"},
    "lookups": {"records"},
    "gist": {"records", "fold", "tables"},
    "telling": {"records", "fold", "gist"},
    "parties": {"records", "between", "fold", "gist", "placing", "plans", "sides"},
    "sides": {"records", "fold", "gist", "tables"},
    "placing": {"records", "fold", "gist", "plans"},
    "sourcing": {"records", "fold"},
    "pipeline": {*ROOMS, "records", "blas", "spread", "plans", "orders", "between", "parties", "engine"}
    - {"store", "publish", "export", "beside", "evaluate", "desk"},
    "building": {
        "pipeline",
        "current",
        "engine",
        "plans",
        "store",
        "acquire",
        "records",
        "errors",
        "wire",
        "spread",
    },
    "current": {"pipeline", "engine", "plans", "store", "records", "spread"},
    "sealing": {"seal", "acquire", "store", "records", "errors"},
    "examples": {"errors"},
    "cli": {
        "engine",
        "plans",
        "asking",
        "building",
        "sealing",
        "pipeline",
        "store",
        "acquire",
        "publish",
        "export",
        "beside",
        "evaluate",
        "desk",
        "examples",
        "records",
        "errors",
        "wire",
    },
    "asking": {"pipeline", "store", "publish", "export", "records", "errors", "fold", "telling"},
    "notebook": {"asking", "beside", "building", "pipeline", "store", "publish", "export", "errors"},
    "__main__": {"cli"},
    "__init__": {"notebook"},
}


def part_of(path: Path) -> str:
    """The room or module of the program that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and part of every import of the program in a file, wherever in the file it stands."""
    package = ["dateline", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "dateline" and len(parts) > 1:
                yield node.lineno, parts[1]


def sources() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def test_every_part_is_known() -> None:
    assert {part_of(path) for path in sources()} <= MAY.keys()


def test_no_arrow_points_the_wrong_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in sources()
        for line, other in imported(path)
        if other != part_of(path) and other not in MAY.get(part_of(path), set())
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "code",
    [
        "from dateline.store import Case",
        "import dateline.store.case",
        "from dateline import store",
        "def late() -> None:\n    from dateline.store import Case",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from dateline.store import Case",
        "from ..store import Case",
        "from .. import store",
    ],
)
def test_every_way_of_importing_is_seen(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_architecture.ROOT", tmp_path)
    room = tmp_path / "claims"
    room.mkdir()
    (room / "frames.py").write_text(code)
    assert "store" in {other for _, other in imported(room / "frames.py")}
