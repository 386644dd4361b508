"""``case.toml``: what the owner of a case sets, all of it optional."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import msgspec

from dateline.errors import UsageError

GRADES = ("A", "B", "C", "D", "E", "F")

TEMPLATE = """\
# Settings of this case. Delete a line to go back to its default.

# The name that stands over the brief.
title = {title}

# Places that come first in the brief, whatever else happens, as reports spell them.
watch = []

[profiles]
# How the best figure of a toll is chosen: {profiles}.
toll = "latest-official"

[desk]
# Whether audit.jsonl also says who looked at which page, where the desk asks who comes. What was
# decided and added is written down always.
log_reading = true
# How often one person, or one address where nobody is named, may do something in a minute.
decisions = 120
additions = 10
failed_logins = 10

[grades]
# Reliability of sources and outlets by the Admiralty scale, A (reliable) to F (cannot be judged):
# "Harbour Radio" = "B"
"""


class Profiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which named rule is used where a rule is a matter of taste."""

    toll: str = "latest-official"


class Desk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the desk keeps of who came, and how often one may do something in a minute."""

    log_reading: bool = True
    decisions: int = 120
    additions: int = 10
    failed_logins: int = 10


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one case."""

    title: str = ""
    watch: tuple[str, ...] = ()
    profiles: Profiles = Profiles()
    grades: dict[str, str] = {}
    desk: Desk = Desk()


PROFILES = ("latest-official", "ged-range", "acled-lowest")


def default(title: str) -> bytes:
    """A ``case.toml`` with every setting at its default and a line on each."""
    text = title.encode("utf-8", "replace").decode()  # a file's name may hold what is no text
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return TEMPLATE.format(title=quoted, profiles=", ".join(PROFILES)).encode()


def read_settings(path: Path) -> Settings:
    """The settings in ``path``; the defaults where there is no such file.

    Raises:
        UsageError: the file is not TOML, or a setting is not known or not of its type.
    """
    if not path.exists():
        return Settings()
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path} cannot be used: {fault}. Mend that line, or delete it.") from fault
    wrong = {name: grade for name, grade in found.grades.items() if grade not in GRADES}
    if wrong:
        raise UsageError(f"{path}: grades are letters from A to F, but it has {wrong}.")
    if found.profiles.toll not in PROFILES:
        raise UsageError(
            f"{path}: profiles.toll is {found.profiles.toll!r}, not one of {', '.join(PROFILES)}."
        )
    return found
