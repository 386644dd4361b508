"""What an analyst asks for in a form, as a decision that is anchored on words."""

from dateline.desk.deciding.history import History
from dateline.desk.deciding.making import Wish, decision

__all__ = ["History", "Wish", "decision"]
