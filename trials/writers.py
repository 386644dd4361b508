"""Many programs write to one case at the same time."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.acquire import Archive
from dateline.records import Decision, Received
from dateline.store import Case, decisions
from trials import evidence
from trials.outcome import Outcome

_WRITERS = 6
_EACH = 60  # reports and as many decisions
_COMMANDS = 4
_NEWS = "Gunmen took the town of Goma on {0} March 2031, a police officer said.\n\n{1} people were hurt.\n"


def run(*, short: bool) -> list[Outcome]:
    """Processes that keep reports and decisions; whole commands that add, while others read."""
    with evidence.scratch() as folder:
        lines = _lines(Path(folder) / "case", _EACH // 10 if short else _EACH)
    with evidence.scratch() as folder:
        commands = _commands(Path(folder), 1 if short else 4)
    return [lines, commands]


def _lines(case: Path, each: int) -> Outcome:
    made = Case.create(case)
    with multiprocessing.get_context("spawn").Pool(_WRITERS) as pool:
        names = [
            name for found in pool.map(_write, [(case, n, each) for n in range(_WRITERS)]) for name in found
        ]
    kept = [*evidence.reports(made), *evidence.decided(made)]
    wrong = evidence.faults(made)
    for fault in wrong:
        sys.stderr.write(f"{fault}\n")
    once = [name for name in names if kept.count(name) == 1]
    told = (
        f"{_WRITERS} programs keep reports and decisions in one case at the same time: records acknowledged"
    )
    return Outcome("writers", told, len(names), 0 if wrong else len(once))


def _write(given: tuple[Path, int, int]) -> list[str]:
    """Names of what was acknowledged to one of the writers."""
    path, writer, each = given
    case, names = Case.open(path), list[str]()
    for number in range(each):
        name = f"{writer}-{number}"
        content = f"Report {name}.".encode()
        received = Received(f"{name}.txt", evidence.sha256(content), content, "text", f"in/{name}.txt")
        Archive(case.archive).keep(received)
        at = datetime(2031, 3, 7, 12, tzinfo=UTC)
        decisions.append(case.decisions, Decision(f"de-{name}", at, "Ana", "note", "claim:c-24", why=name))
        names += [f"{name}.txt", f"de-{name}"]
    return names


def _commands(folder: Path, rounds: int) -> Outcome:
    """Commands that add a report each, and others that ask, all started at once."""
    case = folder / "case"
    first = folder / "first.txt"
    first.write_text(_NEWS.format(1, 1), encoding="utf-8")
    _done(_started("add", case, first))
    tried = survived = 0
    for number in range(rounds):
        sources = [folder / f"{number}-{n}.txt" for n in range(_COMMANDS)]
        for n, source in enumerate(sources):
            source.write_text(_NEWS.format(number + 2, n + 10), encoding="utf-8")
        adding = [_started("add", case, source) for source in sources]
        asking = [_started("control", case, "Goma", "--format", "json") for _ in range(_COMMANDS)]
        ended = [_done(each) for each in (*adding, *asking)]
        tried += len(ended)
        survived += sum(_is_well(status, said) for status, said in ended)
        for source, (status, _) in zip(sources, ended, strict=False):
            if status:  # told to try again
                _done(_started("add", case, source))
    whole = (
        len(Archive(Case(case).archive)) == 1 + rounds * _COMMANDS and not _done(_started("check", case))[0]
    )
    told = f"{_COMMANDS} commands add to a case while {_COMMANDS} ask it, all at once: commands"
    return Outcome("writers", told, tried, survived if whole else 0)


def _is_well(status: int, said: str) -> bool:
    """Whether a command did its work, or said in words why it cannot now."""
    bad = "Traceback" in said or "fault of the program" in said or status not in (0, 2)
    if bad:
        sys.stderr.write(f"ended with {status}: {said[-1500:]}\n")
    return not bad


def _started(command: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 the program itself
        [*evidence.PROGRAM, command, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _done(process: subprocess.Popen[Any]) -> tuple[int, str]:
    said, _ = process.communicate()
    return process.returncode, said
