"""What set-wise work is made of: named steps over tables of rows, for any engine to run.

A leaf. A table is all rows of one type, in no order; a row is a dataclass that nobody changes. A step says
which tables it takes, to which groups each row goes, and what rows a group makes. It knows neither the other
groups nor the engine, so that a group alone can be made again when its rows change, here or elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

Key = str | int  # all keys of one step are of one type
Row = Any  # a dataclass of one of the plan's tables


@dataclass(frozen=True, slots=True)
class Take:
    """The table of all rows of a type, and the keys of the groups that each row goes to.

    A group holds each row once, however many steps or groups gave it. A ``counted`` one holds pairs of a row
    and how many of it there are: a count over any number of claims is one row.
    """

    rows: type
    by: Callable[[Any], Iterable[Key]]
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A pure function of groups: ``make(key, rows of the first table, rows of the second, ...)``.

    Rows of a group come sorted by their encoding, so that what is made of them hangs on nothing else. With
    ``each``, ``make`` gets the rows of the first table one at a time (a table looked up in others).
    """

    name: str
    takes: tuple[Take, ...]
    gives: tuple[type, ...]
    make: Callable[..., Iterable[Row]]
    each: bool = False


@dataclass(frozen=True, slots=True)
class Components:
    """What is joined to what through any chain: each row of the table taken joins its two keys.

    Every key gives one row, ``gives(key, least key of its component)``.
    """

    name: str
    takes: tuple[Take]
    gives: tuple[type]


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order in which they run; ``given`` are the tables that come from outside.

    A row of a given table goes by its take's one key, under which it can be replaced.

    Raises:
        ValueError: a step takes a table that neither is given nor made before it.
    """

    given: tuple[Take, ...]
    steps: tuple[Step | Components, ...]
    wanted: tuple[type, ...]  # the tables that the plan is run for

    def __post_init__(self) -> None:
        known = {take.rows for take in self.given}
        for step in self.steps:
            for missing in {take.rows for take in step.takes} - known:
                raise ValueError(
                    f"step {step.name!r} takes {missing.__name__}, which no step before it gives"
                )
            known.update(step.gives)
        for missing in set(self.wanted) - known:
            raise ValueError(f"no step gives {missing.__name__}")


def hashed(text: str) -> int:
    """A short key for long words: 64 bits."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def told(plan: Plan) -> Iterator[str]:
    """The plan in lines: each step with the tables that it takes and gives."""
    yield "given: " + ", ".join(_names(take.rows for take in plan.given))
    for number, step in enumerate(plan.steps, start=1):
        taken = ", ".join(_names(take.rows for take in step.takes))
        kind = " (connected components)" if isinstance(step, Components) else ""
        yield f"{number:3}. {step.name}{kind}: {taken} -> {', '.join(_names(step.gives))}"
    yield "wanted: " + ", ".join(_names(plan.wanted))


def described(plan: Plan) -> dict[str, Any]:
    """The plan as data for JSON: the tables given and wanted, and what each step takes and gives."""
    steps = [
        {"step": step.name, "takes": _names(take.rows for take in step.takes), "gives": _names(step.gives)}
        for step in plan.steps
    ]
    return {
        "given": _names(take.rows for take in plan.given),
        "steps": steps,
        "wanted": _names(plan.wanted),
    }


def _names(types: Iterable[type]) -> Sequence[str]:
    return list(dict.fromkeys(kind.__name__ for kind in types))
