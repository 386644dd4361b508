"""The command that opens the desk: serve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.shared import CASE, Step, progress
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.desk.serving import Lent
    from dateline.records import Rejection
    from dateline.store import Case


@click.command()
@CASE
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="0 takes a free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; off loopback it asks for a token.",
)
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="A further name that the desk may be called by."
)
def serve(case: Path, port: int, host: str, names: tuple[str, ...]) -> None:
    """Open the desk on a case: the whole record in a browser, on this machine alone.

    \b
    Examples:
      dateline serve border-war
      dateline serve border-war --port 0
      dateline serve border-war --host 0.0.0.0 --name desk.example.org
    """
    import secrets
    import socket

    import uvicorn

    from dateline.desk.app import application
    from dateline.desk.guard import Door, is_loopback
    from dateline.store import Case

    opened = Case.open(case)
    if not opened.tables.exists():
        raise UsageError(f"{case} has no tables. They are derived: run `dateline rebuild {case}`.")
    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    app = application(opened, lent(), Door(host, names, token))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as fault:
        raise UsageError(
            f"{host}:{port} cannot be listened on ({fault.strerror}). Give another --port."
        ) from fault
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    click.echo(f"The desk on {case}: {address}\nStop it with Ctrl-C.", err=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, server_header=False))
    server.run(sockets=[listening])


@click.command()
@CASE
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def publish(case: Path, out: Path) -> None:
    """Write the pages of the desk as a site of files that opens without a server.

    OUT is a new or empty folder. The situation is there as of each day; every page has its data as
    JSON and CSV beside it. Nothing in it runs from elsewhere or asks anything of the network.

    \b
    Example:
      dateline publish border-war site/
    """
    from dateline.desk.site import publish as write
    from dateline.store import Case

    with progress() as step:
        pages = write(Case.open(case), lent(), out, step)
    click.echo(f"{pages:,} pages written; open {out / 'index.html'}", err=True)


def lent() -> Lent:
    """What the desk is lent of the rooms that it may not know."""
    from dateline import building, pipeline
    from dateline.desk.serving import Lent

    def add(
        case: Case, sources: Sequence[str | Path], step: Step
    ) -> tuple[Sequence[str], Sequence[str], Sequence[Rejection]]:
        found = building.add(case, sources, step)
        return found.added, found.skipped, found.rejected

    def update(case: Case) -> None:
        building.update(case, lambda *_: None)

    return Lent(
        pipeline.control_on,
        pipeline.known_on,
        pipeline.country_names(),
        update,
        add,
        pipeline.place_called,
        pipeline.actor_called,
    )
