"""One field of a claim put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import msgspec

from dateline.records import Actor, Claim, Quantity, Source, When, Where

Value = TypeVar("Value")


def corrected(claim: Claim, payload: Mapping[str, str]) -> Claim:
    """``claim`` with the field named in ``payload`` as its value, a record as JSON, says.

    The words that a name, place or number was read from stay as they are.
    """
    field, value = payload.get("field", ""), payload.get("value", "")
    if field in ("kind", "change"):
        kind, _, change = value.partition("/")
        return replace(claim, kind=kind, change=change or None)  # type: ignore[arg-type]  # checked when decided
    if field in ("stance", "modality"):
        return replace(claim, **{field: value})  # type: ignore[arg-type]  # as above
    if field == "actor":
        return replace(claim, actors=_several(value, Actor))
    if field == "target":
        return replace(claim, targets=_several(value, Actor))
    if field == "place":
        return replace(claim, places=_several(value, Where))
    if field == "when":
        return replace(claim, when=msgspec.json.decode(value, type=When | None))
    if field == "quantity":
        return replace(claim, quantities=_several(value, Quantity))
    if field == "source":
        return replace(claim, source=msgspec.json.decode(value, type=Source | None))
    return claim


def _several(value: str, kind: type[Value]) -> tuple[Value, ...]:
    found: list[Value] = msgspec.json.decode(value, type=list[kind])  # type: ignore[valid-type]  # a type in a name
    return tuple(found)
