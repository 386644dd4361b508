"""``python -m trials.fuzz NAME``: search for input that a parser cannot stand, led by coverage (atheris)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("name")
@click.option("--seconds", default=60, show_default=True, help="How long to search.")
@click.option(
    "--corpus",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder of inputs to go on from, and to keep new ones in.",
)
def main(name: str, seconds: int, corpus: Path | None) -> None:
    """Search the parser NAME of trials/parsers.py; what breaks it is written to a file and told."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed; `pip install atheris` in an environment of its own.")
    from trials.seeds import SEEDS

    tried: Any = None
    with atheris.instrument_imports(include=["dateline"]):
        from trials.parsers import PARSERS, survives

        PARSERS[name](SEEDS[name][0])  # what is imported on the way is watched too
        tried = PARSERS[name]
    with tempfile.TemporaryDirectory() as made:
        folder = corpus or Path(made)
        folder.mkdir(exist_ok=True)
        for number, content in enumerate(SEEDS[name]):
            (folder / f"seed{number}").write_bytes(content)
        arguments = [
            sys.argv[0],
            f"-max_total_time={seconds}",
            "-timeout=20",
            "-rss_limit_mb=3000",
            str(folder),
        ]
        atheris.Setup(arguments, lambda content: survives(tried, content))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
