"""``python -m trials NAME...``: run trials and print their rows of docs/reliability.md."""

from __future__ import annotations

import importlib
import sys

import click

from trials.outcome import Outcome, put

TRIALS = {  # name: the part of the page that it belongs to, and the function that makes its rows
    "sample": ("durability", "trials.calls:sample"),
    "kill": ("durability", "trials.calls:kill"),
    "full": ("durability", "trials.calls:full"),
    "broken": ("durability", "trials.calls:broken"),
    "halves": ("durability", "trials.calls:halves"),
    "watch": ("watch", "trials.watch:run"),
    "mutate": ("input", "trials.mutate:run"),
    "bombs": ("input", "trials.bombs:run"),
    "power": ("durability", "trials.power:run"),
    "writers": ("durability", "trials.writers:run"),
    "names": ("input", "trials.names:run"),
    "torn": ("durability", "trials.torn:run"),
    "flip": ("durability", "trials.flip:run"),
    "load": ("the desk", "trials.load:run"),
}

_LONG = ("kill", "full", "broken")  # each call of every deed takes a day; "sample" takes some of them


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted(TRIALS)))
@click.option("--short", is_flag=True, help="A small sample of each, as `make test` runs it.")
@click.option("--write", is_flag=True, help="Put the rows into docs/reliability.md.")
def main(names: tuple[str, ...], short: bool, write: bool) -> None:
    """Run trials: without names all but kill, full and broken, which take a day. Each prints its rows."""
    failed = False
    for name in names or [name for name in TRIALS if name not in _LONG]:
        part, where = TRIALS[name]
        module, _, function = where.partition(":")
        outcomes: list[Outcome] = getattr(importlib.import_module(module), function)(short=short)
        for outcome in outcomes:
            click.echo(outcome.row)
            failed = failed or outcome.survived < outcome.trials
        if write:
            put(outcomes, part)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
