"""What an event is called, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline.records import Claim, Kind, Where
from dateline.tables import read

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, Mapping[str, str]]:
    return read("dateline.events", "titles.toml")


def title(
    kind: Kind, change: str | None, actors: Sequence[str], targets: Sequence[str], place: Where | None,
    count: Claim | None = None,
) -> str:  # fmt: skip
    """The title of an event; ``count`` is a claim whose number of places it is about, if it is."""
    patterns = _patterns()[kind]
    pattern = (
        patterns["count"] if count else patterns.get(change or "other") or patterns.get("other", "{actor}")
    )
    slots = {
        "actor": actors[0] if actors else "",
        "actors": " and ".join(actors[:2]) if len(actors) > 1 else "",
        "target": targets[0] if targets else "",
        "place": place.name if place else "",
        "count": _amount(count) if count else "",
    }
    text = _OPTIONAL.sub(lambda part: _filled(part.group(1), slots) or "", pattern)
    text = re.sub(r"\s+", " ", _SLOT.sub(lambda s: slots[s.group(1)] or "unnamed parties", text)).strip()
    return text[:1].upper() + text[1:]


def _filled(part: str, slots: Mapping[str, str]) -> str | None:
    names = _SLOT.findall(part)
    return _SLOT.sub(lambda s: slots[s.group(1)], part) if all(slots[n] for n in names) else None


def _amount(claim: Claim) -> str:
    return ", ".join(f"{q.text} {q.unit}" if q.unit not in q.text else q.text for q in claim.quantities[:1])
