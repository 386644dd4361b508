"""A small case without tables: three reports and three decisions."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from dateline.acquire import Archive
from dateline.records import Decision, Received
from dateline.store import Case, decisions

PROGRAM = (sys.executable, "-c", "from dateline.cli import main; main()")  # as a command of its own
WORDS = (
    "Shelling was heard in Varna Gate on Monday, an officer said.",
    "The Harbour Brigade denied that it had left the “old town”.",
    "Two bridges {over the Lom} were closed; 12 people were hurt.",
)


def report(number: int) -> Received:
    """One of the three reports."""
    content = WORDS[number].encode()
    return Received(
        f"r{number}.txt", sha256(content), content, "text", f"in/r{number}.txt", title=f"Ñews {{{number}}}"
    )


def sha256(content: bytes) -> str:
    """What a report's content is stored under."""
    return hashlib.sha256(content).hexdigest()


def decision(number: int) -> Decision:
    """One of the three decisions."""
    at = datetime(2031, 3, 7, 12, number, tzinfo=UTC)
    return Decision(f"de-{number}", at, "Ana", "note", "claim:c-24", why=f"ask {{again}} {number}")


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for trials, in memory where there is such a place: a disk would be waited for too often."""
    memory = Path("/dev/shm")  # noqa: S108 the folder in it has a name of its own
    return tempfile.TemporaryDirectory(prefix="dateline-trial-", dir=memory if memory.is_dir() else None)


def make(folder: Path) -> Case:
    """The case with all of them, as the program writes it."""
    case = Case.create(folder)
    archive = Archive(case.archive)
    for number in range(3):
        archive.keep(report(number))
        decisions.append(case.decisions, decision(number))
    return case


def files(case: Case) -> dict[Path, bytes]:
    """Every file of the evidence as it stands."""
    found = (case.decisions, *case.archive.rglob("*"))
    return {path: path.read_bytes() for path in found if path.is_file()}


def restore(case: Case, kept: dict[Path, bytes]) -> None:
    """Put the files back as they stood; those that came since go."""
    for path, content in files(case).items():
        if path not in kept:
            path.unlink()
        elif content != kept[path]:
            path.write_bytes(kept[path])


def told(case: Case) -> list[str]:
    """What `dateline check` says of the archive and the decisions: faults and notes."""
    archive = Archive(case.archive)
    found = [rejection.reason for rejection in archive.verify()] + list(decisions.check(case.decisions))
    return found + archive.leftovers() + decisions.leftovers(case.decisions)


def faults(case: Case) -> list[str]:
    """The faults alone."""
    found = [rejection.reason for rejection in Archive(case.archive).verify()]
    return found + list(decisions.check(case.decisions))


def reports(case: Case) -> dict[str, bytes]:
    """Contents of the reports that can be read, by id."""
    return {received.id: received.content for received in Archive(case.archive)}


def decided(case: Case) -> list[str]:
    """Ids of the decisions that can be read, in order."""
    return [decision.id for decision in decisions.known(case.decisions)]
