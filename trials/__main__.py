"""``python -m trials NAME...``: run trials and print their rows of docs/reliability.md."""

from __future__ import annotations

import importlib
import sys

import click

from trials.outcome import Outcome, put

TRIALS = {  # name: the part of the page that it belongs to, and the module whose ``run`` makes its rows
    "torn": ("durability", "trials.torn"),
    "flip": ("durability", "trials.flip"),
    "load": ("the desk", "trials.load"),
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted(TRIALS)))
@click.option("--short", is_flag=True, help="A small sample of each, as `make test` runs it.")
@click.option("--write", is_flag=True, help="Put the rows into docs/reliability.md.")
def main(names: tuple[str, ...], short: bool, write: bool) -> None:
    """Run trials, all of them if none is named; each prints its rows."""
    failed = False
    for name in names or TRIALS:
        part, module = TRIALS[name]
        outcomes: list[Outcome] = importlib.import_module(module).run(short=short)
        for outcome in outcomes:
            click.echo(outcome.row)
            failed = failed or outcome.survived < outcome.trials
        if write:
            put(outcomes, part)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
