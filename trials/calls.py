"""The n-th call that writes goes wrong, for every n, while the program makes, adds, decides, exports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
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
_SHORT = 61  # of a short run: every so many calls of two deeds
_SAMPLE = 97  # every so many calls of all deeds


def sample(*, short: bool) -> list[Outcome]:
    """Killed, full and broken, every so many calls of every deed: half an hour in the place of a day."""
    every = _SHORT if short else _SAMPLE
    return [row for name in ("kill", "full", "broken") for row in _run(name, DEEDS, every, "sample")]


def kill(*, short: bool) -> list[Outcome]:
    """The program is killed."""
    return _all("kill", short)


def full(*, short: bool) -> list[Outcome]:
    """The disk is full."""
    return _all("full", short)


def broken(*, short: bool) -> list[Outcome]:
    """The disk fails once."""
    return _all("broken", short)


def halves(*, short: bool) -> list[Outcome]:
    """The disk takes half of what it is given."""
    return _all("halves", short)


def _all(name: str, short: bool) -> list[Outcome]:
    return _run(name, DEEDS[1:3], _SHORT, name) if short else _run(name, DEEDS, 1, name)


def _run(name: str, deeds: Sequence[Deed], every: int, command: str) -> list[Outcome]:
    ensure()
    told, modes = _KINDS[name]
    with evidence.scratch() as folder:
        place = Place(Path(folder), deeds)
        found = [(deed, list(_each(place, deed, modes, every))) for deed in deeds]
    rows = []
    for part in _parts(found):
        wrong = [one for _, trials in part for one in trials if one]
        for one in wrong:
            sys.stderr.write(f"{one}\n")
        tried = sum(len(trials) for _, trials in part)
        what = ", ".join(deed.name for deed, _ in part)
        some = "" if every == 1 else f", every {every}th call"
        rows.append(Outcome(command, f"{told} ({what}{some})", tried, tried - len(wrong)))
    return rows


def _parts(found: list[tuple[Deed, list[str]]]) -> Iterator[list[tuple[Deed, list[str]]]]:
    exports = [f for f in found if f[0].name.startswith("export")]
    yield [f for f in found if f not in exports]
    if exports:
        yield exports


def _each(place: Place, deed: Deed, modes: tuple[Mode, ...], every: int) -> Iterator[str]:
    """What is wrong after each trial; empty where nothing is."""
    for mode in modes:
        kinds = Kind.WRITE if mode is Mode.TORN else Kind.ALL
        last = 1 if mode is Mode.SHORT else place.calls(deed, kinds)
        for n in range(1, last + 1, every):
            wrong = place.under(deed, Fault(place.case, mode, n, kinds))
            yield f"{deed.name}, {mode.name} {n}: {'; '.join(wrong)}" if wrong else ""
