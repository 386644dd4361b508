"""One byte of a case changed, each in turn: of the log, of the decisions, of the reports."""

from __future__ import annotations

import random
from pathlib import Path

from dateline.acquire import Archive
from dateline.store import Case
from trials import evidence
from trials.outcome import Outcome

_SEED = 7


def run(*, short: bool) -> list[Outcome]:
    """Change every byte to two others, by a bit and at random; every eleventh in a short run."""
    chance = random.Random(_SEED)  # noqa: S311 the same trials each time
    with evidence.scratch() as folder:
        case = evidence.make(Path(folder) / "case")
        kept = evidence.files(case)
        tried = survived = 0
        for path, whole in kept.items():
            for at in range(0, len(whole), 11 if short else 1):
                for other in (whole[at] ^ (1 << chance.randrange(8)), whole[at] ^ chance.randrange(1, 256)):
                    path.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
                    tried += 1
                    survived += _is_told_and_mended(case)
                    evidence.restore(case, kept)
    fault = "one byte changed in the log, in the decisions, in a report, each in turn"
    lost = "nothing in silence: each is named; reports come back when added again, a decision from a copy"
    return [Outcome("flip", fault, tried, survived, lost)]


def _is_told_and_mended(case: Case) -> bool:
    is_told = bool(evidence.told(case))
    kept = len(evidence.decided(case)) >= 1  # at most the changed line, or two that are joined now
    archive = Archive(case.archive)
    for number in range(3):
        archive.keep(evidence.report(number))
    return (
        is_told
        and kept
        and sorted(evidence.reports(case).values()) == sorted(word.encode() for word in evidence.WORDS)
    )
