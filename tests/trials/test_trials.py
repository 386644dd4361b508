"""A sample of each trial of docs/reliability.md, and that every row there has a trial."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from trials.__main__ import TRIALS
from trials.flip import run as flip
from trials.load import run as load
from trials.mutate import run as mutate
from trials.outcome import PAGE, Outcome
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
    command = [sys.executable, "-W", "ignore", "-m", "trials", "--short", "kill", "full", "broken", "halves"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=PAGE.parent.parent, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3000:]
    assert ended.stdout.count("| nothing |") == 4


@pytest.mark.model
def test_a_sample_of_watching_is_survived() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "trials", "--short", "watch"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=PAGE.parent.parent, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3000:]


def test_every_row_of_the_page_can_be_made_again() -> None:
    named = set(re.findall(r"`python -m trials (\w+)`", PAGE.read_text(encoding="utf-8")))
    assert named <= set(TRIALS)
