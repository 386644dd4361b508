"""Where the example reports are: in the checkout, or in the installed package.

Beside the ``reports`` of an example lie notes on what it shows.
"""

from __future__ import annotations

from pathlib import Path

from dateline.errors import UsageError


def example_reports(name: str) -> list[Path]:
    """The files of reports of the example called ``name``, in order.

    Raises:
        UsageError: there is none; those that there are are named.
    """
    here = Path(__file__).parent
    roots = [r for r in (here / "example_reports", here.parents[1] / "examples") if r.is_dir()]
    known = {p.name: p for root in reversed(roots) for p in root.iterdir() if p.is_dir()}
    if name not in known:
        raise UsageError(
            f"There is no example called {name!r}; there are {', '.join(sorted(known)) or 'none'}."
        )
    return sorted((known[name] / "reports").iterdir())
