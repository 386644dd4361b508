"""What did we receive, when, and from where."""

from dateline.acquire.archive import Archive
from dateline.acquire.jsonl import receive_lines
from dateline.acquire.receive import receive

__all__ = ["Archive", "receive", "receive_lines"]
