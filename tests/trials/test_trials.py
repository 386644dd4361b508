"""A sample of each trial of docs/reliability.md, and that every row there has a trial."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from trials.__main__ import TRIALS
from trials.flip import run as flip
from trials.load import run as load
from trials.mutate import run as mutate
from trials.outcome import PAGE, Outcome
from trials.power import Call, Disk
from trials.torn import run as torn


@pytest.mark.parametrize("trial", [torn, flip, mutate])
def test_a_sample_of_the_trials_is_survived(trial: object) -> None:
    outcomes: list[Outcome] = trial(short=True)  # type: ignore[operator]
    assert [o.row for o in outcomes if o.survived < o.trials or not o.trials] == []


@pytest.mark.model
def test_a_few_seconds_under_load_lose_no_decision() -> None:
    asked, decided, _ = load(short=True)  # memory says nothing after a few seconds
    assert asked.trials
    assert (asked.survived, decided.survived) == (asked.trials, decided.trials)


@pytest.mark.skipif(shutil.which("cc") is None, reason="causing faults in calls needs a C compiler")
@pytest.mark.model
def test_a_sample_of_the_faults_in_calls_is_survived() -> None:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "trials",
        "--short",
        "kill",
        "full",
        "broken",
        "halves",
        "power",
    ]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=PAGE.parent.parent, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3000:]
    assert ended.stdout.count("| nothing |") == 5


@pytest.mark.model
def test_a_sample_of_bombs_odd_names_and_many_writers_is_survived() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "trials", "--short", "bombs", "names", "writers"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=PAGE.parent.parent, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3000:]


def test_a_disk_without_power_has_what_was_synced_and_perhaps_more(tmp_path: Path) -> None:
    def written(at: int, data: bytes) -> Call:
        return Call("W", log, "", at, data)

    folder = str(tmp_path / "case")
    log = f"{folder}/log"
    disk = Disk(tmp_path)
    made = [
        Call("M", folder, "", 0, b""),
        Call("O", log, "", 0, b""),
        written(0, b"one"),
        Call("S", log, "", 0, b""),
    ]
    for call in (*made, written(3, b"two")):
        disk.do(call)
    assert disk.build(lambda: False) == {}  # nobody synced the folders
    assert disk.build(lambda: True) == {log: b"onetwo"}
    for call in (Call("S", folder, "", 0, b""), Call("S", str(tmp_path), "", 0, b"")):
        disk.do(call)
    assert disk.build(lambda: False) == {log: b"one"}
    disk.do(Call("R", log, f"{folder}/new", 0, b""))
    assert disk.build(lambda: False) == {log: b"one"}
    assert disk.build(lambda: True) == {f"{folder}/new": b"onetwo"}


@pytest.mark.model
def test_a_sample_of_watching_is_survived() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "trials", "--short", "watch"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=PAGE.parent.parent, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3000:]


def test_every_row_of_the_page_can_be_made_again() -> None:
    named = set(re.findall(r"`python -m trials (\w+)`", PAGE.read_text(encoding="utf-8")))
    assert named <= set(TRIALS)
