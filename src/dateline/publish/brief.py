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
from dateline.publish.tally import tallied
from dateline.publish.timeline import timeline
from dateline.publish.view import View
from dateline.records import Event
from dateline.telling import Tally

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
    view, limit = tallied(view), LENGTHS[length]
    events = ranked(view)
    sections = [
        Section("In short", in_short(view)),
        Section("Where and when", _pictures(view) if pictures else ()),
        disputed(view, events, limit),
        holdings(view, limit),
        amounts(view, limit),
        casualties(view, limit),
        crossings(view, limit),
        *(_told(view, title, events, kinds, limit) for title, kinds in _KINDS),
        positions(view, _of(events, ("position",)), limit),
        changed(view, limit),
        not_disputed(view, limit),
        sources(view, limit),
        coverage(view, limit),
        not_used(view, limit),
        *([how_sure()] if view.told else []),
    ]
    kept = tuple(s for s in sections if s.blocks)
    lead = _lead(view, view.tally or Tally())
    return with_notes(view, Document(f"Situation brief: {view.case}", lead, kept))


def _pictures(view: View) -> tuple[Picture, ...]:
    drawn = (
        (draw(view), "Who is said to hold the places that the reports speak of."),
        (timeline(view), "What is said to have happened when; a hollow mark is disputed."),
    )
    return tuple(Picture(svg, caption) for svg, caption in drawn if svg)


def _lead(view: View, tally: Tally) -> Line:
    asked = [f"the situation on {english.day(view.as_of)}"] if view.as_of else []
    asked += [f"as known on {english.day(view.known)}"] if view.known else []
    begins = f"{', '.join(asked)}: " if asked else ""
    if not tally.reports:
        return ("The case holds no reports yet. Add some to it.",)
    published = f", published {english.days(tally.first, tally.last)}" if tally.first and tally.last else ""
    return (english.sentence(f"{begins}{_reports(tally)}{published}; {_claims(tally)}"),)


def _reports(tally: Tally) -> str:
    """``12 reports from six outlets and two pages that name none``."""
    told = [english.count(tally.outlets, "outlet")] if tally.outlets else []
    silent = f"{english.count(tally.nameless, 'page')} that {'names' if tally.nameless == 1 else 'name'} none"
    told += [silent] if tally.nameless else []
    if not tally.outlets:
        told = ["outlets that are not named"]
    return f"{english.count(tally.reports, 'report')} from {' and '.join(told)}"


def _claims(tally: Tally) -> str:
    """``88 claims by 30 sources and, on their own account, five newsrooms``."""
    if not tally.told:
        return "none of their claims fits what was asked" if tally.claims else "no claims"
    told = [english.count(tally.sources, "source")] if tally.sources else []
    own = "its" if tally.newsrooms == 1 else "their"
    newsrooms = f"{english.count(tally.newsrooms, 'newsroom')} on {own} own account"
    told += [newsrooms] if tally.newsrooms else []
    return f"{english.count(tally.told, 'claim')} by {' and '.join(told) or 'nobody named'}"


def _of(events: Sequence[Event], kinds: Sequence[str]) -> list[Event]:
    return [e for e in events if e.kind in kinds]


def _told(view: View, title: str, every: Sequence[Event], kinds: Sequence[str], limit: int) -> Section:
    """Events in one sentence each; those in dispute and counts of ground stand in their own sections."""
    told = [
        e
        for e in _of(every, kinds)
        if e.status not in ("disputed", "conceded") and in_text(view, e) and not is_told_as_amount(view, e)
    ]
    alike: dict[str, list[Event]] = {}
    for event in told:
        alike.setdefault(said(view, event) or event.id, []).append(event)
    once = [_joint(group) for group in alike.values()]
    once.sort(key=lambda e: not said(view, e))  # what needs quoting comes last
    beyond = sum(map(view.beyond, kinds))
    return Section(title, bullets([event_line(view, e) for e in once], limit, beyond))


def _joint(group: Sequence[Event]) -> Event:
    """Events that one sentence tells, as one, with the origins of all."""
    return replace(
        group[0],
        origins_for=tuple(merged([o for e in group for o in e.origins_for])),
        origins_against=tuple(merged([o for e in group for o in e.origins_against])),
        claim_ids=tuple(dict.fromkeys(c for e in group for c in e.claim_ids)),
    )
