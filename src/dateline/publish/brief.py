"""The brief: what is agreed, what is disputed and by whom, on how many independent origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.publish import english
from dateline.publish.amounts import amounts, is_told_as_amount
from dateline.publish.casualties import casualties
from dateline.publish.disputes import changed, disputed, not_disputed
from dateline.publish.document import Document, Line, Picture, Section
from dateline.publish.estimates import how_sure
from dateline.publish.holdings import crossings, holdings, merged
from dateline.publish.lead import in_short
from dateline.publish.lines import bullets, event_line
from dateline.publish.map import draw
from dateline.publish.notes import with_notes
from dateline.publish.phrase import in_text, said
from dateline.publish.positions import positions
from dateline.publish.rank import ranked
from dateline.publish.reports import coverage, not_used, sources
from dateline.publish.timeline import timeline
from dateline.publish.view import View
from dateline.records import Event

LENGTHS = {"short": 3, "standard": 8, "full": 1_000_000}  # the most items that a section shows

_KINDS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("Ground gained and lost", ("control",)),
    ("Fighting", ("fighting",)),
    ("People on the move", ("movement",)),
    ("Talks", ("talks",)),
)


def brief(view: View, *, length: str = "standard", pictures: bool = False) -> Document:
    """The brief on a view, most consequential first; sections without content are left out.

    ``length`` is one of ``LENGTHS``; ``pictures`` adds the map, for formats that can show it.
    """
    limit = LENGTHS[length]
    events = ranked(view)
    sections = [
        Section("In short", in_short(view)),
        Section("Where and when", _pictures(view) if pictures else ()),
        disputed(view, events, limit),
        holdings(view, limit),
        amounts(view, limit),
        casualties(view, limit),
        crossings(view, limit),
        *(_told(view, title, _of(events, kinds), limit) for title, kinds in _KINDS),
        positions(view, _of(events, ("position",)), limit),
        changed(view, limit),
        not_disputed(view, limit),
        sources(view, limit),
        coverage(view, limit),
        not_used(view, limit),
        *([how_sure()] if view.told else []),
    ]
    kept = tuple(s for s in sections if s.blocks)
    return with_notes(view, Document(f"Situation brief: {view.case}", _lead(view), kept))


def _pictures(view: View) -> tuple[Picture, ...]:
    drawn = (
        (draw(view), "Who is said to hold the places that the reports speak of."),
        (timeline(view), "What is said to have happened when; a hollow mark is disputed."),
    )
    return tuple(Picture(svg, caption) for svg, caption in drawn if svg)


def _lead(view: View) -> Line:
    reports = view.record.reports
    days = sorted(r.published.date for r in reports if r.published)
    asked = [f"the situation on {english.day(view.as_of)}"] if view.as_of else []
    asked += [f"as known on {english.day(view.known)}"] if view.known else []
    first = f"{', '.join(asked)}: " if asked else ""
    if not reports:
        return ("The case holds no reports yet. Add some to it.",)
    published = f", published {english.days(days[0], days[-1])}" if days else ""
    return (english.sentence(f"{first}{_reports(view)}{published}; {_claims(view)}"),)


def _reports(view: View) -> str:
    """``12 reports from six outlets and two pages that name none``."""
    reports = view.record.reports
    outlets = {r.outlet for r in reports if r.outlet}
    silent = sum(r.outlet is None for r in reports)
    told = [english.count(len(outlets), "outlet")] if outlets else []
    told += (
        [f"{english.count(silent, 'page')} that {'names' if silent == 1 else 'name'} none"] if silent else []
    )
    if not outlets:
        told = ["outlets that are not named"]
    return f"{english.count(len(reports), 'report')} from {' and '.join(told)}"


def _claims(view: View) -> str:
    """``88 claims by 30 sources and, on their own account, five newsrooms``."""
    origins = {o.id: o for e in view.record.events for o in (*e.origins_for, *e.origins_against)}
    sources = sum(o.source is not None for o in origins.values())
    own = len(origins) - sources
    if not view.told:
        return "none of their claims fits what was asked" if view.record.claims else "no claims"
    told = [english.count(sources, "source")] if sources else []
    told += (
        [f"{english.count(own, 'newsroom')} on {'its' if own == 1 else 'their'} own account"] if own else []
    )
    return f"{english.count(len(view.told), 'claim')} by {' and '.join(told) or 'nobody named'}"


def _of(events: Sequence[Event], kinds: Sequence[str]) -> list[Event]:
    return [e for e in events if e.kind in kinds]


def _told(view: View, title: str, events: Sequence[Event], limit: int) -> Section:
    """Events in one sentence each; those in dispute and counts of ground stand in their own sections."""
    told = [
        e
        for e in events
        if e.status not in ("disputed", "conceded") and in_text(view, e) and not is_told_as_amount(view, e)
    ]
    alike: dict[str, list[Event]] = {}
    for event in told:
        alike.setdefault(said(view, event) or event.id, []).append(event)
    once = [_joint(group) for group in alike.values()]
    once.sort(key=lambda e: not said(view, e))  # what needs quoting comes last
    return Section(title, bullets([event_line(view, e) for e in once], limit))


def _joint(group: Sequence[Event]) -> Event:
    """Events that one sentence tells, as one, with the origins of all."""
    return replace(
        group[0],
        origins_for=tuple(merged([o for e in group for o in e.origins_for])),
        origins_against=tuple(merged([o for e in group for o in e.origins_against])),
        claim_ids=tuple(dict.fromkeys(c for e in group for c in e.claim_ids)),
    )
