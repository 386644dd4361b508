"""Reports and cases whose names are as odd as a file system allows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from trials import evidence
from trials.outcome import Outcome

_NEWS = "Gunmen took the town of Goma on 1 March 2031, a police officer said.\n"
_NAMES = (
    b"two words", b" led by a space", b"tab\tin it", b"line\nin it", b"return\rin it", b"-dash", b"--help",
    b"'quoted'", b'"quoted"', b"back\\slash", b"a;b", b"$(id)", b"`id`", b"a&b", b"a|b", b"*", b"?",
    b"[ab]", b"{a}", b"~", b"%41%s%n", b"#a", b"a!b", b"a:b", b"..a", b"...", b"a.", b".hidden", b"con",
    b"a.zip", b"a.html!b", b"http:", b"<b>a", b"\x1b[31ma", b"\x07a", b"\x7fa", "naïve".encode(),
    "nai\u0308ve".encode(), "عربى".encode(), "\u202egnp.a".encode(), "\u200ba".encode(), "\ufeffa".encode(),
    "𝔘𝔫𝔦".encode(), "🧨".encode(), b"\xff\xfe", b"a\xe9b", b"\xed\xa0\x80", b"a" * 240,
)  # fmt: skip


def run(*, short: bool) -> list[Outcome]:
    """A report of each name is added to a case of that name, which is then checked, rebuilt and told.

    A name that no case can have is to be refused in words.
    """
    names = _NAMES[::12] if short else _NAMES
    wrong = [told for name in names if (told := _wrong(name))]
    for told in wrong:
        sys.stderr.write(f"{told}\n")
    fault = "a report and a case with an odd name: added, checked, rebuilt, told, or refused in words"
    return [Outcome("names", fault, len(names), len(names) - len(wrong))]


def _wrong(name: bytes) -> str:
    with evidence.scratch() as folder:
        base = os.fsencode(folder) + b"/"
        case, source = base + b"in\x20" + name, base + name + b".txt"
        Path(os.fsdecode(source)).write_text(_NEWS, encoding="utf-8")
        for command in (("add", case, source), ("check", case), ("rebuild", case), ("brief", case)):
            ended = subprocess.run([*evidence.PROGRAM, *command], capture_output=True, check=False)  # noqa: S603
            said = (ended.stdout + ended.stderr).decode("utf-8", "replace")
            if command[0] == "add" and ended.returncode == 2 and "cannot hold a case" in said:
                return ""
            if ended.returncode or "Traceback" in said or b"\x1b[31m" in ended.stdout + ended.stderr:
                return f"{name!r}: {command[0]} ended with {ended.returncode}: {said[-800:]}"
        return "" if "Goma" in said else f"{name!r}: the brief does not have it: {said[:300]}"
