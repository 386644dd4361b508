"""The last line of the archive's log and of the decisions, cut off at every byte."""

from __future__ import annotations

from pathlib import Path

from dateline.acquire import Archive
from dateline.store import Case, decisions
from trials import evidence
from trials.outcome import Outcome


def run(*, short: bool) -> list[Outcome]:
    """Cut the last line at every byte; at every fifth in a short run."""
    with evidence.scratch() as folder:
        case = evidence.make(Path(folder) / "case")
        kept = evidence.files(case)
        tried = survived = 0
        for path in (case.archive / "log.jsonl", case.decisions):
            whole = path.read_bytes()
            last = whole.rindex(b"\n", 0, -1) + 1
            for cut in range(last, len(whole), 5 if short else 1):
                path.write_bytes(whole[:cut])
                tried += 1
                survived += _goes_on(case, cut - last)
                evidence.restore(case, kept)
    return [
        Outcome("torn", "the last line of the log or of the decisions cut off, at each byte", tried, survived)
    ]


def _goes_on(case: Case, left: int) -> bool:
    """Whether what stood before is there, the cut is told, and the next write brings everything back."""
    first = {f"r{number}.txt" for number in range(2)}
    intact = first <= set(evidence.reports(case)) and evidence.decided(case)[:2] == ["de-0", "de-1"]
    complete = len(evidence.reports(case)) == 3 and len(evidence.decided(case)) == 3
    is_told = bool(evidence.told(case)) or complete or not left
    archive = Archive(case.archive)
    for number in range(3):
        archive.keep(evidence.report(number))
    decisions.append(case.decisions, evidence.decision(2))
    whole = len(evidence.reports(case)) == 3 and evidence.decided(case)[-1] == "de-2"
    return intact and is_told and whole and not evidence.faults(case)
