"""Who holds what, according to whom; and which crossings are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from dateline.fold import fold
from dateline.publish import english
from dateline.publish.document import Block, Bullets, Cite, Grid, Inline, Line, Paragraph, Section, Strong
from dateline.publish.lines import origins_line
from dateline.publish.names import holder, place_name
from dateline.publish.phrase import where_told
from dateline.publish.view import View
from dateline.records import ControlPeriod, CrossingStatus, Origin
from dateline.telling import key

STALE = 7  # days without news of a holder, after which the brief says so

_Side = tuple[ControlPeriod, ...]  # periods of one holder in one state


def holdings(view: View, limit: int) -> Section:
    """A line for each place, the disputed ones first, each side with its origins."""
    told = by_place([p for p in view.record.control if p.place.id is not None])
    groups = [g for g in told if any(p.status != "denied" for p in g)]
    groups.sort(key=lambda g: not differs(view, g))
    blocks: list[Block] = []
    if groups:
        blocks.append(Bullets(tuple(_place_line(view, g) for g in groups[:limit])))
    unknown = len(by_place([p for p in view.record.control if p.place.id is None])) + view.beyond(
        "unidentified"
    )
    left = max(0, len(groups) - limit) + view.beyond("held")
    rest = [english.count(left, "more place")] if left else []
    rest += [f"{english.count(unknown, 'place')} that could not be identified"] if unknown else []
    if rest:
        blocks.append(Paragraph((english.sentence(f"not shown: {' and '.join(rest)}"),)))
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
    return any(fold(a.holder) != fold(b.holder) and _overlap(a, b) for a, b in combinations(periods, 2))


def differs(view: View, periods: Sequence[ControlPeriod]) -> bool:
    """Whether it is disputed who holds a place now, or whether it changed hands as is said."""
    return is_disputed(current(periods)) or key(periods[0].place) in view.disputed


def current(periods: Sequence[ControlPeriod]) -> list[ControlPeriod]:
    """The periods that have not ended; all of them where every one has."""
    return [p for p in periods if p.valid_to is None] or list(periods)


def _overlap(one: ControlPeriod, other: ControlPeriod) -> bool:
    def begins_before_end(a: ControlPeriod, b: ControlPeriod) -> bool:
        return a.valid_from is None or b.valid_to is None or a.valid_from <= b.valid_to

    return begins_before_end(one, other) and begins_before_end(other, one)


def crossings(view: View, limit: int) -> Section:
    """Crossings, roads, ports and airports: open, closed or restricted, by whose word."""
    rows = tuple(_crossing(view, c) for c in view.record.crossings[:limit])
    grid = Grid(("Crossing", "State", "Since", "Last heard", "According to"), rows)
    return Section("Crossings and routes", (grid,) if rows else ())


def _place_line(view: View, periods: Sequence[ControlPeriod]) -> Line:
    """``Harbour Gate (…): disputed. The rebels since 8 July, by …; the army, by …. Last heard 9 July.``"""
    line: list[Inline] = [Strong(_title(view, periods)), ": "]
    live = current(periods)
    open_ = differs(view, periods)
    line += ["disputed. "] if open_ else []
    sides = [_side_line(view, side) for side in _sides(live)]
    line += _capital(_parted(sides)) if open_ else _parted(sides)
    before = [p for p in periods if p not in live and p.status != "denied"]
    if before:
        line += [". Before that: ", *_parted([_side_line(view, s, named=False) for s in _sides(before)])]
    return (*line, f". {_heard(view, periods)}")


def _title(view: View, periods: Sequence[ControlPeriod]) -> str:
    """The place, or the part of it where every account speaks of a part."""
    place = periods[0].place
    parts = {where_told(view, p.place, p.claim_ids) for p in periods}
    told = parts.pop() if len(parts) == 1 else ""
    whole = not told or fold(told).startswith(fold(place.name))
    return english.capital(place_name(view, place, told="" if whole and place.feature != "admin1" else told))


def _sides(periods: Sequence[ControlPeriod]) -> list[_Side]:
    """Periods of one holder together, the best attested first."""
    found: dict[tuple[str, bool], list[ControlPeriod]] = {}
    for period in sorted(periods, key=lambda p: (p.valid_from or date.max, p.id)):
        found.setdefault((fold(period.holder), period.status == "denied"), []).append(period)
    return sorted((tuple(s) for s in found.values()), key=lambda s: (-_reach(s), s[0].holder, s[0].id))


def _side_line(view: View, side: _Side, *, named: bool = True) -> Line:
    """``the rebels since 8 July 2021, by two officers (via …)``."""
    first = side[0]
    who = "fighting goes on" if first.status == "contested" else holder(view, first.holder)
    said = f"not {who}" if first.status == "denied" else who
    line: list[Inline] = [" ".join(filter(None, (said, _span(side))))]
    origins = merged([o for p in side for o in p.according_to])
    if not origins or not named:
        return (*line, Cite(tuple(c for p in side for c in p.claim_ids)))
    return (*line, ", by ", *origins_line(view, origins))


def merged(found: Sequence[Origin]) -> list[Origin]:
    """Origins without those that another of the same source and channel already stands for."""
    kept: dict[tuple[str, str], Origin] = {}
    for origin in found:
        name = (_plain(origin.source), _plain(origin.channel) if origin.source is None else "")
        if name in kept:
            one = kept[name]
            origin = replace(
                one,
                carriers=tuple(sorted({*one.carriers, *origin.carriers})),
                claim_ids=tuple(dict.fromkeys((*one.claim_ids, *origin.claim_ids))),
            )
        kept[name] = origin
    return list(kept.values())


def _plain(name: str | None) -> str:
    """A name without article and capitals."""
    words = fold(name or "").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _span(side: Sequence[ControlPeriod]) -> str:
    """``since 8 July 2021``, ``8–9 July 2021``, ``until 9 July 2021``."""
    begun = min((p.valid_from for p in side if p.valid_from), default=None)
    ended = None if any(p.valid_to is None for p in side) else max(p.valid_to for p in side if p.valid_to)
    if ended is None:
        return f"since {english.day(begun)}" if begun else ""
    if begun is None:
        return f"until {english.day(ended)}"
    return f"on {english.day(begun)}" if begun == ended else f"from {english.until(begun, ended)}"


def _heard(view: View, periods: Sequence[ControlPeriod]) -> str:
    """``Last heard 9 July 2021``, with a warning where that is long ago."""
    heard = max((p.last_heard for p in periods if p.last_heard), default=None)
    if heard is None:
        return "Not dated."
    today = view.as_of or view.day
    age = (today - heard).days if today else 0
    return f"Last heard {english.day(heard)}" + (f": {age:,} days ago, may be stale." if age > STALE else ".")


def _crossing(view: View, found: CrossingStatus) -> tuple[Line, ...]:
    return (
        (english.capital(place_name(view, found.place, told=_part(view, found))),),
        (found.state,),
        (_day(found.valid_from),),
        (_day(found.last_heard),),
        origins_line(view, merged(found.according_to)) or ("", Cite(found.claim_ids)),
    )


def _part(view: View, found: CrossingStatus) -> str:
    """The words for what is open or closed at a place that is not itself a crossing."""
    told = where_told(view, found.place, found.claim_ids)
    return "" if fold(told) == fold(found.place.name) else told


def _capital(line: Line) -> Line:
    first, *rest = line
    return (english.capital(first), *rest) if isinstance(first, str) else line


def _parted(lines: Sequence[Line]) -> Line:
    """Lines set off by semicolons."""
    found: list[Inline] = []
    for number, line in enumerate(lines):
        found += ["; "] if number else []
        found += line
    return tuple(found)


def _day(value: date | None) -> str:
    return english.day(value) if value else "not said"


def _reach(periods: Sequence[ControlPeriod]) -> int:
    return len({r for p in periods for o in p.according_to for r in o.carriers})
