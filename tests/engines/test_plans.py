"""Plans run from nothing and brought up to date give the same tables, whatever came and went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dateline.engine import Kept, run
from dateline.plans import Components, Plan, Step, Take, told


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    sheet: str
    word: str


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str


@dataclass(frozen=True, slots=True)
class Often:
    letter: str
    times: int


@dataclass(frozen=True, slots=True)
class Shared:
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Pile:
    sheet: str
    first: str


@dataclass(frozen=True, slots=True)
class Told:
    sheet: str
    pile: str
    letters: tuple[tuple[str, int], ...]


def _words(_: str, sheets: Sequence[Sheet]) -> Iterator[Word | Letter]:
    for sheet in sheets:
        for word in sheet.words:
            yield Word(sheet.name, word)
            yield Letter(word[0])


def _often(letter: str, found: Sequence[tuple[Letter, int]]) -> Iterator[Often]:
    yield Often(letter, sum(n for _, n in found))


def _shared(_: str, words: Sequence[Word]) -> Iterator[Shared]:
    names = sorted({word.sheet for word in words})
    yield from (Shared(names[0], name) for name in names)


def _letters(_: str, words: Sequence[Word], often: Sequence[Often]) -> Iterator[Often]:
    for word in words:
        yield from (Often(f"{word.sheet} {each.letter}", each.times) for each in often)


def _told(name: str, piles: Sequence[Pile], words: Sequence[Word]) -> Iterator[Told]:
    for pile in piles:
        yield Told(name, pile.first, tuple((word.word, len(words)) for word in words))


PLAN = Plan(
    given=(Take(Sheet, lambda s: (s.name,)),),
    steps=(
        Step("words", (Take(Sheet, lambda s: (s.name,)),), (Word, Letter), _words),
        Step("often", (Take(Letter, lambda e: (e.letter,), counted=True),), (Often,), _often),
        Step("shared", (Take(Word, lambda w: (w.word,)),), (Shared,), _shared),
        Components("piles", (Take(Shared, lambda s: (s.one, s.other)),), (Pile,)),
        Step("told", (Take(Pile, lambda p: (p.sheet,)), Take(Word, lambda w: (w.sheet,))), (Told,), _told),
    ),
    wanted=(Told, Often),
)  # fmt: skip


def sheet(random: Random, name: str) -> Sheet:
    return Sheet(
        name, tuple(random.choice("abcdef") + random.choice("xyz") for _ in range(random.randrange(4)))
    )


def same(kept: Kept, sheets: Mapping[str, Sheet]) -> bool:
    wanted = run(PLAN, sheets.values())
    found: Mapping[type, list[Any]] = {kind: list(kept.rows(kind)) for kind in PLAN.wanted}
    return all(sorted(map(repr, found[kind])) == sorted(map(repr, wanted[kind])) for kind in PLAN.wanted)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_comes_and_goes_the_tables_are_those_of_a_run_from_nothing(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311
    sheets = {name: sheet(random, name) for name in map(str, range(random.randrange(8)))}
    with Kept(tmp_path / "kept", PLAN) as kept:
        kept.fill(sheets.values())
        assert same(kept, sheets)
    for _ in range(30):
        with Kept(tmp_path / "kept", PLAN) as kept:
            before = {(kind, row) for kind in PLAN.wanted for row in kept.rows(kind)}
            for name in {str(random.randrange(10)) for _ in range(random.choice((1, 1, 3)))}:
                sheets.pop(name, None)
                if random.random() < 0.7:
                    sheets[name] = sheet(random, name)
                for kind, row, came in kept.put([(Sheet, name, [sheets[name]] if name in sheets else [])]):
                    (before.add if came else before.remove)((kind, row))
            assert same(kept, sheets)
            assert before == {(kind, row) for kind in PLAN.wanted for row in kept.rows(kind)}


def test_what_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    sheets = {"a": Sheet("a", ("ax", "by"))}
    with Kept(tmp_path / "kept", PLAN) as kept:
        kept.fill(sheets.values())
    bad: list[Any] = [(Sheet, "b", [Sheet("b", ("ax",))]), (Sheet, "c", None)]
    with pytest.raises(TypeError), Kept(tmp_path / "kept", PLAN) as kept:
        kept.put(bad)
    with Kept(tmp_path / "kept", PLAN) as kept:
        assert same(kept, sheets)


def test_a_file_made_by_other_rules_is_emptied(tmp_path: Path) -> None:
    with Kept(tmp_path / "kept", PLAN, "one") as kept:
        kept.fill([Sheet("a", ("ax",))])
    with Kept(tmp_path / "kept", PLAN, "two") as kept:
        assert kept.is_empty
        assert not list(kept.rows(Told))


def test_a_plan_that_takes_what_nobody_gives_is_refused() -> None:
    with pytest.raises(ValueError, match="'words' takes Sheet"):
        Plan(given=(), steps=PLAN.steps, wanted=())


def test_a_plan_can_be_read() -> None:
    lines = list(told(PLAN))
    assert lines[0] == "given: Sheet"
    assert lines[4] == "  4. piles (connected components): Shared -> Pile"
