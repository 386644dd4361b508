"""The shape of every export: tables of documented columns over the records of a dossier."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

import msgspec

from dateline.records import Claim, Event, Record, Report

Type = Literal["text", "integer", "number", "date", "boolean", "point"]
Cell = str | int | float | bool | date | tuple[float, float] | None

_encoder = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what it means, and how it is got from what a row stands for.

    A ``point`` is (longitude, latitude) in degrees, WGS 84.
    """

    name: str
    type: Type
    help: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and what each row stands for. ``key`` names the columns that are unique."""

    name: str
    help: str
    columns: tuple[Column, ...]
    items: Callable[[Dossier], Sequence[Any]]
    key: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)  # column -> the table whose "id" it holds

    def rows(self, dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
        """The cells of each row, in the order of the columns."""
        for item in self.items(dossier):
            yield tuple(column.value(item) for column in self.columns)


@dataclass(frozen=True)
class Dossier:
    """The record of a case with what an export needs beside it."""

    title: str
    record: Record
    profile: str  # the named rule by which tolls were brought to one best figure
    countries: Mapping[str, str]  # ISO code -> English name
    program: str  # "dateline 0.1.0"

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return {c.id: c for c in self.record.claims}

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        return {r.id: r for r in self.record.reports}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        return {e.id: e for e in self.record.events}

    @cached_property
    def day(self) -> date:
        """The last day on which a report was published: an export carries no other clock."""
        return max((r.published.date for r in self.record.reports if r.published), default=date(1970, 1, 1))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the record, hexadecimal: which state of the case this is."""
        return hashlib.sha256(_encoder.encode(self.record)).hexdigest()

    def published(self, report: str) -> date | None:
        """The publication date of a report."""
        found = self.reports.get(report)
        return found.published.date if found and found.published else None

    def without_texts(self) -> Dossier:
        """The dossier without the words of the reports beyond the claims' quotes, for passing on."""
        bare = tuple(replace(r, received_text="", passages=(), furniture=()) for r in self.record.reports)
        return replace(self, record=replace(self.record, reports=bare))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the record that a format has no row for, and why."""

    part: str  # "events", ...
    id: str
    why: str


def always(cell: Cell) -> Callable[[Any], Cell]:
    """What gives ``cell`` for every row."""
    return lambda _: cell


def joined(values: Sequence[str | None], by: str = "; ") -> str | None:
    """Distinct values in their order as one cell; None for none."""
    told = dict.fromkeys(v for v in values if v)
    return by.join(told) or None
