"""A case: a folder with the archive, the decisions, the settings, and what is derived from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline import durable
from dateline.errors import UsageError
from dateline.records import Record
from dateline.store.database import Database
from dateline.store.questions import Questions
from dateline.store.settings import Settings, default, read_settings

FORMAT = 1  # of what a case keeps; a program refuses what only a later one can read
_TOLD = re.compile(rb"dateline case, format (\d+)")
_README = """\
dateline case, format {format}

What is the truth here, only ever appended to, and readable without the program:
  archive/log.jsonl   a JSON object a line for every report: where and when it was got, and its "digest"
  archive/ab/abc...   the report as it came; its name is its SHA-256 (sha256sum verifies it)
  decisions.jsonl     a JSON object a line for every decision: who, when, about what, why
Each line names the SHA-256 of the one before it. case.toml holds settings, access.json who is let in at the
desk, audit.jsonl who saw and changed what there. case.duckdb, case.groups and case.index are derived and can
be deleted: `dateline rebuild` makes them again. `dateline check` verifies everything.
"""


class Case:
    """The paths of a case and the ways into it. Nothing is opened before it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.archive = path / "archive"
        self.decisions = path / "decisions.jsonl"
        self.settings_file = path / "case.toml"
        self.tables = path / "case.duckdb"
        self.groups = path / "case.groups"
        self.index = path / "case.index"
        self.access = path / "access.json"
        self.audit = path / "audit.jsonl"
        self.readme = path / "README.txt"

    @classmethod
    def open(cls, path: Path) -> Case:
        """The case in folder ``path``.

        Raises:
            UsageError: there is no such folder, it is not a case, or a later program made it.
        """
        case = cls(path)
        if not path.is_dir():
            raise UsageError(f"There is no case at {path}. `dateline add {path} SOURCE...` makes one.")
        if not case.is_made:
            raise UsageError(
                f"{path} is a folder but not a case: it has no archive. "
                f"`dateline add NEW-FOLDER SOURCE...` makes a case."
            )
        case._recognize()
        return case

    @classmethod
    def at(cls, path: Path) -> Case:
        """The case in folder ``path``, whether it is there already or yet to be made.

        Raises:
            UsageError: something else is in that place, or a later program made it.
        """
        case = cls(path)
        taken = path.exists() and (not path.is_dir() or any(map(case._is_foreign, path.iterdir())))
        if taken and not case.is_made:
            raise UsageError(f"{path} exists and is not a case. Give a new or empty folder for the case.")
        case._recognize()
        return case

    @classmethod
    def create(cls, path: Path) -> Case:
        """The case in folder ``path``, made if it is not there.

        Raises:
            UsageError: something else is in that place, or it cannot be written to.
        """
        case = cls.at(path)
        case.make()
        return case

    @property
    def is_made(self) -> bool:
        """Whether the folder is there with an archive in it."""
        return self.archive.is_dir()

    def make(self) -> None:
        """Make the folder, if it is not there, with an empty archive, no decisions and the default settings.

        Raises:
            UsageError: it cannot be written to.
        """
        if self.is_made:
            return
        try:
            durable.folder(self.path)
            durable.put(self.readme, _README.format(format=FORMAT).encode())
            durable.put(self.settings_file, default(self.path.resolve().name))
            self.decisions.touch()
            durable.folder(self.archive)  # last: with it, it is a case
        except OSError as fault:
            raise UsageError(f"No case can be made at {self.path}: {fault.strerror}.") from fault

    def _recognize(self) -> None:
        """Refuse what a later program made; what bears no format is of the first."""
        told = _TOLD.match(self.readme.read_bytes()) if self.readme.is_file() else None
        if told and int(told[1]) > FORMAT:
            raise UsageError(
                f"{self.path} is a case of format {int(told[1])}, and this program knows format {FORMAT}. "
                "Use the newer version of dateline that made it; nothing was changed."
            )

    def _is_foreign(self, path: Path) -> bool:
        """Whether a file is none of those that ``make`` leaves when it is stopped on its way."""
        ours = (self.readme, self.settings_file, self.decisions)
        return not any(path.name == o.name or path.match(f"{o.name}.*.part") for o in ours)

    @property
    def name(self) -> str:
        """The title from the settings, or the name of the folder."""
        return self.settings().title or self.path.resolve().name

    def settings(self) -> Settings:
        """What ``case.toml`` says."""
        return read_settings(self.settings_file)

    def database(self, *, read_only: bool = False) -> Database:
        """The derived tables.

        Raises:
            UsageError: they are to be read and are not there, or cannot be opened.
        """
        if read_only and not self.tables.exists():
            raise UsageError(
                f"{self.path} has no tables. They are derived: run `dateline rebuild {self.path}`."
            )
        return Database(self.tables, read_only=read_only)

    def record(self) -> Record:
        """Everything that the tables hold."""
        with self.database(read_only=True) as database:
            return database.read()

    @contextmanager
    def questions(self) -> Iterator[Questions]:
        """The tables, open to be asked for what is wanted of them."""
        with self.database(read_only=True) as database:
            yield Questions(database)

    def forget_tables(self) -> None:
        """Delete what is derived; the archive and the decisions stay."""
        for path in (self.tables, self.groups):
            for name in (path.name, f"{path.name}.wal", f"{path.name}-wal", f"{path.name}-shm"):
                path.with_name(name).unlink(missing_ok=True)
