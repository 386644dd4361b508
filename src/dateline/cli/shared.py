"""What several commands need: dates, cases, progress, and how rejections are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.engine.spark import Spark
    from dateline.records import Rejection

Step = Callable[[str, int, int], None]
Command = TypeVar("Command", bound=Callable[..., Any])

_EVERY = 100  # reports between two lines of progress where there is no terminal


class Day(click.ParamType[date]):
    """A calendar day as ``2021-07-09``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2021-07-09 (year, month, day).", param, ctx)


CASE = click.argument("case", type=click.Path(path_type=Path))

AS_OF = click.option("--as-of", type=Day(), metavar="DATE", help="The situation on this day.")
KNOWN = click.option("--known", type=Day(), metavar="DATE", help="Only reports published up to this day.")
WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that share the reading; as many as there are processors if not given.",
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(("embedded", "spark")),
    default="embedded",
    show_default=True,
    help="Where the work is done: in processes of this machine, or on Apache Spark.",
)
MASTER = click.option(
    "--master",
    metavar="URL",
    default="local[*]",
    show_default=True,
    help="With --engine spark: the master, such as spark://HOST:7077, yarn or local[2].",
)
PLACE = click.option("--place", metavar="P", help="A place, or the district, province or country it lies in.")
OUTPUT = click.option(
    "-o",
    "--output",
    is_eager=True,  # the format may follow from it
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write; standard output if not given.",
)


def output_format(*names: str, by_ending: bool = False) -> Callable[[Command], Command]:
    """The option ``--format``; the first name is the default, unless the ending of OUTPUT tells another."""

    def ending(context: click.Context, _: click.Parameter, given: str | None) -> str:
        output = context.params.get("output")
        told = output.suffix[1:].lower() if output is not None else ""
        return given or (told if told in names else names[0])

    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=None if by_ending else names[0],
        show_default=not by_ending,
        callback=ending if by_ending else None,
        help=f"How it is written; by FILE's ending, or {names[0]}." if by_ending else "How it is written.",
    )


@contextmanager
def engine_called(name: str, master: str) -> Iterator[Spark | None]:
    """The engine that ``--engine`` and ``--master`` name, stopped in the end; None for this machine."""
    if name == "embedded":
        yield None
        return
    from dateline.engine.spark import Spark

    with Spark(master) as spark:
        yield spark


@contextmanager
def progress() -> Iterator[Step]:
    """A function to call as work goes on: a bar on a terminal, now and then a line elsewhere."""
    if not sys.stderr.isatty():
        yield _lines
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield step


def _lines(what: str, done: int, total: int) -> None:
    if done and done % _EVERY == 0:
        say(f"{what}: {done:,} of {total:,}")


def tell_rejected(rejected: Iterable[Rejection]) -> int:
    """Name each rejection with its reason on standard error; the exit status that follows."""
    status = 0
    for rejection in rejected:
        named = rejection.name and rejection.name not in rejection.reason
        say(f"rejected: {rejection.name + ': ' if named else ''}{rejection.reason}")
        status = 1
    return status


def deliver(content: str | bytes, output: Path | None, *, data: bool = False) -> None:
    """Write to a file, or to standard output where none is given; bytes never to a terminal.

    Raises:
        UsageError: bytes would go to a terminal.
    """
    if output is not None:
        output.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
        say(f"written to {output}")
    elif isinstance(content, str):
        write(content, data=data)
    elif sys.stdout.isatty():
        raise UsageError("This is not text. Give a file with -o, or send the output into one.")
    else:
        click.echo(content, nl=False)


def write(text: str, *, data: bool = False) -> None:
    """Write to standard output whatever the reports hold, also characters that it cannot encode.

    No character steers a terminal or turns the line around; ``data`` goes into a file or a pipe as it is.
    """
    told = text if data and not sys.stdout.isatty() else _plain(text)
    click.echo(told.encode("utf-8", "replace"), nl=not told.endswith("\n"))


def say(words: str) -> None:
    """Tell something on standard error; no character of it steers a terminal."""
    click.echo(_plain(words).encode("utf-8", "replace"), err=True)


def _plain(text: str) -> str:
    from dateline.publish.html import visible

    return visible(text)
