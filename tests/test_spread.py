"""Work over processes: the same answers in the same order, and none left behind."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from dateline.spread import spread


def doubled(batch: Sequence[int]) -> list[tuple[int, int]]:
    return [(2 * number, os.getpid()) for number in batch]


def failing(batch: Sequence[int]) -> list[int]:
    raise ValueError(f"cannot do {batch[0]}")


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 200])
def test_answers_come_in_order_whatever_the_number(workers: int, count: int) -> None:
    found = list(spread(doubled, range(count), workers=workers))
    assert [answer for answer, _ in found] == [2 * number for number in range(count)]
    assert all((process == os.getpid()) == (workers == 1) for _, process in found)


def test_no_more_is_taken_in_than_can_be_under_way() -> None:
    taken: list[int] = []

    def endless() -> object:
        number = 0
        while True:
            taken.append(number)
            yield number
            number += 1

    answers = spread(doubled, endless(), workers=2)  # type: ignore[arg-type]
    assert next(answers)[0] == 0
    answers.close()  # type: ignore[attr-defined]
    assert len(taken) < 200


def test_a_fault_in_a_process_is_the_callers() -> None:
    with pytest.raises(ValueError, match="cannot do 0"):
        list(spread(failing, range(5), workers=2))
