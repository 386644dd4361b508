"""Lines about events and origins, with their references."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.fold import fold
from dateline.publish import english
from dateline.publish.document import Bullets, Cite, Inline, Line, Strong
from dateline.publish.names import by_reach, origin_name
from dateline.publish.phrase import asserted, best_claim, quoted, said
from dateline.publish.view import View
from dateline.records import Event, Origin
from dateline.sourcing import took_back

_NAMED = 4  # origins named in one sentence; the rest are counted and cited


def event_line(view: View, event: Event) -> Line:
    """What happened, according to whom, and who denies it, each with its reference."""
    told = said(view, event)
    line = list(_asserted(view, event, told) if event.origins_for else _denied_alone(view, event, told))
    if event.origins_for:
        back = took_back(event.origins_for, event.origins_against)
        others = [o for o in event.origins_against if o not in back]
        line += [" Denied by ", *origins_line(view, others), "."] if others else []
        line += [" Taken back by ", *origins_line(view, back), "."] if back else []
    return tuple(line)


def _asserted(view: View, event: Event, told: str) -> Line:
    """``The rebels took Orlo, according to …``, or ``… said: “they took it”`` in a report's words."""
    if told:
        return (english.capital(told), ", according to ", *origins_line(view, event.origins_for), ".")
    who, *rest = origins_line(view, event.origins_for)
    return (english.capital(str(who)), *rest, f": {quoted(view, event)}.")


def _denied_alone(view: View, event: Event, told: str) -> Line:
    """What is told only by those who deny it, or by nobody."""
    words = told or quoted(view, event)
    if not event.origins_against:
        return (english.capital(words), Cite(event.claim_ids), ".")
    return ("It is denied by ", *origins_line(view, event.origins_against), f" that {_uncapital(words)}.")


def origins_line(view: View, found: Sequence[Origin]) -> Line:
    """Origins as a list in words, each with its reference, widest carried first."""
    shown = by_reach(found)
    named = [_cited(view, o) for o in shown]
    if len(shown) > _NAMED:
        rest = tuple(c for o in shown[_NAMED - 1 :] for c in asserted(view, o))
        named[_NAMED - 1 :] = [(english.count(len(shown) - _NAMED + 1, "other"), Cite(rest))]
    return joined(named)


def joined(lines: Sequence[Line], word: str = "and") -> Line:
    """Lines as one list in words: ``A, B and C``."""
    found: list[Inline] = []
    for number, line in enumerate(lines):
        if number:
            found.append(f" {word} " if number == len(lines) - 1 else ", ")
        found.extend(line)
    return tuple(found)


def bullets(lines: Sequence[Line], limit: int, beyond: int = 0) -> tuple[Bullets, ...]:
    """``lines`` as a list, none twice; the rest are counted, with ``beyond`` that are not here."""
    once = list({fold(words(line)): line for line in reversed(lines)}.values())[::-1]
    if not once:
        return ()
    shown = once[:limit]
    if more := len(once) - len(shown) + beyond:
        shown.append((f"And {more:,} more, which the full length shows.",))
    return (Bullets(tuple(shown)),)


def words(line: Line) -> str:
    """What a line says, without its references."""
    return "".join(p.text if isinstance(p, Strong) else p for p in line if not isinstance(p, Cite))


def cite_event(view: View, event: Event) -> Cite:
    """The claims of an event, the best first."""
    best = best_claim(view, event.claim_ids)
    return Cite((best.id, *(c for c in event.claim_ids if c != best.id)))


def _cited(view: View, origin: Origin) -> Line:
    return (origin_name(view, origin), Cite(asserted(view, origin)))


def _uncapital(text: str) -> str:
    return text[:1].lower() + text[1:] if text.startswith(("The ", "A ", "An ")) else text
