"""Print the command reference, made from the commands' own help, so that the two cannot differ.

usage: python scripts/build_command_reference.py > docs/commands.md
"""

from __future__ import annotations

import sys

import click

from dateline.cli import commands


def reference() -> str:
    """The reference of all commands as Markdown."""
    settings = commands.context_settings | {"terminal_width": 100}
    top = click.Context(commands, info_name="dateline", **settings)
    parts = ["# Commands", "Made by `scripts/build_command_reference.py` from the commands' own help."]
    parts.append(_block(top))
    for name, command in commands.commands.items():
        parts += [f"## dateline {name}", _block(click.Context(command, info_name=name, parent=top))]
    return "\n\n".join(parts) + "\n"


def _block(context: click.Context) -> str:
    return f"```text\n{context.get_help()}\n```"


if __name__ == "__main__":
    sys.stdout.write(reference())
