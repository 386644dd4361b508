"""The command that makes a copy of a case without names: seal."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.shared import CASE, say


@click.command()
@CASE
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--name", "names", multiple=True, metavar="NAME", help="A person, body or place to withhold.")
@click.option(
    "--names",
    "listed",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Names to withhold, one to a line.",
)
@click.option(
    "--sources",
    is_flag=True,
    help="Withhold every person who is a source; so it is if nothing else is given.",
)
@click.option("--outlets", is_flag=True, help="Withhold outlets, agencies and bylines.")
@click.option("--blank", is_flag=True, help="One sign for all names, in place of a pseudonym for each.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The key of the pseudonyms, made if it is not there; the same key gives the same ones.",
)
def seal(
    case: Path,
    out: Path,
    names: tuple[str, ...],
    listed: Path | None,
    sources: bool,
    outlets: bool,
    blank: bool,
    key: Path | None,
) -> None:
    """Write a copy of a case without names, for handing to others.

    Names are withheld from texts, quotes, titles, tables, ids, decisions and notes, in every spelling that
    the record knows and, for a person, by each part of the name; addresses of pages and of mail go with them.
    In their place stand pseudonyms that nobody can find out or look up without the key. OUT is a case: it can
    be read, served, published and exported like any other, and says that it is sealed. It is searched for the
    names before it is handed over. What it cannot promise stands in SECURITY.md.

    \b
    Examples:
      dateline seal border-war for-partner
      dateline seal border-war for-partner --name "Ana Reyes" --name "Varna Hospital"
      dateline seal border-war for-partner --sources --outlets --key ~/border-war.key
    """
    from dateline.errors import UsageError
    from dateline.sealing import Choice, key_of, sealed_copy
    from dateline.store import Case

    given = list(names)
    if listed is not None:
        given += [line.strip() for line in listed.read_text(encoding="utf-8").splitlines() if line.strip()]
    if key is not None and key.resolve().is_relative_to(out.resolve()):
        raise UsageError("The key must not lie in the copy that it protects. Give another place for it.")
    chosen = Choice(given, sources or not (given or outlets), outlets, blank)
    number = sealed_copy(Case.open(case), out, chosen, key_of(key))
    say(f"{out}: {number} names withheld. Read SECURITY.md for what sealing cannot promise.")
