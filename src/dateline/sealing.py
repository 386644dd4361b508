"""A case copied without names that its owner withholds, and searched for them before it is kept."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from dateline.errors import UsageError
from dateline.records import Decision, Received, Record, Report
from dateline.seal import Withheld, seal, withheld
from dateline.store import Case, decisions
from dateline.store.settings import Settings

_NOTE = "sealed.json"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is withheld, and how."""

    names: Sequence[str] = ()
    sources: bool = False  # every person who is a source
    outlets: bool = False  # outlets, agencies and bylines
    blank: bool = False  # one sign for all, in place of a pseudonym for each


def sealed_copy(case: Case, out: Path, choice: Choice, key: bytes) -> int:
    """Write a sealed copy of ``case`` into the new folder ``out``; how many names were withheld.

    Raises:
        UsageError: ``out`` is there already; or a name was found in the copy, and nothing is left of it.
    """
    if out.exists():
        raise UsageError(f"{out} exists. Give a new folder for the sealed copy.")
    record = case.record()
    names = withheld(
        record, choice.names, key, sources=choice.sources, outlets=choice.outlets, blank=choice.blank
    )
    made = seal(record, decisions.known(case.decisions), names)
    try:
        _write(case.settings(), case.name, out, made.record, made.decisions, names)
        (out / _NOTE).write_text(json.dumps(_note(choice, names), indent=1) + "\n", encoding="utf-8")
        _search(out, names)
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise
    return len(set(names.spellings.values())) if not choice.blank else len(names.spellings)


def key_of(path: Path | None) -> bytes:
    """The key in a file, made if it is not there; one that nobody keeps where no file is given.

    Raises:
        UsageError: the file holds no key.
    """
    if path is None:
        return secrets.token_bytes(32)
    if not path.exists():
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
    try:
        found = bytes.fromhex(path.read_text(encoding="ascii"))
    except (ValueError, UnicodeDecodeError):
        found = b""
    if len(found) < 32:
        raise UsageError(f"{path} holds no key. Give a new file; a key is made in it.")
    return found


def _write(
    settings: Settings, title: str, out: Path, record: Record, decided: Sequence[Decision], names: Withheld
) -> None:
    from dateline.acquire import Archive

    made = Case.create(out)
    archive = Archive(made.archive)
    for report in record.reports:
        archive.keep(_received(report))
    for decision in decided:
        decisions.append(made.decisions, decision)
    made.settings_file.write_text(_settings(settings, title, names), encoding="utf-8")
    with made.database() as database:
        database.write(record)


def _received(report: Report) -> Received:
    """A sealed report as if it had come in so."""
    return Received(
        id=report.id,
        digest=report.digest,
        content=report.received_text.encode("utf-8", "replace"),
        media="text",
        name=report.id,
        title=report.title,
        published=report.published.date.isoformat() if report.published else None,
        outlet=report.outlet,
    )


def _settings(settings: Settings, title: str, names: Withheld) -> str:
    """``case.toml`` with a title that says what this is; TOML takes JSON's strings and lists."""
    told = {"title": f"{names.text(title)} (sealed)", "watch": [names.text(w) for w in settings.watch]}
    grades = {names.text(name): grade for name, grade in settings.grades.items()}
    lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
    lines += ["[profiles]", f"toll = {json.dumps(settings.profiles.toll)}", "[grades]"]
    return "\n".join([*lines, *(f"{json.dumps(n)} = {json.dumps(g)}" for n, g in grades.items())]) + "\n"


def _note(choice: Choice, names: Withheld) -> dict[str, object]:
    """What a reader of the copy is told of it; no name."""
    return {
        "sealed": "This is a copy of a case from which names were withheld. It is not the evidence itself.",
        "withheld": len(set(names.spellings)),
        "sources": choice.sources,
        "outlets": choice.outlets,
        "pseudonyms": not choice.blank,
    }


def _search(out: Path, names: Withheld) -> None:
    """Look for every name in what was written."""
    for where, text in _written(out):
        if names.left(text):
            raise UsageError(
                f"A name was found in {where} of the sealed copy; nothing of it was kept. Report this."
            )


def _written(out: Path) -> Iterator[tuple[str, str]]:
    record = Case(out).record()
    for part in (f.name for f in fields(record)):
        yield f"the table {part}", msgspec.json.encode(getattr(record, part)).decode()
    for path in sorted(out.rglob("*")):
        yield "the name of a file", path.name
        if path.is_file() and path.suffix != ".duckdb":
            yield path.name, path.read_bytes().decode("utf-8", "replace")
