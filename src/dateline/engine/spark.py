"""A plan run by Apache Spark, on one machine or many: the same steps, groups and rows as in memory.

A table is an RDD of encoded rows with how many of each there are. A step sends each row to its groups (a
shuffle by key) and makes each group where it lands. Connected components are found by letting every item
point at ever smaller neighbours, large and small in turn, so that long chains need few rounds (Kiveris and
others, "Connected components in MapReduce and beyond", 2014).
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.engine.rows import decoded, decoder, encode, made, plain
from dateline.errors import UsageError
from dateline.plans import Components, Key, Plan, Row, Step, Take
from dateline.spread import batches

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Body = tuple[bytes, int]  # a row's encoding, and how many of it there are

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",  # faults are told once, in words
    "spark.python.worker.reuse": "true",  # each worker loads the language model once
}
_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}  # not open to the network


class Spark:
    """A connection to a master ("local[2]", "spark://host:7077", "yarn"); use it in a ``with`` statement.

    Raises:
        UsageError: Spark or Java is not installed, or the master cannot be reached.
    """

    def __init__(self, master: str) -> None:
        self._context = _connected(master)

    def __enter__(self) -> Spark:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.stop()

    def spread(
        self, work: Callable[[Sequence[Asked]], list[Answer]], asked: Iterable[Asked]
    ) -> Iterator[Answer]:
        """``work`` over ``asked`` in batches on all of Spark's workers, the answers in order."""
        every = list(batches(asked))
        if not every:
            return
        parts = min(len(every), 4 * self._context.defaultParallelism)
        found = self._context.parallelize(every, parts).map(work)
        for answers in found.toLocalIterator():
            yield from answers

    def files(self, address: str) -> Iterator[tuple[str, bytes]]:
        """Name and content of each file at an address (hdfs://, s3a://, file://), in the order of names.

        Raises:
            UsageError: Spark cannot read there.
        """
        with _told(address):
            yield from self._context.binaryFiles(address).sortByKey().toLocalIterator()

    def rewrite(
        self, work: Callable[[str, bytes], Iterable[str]], addresses: Iterable[str], output: str
    ) -> None:
        """Write the lines that ``work`` makes of each file of ``addresses`` under ``output``, part by part.

        Files and lines pass from file system to worker and back; none passes through this process.

        Raises:
            UsageError: Spark cannot read or write there, or ``output`` is there already.
        """
        with _told(output):
            files = self._context.union([self._context.binaryFiles(each) for each in addresses])
            spread = files.repartition(4 * self._context.defaultParallelism)
            spread.flatMap(partial(_rewritten, work)).saveAsTextFile(output)

    def run(self, plan: Plan, rows: Iterable[Row]) -> Mapping[type, Sequence[Row]]:
        """The wanted tables that ``rows`` of the given tables lead to, each row once, by its encoding."""
        tables = self._given(plan, rows)
        for step in plan.steps:
            made_ = self._joined(step, tables) if isinstance(step, Components) else _stepped(step, tables)
            for kind, found in made_.items():
                tables[kind] = _counted(tables[kind].union(found) if kind in tables else found).cache()
        return {kind: _collected(tables[kind], kind) for kind in plan.wanted}

    def _given(self, plan: Plan, rows: Iterable[Row]) -> dict[type, RDD[Body]]:
        bodies: dict[type, list[Body]] = {take.rows: [] for take in plan.given}
        for row in rows:
            bodies[type(row)].append((encode(plain(row)), 1))
        return {kind: _counted(self._context.parallelize(found)) for kind, found in bodies.items()}

    def _joined(self, step: Components, tables: Mapping[type, RDD[Body]]) -> dict[type, RDD[Body]]:
        (take,), (gives,) = step.takes, step.gives
        pairs = tables[take.rows].map(partial(_pair, take)).cache()
        labels = _components(pairs).union(pairs.flatMap(_alone)).reduceByKey(min, pairs.getNumPartitions())
        return {gives: labels.map(partial(_labelled, gives))}


def _connected(master: str) -> SparkContext:
    try:
        from py4j.protocol import Py4JJavaError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
    except ImportError as fault:
        raise UsageError("Spark is not installed here. Run: pip install 'dateline[spark]'") from fault
    settings = dict(_SETTINGS)
    if master.startswith("local"):  # its workers are of this machine, and find what this process finds
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings |= _LOCAL
    conf = SparkConf().setMaster(master).setAppName("dateline").setAll(list(settings.items()))
    try:
        with warnings.catch_warnings(action="ignore", category=FutureWarning):  # of parts that are not used
            context = SparkContext(conf=conf)
    except (PySparkException, Py4JJavaError, OSError, ValueError) as fault:
        why = _why(fault)
        raise UsageError(
            f"Spark could not be started with the master {master!r}: {why}. It wants Java 17 or later, and a "
            "master like local[2], spark://HOST:7077 or yarn."
        ) from fault
    _probe(context)
    return context


def _probe(context: SparkContext) -> None:
    """See that a worker knows the program, before any work is given to it."""
    from py4j.protocol import Py4JJavaError

    try:
        context.parallelize([("", 1)], 1).map(_bare_of).collect()
    except Py4JJavaError as fault:
        context.stop()
        raise UsageError(
            "Spark's workers cannot load dateline. Install it on every node, or send it along, and name the "
            "Python that has it in PYSPARK_PYTHON (docs/cluster.md)."
        ) from fault


