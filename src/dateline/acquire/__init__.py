"""What did we receive, when, and from where."""

from dateline.acquire.archive import Archive
from dateline.acquire.jsonl import receive_lines
from dateline.acquire.receive import is_stored, receive, receive_bytes

__all__ = ["Archive", "is_stored", "receive", "receive_bytes", "receive_lines"]
