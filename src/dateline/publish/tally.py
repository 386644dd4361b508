"""What a brief counts over all that was asked for, of which its view may hold a part."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from dateline.publish import brief_json
from dateline.publish.phrase import in_text
from dateline.publish.rank import ranked
from dateline.publish.view import View
from dateline.telling import Covered, Spoke, Tally


def tallied(view: View) -> View:
    """``view`` with its numbers, counted where it has none."""
    return view if view.tally else replace(view, tally=_counted(view))


def _counted(view: View) -> Tally:
    """The numbers of a view that holds all that was asked for."""
    record = view.record
    days = sorted({r.published.date for r in record.reports if r.published})
    origins = {o.id: o for e in record.events for o in (*e.origins_for, *e.origins_against)}
    told = [e for e in ranked(view) if in_text(view, e) and e.kind != "position"]
    per_report = Counter(c.report for c in record.claims)
    return Tally(
        reports=len(record.reports),
        days=tuple(sorted({*days[:1], *days[-2:]})),
        outlets=len({r.outlet for r in record.reports if r.outlet}),
        nameless=sum(r.outlet is None for r in record.reports),
        claims=len(record.claims),
        told=len(view.told),
        sources=sum(o.source is not None for o in origins.values()),
        newsrooms=sum(o.source is None for o in origins.values()),
        covered=tuple(map(_covered, brief_json.coverage(record.reports, per_report))),
        spoke=tuple(map(_spoke, brief_json.sources(view))),
        aside=Counter(r.reason for r in record.rejections if r.stage not in ("acquire", "read")),
        order={e.id: at for at, e in enumerate(told)},
        disputed=view.disputed,
        unbodied=sum(not in_text(view, e) for e in record.events),
    )


def _covered(found: brief_json.Json) -> Covered:
    day = date.fromisoformat
    return Covered(
        found["outlet"],
        found["reports"],
        found["claims"],
        day(found["first"]) if found["first"] else None,
        day(found["last"]) if found["last"] else None,
        tuple(sorted({p["basis"] for p in found["published"].values() if p})),
    )


def _spoke(found: brief_json.Json) -> Spoke:
    numbers = (found["claims"], len(found["carriers"]), len(found["disputed_events"]))
    return Spoke(found["source"], found["channel"], *numbers)
