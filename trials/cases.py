"""What the trials of calls do: commands of the program on a small case, and how it should be after them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dateline.cli import run
from trials import evidence
from trials.shim import Ended, Fault, Kind, Mode, fork

_REPORTS = {
    "harbour.txt": "VARNA GATE, March 7 (Harbour Radio) - Shelling killed 12 people in Varna Gate on Monday, "
    "the army said.\n\nThe Lom Front denied it.\n",
    "tribune.txt": "Gunmen of the Lom Front took the town of Omdurman on Monday, a police officer said.\n",
    "courier.txt": "The Lom Front left Omdurman on Tuesday, residents told us. Two soldiers were hurt.\n",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to a case: from which state, how, and what it has then."""

    name: str
    before: int  # reports in the case before; 0: there is no case
    do: Callable[[Path], int]
    after: int
    decided: int = 0


def _add(count: int) -> Callable[[Path], int]:
    return lambda case: run(
        ["add", str(case), *(str(case.parent / "in" / n) for n in list(_REPORTS)[:count])]
    )


def _decide(case: Path) -> int:
    from dateline import building
    from dateline.errors import UsageError
    from dateline.store import Case, decisions

    try:
        decisions.append(Case.open(case).decisions, evidence.decision(0))
        os.write(1, b"acknowledged de-0\n")
        building.update(Case.open(case), lambda *_: None)
    except (OSError, UsageError) as fault:  # as the desk answers them
        os.write(1, f"{fault}\n".encode())
        return 2
    return 0


def _export(form: str) -> Callable[[Path], int]:
    return lambda case: run(["export", str(case), "--format", form, "-o", str(case / f"out.{form}")])


DEEDS = (
    Deed("make a case", 0, _add(2), 2),
    Deed("add a report", 2, _add(3), 3),
    Deed("decide", 2, _decide, 2, 1),
    Deed("rebuild", 2, lambda case: run(["rebuild", str(case)]), 2),
    *(
        Deed(f"export {form}", 2, _export(form), 2)
        for form in ("csv", "sqlite", "geopackage", "parquet", "geojson")
    ),
)


class Place:
    """A folder with the reports, the case as it is before each deed, and as it should be after it."""

    def __init__(self, folder: Path, deeds: Sequence[Deed]) -> None:
        self.case = folder / "case"
        self._kept = folder / "kept"
        (folder / "in").mkdir()
        for name, words in _REPORTS.items():
            (folder / "in" / name).write_text(words, encoding="utf-8")
        with _silent():  # the model and the lexicons are loaded once, before children are made
            run(["extract", str(folder / "in" / "harbour.txt"), "-o", str(folder / "warm.jsonl")])
            import duckdb  # noqa: F401 as above
        shutil.copytree(self._made(_add(2)), self._kept)
        self._right = {deed.name: self._state(deed) for deed in deeds}

    def calls(self, deed: Deed, kinds: Kind) -> int:
        """How many calls of these kinds the deed makes."""
        self._ready(deed)
        return fork(lambda: deed.do(self.case), Fault(self.case, Mode.COUNT, kinds=kinds)).calls

    def under(self, deed: Deed, fault: Fault) -> list[str]:
        """What is wrong after the deed was done with a fault in its way and then again without."""
        self._ready(deed)
        ended = fork(lambda: deed.do(self.case), fault)
        wrong = _crashed(ended, fault)
        if self.case.exists() and (self.case / "archive").exists():
            wrong += self._kept_so_far(deed, ended)
        again = fork(lambda: deed.do(self.case))
        if again.status and "dateline rebuild" in again.said:  # it was told what to do
            fork(lambda: run(["rebuild", str(self.case)]))
            again = fork(lambda: deed.do(self.case))
        wrong += [f"again: {again.said}"] if again.status else []
        checked = fork(lambda: run(["check", str(self.case)]))
        wrong += [f"check after: {checked.said}"] if checked.status else []
        if not wrong and (state := self._told()) != self._right[deed.name]:
            wrong.append(f"not what it should be: {state[:300]}")
        return wrong

    def _kept_so_far(self, deed: Deed, ended: Ended) -> list[str]:
        """What was acknowledged by now and is gone; what `check` cannot tell."""
        from dateline.acquire import Archive
        from dateline.store import Case, decisions

        case = Case(self.case)
        least = deed.after if ended.status == 0 else deed.before
        wrong = [f"reports lost: {least}"] if len(list(Archive(case.archive))) < least else []
        if "acknowledged" in ended.said and not decisions.known(case.decisions):
            wrong.append("a decision is lost")
        checked = fork(lambda: run(["check", str(self.case)]))
        if checked.status not in (0, 1) or "fault of the program" in checked.said:
            wrong.append(f"check: {checked.said}")
        return wrong

    def _ready(self, deed: Deed) -> None:
        shutil.rmtree(self.case, ignore_errors=True)
        if deed.before:
            shutil.copytree(self._kept, self.case)

    def _made(self, do: Callable[[Path], int]) -> Path:
        ended = fork(lambda: do(self.case))
        assert not ended.status, ended.said  # noqa: S101 the trial itself must be right
        return self.case

    def _state(self, deed: Deed) -> str:
        self._ready(deed)
        self._made(deed.do)
        return self._told()

    def _told(self) -> str:
        """What the case says: the brief, which follows from every table."""
        return fork(lambda: run(["brief", str(self.case), "--format", "json"])).said


def _crashed(ended: Ended, fault: Fault) -> list[str]:
    """What is wrong with the way a command ended."""
    if fault.mode in (Mode.KILL, Mode.TORN):
        return []
    told = "fault of the program" in ended.said or "Traceback" in ended.said or ended.status not in (0, 1, 2)
    silent = ended.status == 2 and not ended.said.strip()
    return [f"ended with {ended.status}: {ended.said}"] if told or silent else []


@contextmanager
def _silent() -> Iterator[None]:
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
