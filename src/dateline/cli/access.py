"""The command that says who may look at a case over the desk: access."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.shared import CASE, say, write
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.store import Case


@click.command()
@CASE
@click.option("--grant", "granted", metavar="NAME", help="Let somebody in, and print their token once.")
@click.option(
    "--role",
    type=click.Choice(("read", "decide", "administer")),
    default="read",
    show_default=True,
    help="What they may: read; also decide; also add reports.",
)
@click.option("--no-token", is_flag=True, help="Let them in by the word of a proxy alone.")
@click.option("--revoke", "revoked", metavar="NAME", help="Let somebody in no longer, from now on.")
@click.option("--log", "logged", is_flag=True, help="Print who saw and changed what, as JSON lines.")
def access(
    case: Path, granted: str | None, role: str, no_token: bool, revoked: str | None, logged: bool
) -> None:
    """Say who may look at a case over the desk, and who may decide; without an option, list them.

    A token is a person's own: decisions made with it bear their name. Only its hash is kept, in
    access.json. Once anybody is let in, `dateline serve` asks everybody who comes.

    \b
    Examples:
      dateline access border-war --grant "Ana Reyes" --role decide
      dateline access border-war --revoke "Ana Reyes"
      dateline access border-war --log
    """
    from dateline.store import Case

    if sum((granted is not None, revoked is not None, logged)) > 1:
        raise UsageError("Give one of --grant, --revoke and --log.")
    opened = Case.open(case)
    if granted is not None:
        _grant(opened, granted, role, with_token=not no_token)
    elif revoked is not None:
        _revoke(opened, revoked)
    elif logged:
        _log(opened)
    else:
        _list(opened)


def _grant(case: Case, name: str, role: str, *, with_token: bool) -> None:
    from dateline.store import access, audit

    token = access.grant(case.access, name, role, with_token=with_token)
    audit.append(case.audit, "granted", _me(), f"{name}: {role}")
    say(f"{name} may {role}.")
    if token:
        say("Their token, shown this once; they open the desk with ?token=… after its address:")
        write(token)


def _revoke(case: Case, name: str) -> None:
    from dateline.store import access, audit

    access.revoke(case.access, name)
    audit.append(case.audit, "revoked", _me(), name)
    say(f"{name} is let in no longer.")


def _list(case: Case) -> None:
    from dateline.store import access

    grants = access.read(case.access).grants
    for grant in grants:
        by = "" if grant.token else ", by a proxy alone"
        write(f"{grant.name}: {grant.role}, since {grant.made:%Y-%m-%d}{by}")
    if not grants:
        say("Nobody but whoever runs `dateline serve` is let in.")


def _log(case: Case) -> None:
    import msgspec

    from dateline.store import audit

    for entry in audit.read(case.audit):
        write(msgspec.json.encode(entry).decode(), data=True)


def _me() -> str:
    """Who runs the command, by the name of their account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
