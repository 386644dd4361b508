"""What a hurried reader needs: what changed hands, what is disputed, who holds what, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from dateline.fold import fold
from dateline.gist import is_count
from dateline.publish import english
from dateline.publish.amounts import amount, counted, who_says
from dateline.publish.document import Bullets, Cite, Inline, Line, Paragraph, Strong
from dateline.publish.holdings import by_place, current, differs
from dateline.publish.lines import cite_event, joined, origins_line
from dateline.publish.names import by_reach, holder, speaker
from dateline.publish.phrase import in_text, said, toll_said, where_told
from dateline.publish.rank import ranked
from dateline.publish.view import View
from dateline.records import ControlPeriod, Event, Origin, Toll
from dateline.telling import key

_CHANGES = 3  # lines on ground that changed hands
_FEW = 2  # origins that the lead names
_FRESH = 31  # days since the last word, up to which the lead speaks of a holder
_WORST = 200_000  # tolls above are those of whole wars, which background tells


def in_short(view: View) -> tuple[Bullets | Paragraph, ...]:
    """Five to eight lines, or a sentence where there is nothing to say."""
    events = [e for e in ranked(view) if in_text(view, e) and e.kind != "position" and said(view, e)]
    leading = _leading(events)
    lines = [
        *(_change(view, e) for e in leading),
        *_held(view),
        *_amounts(view),
        *_tolls(view, events),
        *_closed(view),
        *_new(view, events, leading),
    ]
    if not lines:
        return (Paragraph(("No report of the case makes a claim of ground, casualties or movement.",)),)
    return (Bullets(tuple(lines)),)


def _leading(events: Sequence[Event]) -> list[Event]:
    """The gravest change of ground at each place for each party; what else happened where there is none."""
    found: dict[tuple[str, ...], Event] = {}
    for event in events:
        if event.place is not None and event.place.id is not None and event.origins_for:
            ground = event.kind == "control" and event.change != "held"
            if (ground and event.actors) or (
                event.kind not in ("control", "casualties") and event.status == "disputed"
            ):
                found.setdefault((key(event.place), *event.actors[:1]), event)
    return list(found.values())[:_CHANGES] or list(events[:_CHANGES])


def _change(view: View, event: Event) -> Line:
    line: list[Inline] = [Strong(f"{_standing(event)}."), " ", english.capital(said(view, event))]
    line += _attested(view, event)
    if event.origins_for and event.origins_against:
        who = english.listing(
            list(dict.fromkeys(speaker(view, o, role=False) for o in by_reach(event.origins_against)))[:3]
        )
        claims = tuple(c for o in by_reach(event.origins_against) for c in o.claim_ids)
        line += [f"; {'first ' if event.status == 'conceded' else ''}denied by {who}", Cite(claims)]
    return (*line, ".")


_STANDING = {
    "disputed": "Disputed",
    "conceded": "Denied at first, since conceded",
    "superseded": "Overtaken by later reports",
    "corroborated": "Corroborated",
    "single-origin": "One source",
    "unattributed": "No source named",
}


def _standing(event: Event) -> str:
    """How far an event is attested; an outlet's own account is no confirmation."""
    if event.status in ("corroborated", "single-origin"):
        sources = sum(o.source is not None for o in event.origins_for)
        return "No source named" if not sources else "One source" if sources == 1 else "Corroborated"
    return _STANDING[event.status]


def _attested(view: View, event: Event) -> Line:
    """Who says so, by name where they are few."""
    named = list(dict.fromkeys(_plain_name(view, o) for o in by_reach(event.origins_for)))
    if len(event.origins_for) > min(_FEW, len(named)):
        return (f" ({attested(event)})", cite_event(view, event))
    return (f", according to {english.listing(named)}", cite_event(view, event))


def _plain_name(view: View, origin: Origin) -> str:
    return speaker(view, origin, role=False) + ("" if origin.source else " (on its own account)")


def attested(event: Event) -> str:
    """``two independent sources, and one outlet on its own account, in four reports``."""
    sources = sum(o.source is not None for o in event.origins_for)
    own = len(event.origins_for) - sources
    parts = [english.count(sources, "independent source" if sources > 1 else "source")] if sources else []
    parts += (
        [f"{english.count(own, 'outlet')} on {'its' if own == 1 else 'their'} own account"] if own else []
    )
    carriers = {r for o in event.origins_for for r in o.carriers}
    return f"{' and '.join(parts)}, in {english.count(len(carriers), 'report')}"


