"""Who holds what, according to whom; and which crossings are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from dateline.fold import fold
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
    "denied": "said not to be held by {holder}",
}


def holdings(view: View, limit: int) -> Section:
    """Disputed places in words, the others in a table."""
    told = by_place([p for p in view.record.control if p.place.id is not None])
    groups = [g for g in told if any(p.status != "denied" for p in g)]
    open_ = [g for g in groups if is_disputed(g)]
    settled = [g for g in groups if not is_disputed(g)]
    blocks: list[Block] = [Paragraph(_disputed_place(view, g)) for g in open_[:limit]]
    if settled:
        rows = tuple(_row(view, p) for g in settled[:limit] for p in g)
        blocks.append(Grid(("Place", "Holder", "When", "Last heard", "According to"), rows))
    left = max(0, len(open_) - limit) + max(0, len(settled) - limit)
    unknown = len(by_place([p for p in view.record.control if p.place.id is None]))
    rest = [f"{english.count(left, 'more place')} not shown"] if left else []
    rest += [f"{english.count(unknown, 'place')} could not be identified"] if unknown else []
    if rest:
        blocks.append(Paragraph((english.sentence("; ".join(rest)),)))
    return Section("Who holds what", tuple(blocks))


def by_place(periods: Sequence[ControlPeriod]) -> list[list[ControlPeriod]]:
    """Control periods of each place together, the most widely reported places first."""
    groups: dict[str, list[ControlPeriod]] = {}
    for period in periods:
        groups.setdefault(key(period.place), []).append(period)
    return sorted(groups.values(), key=lambda g: (-_reach(g), g[0].place.name, key(g[0].place)))


def is_disputed(periods: Sequence[ControlPeriod]) -> bool:
    """Whether accounts of who holds one place at one time differ; one holder after another is no dispute."""
    if any(p.status in ("contested", "denied") for p in periods):
        return True
    return any(a.holder != b.holder and _overlap(a, b) for a, b in combinations(periods, 2))


def _overlap(one: ControlPeriod, other: ControlPeriod) -> bool:
    def begins_before_end(a: ControlPeriod, b: ControlPeriod) -> bool:
        return a.valid_from is None or b.valid_to is None or a.valid_from <= b.valid_to

    return begins_before_end(one, other) and begins_before_end(other, one)


def crossings(view: View, limit: int) -> Section:
    """Crossings, roads, ports and airports: open, closed or restricted, by whose word."""
    rows = tuple(_crossing(view, c) for c in view.record.crossings[:limit])
    grid = Grid(("Crossing", "State", "Since", "Last heard", "According to"), rows)
    return Section("Crossings and routes", (grid,) if rows else ())


def _disputed_place(view: View, periods: Sequence[ControlPeriod]) -> Line:
    line: list[Inline] = [Strong(place_name(periods[0].place)), ": accounts differ."]
    for period in sorted(periods, key=lambda p: (-len(p.according_to), p.holder, p.id)):
        line += [f" {_held(period)}", *_by(view, period.according_to)]
        line += ["." if period.according_to else Cite(period.claim_ids)]
    return tuple(line)


def _held(period: ControlPeriod) -> str:
    """``Claimed by the rebels since 8 July 2031``."""
    nobody = fold(period.holder) in ("", "contested", "unknown")
    said = "contested" if nobody else _WORDS[period.status].format(holder=english.with_article(period.holder))
    when = _span(period)
    on = "on " if period.valid_from and period.valid_from == period.valid_to else ""
    return f"{said[0].upper()}{said[1:]}" + ("" if when == "not said" else f" {on}{when}")


def _by(view: View, found: Sequence[Origin]) -> Line:
    return (", according to ", *origins_line(view, found)) if found else ()


def _row(view: View, period: ControlPeriod) -> tuple[Line, ...]:
    holder = period.holder if period.status == "held" else f"{period.holder} ({period.status})"
    return (
        (place_name(period.place),),
        (holder,),
        (_span(period),),
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


def _span(period: ControlPeriod) -> str:
    begun, ended = period.valid_from, period.valid_to
    if ended:
        return english.days(begun, ended) if begun else f"until {english.day(ended)}"
    return f"since {english.day(begun)}" if begun else "not said"


def _day(value: date | None) -> str:
    return english.day(value) if value else "not said"


def _reach(periods: Sequence[ControlPeriod]) -> int:
    return len({r for p in periods for o in p.according_to for r in o.carriers})
