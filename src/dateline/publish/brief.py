"""The brief: what is agreed, what is disputed and by whom, on how many independent origins."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.publish import english
from dateline.publish.casualties import casualties
from dateline.publish.disputes import changed, disputed, not_disputed
from dateline.publish.document import Bullets, Document, Line, Paragraph, Picture, Section, Strong
from dateline.publish.holdings import crossings, holdings
from dateline.publish.lines import bullets, event_line, summary_line
from dateline.publish.map import draw
from dateline.publish.notes import with_notes
from dateline.publish.positions import positions
from dateline.publish.rank import ranked
from dateline.publish.reports import coverage, not_used, sources
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
        Section("In short", _in_short(view, events)),
        Section("The places", _map(view) if pictures else ()),
        disputed(view, events, limit),
        holdings(view, limit),
        casualties(view, limit),
        crossings(view, limit),
        *(_told(view, title, _of(events, kinds), limit) for title, kinds in _KINDS),
        positions(view, _of(events, ("position",)), limit),
        changed(view, limit),
        not_disputed(view, limit),
        sources(view, limit),
        coverage(view, limit),
        not_used(view, limit),
    ]
    kept = tuple(s for s in sections if s.blocks)
    return with_notes(view, Document(f"Situation brief: {view.case}", _lead(view), kept))


def _map(view: View) -> tuple[Picture, ...]:
    svg = draw(view)
    return (Picture(svg, "Who is said to hold the places that the reports speak of."),) if svg else ()


def _lead(view: View) -> Line:
    reports = view.record.reports
    outlets = {r.outlet for r in reports if r.outlet}
    days = sorted(r.published.date for r in reports if r.published)
    basis = f"{english.count(len(reports), 'report')}"
    basis += f" from {english.count(len(outlets), 'outlet')}" if outlets else ""
    basis += f", published {english.days(days[0], days[-1])}" if days else ""
    asked = [f"the situation on {english.day(view.as_of)}"] if view.as_of else []
    asked += [f"as known on {english.day(view.known)}"] if view.known else []
    claims = english.count(len({c for e in view.record.events for c in e.claim_ids}), "claim")
    origins = {o.id for e in view.record.events for o in (*e.origins_for, *e.origins_against)}
    first = f"{', '.join(asked)}: " if asked else ""
    independent = english.count(len(origins), "independent origin")
    return (english.sentence(f"{first}{basis}; {claims} from {independent}"),)


def _in_short(view: View, events: Sequence[Event]) -> tuple[Bullets | Paragraph, ...]:
    if not events:
        return (
            Paragraph(("No report of the case makes a claim about a conflict that fits what was asked.",)),
        )
    found = [e for e in events if e.kind != "position" and e.place is not None and e.place.id is not None]
    top = found[:5] or list(events[:3])
    return (Bullets(tuple((Strong(_standing(e)), " ", *summary_line(view, e)) for e in top)),)


_STANDING = {
    "disputed": "Disputed.",
    "conceded": "Denied at first, since conceded.",
    "superseded": "Overtaken by later reports.",
    "single-origin": "One origin.",
    "unattributed": "No source named.",
}


def _standing(event: Event) -> str:
    independent = english.count(len(event.origins_for), "independent origin")
    return _STANDING.get(event.status) or english.sentence(independent)


def _of(events: Sequence[Event], kinds: Sequence[str]) -> list[Event]:
    return [e for e in events if e.kind in kinds]


def _told(view: View, title: str, events: Sequence[Event], limit: int) -> Section:
    """Events in one sentence each; those in dispute stand in their own section."""
    told = [e for e in events if e.status not in ("disputed", "conceded")]
    return Section(title, bullets([event_line(view, e) for e in told], limit))
