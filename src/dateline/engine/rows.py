"""Rows as bytes: how they are kept, compared and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec

from dateline.plans import Plan, Row, Step, Take

_encoder = msgspec.msgpack.Encoder(order="deterministic")
encode = _encoder.encode


@cache
def decoder(kind: type) -> msgspec.msgpack.Decoder[Any]:
    """What reads rows of a type back."""
    return msgspec.msgpack.Decoder(kind)


def plain(row: Row) -> Row:
    """A row as it is read back: what comes from outside may have a whole number where a fraction is meant."""
    kind: type = type(row)
    return decoder(kind).decode(encode(row))


def digest(body: bytes) -> int:
    """64 bits by which the rows of one group are told apart."""
    return int.from_bytes(blake2b(body, digest_size=8).digest(), "big", signed=True)


def readers(plan: Plan) -> Mapping[type, Sequence[tuple[int, int, Take]]]:
    """Who takes each table: number of the step, number of the take, and the take itself."""
    found: dict[type, list[tuple[int, int, Take]]] = {}
    for at, step in enumerate(plan.steps):
        for number, take in enumerate(step.takes):
            found.setdefault(take.rows, []).append((at, number, take))
    return found


def made(step: Step, key: Any, groups: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """The rows that a step makes of one key's groups; nothing is made of nothing."""
    if not any(groups):
        return
    if step.each:
        for row in groups[0]:
            yield from step.make(key, (row,), *groups[1:])
    else:
        yield from step.make(key, *groups)


def decoded(take: Take, bodies: list[tuple[bytes, int]]) -> list[Any]:
    """Rows as a step gets them, sorted by their encoding, from their encodings and how many there are."""
    decode = decoder(take.rows).decode
    bodies.sort()
    return [(decode(b), n) for b, n in bodies] if take.counted else [decode(b) for b, _ in bodies]


def labels(pairs: Iterable[Sequence[Any]]) -> Mapping[Any, Any]:
    """The least key of the component that each key is in; union-find, near-linear."""
    parent: dict[Any, Any] = {}

    def root(item: Any) -> Any:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        parent.setdefault(one, one)
        parent.setdefault(other, other)
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {item: root(item) for item in parent}
