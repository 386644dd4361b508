"""The n-th call that writes goes wrong, for every n, while the program makes, adds, decides, exports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from trials import evidence
from trials.cases import DEEDS, Deed, Place
from trials.outcome import Outcome
from trials.shim import Fault, Kind, Mode, ensure

_KINDS = {
    "kill": (
        "the program killed before the n-th call that writes, or with half of it written",
        (Mode.KILL, Mode.TORN),
    ),
    "full": ("the disk full from the n-th call on", (Mode.FULL,)),
    "broken": (
        "an error of the disk at the n-th call: write, sync, rename, truncate, unlink, mkdir",
        (Mode.BROKEN,),
    ),
    "halves": ("every write takes half of what it is given", (Mode.SHORT,)),
}
_STEP = 61  # of a short run: every so many calls


def kill(*, short: bool) -> list[Outcome]:
    """The program is killed."""
    return _run("kill", short)


def full(*, short: bool) -> list[Outcome]:
    """The disk is full."""
    return _run("full", short)


def broken(*, short: bool) -> list[Outcome]:
    """The disk fails once."""
    return _run("broken", short)


def halves(*, short: bool) -> list[Outcome]:
    """The disk takes half of what it is given."""
    return _run("halves", short)


def _run(name: str, short: bool) -> list[Outcome]:
    ensure()
    told, modes = _KINDS[name]
    with evidence.scratch() as folder:
        deeds = DEEDS[1:3] if short else DEEDS
        place = Place(Path(folder), deeds)
        found = [(deed, list(_each(place, deed, modes, short))) for deed in deeds]
    rows = []
    for part in _parts(found):
        wrong = [one for _, trials in part for one in trials if one]
        for one in wrong:
            sys.stderr.write(f"{one}\n")
        tried = sum(len(trials) for _, trials in part)
        what = ", ".join(deed.name for deed, _ in part)
        rows.append(Outcome(name, f"{told} ({what})", tried, tried - len(wrong)))
    return rows


def _parts(found: list[tuple[Deed, list[str]]]) -> Iterator[list[tuple[Deed, list[str]]]]:
    exports = [f for f in found if f[0].name.startswith("export")]
    yield [f for f in found if f not in exports]
    if exports:
        yield exports


def _each(place: Place, deed: Deed, modes: tuple[Mode, ...], short: bool) -> Iterator[str]:
    """What is wrong after each trial; empty where nothing is."""
    for mode in modes:
        kinds = Kind.WRITE if mode is Mode.TORN else Kind.ALL
        last = 1 if mode is Mode.SHORT else place.calls(deed, kinds)
        for n in range(1, last + 1, _STEP if short else 1):
            wrong = place.under(deed, Fault(place.case, mode, n, kinds))
            yield f"{deed.name}, {mode.name} {n}: {'; '.join(wrong)}" if wrong else ""
