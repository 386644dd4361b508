"""What analysts decided, applied to what was read: corrections, rejections, events joined or parted."""

from dateline.decide.apply import judge
from dateline.decide.origins import repetitions
from dateline.decide.regroup import regroupings

__all__ = ["judge", "regroupings", "repetitions"]
