"""What came of a trial, as a row of docs/reliability.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
_END = "<!-- end of the rows of {part} -->"  # rows are put in before this line of the page


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: what was caused, how often, how often the program came through, and what was lost."""

    name: str  # of the trial: `python -m trials NAME` makes the row again
    fault: str
    trials: int
    survived: int
    lost: str = "nothing"

    @property
    def command(self) -> str:
        """What makes the row again."""
        return f"`python -m trials {self.name}`"

    @property
    def row(self) -> str:
        """The row in Markdown."""
        return f"| {self.fault} | {self.trials:,} | {self.survived:,} | {self.lost} | {self.command} |"


def put(outcomes: list[Outcome], part: str) -> None:
    """Write rows into a part of the page, in the place of those that the same command made before.

    Raises:
        ValueError: the page has no such part.
    """
    rows = PAGE.read_text(encoding="utf-8").splitlines()
    ours = {outcome.command for outcome in outcomes}
    rows = [row for row in rows if not any(row.endswith(f"| {command} |") for command in ours)]
    at = rows.index(_END.format(part=part)) - 1  # an empty line ends the table
    rows[at:at] = [outcome.row for outcome in outcomes]
    PAGE.write_text("\n".join(rows) + "\n", encoding="utf-8")
