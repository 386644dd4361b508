"""How right claims are: gold and predictions compared, claim by claim and across reports."""

from dateline.evaluate.claims import Score, score_claims
from dateline.evaluate.files import Gold, read_gold, read_predicted
from dateline.evaluate.groups import Groups, GroupScore, b_cubed, score_groups
from dateline.evaluate.tables import as_json, as_table, miss_lines

__all__ = [
    "Gold",
    "GroupScore",
    "Groups",
    "Score",
    "as_json",
    "as_table",
    "b_cubed",
    "miss_lines",
    "read_gold",
    "read_predicted",
    "score_claims",
    "score_groups",
]
