"""Lines about events and origins, with their references."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.publish import english
from dateline.publish.document import Bullets, Cite, Inline, Line
from dateline.publish.phrase import asserted, best_claim, by_reach, origin_name, said
from dateline.publish.view import View
from dateline.records import Event, Origin

_NAMED = 4  # origins named in one sentence; the rest are counted and cited


def event_line(view: View, event: Event) -> Line:
    """What happened, according to whom, and who denies it, each with its reference."""
    line: list[Inline] = [_capital(said(view, event))]
    if event.origins_for:
        line += [", according to ", *origins_line(view, event.origins_for)]
    elif event.claim_ids and not event.origins_against:
        line.append(Cite(event.claim_ids))
    line.append(".")
    if event.origins_against:
        line += [" Denied by ", *origins_line(view, event.origins_against), "."]
    return tuple(line)


def summary_line(view: View, event: Event) -> Line:
    """What happened, and by how many independent origins in how many reports, for and against."""
    line: list[Inline] = [_capital(said(view, event)), _sides(event)]
    best = best_claim(view, event.claim_ids)
    return (*line, ".", Cite((best.id, *(c for c in event.claim_ids if c != best.id))))


def _sides(event: Event) -> str:
    reports = english.count(len(event.carriers), "report")
    if not event.origins_against:
        return f" ({reports})"
    if not event.origins_for:
        return f": told only by those who deny it, in {reports}"
    for_ = english.count(len(event.origins_for), "independent origin")
    against = english.count(len(event.origins_against), "denial")
    return f": {for_} for it, {against}, in {reports}"


def origins_line(view: View, found: Sequence[Origin]) -> Line:
    """Origins as a list in words, each with its reference, widest carried first."""
    shown = by_reach(found)
    if len(shown) > _NAMED:
        rest = tuple(c for o in shown[_NAMED - 1 :] for c in o.claim_ids)
        named = [_cited(view, o) for o in shown[: _NAMED - 1]]
        named.append((english.count(len(shown) - _NAMED + 1, "other origin"), Cite(rest)))
    else:
        named = [_cited(view, o) for o in shown]
    return joined(named)


def joined(lines: Sequence[Line]) -> Line:
    """Lines as one list in words: ``A, B and C``."""
    found: list[Inline] = []
    for number, line in enumerate(lines):
        if number:
            found.append(" and " if number == len(lines) - 1 else ", ")
        found.extend(line)
    return tuple(found)


def bullets(lines: Sequence[Line], limit: int) -> tuple[Bullets, ...]:
    """``lines`` as a list, those beyond ``limit`` counted."""
    if not lines:
        return ()
    shown = list(lines[:limit])
    if len(lines) > limit:
        shown.append((f"And {len(lines) - limit:,} more, which the full length shows.",))
    return (Bullets(tuple(shown)),)


def _cited(view: View, origin: Origin) -> Line:
    return (origin_name(view, origin), Cite(asserted(view, origin)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
