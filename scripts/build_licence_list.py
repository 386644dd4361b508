"""Print the licences of everything that requirements.lock pins, as the packages themselves state them.

usage: python scripts/build_licence_list.py > docs/licences.md
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)
_LONG = 60  # letters above which a field holds the licence's text, not its name


def pinned() -> list[tuple[str, str]]:
    """Names and versions in the lock, in its order."""
    return _PINNED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))


def licence(name: str) -> str:
    """The licence that an installed package states; empty where it states none."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classified = [
        c.rpartition(" :: ")[2] for c in told.get_all("Classifier", []) if c.startswith("License ::")
    ]
    named = [c for c in classified if c != "OSI Approved"]
    if named:
        return "; ".join(sorted(named))
    stated = str(told.get("License") or "").strip()
    return stated if stated and len(stated) <= _LONG and "\n" not in stated else ""


def needed() -> set[str]:
    """What a user's installation needs, directly; the rest is needed by these or for development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for group in project["optional-dependencies"].values() for d in group),
    ]
    return {re.split(r"[^A-Za-z0-9._-]", d)[0].lower() for d in wanted}


def listing() -> str:
    """The list as Markdown."""
    own = needed()
    rows = [f"| {name} | {version} | {licence(name) or 'UNKNOWN'} | {'yes' if name.lower() in own else ''} |"
            for name, version in pinned()]  # fmt: skip
    head = (
        "# Licences\n\nMade by `scripts/build_licence_list.py` from what the packages of `requirements.lock` "
        "state of themselves.\nThe last column marks what the program itself asks for; the rest comes with "
        "these, or is for building and testing.\n\n"
        "| package | version | licence | asked for |\n|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(listing())
