"""One way to compare names that people spell differently."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile("['\u2018\u2019\u02bb\u02bc\u02be\u02bf\u00b4`\u2032]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """``name`` in lower-case ASCII words parted by single spaces, apostrophe-like marks dropped.

    >>> fold("Qala-e\u2011Naw"), fold("Sana\u2019a")
    ('qala e naw', 'sanaa')
    """
    return _NOT_WORD.sub(" ", anyascii(_APOSTROPHES.sub("", name)).lower()).strip()
