"""A plan run from nothing, in memory: the plain engine, which the others are compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.engine.rows import encode, labels, made, plain, readers
from dateline.plans import Components, Plan, Row, Step, Take

Table = dict[bytes, tuple[Row, int]]  # each row by its encoding, with how many of it there are


def run(plan: Plan, rows: Iterable[Row]) -> Mapping[type, Sequence[Row]]:
    """The wanted tables that ``rows`` of the given tables lead to, each row once, by its encoding."""
    tables: dict[type, Table] = defaultdict(dict)
    _add(tables, map(plain, rows))
    last = {kind: uses[-1][0] for kind, uses in readers(plan).items()}
    for at, step in enumerate(plan.steps):
        _add(tables, _joined(step, tables) if isinstance(step, Components) else _made(step, tables))
        for kind in {take.rows for take in step.takes}:
            if last[kind] == at and kind not in plan.wanted:
                tables.pop(kind, None)
    return {kind: [row for _, (row, _) in sorted(tables[kind].items())] for kind in plan.wanted}


def _add(tables: dict[type, Table], rows: Iterable[Row]) -> None:
    for row in rows:
        table, body = tables[type(row)], encode(row)
        table[body] = (row, table[body][1] + 1) if body in table else (row, 1)


def _made(step: Step, tables: Mapping[type, Table]) -> list[Row]:
    groups = [_grouped(take, tables.get(take.rows, {})) for take in step.takes]
    keys: dict[Any, None] = dict.fromkeys(key for group in groups for key in group)
    return [row for key in keys for row in made(step, key, [group.get(key, ()) for group in groups])]


def _grouped(take: Take, table: Table) -> dict[Any, Sequence[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for _, (row, count) in sorted(table.items()):
        for key in dict.fromkeys(take.by(row)):
            found[key].append((row, count) if take.counted else row)
    return dict(found)


def _joined(step: Components, tables: Mapping[type, Table]) -> list[Row]:
    take, gives = step.takes[0], step.gives[0]
    pairs = (tuple(take.by(row)) for row, _ in tables.get(take.rows, {}).values())
    return [gives(item, group) for item, group in labels(pairs).items()]
