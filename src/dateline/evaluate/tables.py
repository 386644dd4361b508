"""A score as a table for people, as JSON for programs, and its misses in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.evaluate.claims import Pair, Rate, Score
from dateline.evaluate.groups import GroupScore
from dateline.evaluate.slots import SLOTS, wording


def as_table(score: Score, groups: GroupScore | None = None) -> str:
    """Lines per kind, per slot, strict and detected, and across reports where ``groups`` has figures."""
    detected = score.detected
    lines = [f"documents {score.documents}  gold {detected.gold}  predicted {detected.predicted}"]
    lines += [f"  {kind:11} {_rate(rate)}  (gold {rate.gold})" for kind, rate in score.kinds.items()]
    for slot in SLOTS:
        right, filled = score.slots.get(slot, (0, 0))
        if filled:
            lines.append(f"  slot {slot:10} {right / filled:.3f}  ({right} of {filled})")
    lines += [f"strict   {_rate(score.strict)}", f"detected {_rate(detected)}"]
    return "\n".join([*lines, *_group_lines(groups)])


def as_json(score: Score, groups: GroupScore | None = None) -> dict[str, Any]:
    """The same figures, unrounded."""
    told: dict[str, Any] = {
        "documents": score.documents,
        "detected": _rate_json(score.detected),
        "strict": _rate_json(score.strict),
        "kinds": {kind: _rate_json(rate) for kind, rate in score.kinds.items()},
        "slots": {
            slot: {"right": right, "filled": filled, "accuracy": right / filled}
            for slot, (right, filled) in score.slots.items()
        },
    }
    for name, found in (("families", groups and groups.families), ("events", groups and groups.events)):
        if found:
            told[name] = dict(zip(("precision", "recall", "f1"), found, strict=True))
    if groups and groups.origins:
        told["origins"] = {"right": groups.origins.right, "events": groups.origins.gold}
    return told


def miss_lines(score: Score, texts: Mapping[str, str]) -> Iterator[str]:
    """What was wrong: fields of matched claims, claims missed, claims that gold does not have.

    ``texts`` gives the text of a document for claims that bear no quote.
    """
    yield from (_miss("slot " + ",".join(p.wrong), p, texts) for p in score.matched if p.wrong)
    yield from (_miss("missed", p, texts) for p in score.missed)
    yield from (_miss("extra", p, texts) for p in score.extra)


def _miss(what: str, pair: Pair, texts: Mapping[str, str]) -> str:
    claim = pair.gold or pair.predicted or {}
    quote = claim.get("quote") or texts.get(pair.doc, "")[claim["start"] : claim["end"]]
    line = f"{what}: {pair.doc} {claim['kind']}: {quote!r}"
    if not (pair.gold and pair.predicted):
        return line
    wanted, found = pair.gold, pair.predicted
    return line + "".join(
        f"; {slot} {_field(found, slot)}, not {_field(wanted, slot)}" for slot in pair.wrong
    )


def _field(claim: Mapping[str, Any], slot: str) -> str:
    """The value of a slot in short, in gold's or in the program's form."""
    if slot == "place":
        return repr(wording(claim.get("place") or claim.get("places")))
    if slot == "when":
        return str(claim.get("date") or claim.get("when"))
    if slot == "anonymous":
        source = claim.get("source")
        return str((source if isinstance(source, Mapping) else claim).get("anonymous"))
    if slot == "quantity":
        return str(claim.get("quantity"))
    return repr(wording(claim.get(slot)))


def _group_lines(groups: GroupScore | None) -> Iterator[str]:
    for name, found in (("families", groups and groups.families), ("events", groups and groups.events)):
        if found:
            yield "{:8} P {:.3f} R {:.3f} F {:.3f}  (B-cubed)".format(name, *found)
    if groups and groups.origins:
        yield f"origins  {groups.origins.right} of {groups.origins.gold} events with the right number"


def _rate(rate: Rate) -> str:
    return f"P {rate.precision:.3f} R {rate.recall:.3f} F {rate.f1:.3f}"


def _rate_json(rate: Rate) -> dict[str, float]:
    return {
        "precision": rate.precision,
        "recall": rate.recall,
        "f1": rate.f1,
        "right": rate.right,
        "predicted": rate.predicted,
        "gold": rate.gold,
    }
