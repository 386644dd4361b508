"""The queue of what an analyst should look at, and the history of what was decided."""

from __future__ import annotations

from dateline.desk.index.doubts import doubts
from dateline.desk.index.reading import marks
from dateline.desk.page import Ask, Json, Page
from dateline.desk.rows import EVENT_HEAD, claims, event_table, events
from dateline.records import Event

_ITEMS = 8
_CLAIMS = 6  # claims shown of one event; the event has them all
HEAD = ("id", "at", "by", "action", "target", "what", "state", "state why", "why", "quote")


def review(ask: Ask) -> Page:
    """Events that nobody decided about yet, the most consequential and least certain first."""
    done = _done(ask)
    count = "SELECT count(*) FROM events WHERE doubt > 0"
    left = int(ask.index.kept("doubted", lambda: ask.index.one(count))) - len(done)
    skip = ((ask.state.page or 1) - 1) * _ITEMS
    sql = "SELECT id FROM events WHERE doubt > 0 ORDER BY doubt DESC, rank LIMIT ?"
    queue = [row["id"] for row in ask.index.rows(sql, skip + _ITEMS + len(done)) if row["id"] not in done]
    found = [row for id_ in queue[skip : skip + _ITEMS] for row in events(ask, "WHERE id = ?", id_)]
    data: Json = {
        "queue": [_item(ask, row) for row in found],
        "total": left,
        "page": ask.state.page or 1,
        "pages": max(1, -(-left // _ITEMS)),
        "decided": len(ask.history.every),
        "last": _last(ask),
    }
    return Page("review.html", "Review", data, EVENT_HEAD, event_table(found))


def _done(ask: Ask) -> set[str]:
    """Doubted events all of whose claims somebody decided about."""
    settled = list(ask.history.settled)
    left: dict[str, int] = {}
    for at in range(0, len(settled), 500):
        part = settled[at : at + 500]
        sql = (
            "SELECT e.id, e.claims FROM event_claims ec JOIN events e ON e.id = ec.event "  # noqa: S608 marks alone
            f"WHERE e.doubt > 0 AND ec.claim IN ({marks(part)})"
        )
        for event, claims_in_all in ask.index.rows(sql, *part):
            left[event] = left.get(event, claims_in_all) - 1
    return {event for event, number in left.items() if not number}


def _item(ask: Ask, row: Json) -> Json:
    event = ask.index.get(Event, [row["id"]])[0]
    view = ask.view([event])
    ids = sorted(
        event.claim_ids, key=lambda c: (c in ask.history.settled, view.published(view.claims[c].report), c)
    )
    return row | {
        "doubts": [words for _, words in doubts(view, event)],
        "claim_rows": claims(ask, view, ids[:_CLAIMS]),
        "more": max(0, len(ids) - _CLAIMS),
        "seen": ask.history.seen(f"event:{row['id']}"),
    }


def _last(ask: Ask) -> Json | None:
    """The last decision that was not taken back."""
    held = (d for d in reversed(ask.history.every) if d.action != "undo" and d.id not in ask.history.undone)
    found = next(held, None)
    return ask.history.row(found) if found else None


def decisions(ask: Ask) -> Page:
    """Every decision, latest first, with what came of it; those whose words are gone stand first."""
    every = [ask.history.row(d) for d in reversed(ask.history.every)]
    every.sort(key=lambda r: r["state"] != "lost")
    shown = every[ask.offset() : ask.offset() + 25]
    data: Json = {
        "decisions": shown,
        "lost": sum(r["state"] == "lost" for r in every),
        **ask.paging(len(every)),
    }
    names = ("id", "at", "by", "action", "target", "what", "state", "state_why", "why", "quote")
    return Page("decisions.html", "Decisions", data, HEAD, [[r[n] for n in names] for r in every])