def _bare_of(row: Row) -> bytes:
    return encode(row)


def _why(fault: Exception) -> str:
    """The first line of what went wrong, Java's own where it was Java's."""
    java = getattr(fault, "java_exception", None)
    return str(java.getMessage() if java is not None else fault).splitlines()[0].rstrip(".")


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Faults of file systems in words."""
    from py4j.protocol import Py4JJavaError

    try:
        yield
    except Py4JJavaError as fault:
        move = "Check the address and its permissions."
        raise UsageError(f"Spark cannot use {address}: {_why(fault)}. {move}") from fault


def _rewritten(work: Callable[[str, bytes], Iterable[str]], file: tuple[str, bytes]) -> Iterable[str]:
    return work(*file)


# --- tables ---------------------------------------------------------------------------------------


def _counted(bodies: RDD[Body]) -> RDD[Body]:
    """Each row once, with how many of it there are."""
    return bodies.reduceByKey(_sum, bodies.context.defaultParallelism)


def _sum(one: int, other: int) -> int:
    return one + other


def _collected(bodies: RDD[Body], kind: type) -> list[Row]:
    decode = decoder(kind).decode
    return [decode(body) for body in sorted(body for body, _ in bodies.collect())]


# --- steps ----------------------------------------------------------------------------------------


def _stepped(step: Step, tables: Mapping[type, RDD[Body]]) -> dict[type, RDD[Body]]:
    sent = [tables[take.rows].flatMap(partial(_sent, take, at)) for at, take in enumerate(step.takes)]
    context = sent[0].context
    groups = context.union(sent).groupByKey(
        context.defaultParallelism
    )  # as many parts as before, not their sum
    every = groups.flatMap(partial(_made, step)).cache()
    return {kind: every.filter(partial(_is_of, at)).map(_bare) for at, kind in enumerate(step.gives)}


def _sent(take: Take, at: int, body: Body) -> list[tuple[Key, tuple[int, Body]]]:
    """A row under each of its keys, with the number of the take."""
    row = decoder(take.rows).decode(body[0])
    return [(key, (at, body)) for key in dict.fromkeys(take.by(row))]


def _made(step: Step, group: tuple[Key, Iterable[tuple[int, Body]]]) -> Iterator[tuple[int, bytes]]:
    """What a step makes of one group: the number of the table, and the row."""
    key, found = group
    taken: list[list[Body]] = [[] for _ in step.takes]
    for at, body in found:
        taken[at].append(body)
    rows = [decoded(take, bodies) for take, bodies in zip(step.takes, taken, strict=True)]
    for row in made(step, key, rows):
        yield step.gives.index(type(row)), encode(row)


def _is_of(at: int, told: tuple[int, bytes]) -> bool:
    return told[0] == at


def _bare(told: tuple[int, bytes]) -> Body:
    return told[1], 1


# --- connected components -------------------------------------------------------------------------


def _components(pairs: RDD[tuple[Key, Key]]) -> RDD[tuple[Key, Key]]:
    """For each item that has a smaller one in its component the least of them."""
    parts = pairs.getNumPartitions()
    edges, before = pairs.filter(_differ), None
    while True:
        stars = edges.flatMap(_both).groupByKey(parts).flatMap(_large)
        stars = stars.map(_downward).groupByKey(parts).flatMap(_small).distinct(parts).cache()
        told = stars.map(_mixed).fold((0, 0), _add)
        if told == before:
            return stars
        edges, before = stars, told


def _pair(take: Take, body: Body) -> tuple[Key, Key]:
    one, other = take.by(decoder(take.rows).decode(body[0]))
    return one, other


def _labelled(gives: Callable[[Key, Key], Row], told: tuple[Key, Key]) -> Body:
    return encode(gives(*told)), 1


def _alone(pair: tuple[Key, Key]) -> list[tuple[Key, Key]]:
    return [(pair[0], pair[0]), (pair[1], pair[1])]


def _differ(pair: tuple[Key, Key]) -> bool:
    return pair[0] != pair[1]


def _both(pair: tuple[Any, Any]) -> list[tuple[Any, Any]]:
    return [pair, (pair[1], pair[0])]


def _downward(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    return max(pair), min(pair)


def _large(star: tuple[Any, Iterable[Any]]) -> list[tuple[Any, Any]]:
    """Every larger neighbour points at the least of the item and its neighbours."""
    item, found = star[0], set(star[1])
    least = min(item, *found)
    return [(other, least) for other in found if other > item]


def _small(star: tuple[Any, Iterable[Any]]) -> list[tuple[Any, Any]]:
    """The item and its smaller neighbours point at the least of them."""
    item, found = star[0], set(star[1])
    least = min(found)
    return [(other, least) for other in (found | {item}) if other != least]


def _mixed(pair: tuple[Any, Any]) -> tuple[int, int]:
    """A number that tells two sets of pairs apart: how many there are, and the sum of their digests."""
    from dateline.plans import hashed

    return 1, hashed(repr(pair))


def _add(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]
