"""The command that opens the desk: serve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.shared import CASE, Step, progress, say
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.desk.guard import Door
    from dateline.desk.serving import Lent
    from dateline.records import Rejection
    from dateline.store import Case

_TOKEN = 16  # letters of a token at least


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
@click.option(
    "--token",
    envvar="DATELINE_TOKEN",
    metavar="TOKEN",
    help="Ask for this token; DATELINE_TOKEN says it without showing it in the list of processes.",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A reverse proxy whose word on who comes is believed.",
)
@click.option(
    "--proxy-header",
    default="X-Forwarded-User",
    show_default=True,
    metavar="HEADER",
    help="In which header the proxy names who comes.",
)
def serve(
    case: Path,
    port: int,
    host: str,
    names: tuple[str, ...],
    token: str | None,
    proxies: tuple[str, ...],
    proxy_header: str,
) -> None:
    """Open the desk on a case: the whole record in a browser, on this machine alone.

    Off loopback, behind a proxy, under a further name, or once `dateline access` has let somebody in,
    it asks everybody for a token; the address that is printed bears yours.

    \b
    Examples:
      dateline serve border-war
      dateline serve border-war --port 0
      dateline serve border-war --host 0.0.0.0 --name desk.example.org
      dateline serve border-war --name desk.example.org --proxy 127.0.0.1
    """
    import socket

    from dateline.desk.app import application, server
    from dateline.store import Case

    opened = Case.open(case)
    if not opened.tables.exists():
        raise UsageError(f"{case} has no tables. They are derived: run `dateline rebuild {case}`.")
    door = _door(opened, host, names, token, proxies, proxy_header)
    app = application(opened, lent(), door)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as fault:
        raise UsageError(
            f"{host}:{port} cannot be listened on ({fault.strerror}). Give another --port."
        ) from fault
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={door.token}" if door.token else "")
    say(f"The desk on {case}: {address}\nStop it with Ctrl-C.")
    server(app).run(sockets=[listening])


def _door(
    case: Case, host: str, names: tuple[str, ...], token: str | None, proxies: tuple[str, ...], header: str
) -> Door:
    """What is asked of those who come; a token of this run is made where none is given and one is needed.

    Raises:
        UsageError: the token is short enough to be guessed, or a proxy is no address.
    """
    import secrets

    from dateline.desk.guard import Door, is_loopback
    from dateline.desk.visitors import Proxies
    from dateline.store import access

    if token is not None and (len(token) < _TOKEN or not token.isascii() or not token.isprintable()):
        raise UsageError(
            f"A token has at least {_TOKEN} letters, digits and signs, so that nobody guesses it."
        )
    known = access.read(case.access)
    asks = token or names or proxies or known.grants or not is_loopback(host)
    made = (token or secrets.token_urlsafe(24)) if asks else None
    return Door(host, names, made, Proxies.read(proxies, header))


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
    say(f"{pages:,} pages written; open {out / 'index.html'}")


def lent() -> Lent:
    """What the desk is lent of the rooms that it may not know."""
    from dateline import building, pipeline
    from dateline.desk.serving import Lent

    def add(
        case: Case, sources: Sequence[str | Path], step: Step
    ) -> tuple[Sequence[str], Sequence[str], Sequence[Rejection]]:
        found = building.add(case, sources, step)
        return found.added, found.skipped, found.rejected

    return Lent(
        pipeline.control_on,
        pipeline.known_on,
        pipeline.country_names(),
        _update,
        add,
        pipeline.place_called,
        pipeline.actor_called,
    )


def _update(case: Case) -> None:
    """Bring the tables up to the decisions; of this module, so that another process can do so."""
    from dateline import building

    building.update(case, lambda *_: None)
