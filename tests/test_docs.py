"""The documentation builds without a broken link, and the tutorial can be typed as it stands."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import run

ROOT = Path(__file__).parents[1]


def test_the_site_builds_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    told = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    page = (tmp_path / "site" / "exports.html").read_text(encoding="utf-8")
    assert "event_id_cnty" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.partition("<body")[0])


@pytest.mark.model
def test_every_command_of_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    typed = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    assert len(typed) >= 9
    for line in typed:
        program, *arguments = shlex.split(line)
        assert program == "dateline"
        if "EVENT" in arguments:
            event = json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))["events"][0]["id"]
            arguments = [event if word == "EVENT" else word for word in arguments]
        assert run(arguments) == 0, line
