"""Calls that write, failing on purpose: the library of shim.c, loaded into a process and its children."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path


class Mode(IntEnum):
    """What becomes of the n-th call."""

    COUNT = 0  # nothing: calls are only counted
    KILL = 1  # the process is killed before it
    TORN = 2  # the process is killed when half of what is written is through
    FULL = 3  # from here on the disk is full; half of the first write goes through
    BROKEN = 4  # this one call fails with an error of the disk
    SHORT = 5  # every write takes half of what it is given
    RECORD = 6  # all calls are written down


class Kind(IntFlag):
    """Which calls count."""

    OPEN = 1
    WRITE = 2
    SYNC = 4
    NAME = 8  # rename, unlink, mkdir, link
    SIZE = 16  # truncate, allocate
    ALL = 31


@dataclass(frozen=True, slots=True)
class Fault:
    """The ``n``-th call of a kind below ``folder``, and what becomes of it."""

    folder: Path
    mode: Mode = Mode.COUNT
    n: int = 0
    kinds: Kind = Kind.ALL
    log: int = -1  # file descriptor for RECORD


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit status (negative: the signal), what it said, and the calls it made."""

    status: int
    said: str
    calls: int


def ensure() -> None:
    """Start this program again with the library in it, unless it is there.

    Raises:
        SystemExit: there is no C compiler.
    """
    if hasattr(ctypes.CDLL(None), "shim_arm"):
        os.environ.pop("LD_PRELOAD", None)  # other programs that are started need it not
        return
    compiler = shutil.which("cc")
    if compiler is None:
        sys.exit("This trial needs a C compiler (cc), and there is none.")
    library = Path(tempfile.mkdtemp(prefix="dateline-shim-")) / "shim.so"
    subprocess.run(  # noqa: S603 the compiler of this machine on our own file
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, Path(__file__).with_name("shim.c")], check=True
    )
    os.execve(  # noqa: S606 this same program
        sys.executable,
        [sys.executable, "-m", "trials", *sys.argv[1:]],
        os.environ | {"LD_PRELOAD": str(library)},
    )


def fork(work: Callable[[], int], fault: Fault | None = None) -> Ended:
    """Do ``work`` in a child of this process, with ``fault`` in its way."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as calls:
        child = os.fork()
        if not child:
            _child(work, fault, said.fileno(), calls.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        calls.seek(0)
        words = said.read().decode("utf-8", "replace")
        return Ended(os.waitstatus_to_exitcode(status), words, int(calls.read() or b"0"))


def _child(work: Callable[[], int], fault: Fault | None, said: int, calls: int) -> None:
    status = 99  # a fault of the trial itself
    try:
        os.dup2(said, 1)
        os.dup2(said, 2)
        library = ctypes.CDLL(None)
        if fault:
            folder = os.fsencode(fault.folder)
            library.shim_arm(folder, int(fault.mode), int(fault.kinds), ctypes.c_long(fault.n), fault.log)
        status = work()
        library.shim_seen.restype = ctypes.c_long
        library.shim_disarm()
        os.write(calls, str(library.shim_seen()).encode())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def mark(words: str) -> None:
    """Note in the record of calls that something was acknowledged here."""
    ctypes.CDLL(None).shim_mark(words.encode())
