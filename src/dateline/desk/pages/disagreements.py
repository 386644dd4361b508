"""Where accounts differ: by type, each with the sentence that says why it was typed so."""

from __future__ import annotations

from dateline.desk.page import PER_PAGE, Ask, Json, Page
from dateline.desk.rows import claims
from dateline.publish import english
from dateline.publish.view import View
from dateline.records import Disagreement

TYPES = {
    "denial": "One side says it happened, another denies it.",
    "holder": "Different parties are said to hold a place at one time.",
    "number": "The figures differ.",
    "date": "The days differ.",
    "place": "The places differ.",
    "superseded": "Later reports overtook earlier ones, or somebody took a statement back.",
    "scope": "Different things were counted: no contradiction.",
    "apparent": "They only look contradictory.",
}
_SHOWN = 6  # claims shown on one side
HEAD = ("id", "type", "why", "left", "right", "events")


def disagreements(ask: Ask) -> Page:
    """The disagreements of a case, the most consequential of each type first."""
    counts = ask.index.kept("disagreements", lambda: _counts(ask))
    wanted = ask.state.type
    condition, values = (
        ("type = ? ORDER BY rank, id", [wanted]) if wanted else ("1 ORDER BY grade, rank, id", [])
    )
    found = ask.index.where(
        Disagreement,
        f"{condition} LIMIT ? OFFSET ?",
        *values,
        PER_PAGE,
        ask.offset(),
    )
    view = ask.view(claims=[c for d in found for c in (*d.left, *d.right)])
    listed = [_told(ask, view, d) for d in found]
    total = sum(counts.values()) if not wanted else counts.get(wanted, 0)
    data: Json = {"types": [{"type": t, "means": m, "count": counts.get(t, 0)} for t, m in TYPES.items()],
                  "disagreements": listed, **ask.paging(total)}  # fmt: skip
    rows = [[d.id, d.type, d.why, " ".join(d.left), " ".join(d.right), " ".join(d.event_ids)] for d in found]
    return Page("disagreements.html", "Disagreements", data, HEAD, rows)


def _counts(ask: Ask) -> dict[str, int]:
    return {r[0]: r[1] for r in ask.index.rows("SELECT type, count(*) FROM disagreements GROUP BY type")}


def _told(ask: Ask, view: View, found: Disagreement) -> Json:
    return {
        "id": found.id,
        "type": found.type,
        "why": english.sentence(english.dated(found.why)),
        "events": list(found.event_ids),
        "left": claims(ask, view, found.left[:_SHOWN]),
        "right": claims(ask, view, found.right[:_SHOWN]),
        "more": max(0, len(found.left) - _SHOWN) + max(0, len(found.right) - _SHOWN),
    }
