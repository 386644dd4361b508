"""What is agreed, disputed and superseded: disagreements, tolls, control and crossings."""

from dateline.assess import control, crossings, disagreements, tolls
from dateline.assess.query import control_as_of
from dateline.plans import Step

__all__ = ["control_as_of", "steps"]


def steps(profile: str) -> tuple[Step, ...]:
    """From ``Told`` and ``Event`` to all that is assessed; ``profile`` names the rule for the best toll."""
    return (*disagreements.steps(), *tolls.steps(profile), *control.steps(), *crossings.steps())
