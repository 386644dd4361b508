"""Which newsroom got a statement: by name, by the copy's credit, or the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dateline.fold import fold
from dateline.records import Claim
from dateline.tables import read

FEWEST_INITIALS = 3


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in read("dateline.lineage", "newsrooms.toml").items()}


@lru_cache(maxsize=10_000)
def newsroom_key(name: str) -> str:
    """``name`` without the words that newsrooms bear or drop at will ("news agency", "the")."""
    words = [word for word in fold(name).split() if word not in _lists()["generic"]]
    return " ".join(words) or fold(name)


def initials(name: str) -> str:
    """The initials of a newsroom's full name, "" where these would be too few to tell it."""
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
    return letters if len(letters) >= FEWEST_INITIALS and letters != name else ""


def is_newsroom(name: str) -> bool:
    """Whether a link of an attribution chain is a newsroom, not a body, a platform or a document."""
    return not set(fold(name).split()) & _lists()["no_newsroom"]


def told_newsroom(claim: Claim) -> str | None:
    """The newsroom nearest to the source in the chain that the report gives, if it gives one."""
    return next((name for name in reversed(claim.via) if is_newsroom(name)), None)
