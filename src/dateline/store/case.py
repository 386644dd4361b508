"""A case: a folder with the archive, the decisions, the settings, and what is derived from them."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import UsageError
from dateline.records import Record
from dateline.store.database import Database
from dateline.store.settings import Settings, read_settings, write_default


class Case:
    """The paths of a case and the ways into it. Nothing is opened before it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.archive = path / "archive"
        self.decisions = path / "decisions.jsonl"
        self.settings_file = path / "case.toml"
        self.tables = path / "case.duckdb"
        self.index = path / "case.index"
        self.access = path / "access.json"
        self.audit = path / "audit.jsonl"

    @classmethod
    def open(cls, path: Path) -> Case:
        """The case in folder ``path``.

        Raises:
            UsageError: there is no such folder, or it is not a case.
        """
        case = cls(path)
        if not path.is_dir():
            raise UsageError(f"There is no case at {path}. `dateline add {path} SOURCE...` makes one.")
        if not case.is_made:
            raise UsageError(
                f"{path} is a folder but not a case: it has no archive. "
                f"`dateline add NEW-FOLDER SOURCE...` makes a case."
            )
        return case

    @classmethod
    def at(cls, path: Path) -> Case:
        """The case in folder ``path``, whether it is there already or yet to be made.

        Raises:
            UsageError: something else is in that place.
        """
        case = cls(path)
        if not case.is_made and path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(f"{path} exists and is not a case. Give a new or empty folder for the case.")
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
            self.archive.mkdir(parents=True)
            self.decisions.touch()
            write_default(self.settings_file, self.path.resolve().name)
        except OSError as fault:
            raise UsageError(f"No case can be made at {self.path}: {fault.strerror}.") from fault

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

    def forget_tables(self) -> None:
        """Delete what is derived; the archive and the decisions stay."""
        for path in (self.tables, self.tables.with_name(self.tables.name + ".wal")):
            path.unlink(missing_ok=True)