def _held(view: View) -> Iterator[Line]:
    """Who holds what without dispute, by the last word."""
    parts: list[Line] = []
    for group in by_place([p for p in view.record.control if p.place.id and p.place.feature != "country"]):
        live = [p for p in current(group) if p.valid_to is None and p.status == "held"]
        if _is_fresh(view, live) and not differs(view, group) and len({fold(p.holder) for p in live}) == 1:
            told = where_told(view, live[0].place, live[0].claim_ids)
            parts.append((f"{told} by {holder(view, live[0].holder)}", Cite(live[0].claim_ids)))
    if parts:
        yield (Strong("Held, undisputed so far."), " ", *_capital(joined(parts[:4])), ".")


def _is_fresh(view: View, live: Sequence[ControlPeriod]) -> bool:
    """Whether somebody has spoken of it in the last month of the case."""
    heard = max((p.last_heard for p in live if p.last_heard), default=None)
    today = view.as_of or view.day
    return heard is not None and today is not None and (today - heard).days <= _FRESH


def _amounts(view: View) -> Iterator[Line]:
    groups = counted(view)[:3]
    if len(groups) > 1:
        told: list[Line] = [
            (f"{amount(view, g[0])} ({_bare(who_says(view, g[0]))})", Cite(tuple(c.id for c in g)))
            for g in groups
        ]
        yield (Strong("How much is held, in different measures."), " ", *_capital(joined(told)), ".")


def _bare(who: str) -> str:
    """A source without brackets of its own."""
    return who.replace(" (on its own account)", ", on its own account")


def _tolls(view: View, events: Sequence[Event]) -> Iterator[Line]:
    """The gravest tolls of single events, the dead before the wounded."""
    by_event = {e.id: e for e in events if e.when is not None or e.place is not None}
    known = [t for t in view.record.tolls if _is_of_event(t) and t.event_id in by_event]
    order = view.tally.order if view.tally else {}
    known.sort(key=lambda t: (t.category != "killed", order[t.event_id] // 4, -_size(t), t.id))
    parts: list[Line] = []
    for toll in known[:3]:
        event = by_event[toll.event_id]
        who = {
            speaker(view, o, role=False) for o in event.origins_for if set(o.claim_ids) & set(toll.claim_ids)
        }
        told = f"{toll_said(view, toll)}{_at(event)}" + (
            f" ({english.listing(sorted(who)[:2])})" if who else ""
        )
        parts.append((told, Cite(toll.claim_ids)))
    if parts:
        yield (Strong("Toll."), " ", *_capital(joined(parts)), ".")


def _is_of_event(toll: Toll) -> bool:
    return toll.scope == "event" and 0 < _size(toll) < _WORST


def _size(toll: Toll) -> float:
    return toll.best or toll.low or 0


def _at(event: Event) -> str:
    return f" in {event.place.name}" if event.place and event.place.id else ""


def _closed(view: View) -> Iterator[Line]:
    shut = [c for c in view.record.crossings if c.state != "open"][:2]
    parts = [
        (f"{c.place.name} {c.state}, by ", *origins_line(view, c.according_to[:1]))
        for c in shut
        if c.according_to
    ]
    if parts:
        yield (Strong("Crossings and routes."), " ", *_capital(joined(parts)), ".")


def _new(view: View, events: Sequence[Event], leading: Sequence[Event]) -> Iterator[Line]:
    """What the last day's reports tell first, where there are reports of days before."""
    today, before = view.day, view.tally.before if view.tally else None
    if today is None or before is None or before >= today or (view.as_of and view.as_of < today):
        return
    fresh = [
        e
        for e in events
        if min(view.published(view.claims[c].report) for c in e.claim_ids) == today
        and e not in leading
        and not (e.kind == "control" and all(is_count(view.claims[c]) for c in e.claim_ids))
        and e.origins_for
    ]
    parts: list[Line] = [(said(view, e), cite_event(view, e)) for e in fresh[:3]]
    since = english.day(before, year=False)
    if parts and today - before < timedelta(days=31):
        yield (Strong(f"New on {english.day(today)}, since {since}."), " ", *_capital(joined(parts)), ".")


def _capital(line: Line) -> Line:
    first, *rest = line
    return (english.capital(str(first)), *rest)
