"""Who holds what, according to whom; and which crossings are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.publish import english
from dateline.publish.document import Block, Cite, Grid, Inline, Line, Paragraph, Section, Strong
from dateline.publish.lines import origins_line
from dateline.publish.phrase import place_name
from dateline.publish.view import View, key
from dateline.records import ControlPeriod, CrossingStatus, Origin

_WORDS = {
    "held": "held by {holder}",
    "claimed": "claimed by {holder}",
    "contested": "contested by {holder}",
    "denied": "denied to {holder}",
}


def holdings(view: View, limit: int) -> Section:
    """Disputed places in words, the others in a table."""
    groups = by_place(view.record.control)
    open_ = [g for g in groups if is_disputed(g)]
    settled = [g for g in groups if not is_disputed(g)]
    blocks: list[Block] = [Paragraph(_disputed_place(view, g)) for g in open_[:limit]]
    if settled:
        rows = tuple(_row(view, p) for g in settled[:limit] for p in g)
        head = ("Place", "Holder", "Since", "Last heard", "According to")
        blocks.append(Grid(head, rows))
    left = max(0, len(open_) - limit) + max(0, len(settled) - limit)
    if left:
        blocks.append(Paragraph((english.sentence(english.count(left, "more place") + " not shown"),)))
    return Section("Who holds what", tuple(blocks))


def by_place(periods: Sequence[ControlPeriod]) -> list[list[ControlPeriod]]:
    """Control periods of each place together, the most widely reported places first."""
    groups: dict[str, list[ControlPeriod]] = {}
    for period in periods:
        groups.setdefault(key(period.place), []).append(period)
    return sorted(groups.values(), key=lambda g: (-_reach(g), g[0].place.name, key(g[0].place)))


def is_disputed(periods: Sequence[ControlPeriod]) -> bool:
    """Whether accounts of who holds one place differ."""
    holders = {p.holder for p in periods if p.status != "denied"}
    return len(holders) > 1 or any(p.status in ("contested", "denied") for p in periods)


def crossings(view: View, limit: int) -> Section:
    """Crossings, roads, ports and airports: open, closed or restricted, by whose word."""
    rows = tuple(_crossing(view, c) for c in view.record.crossings[:limit])
    grid = Grid(("Crossing", "State", "Since", "Last heard", "According to"), rows)
    return Section("Crossings and routes", (grid,) if rows else ())


def _disputed_place(view: View, periods: Sequence[ControlPeriod]) -> Line:
    line: list[Inline] = [Strong(place_name(periods[0].place)), ": accounts differ."]
    for period in sorted(periods, key=lambda p: (-len(p.according_to), p.holder, p.id)):
        said = _WORDS[period.status].format(holder=english.with_article(period.holder))
        since = f" since {english.day(period.valid_from)}" if period.valid_from else ""
        until = f" until {english.day(period.valid_to)}" if period.valid_to else ""
        line += [f" {said[0].upper()}{said[1:]}{since}{until}", *_by(view, period.according_to)]
        line += ["." if period.according_to else Cite(period.claim_ids)]
    return tuple(line)


def _by(view: View, found: Sequence[Origin]) -> Line:
    return (", according to ", *origins_line(view, found)) if found else ()


def _row(view: View, period: ControlPeriod) -> tuple[Line, ...]:
    holder = period.holder if period.status == "held" else f"{period.holder} ({period.status})"
    return (
        (place_name(period.place),),
        (holder,),
        (_day(period.valid_from),),
        (_day(period.last_heard),),
        origins_line(view, period.according_to) or ("", Cite(period.claim_ids)),
    )


def _crossing(view: View, found: CrossingStatus) -> tuple[Line, ...]:
    return (
        (place_name(found.place),),
        (found.state,),
        (_day(found.valid_from),),
        (_day(found.last_heard),),
        origins_line(view, found.according_to) or ("", Cite(found.claim_ids)),
    )


def _day(value: date | None) -> str:
    return english.day(value) if value else "not said"


def _reach(periods: Sequence[ControlPeriod]) -> int:
    return len({r for p in periods for o in p.according_to for r in o.carriers})
