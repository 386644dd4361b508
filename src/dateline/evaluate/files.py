"""Gold files and predictions, read and checked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """The claims of each annotated document, and its family where gold tells one."""

    claims: Mapping[str, tuple[Json, ...]]
    families: Mapping[str, str]


def read_gold(path: Path) -> Gold:
    """A gold file: ``{"claims": [{"doc", "kind", "start", "end", ...}], "documents": ...}``.

    Raises:
        UsageError: it is not JSON, or not of that form; the message names the entry.
    """
    whole = _json(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(whole, dict) or not isinstance(whole.get("claims"), list):
        raise UsageError(f"{path} is no gold file: expected an object with a list under 'claims'.")
    claims: dict[str, list[Json]] = defaultdict(list)
    for number, claim in enumerate(whole["claims"]):
        _check(claim, ("doc", "kind", "start", "end"), f"claims[{number}] of {path}")
        claims[str(claim["doc"])].append(claim)
    return Gold({doc: tuple(found) for doc, found in claims.items()}, _families(whole.get("documents")))


def read_predicted(path: Path) -> dict[str, Json]:
    """Lines as ``dateline extract`` prints them, by the document's id.

    Raises:
        UsageError: a line is not JSON, or not of that form; the message names it.
    """
    found: dict[str, Json] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        where = f"line {number} of {path}"
        document = _json(line, where)
        _check(document, ("id", "claims"), where)
        for claim in document["claims"]:
            _check(claim, ("kind", "start", "end"), f"a claim on {where}")
        found[str(document["id"])] = document
    return found


def _families(documents: Any) -> dict[str, str]:
    rows = documents if isinstance(documents, list) else []
    return {str(row["doc"]): str(row["family"]) for row in rows if row.get("doc") and row.get("family")}


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        raise UsageError(
            f"{where} is not JSON ({fault}). Gold is JSON, predictions are JSON lines."
        ) from fault


def _check(entry: Any, keys: tuple[str, ...], where: str) -> None:
    lacking = [key for key in keys if not isinstance(entry, dict) or key not in entry]
    if lacking:
        raise UsageError(f"{where} lacks {', '.join(lacking)}: expected an object with {', '.join(keys)}.")
