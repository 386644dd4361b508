"""A plan whose groups are kept in a file, so that a change makes again what it touches and nothing else.

The file is derived and can be deleted. When rows come or go, each group that they touch is made twice, as it
was and as it is, and the difference goes on to the steps that take it: a step is pure, so that what a group
gave need not be kept. The first run is the same in bulk, group after group in the order of keys, and memory
holds one group at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby, starmap
from operator import itemgetter
from pathlib import Path
from typing import Any

from dateline.engine.groups import Group, Groups, Input, body_of, inputs
from dateline.engine.rows import decoded, decoder, labels, made, plain
from dateline.plans import Components, Key, Plan, Row, Step, Take

GIVEN = -1
News = dict[Key, dict[int, tuple[int, bytes]]]  # by key and digest: how many more or fewer, and the row
Change = tuple[type, Row, bool]  # a row of a wanted table that came (True) or went


class Kept:
    """A plan with its groups in the file ``path`` (in memory if None); use it in a ``with`` statement.

    ``mark`` names the rules that the plan follows: a file that was made by others is emptied.
    """

    def __init__(self, path: Path | None, plan: Plan, mark: str = "") -> None:
        self.plan = plan
        every = inputs(plan)
        self._groups = Groups(path, every, mark)
        self._of: dict[int, list[Input]] = defaultdict(list)
        for each in every:
            self._of[each.step].append(each)
        self._news: dict[int, News] = {}

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._groups.close(keep=kind is None)

    @property
    def is_empty(self) -> bool:
        """Whether the plan was never run here."""
        return self.meta("filled") is None

    def meta(self, name: str) -> str | None:
        """What is noted under a name."""
        return self._groups.meta(name)

    def note(self, name: str, value: str) -> None:
        """Note something beside the groups, kept and undone with them."""
        self._groups.note(name, value)

    def rows(self, kind: type) -> Iterator[Row]:
        """The rows of a given or wanted table."""
        decode = decoder(kind).decode
        return (decode(body) for _, _, _, body in self._groups.every(self._table(kind)))

    def given(self, kind: type, key: Key) -> list[Row]:
        """The rows of a given table under a key."""
        where = self._table(kind)
        return _rows(where.take, self._groups.group(where, key))

    def digests(self, kind: type) -> dict[Key, int]:
        """The digest of the row of a given table under each key."""
        return dict(self._groups.digests(self._table(kind)))

    def _table(self, kind: type) -> Input:
        ends = (*self._of[GIVEN], *self._of[len(self.plan.steps)])
        return next(each for each in ends if each.take.rows is kind)

    # --- everything ------------------------------------------------------------------------------

    def fill(self, rows: Iterable[Row]) -> None:
        """Run the plan over ``rows`` of the given tables, in the place of whatever is kept."""
        self._groups.open_bulk()
        for row in rows:
            self._groups.append(plain(row))
        for at in range(GIVEN, len(self.plan.steps) + 1):
            for where in self._of[at]:
                self._groups.seal(where)
            if 0 <= at < len(self.plan.steps):
                for row in self._whole(self.plan.steps[at], self._of[at]):
                    self._groups.append(row)
        self._groups.note("filled", "yes")

    def _whole(self, step: Step | Components, of: Sequence[Input]) -> Iterator[Row]:
        if isinstance(step, Components):
            least = labels(_ends(of[0], body) for _, _, _, body in self._groups.every(of[0]))
            self._groups.relabel(of[0], least.items())
            yield from starmap(step.gives[0], least.items())
            return
        streams = merge(*(self._groups.every(where) for where in of), key=itemgetter(0))
        for key, found in groupby(streams, key=itemgetter(0)):
            bodies: dict[int, list[tuple[bytes, int]]] = {where.number: [] for where in of}
            for _, number, n, body in found:
                bodies[number].append((body, n))
            yield from made(step, key, [decoded(where.take, bodies[where.number]) for where in of])

    # --- what changed ----------------------------------------------------------------------------

    def put(self, given: Iterable[tuple[type, Key, Sequence[Row]]]) -> list[Change]:
        """Make the rows under some keys of given tables what is told; what came of it in wanted tables."""
        self._news = {each.number: {} for of in self._of.values() for each in of}
        for kind, key, rows in given:
            for n, body in self._groups.group(self._table(kind), key).values():
                self._tell(decoder(kind).decode(body), -n)
            for row in rows:
                self._tell(plain(row), 1)
        for at in range(GIVEN, len(self.plan.steps)):
            self._changed(at)
        return list(self._arrived())

    def _tell(self, row: Row, n: int) -> None:
        """Pass on that there are ``n`` more of a row."""
        name, body = body_of(row)
        for where in self._groups.readers(type(row)):
            for key in dict.fromkeys(where.take.by(row)):
                told = self._news[where.number].setdefault(key, {})
                told[name] = (told[name][0] + n if name in told else n, body)

    def _changed(self, at: int) -> None:
        of = self._of[at]
        step = self.plan.steps[at] if at >= 0 else None
        if isinstance(step, Components):
            self._rejoined(step, of[0])
            return
        for key in dict.fromkeys(key for where in of for key in self._news[where.number]):
            news = [self._news[where.number].get(key, {}) for where in of]
            alone = step is None or (step.each and not any(news[1:]))  # each row of the first by itself
            before = [
                self._groups.some(where, key, told)
                if alone and where is of[0]
                else self._groups.group(where, key)
                for where, told in zip(of, news, strict=True)
            ]
            after = [_after(old, told) for old, told in zip(before, news, strict=True)]
            for where, old, new in zip(of, before, after, strict=True):
                self._groups.write(where, key, old, new)
            if step:
                self._remake(step, key, before, after)

    def _remake(self, step: Step, key: Key, before: Sequence[Group], after: Sequence[Group]) -> None:
        """Pass on the difference between what a group gave and what it gives now."""
        if not any(_differs(*each) for each in zip(step.takes, before, after, strict=True)):
            return
        told: dict[tuple[type, int], list[Any]] = {}
        for groups, sign in ((after, 1), (before, -1)):
            rows = [_rows(take, group) for take, group in zip(step.takes, groups, strict=True)]
            for row in made(step, key, rows):
                told.setdefault((type(row), body_of(row)[0]), [0, row])[0] += sign
        for n, row in told.values():
            if n:
                self._tell(row, n)

    def _rejoined(self, step: Components, where: Input) -> None:
        """Pass on which keys are in another component than before."""
        news = self._news[where.number]
        gone, came = set[Key](), list[tuple[Key, ...]]()
        for key, told in news.items():
            before = self._groups.some(where, key, told)
            after = _after(before, told)
            self._groups.write(where, key, before, after)
            gone |= {key} if before.keys() - after.keys() else set()
            came += [_ends(where, told[name][1]) for name in after.keys() - before.keys()]
        walked = self._parted(where, gone)
        found = walked | self._merged(where, [pair for pair in came if pair[0] not in walked])
        before_ = {key: self._groups.label(where, key) for key in found}
        changed = [(key, before_[key], least) for key, least in found.items() if before_[key] != least]
        for key, old, new in changed:
            if new is not None:
                self._tell(step.gives[0](key, new), 1)
            if old is not None:
                self._tell(step.gives[0](key, old), -1)
        self._groups.relabel(where, ((key, new) for key, _, new in changed))

    def _parted(self, where: Input, gone: Iterable[Key]) -> dict[Key, Key | None]:
        """The label of every key that is joined to one of which a pair went; None where no pair is left."""
        keys, pairs = self._reached(where, gone)
        least = labels(pairs)
        return {key: least.get(key) for key in keys}

    def _merged(self, where: Input, came: Sequence[tuple[Key, ...]]) -> dict[Key, Key | None]:
        """The labels that pairs which came change; a component that keeps its own is not walked through."""
        old = {end: self._groups.label(where, end) for pair in came for end in pair}
        of = {end: end if label is None else label for end, label in old.items()}
        least = labels([of[end] for end in pair] for pair in came)
        found: dict[Key, Key | None] = {end: least[label] for end, label in of.items()}
        for label in {label for label in old.values() if label is not None and least[label] != label}:
            found.update((key, least[label]) for key in self._reached(where, [label], label)[0])
        return found

    def _reached(
        self, where: Input, starts: Iterable[Key], label: Key | None = None
    ) -> tuple[set[Key], list[tuple[Key, ...]]]:
        """The keys that pairs join to some, with these pairs; with ``label``, only keys that bore it."""
        seen, pairs = set(starts), list[tuple[Key, ...]]()
        left = list(seen)
        while left:
            for _, body in self._groups.group(where, left.pop()).values():
                pairs.append(_ends(where, body))
                fresh = {end for end in pairs[-1] if end not in seen}
                fresh = {end for end in fresh if label is None or self._groups.label(where, end) == label}
                seen |= fresh
                left.extend(fresh)
        return seen, pairs

    def _arrived(self) -> Iterator[Change]:
        """The rows of wanted tables that came or went."""
        for where in self._of[len(self.plan.steps)]:
            decode = decoder(where.take.rows).decode
            for key, news in self._news[where.number].items():
                before = self._groups.some(where, key, news)
                after = _after(before, news)
                self._groups.write(where, key, before, after)
                for name in before.keys() ^ after.keys():
                    yield where.take.rows, decode(news[name][1]), name in after


def _after(before: Group, news: Mapping[int, tuple[int, bytes]]) -> Group:
    """A group with more or fewer of some rows."""
    after = dict(before)
    for name, (n, body) in news.items():
        now = n + (before[name][0] if name in before else 0)
        if now:
            after[name] = (now, body)
        else:
            after.pop(name, None)
    return after


def _ends(where: Input, body: bytes) -> tuple[Key, ...]:
    """The two keys that a pair joins."""
    return tuple(where.take.by(decoder(where.take.rows).decode(body)))


def _differs(take: Take, before: Group, after: Group) -> bool:
    if take.counted:
        return {k: n for k, (n, _) in before.items()} != {k: n for k, (n, _) in after.items()}
    return before.keys() != after.keys()


def _rows(take: Take, group: Group) -> list[Any]:
    return decoded(take, [(body, n) for n, body in group.values()])
