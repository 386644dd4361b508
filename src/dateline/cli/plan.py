"""The command that tells what is done over all reports together."""

from __future__ import annotations

import click

from dateline.cli.shared import output_format, write


@click.command()
@output_format("text", "json")
def plan(form: str) -> None:
    """What is done over all reports together: each step by name, what it takes and what it gives.

    Reports are read one at a time; then these steps find copies, origins, events, disagreements, tolls and
    who holds what. A step sees groups of rows alone, and any engine runs them in this order.

    \b
    Examples:
      dateline plan
      dateline plan --format json
    """
    from dateline import pipeline, wire
    from dateline.plans import described, told
    from dateline.store.settings import Profiles

    steps = pipeline.plan(Profiles().toll)
    if form == "json":
        write(wire.dumps(described(steps), indent=2), data=True)
    else:
        write("\n".join(told(steps)))
