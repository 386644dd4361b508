"""What an analyst types for a field of a claim, as the record that goes in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dateline import wire
from dateline.desk.index import Index
from dateline.desk.index.reading import joined
from dateline.errors import UsageError
from dateline.records import CHANGES, Actor, Claim, Quantity, Source, When, Where

FIELDS = ("kind", "actor", "target", "place", "when", "quantity", "stance", "modality", "source")
KINDS = tuple(f"{kind}/{change}" for kind, changes in CHANGES.items() for change in changes)
_CHOICES = {
    "kind": KINDS,
    "stance": ("asserts", "denies"),
    "modality": ("fact", "reported", "possible", "planned"),
}
_NUMBER = re.compile(
    r"(?P<low>\d[\d,]*)(?:\s*(?:-|–|to)\s*(?P<high>\d[\d,]*)|\s*(?P<open>\+|or more))?\s+(?P<unit>[^\d;]+)"
)


@dataclass(frozen=True, slots=True)
class Names:
    """How the desk looks up names: the case first, then what the wiring lends."""

    index: Index
    place: Callable[[str, str | None], Where | None]  # name, country in doubt
    actor: Callable[[str], Actor | None]


def value(field: str, typed: str, claim: Claim, names: Names) -> str:
    """The JSON of what ``typed`` means for ``field`` of ``claim``.

    Raises:
        UsageError: it means nothing there; what is expected is told.
    """
    typed = " ".join(typed.split())
    if field in _CHOICES:
        if typed not in _CHOICES[field]:
            raise UsageError(f"{field} is {typed!r}, not one of {', '.join(_CHOICES[field])}.")
        return typed
    if field in ("actor", "target"):
        return wire.dumps([_actor(name, names) for name in _parts(typed)])
    if field == "place":
        return wire.dumps([_place(name, claim, names) for name in _parts(typed)])
    if field == "when":
        return wire.dumps(_when(typed, claim))
    if field == "quantity":
        return wire.dumps([_quantity(part) for part in _parts(typed)])
    if field == "source":
        return wire.dumps(_source(typed, claim))
    raise UsageError(f"A claim has no field {field!r} to correct. It has {', '.join(FIELDS)}.")


def now(field: str, claim: Claim) -> str:
    """What a field of a claim says, as an analyst would type it."""
    if field == "kind":
        return "/".join(filter(None, (claim.kind, claim.change)))
    if field in ("actor", "target"):
        return "; ".join(a.name for a in (claim.actors if field == "actor" else claim.targets))
    if field == "place":
        return "; ".join(w.name for w in claim.places)
    if field == "when":
        ends = (wire.iso(claim.when.start), wire.iso(claim.when.end)) if claim.when else ()
        return "/".join(dict.fromkeys(e for e in ends if e))
    if field == "quantity":
        return "; ".join(f"{q.text} {q.unit}" for q in claim.quantities)
    if field == "source":
        return (claim.source.name or claim.source.text) if claim.source else ""
    return str(getattr(claim, field))


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(";") if part.strip()]


def _actor(name: str, names: Names) -> Actor:
    return names.actor(name) or Actor(name, name)


def _place(name: str, claim: Claim, names: Names) -> Where:
    """A place by name: one that the case speaks of, else one of the world; its words stay the claim's."""
    words = claim.places[0].text if claim.places else name
    sql = """SELECT p.record FROM place_names n JOIN places p ON p.key = n.key
             WHERE n.name = ? AND p.lat IS NOT NULL ORDER BY p.claims DESC"""
    known = [names.index.decode(Where, row[0]) for row in names.index.rows(sql, joined(name))]
    own = [w for w in known if joined(w.name) == joined(name)]
    country = next((w.country for w in claim.places if w.country), None)
    found = own[0] if own else names.place(name, country)
    if found is None:
        return Where(name, words, reason="named by an analyst; not found in the gazetteer")
    return replace(found, text=words, precision="exact", reason="named by an analyst", candidates=())


def _when(typed: str, claim: Claim) -> When | None:
    if not typed:
        return None
    first, _, last = typed.partition("/")
    try:
        start, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    except ValueError:
        raise UsageError(
            f"when is {typed!r}, not a day (2021-07-08) or two (2021-07-08/2021-07-09)."
        ) from None
    if end < start:
        raise UsageError(f"when ends on {end}, before it begins on {start}.")
    text = claim.when.text if claim.when else None
    return When(start, end, "day" if start == end else "interval", text, "corrected by an analyst")


def _quantity(typed: str) -> Quantity:
    found = _NUMBER.fullmatch(typed)
    if not found:
        raise UsageError(f"quantity is {typed!r}, not such as “14 killed”, “24-31 killed” or “50+ wounded”.")
    low = float(found["low"].replace(",", ""))
    high = float(found["high"].replace(",", "")) if found["high"] else None if found["open"] else low
    return Quantity(low if low == high else None, low, high, found["unit"].strip(), typed)


def _source(typed: str, claim: Claim) -> Source | None:
    if not typed:
        return None
    if claim.source is None:
        return Source(typed, typed)
    return replace(claim.source, name=typed, anonymous=False)
