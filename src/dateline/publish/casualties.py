"""Dead, wounded, captured and missing: low, best and high, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.fold import fold
from dateline.publish import english
from dateline.publish.amounts import who_says
from dateline.publish.document import Cite, Grid, Line, Paragraph, Section
from dateline.publish.holdings import merged
from dateline.publish.lines import joined
from dateline.publish.names import origin_name, place_name
from dateline.publish.phrase import victims
from dateline.publish.rank import weight
from dateline.publish.view import View
from dateline.records import Event, Origin, Toll

_TOTALS = "Totals of the war or of a long period, counted up to the day they were told:"


def casualties(view: View, limit: int) -> Section:
    """A row for each toll, those of the gravest events first; totals of a war in a table of their own."""
    events = {e.id: e for e in view.record.events}
    tolls = sorted(view.record.tolls, key=lambda t: _order(view, events.get(t.event_id), t))
    if not tolls:
        return Section("Casualties", ())
    single, totals = ([t for t in tolls if t.scope == scope][:limit] for scope in ("event", "campaign"))
    blocks: tuple[Grid | Paragraph, ...] = (_grid(view, events, single),) if single else ()
    if totals:
        blocks += (Paragraph((_TOTALS,)), _grid(view, events, totals))
    if any(t.low != t.high for t in (*single, *totals)):
        profile = english.listing(sorted({t.profile for t in tolls}))
        blocks += (Paragraph((f"The best figure is the one that the profile “{profile}” chooses.",)),)
    return Section("Casualties", blocks)


def _grid(view: View, events: Mapping[str, Event], tolls: Sequence[Toll]) -> Grid:
    head = ("Where and when", "Who", "Low", "Best", "High", "On whose word")
    return Grid(head, tuple(_row(view, events.get(t.event_id), t) for t in tolls), frozenset({2, 3, 4}))


def _order(view: View, event: Event | None, toll: Toll) -> tuple[object, ...]:
    return (
        toll.category != "killed",
        -(toll.best or toll.high or toll.low or 0),
        weight(view, event) if event else (),
        toll.id,
    )


def _row(view: View, event: Event | None, toll: Toll) -> tuple[Line, ...]:
    where = place_name(view, event.place) if event and event.place else "place not said"
    when = english.time_phrase(event.when) if event else ""
    if event and toll.scope == "campaign":
        when = _period(view, event)
    return (
        (english.capital(f"{where}, {when}" if when else where),),
        (f"{victims(toll.victims)} {toll.category}",),
        (english.figure(toll.low),),
        (english.figure(toll.best),),
        (english.figure(toll.high) if toll.high is not None else "open",),
        _word(view, event, toll),
    )


def _period(view: View, event: Event) -> str:
    """The words by which its claims say what they count since."""
    told = {t for c in event.claim_ids if (t := view.claims[c].total)}
    return f"“{min(told, key=fold)}”" if told else english.time_phrase(event.when)


def _word(view: View, event: Event | None, toll: Toll) -> Line:
    """Whose figures stand behind the toll, then those set aside."""
    origins = (*event.origins_for, *event.origins_against) if event else ()
    behind = _named(view, origins, toll.claim_ids)
    aside = _named(view, origins, toll.set_aside)
    return (*behind, "; set aside: ", *aside) if aside else behind


def _named(view: View, origins: Sequence[Origin], claim_ids: Sequence[str]) -> Line:
    lines: list[Line] = []
    left = dict.fromkeys(claim_ids)
    for origin in merged(origins):
        mine = tuple(c for c in left if c in origin.claim_ids)
        if mine:
            lines.append((origin_name(view, origin), Cite(mine)))
        for claim in mine:
            del left[claim]
    lines += [(who_says(view, view.claims[claim]), Cite((claim,))) for claim in left]
    return joined(lines)
