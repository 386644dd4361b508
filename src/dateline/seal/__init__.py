"""A record without names that are withheld: its words, offsets, ids and decisions still fit together."""

from dateline.seal.names import Withheld, withheld
from dateline.seal.rewrite import Sealed, seal

__all__ = ["Sealed", "Withheld", "seal", "withheld"]
