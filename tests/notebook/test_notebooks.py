"""The example notebooks run from the first cell to the last."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda p: p.stem)
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the runner's own dependencies
        import nbclient
        import nbformat

        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FOLDER.parents[1] / "src")]))
        monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
        book = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        assert not any(cell.get("outputs") for cell in book.cells), "notebooks are kept without outputs"
        nbclient.NotebookClient(book, timeout=240, kernel_name="python3").execute()
    shown = [o for c in book.cells if c.cell_type == "code" for o in c.outputs if "data" in o]
    assert len(shown) >= 4
    assert any("text/html" in o["data"] for o in shown)


def test_there_are_three() -> None:
    assert len(list(FOLDER.glob("*.ipynb"))) == 3
