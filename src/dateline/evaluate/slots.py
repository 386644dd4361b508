"""Which fields of a matched claim are right, by the tolerances of the gold scheme."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

SLOTS = ("change", "stance", "actor", "target", "place", "when", "quantity", "source", "anonymous", "via")
STRICT = ("change", "stance", "source", "place")  # all of these right: the claim is strictly right

_IDLE = frozenset(
    ["the", "a", "an", "of", "and", "in", "on", "at", "for", "s", "its", "their", "mr", "gen", "general"]
)
_NAMING = ("name", "text", "role", "affiliation")


def slots(gold: Json, predicted: Json) -> dict[str, bool]:
    """For each field that ``gold`` fills, whether ``predicted`` has it right.

    ``stance`` and ``source`` are always asked: nobody credited is an answer too.
    """
    right = {
        "stance": (gold.get("stance") or "asserts") == (predicted.get("stance") or "asserts"),
        "source": same_name(gold.get("source"), predicted.get("source")),
    }
    if gold.get("change"):
        right["change"] = gold["change"] == predicted.get("change")
    for slot, here, there in (("actor",) * 3, ("target",) * 3, ("via",) * 3, ("place", "place", "places")):
        named = gold.get(here) or gold.get(there)
        if named:
            right[slot] = same_name(named, predicted.get(there))
    if gold.get("source"):
        right["anonymous"] = bool(gold.get("anonymous")) == bool(
            (predicted.get("source") or {}).get("anonymous")
        )
    day = first_day(gold.get("date") or gold.get("when"))
    if day and gold.get("when_precision") != "unknown":
        right["when"] = day == first_day(predicted.get("when"))
    figures = numbers(gold.get("quantity"))
    if figures:
        right["quantity"] = bool(figures & numbers(predicted.get("quantity")))
    return right


def same_name(gold: Any, predicted: Any) -> bool:
    """Whether two fields name the same: half of the shorter one's words shared, or one inside the other."""
    ours, theirs = _words(gold), _words(predicted)
    if not ours or not theirs:
        return not ours and not theirs
    one, other = "".join(sorted(ours)), "".join(sorted(theirs))
    return len(ours & theirs) / min(len(ours), len(theirs)) >= 0.5 or one in other or other in one


def wording(value: Any) -> str:
    """The words of a field that is text, an object with name and text, or a list of these."""
    if isinstance(value, list):
        return " ; ".join(wording(part) for part in value)
    if isinstance(value, Mapping):
        return " ".join(str(value.get(key) or "") for key in _NAMING)
    return str(value or "")


def numbers(quantity: Any) -> set[float]:
    """The figures of a quantity or a list of them: its value, or else its low, or else its high bound."""
    found: set[float] = set()
    for part in quantity if isinstance(quantity, list) else [quantity]:
        told = [part[key] for key in ("value", "low", "high") if part.get(key) is not None] if part else []
        found.update(float(figure) for figure in told[:1])
    return found


def first_day(when: Any) -> str:
    """The first day of a date, an interval written with a slash or an object with ``start``, as ISO text."""
    if isinstance(when, Mapping):
        when = when.get("start")
    return str(when or "")[:10]


def _words(value: Any) -> set[str]:
    text = unicodedata.normalize("NFKD", wording(value)).encode("ascii", "ignore").decode().lower()
    return {word for word in re.findall(r"[a-z0-9]+", text) if word not in _IDLE}
