"""What a format has no room for, beside it: the whole record, and how the format's rows lead to it.

``NAME.record.jsonl`` has a line that says what it belongs to, a line for each record of the case, a line
for each row of the export, and a line for each record that the format has no row for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from dateline import records
from dateline.export import flat
from dateline.export.shape import Dossier, LeftOut
from dateline.records import Record

_encoder = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Traced:
    """How a row of an export leads back: to its event or other record, and to the claims."""

    row: str
    part: str
    id: str
    claims: tuple[str, ...]
    more: Mapping[str, Any]  # what the row tells less of


def beside(path: Path) -> Path:
    """Where the sidecar of an export lies."""
    return path.with_name(f"{path.stem}.record.jsonl")


def write(
    dossier: Dossier, path: Path, *, form: str, rows: Iterable[Traced], left: Iterable[LeftOut]
) -> None:
    """Write the sidecar of the export at ``path``."""
    with beside(path).open("wb") as out:
        head = {"format": form, "file": path.name} | flat.about(dossier)
        lines: list[Any] = [{"about": head}]
        for part in fields(Record):
            lines += [{"part": part.name, "record": r} for r in getattr(dossier.record, part.name)]
        lines += [{"row": row} for row in rows]
        lines += [{"left_out": one} for one in left]
        for line in lines:
            out.write(_encoder.encode(line) + b"\n")


def read(path: Path) -> Record:
    """The record that a sidecar holds, as it was."""
    kinds = {name: get_args(hint)[0] for name, hint in get_type_hints(Record, vars(records)).items()}
    found: dict[str, list[Any]] = {name: [] for name in kinds}
    with path.open("rb") as lines:
        for line in lines:
            told = msgspec.json.decode(line)
            if "part" in told:
                found[told["part"]].append(msgspec.convert(told["record"], kinds[told["part"]]))
    return Record(**{name: tuple(items) for name, items in found.items()})
