"""What is agreed, disputed and superseded: disagreements, tolls, control and crossings."""

from dateline.assess.control import control
from dateline.assess.crossings import crossings
from dateline.assess.disagreements import disagreements
from dateline.assess.query import control_as_of
from dateline.assess.tolls import tolls

__all__ = ["control", "control_as_of", "crossings", "disagreements", "tolls"]
