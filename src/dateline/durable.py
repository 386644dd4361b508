"""Writing so that the disk has it when the call returns, and a name never stands for half of a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def alone(path: Path, rights: int = 0o644) -> Iterator[int]:
    """The file at ``path``, made if it is not there, open to read and append and ours alone meanwhile."""
    log = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, rights)
    try:
        _lock(log)
        if not os.fstat(log).st_size:
            sync(path.parent)
        yield log
    finally:
        os.close(log)  # also gives the lock back


def append(log: int, line: bytes, *, wait: bool = True) -> None:
    """Write ``line`` at the end of an open file that is ours alone; on return the disk has it if to ``wait``.

    Raises:
        OSError: the disk did not take it. What was written of it is taken back where that can be done: a
            line that the disk may yet lose must not be found there and taken for kept.
    """
    before = os.fstat(log).st_size
    try:
        while line:  # the disk may take a part at a time
            line = line[os.write(log, line) :]
        if wait:
            os.fsync(log)
    except OSError:
        with suppress(OSError):
            os.ftruncate(log, before)
        raise


def put(path: Path, content: bytes) -> None:
    """Write a file whole, in the place of what was there: on return the disk has it under its name."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    store(part, content)
    part.replace(path)
    sync(path.parent)


def store(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``; on return the disk has it, though perhaps not yet under its name."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def folder(path: Path) -> None:
    """Make a folder and those above it, so that the disk has their names on return."""
    if not path.is_dir():
        folder(path.parent)
        path.mkdir(exist_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """Have the names in a folder written to the disk; one that we may not look into is left to the system."""
    try:
        opened = os.open(path, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _lock(log: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: one writer at a time is up to the user
        return
    fcntl.flock(log, fcntl.LOCK_EX)
