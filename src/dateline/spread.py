"""Work spread over processes: the answers come in the order of what was asked, whatever the number."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Protocol, TypeVar

from dateline import blas

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Spread(Protocol):
    """How work is shared, whoever does it."""

    def __call__(
        self, work: Callable[[Sequence[Asked]], list[Answer]], asked: Iterable[Asked], /
    ) -> Iterator[Answer]:
        """``work`` over ``asked`` in batches, the answers in order."""


WORTH = 100  # items below which starting processes, each with its own language model, takes longer
_BATCH = 16  # items handed over together
_AHEAD = 3  # batches under way for each process: enough to keep it busy, few enough to bound memory


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Sequence[Asked]], list[Answer]], asked: Iterable[Asked], *, workers: int
) -> Iterator[Answer]:
    """``work`` over ``asked`` in batches, by ``workers`` processes, the answers in order.

    ``work`` is a function of a module, gives as many answers as it was asked, and answers each by
    itself alone, so that batches change nothing. With one worker no process is started. Memory is
    bounded whatever the length of ``asked``; leaving the iterator early stops the processes.
    """
    every = batches(asked)
    if workers <= 1:
        for batch in every:
            yield from work(batch)
        return
    context = multiprocessing.get_context("spawn")  # a forked one would inherit the threads' locks
    pool = ProcessPoolExecutor(workers, context, initializer=_begin)
    under_way: deque[Future[list[Answer]]] = deque()
    try:
        for batch in every:
            under_way.append(pool.submit(work, batch))
            if len(under_way) >= _AHEAD * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def by_itself(work: Callable[[Sequence[Asked]], list[Answer]], asked: Iterable[Asked]) -> Iterator[Answer]:
    """``spread`` in this process alone."""
    return spread(work, asked, workers=1)


def batches(items: Iterable[Asked]) -> Iterator[list[Asked]]:
    """``items`` as they are handed over together."""
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _begin() -> None:
    """In each process: Ctrl-C is the parent's to answer, and one process uses one core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    blas.prepare()
