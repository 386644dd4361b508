"""The commands. What takes time to import is imported inside the command that needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from dateline.cli.access import access
from dateline.cli.ask import brief, claims, control, why
from dateline.cli.build import add, check, demo, extract, places, rebuild
from dateline.cli.compare import compare
from dateline.cli.desk import publish, serve
from dateline.cli.export import export
from dateline.cli.measure import evaluate
from dateline.cli.picture import picture
from dateline.cli.plan import plan
from dateline.cli.seal import seal
from dateline.cli.shared import say
from dateline.cli.watch import watch
from dateline.errors import UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn news reports of a conflict into a sourced record that does not hide disagreement.

    \b
    Begin with:
      dateline demo                        build the bundled example and print its brief
      dateline add my-case reports/        make a case from a folder of reports
      dateline brief my-case               read what they say, with sources

    Exit status: 0 done; 1 done in part, what was rejected is named on standard error;
    2 arguments or input that cannot be used.
    """


for _command in (
    demo,
    extract,
    add,
    watch,
    brief,
    control,
    claims,
    why,
    serve,
    access,
    seal,
    publish,
    picture,
    export,
    compare,
    rebuild,
    check,
    plan,
    places,
    evaluate,
):
    commands.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit status; faults are told in words, never as a traceback."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    try:
        status = commands.main(
            list(sys.argv[1:] if arguments is None else arguments), "dateline", standalone_mode=False
        )
        sys.stdout.flush()
    except click.ClickException as fault:
        fault.show()
        return 2
    except click.Abort:
        return _fail("stopped; what was done so far is kept", 130)
    except UsageError as fault:
        return _fail(str(fault))
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        return _fail(f"{fault.filename or 'a file'}: {fault.strerror or fault}")
    except Exception as fault:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        return _fail(
            f"this is a fault of the program: {type(fault).__name__}: {fault}. "
            "Set DATELINE_DEBUG=1 to see where, and report it."
        )
    return int(status or 0)


def _fail(words: str, status: int = 2) -> int:
    say(f"dateline: {words}")
    return status
