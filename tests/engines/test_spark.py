"""What Spark makes of a plan, and of the reading of reports, is what one process makes of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from test_plans import PLAN, sheet

from dateline import building
from dateline.engine import run
from dateline.errors import UsageError
from dateline.plans import Components, Plan, Take
from dateline.store import Case
from world.generate import generate

pytest.importorskip("pyspark", reason="Spark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark wants Java", allow_module_level=True)

from dateline.engine.spark import Spark

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


@dataclass(frozen=True, slots=True)
class Link:
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Label:
    item: int
    least: int


PIECES = Plan(
    given=(Take(Link, lambda k: (f"{k.one} {k.other}",)),),
    steps=(Components("pieces", (Take(Link, lambda k: (k.one, k.other)),), (Label,)),),
    wanted=(Label,),
)


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    with Spark("local[2]") as found:
        yield found


def test_a_plan_gives_the_same_tables(spark: Spark) -> None:
    random = Random(1)  # noqa: S311
    sheets = [sheet(random, str(number)) for number in range(30)]
    assert spark.run(PLAN, sheets) == run(PLAN, sheets)


def test_components_are_the_same_also_of_long_chains(spark: Spark) -> None:
    random = Random(2)  # noqa: S311
    items = random.sample(range(500), 200)
    links = [Link(a, b) for a, b in pairwise(items) if random.random() < 0.95]
    links += [Link(random.choice(items), random.choice(items)) for _ in range(10)] + [Link(1000, 1000)]
    assert spark.run(PIECES, links) == run(PIECES, links)


def test_nothing_given_gives_nothing(spark: Spark) -> None:
    assert spark.run(PLAN, []) == run(PLAN, [])


def double(batch: Sequence[int]) -> list[int]:
    return [2 * each for each in batch]


def test_work_on_one_report_at_a_time_comes_back_in_order(spark: Spark) -> None:
    assert list(spark.spread(double, range(1000))) == [2 * each for each in range(1000)]


def test_a_case_made_on_spark_is_the_case_made_here(spark: Spark, tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text(generate(43, 8).lines())
    here, there = Case.at(tmp_path / "here"), Case.at(tmp_path / "there")
    building.add(here, [reports], lambda *_: None, workers=1)
    found = building.add(there, [f"file://{reports}"], lambda *_: None, engine=spark)
    assert len(found.added) == len(here.record().reports)
    assert there.record() == here.record()


def test_files_are_read_and_lines_written_where_they_lie(spark: Spark, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text("Rebels seized Goma on Monday, the governor said.")
    (news / "two.jsonl").write_text(generate(44, 4).lines())
    spark.rewrite(building.file_lines, [f"file://{news}"], f"file://{tmp_path}/claims")
    lines = [line for part in (tmp_path / "claims").glob("part-*") for line in part.read_text().splitlines()]
    wanted = [line for file in news.iterdir() for line in building.file_lines(file.name, file.read_bytes())]
    assert sorted(lines) == sorted(wanted)
    with pytest.raises(UsageError, match="already exists"):
        spark.rewrite(building.file_lines, [f"file://{news}"], f"file://{tmp_path}/claims")


def test_a_master_that_is_none_is_told_in_words() -> None:
    with pytest.raises(UsageError, match="master"):
        Spark("nonsense://nowhere")
