"""One thing of the record as a card for a notebook: what it says, who says so, the words where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape as _attribute

from dateline.publish import english
from dateline.publish.html import escape
from dateline.publish.names import by_reach, origin_name
from dateline.publish.notes import reference
from dateline.publish.phrase import asserted, quoted, said
from dateline.publish.view import View
from dateline.publish.why import find, why
from dateline.records import Claim, Event, Origin

_AROUND = 120  # characters of the report on each side of a quote
_STYLE = "border:1px solid #d8d2c4;border-radius:6px;padding:.6em 1em;margin:.4em 0;max-width:52em"


def card(view: View, wanted: str, earlier: Mapping[str, str]) -> str:
    """The record called ``wanted`` as HTML; whatever comes from a report is escaped.

    Raises:
        UsageError: no record has the id, or several ids begin so.
    """
    found = find(view, earlier.get(wanted, wanted))
    if isinstance(found, Event):
        body = "".join(_event(view, found))
    elif isinstance(found, Claim):
        body = _claim(view, found)
    else:
        body = f"<pre>{escape(why(view, wanted, earlier))}</pre>"
    return f'<div style="{_STYLE}">{body}</div>'


def framed(page: str) -> str:
    """A whole page inside a notebook, apart from the notebook's own style and scripts."""
    return (
        f'<iframe sandbox="" srcdoc="{_attribute(page)}" width="100%" height="640" '
        'style="border:1px solid #d8d2c4"></iframe>'
    )


def _event(view: View, event: Event) -> Iterator[str]:
    told = english.sentence(said(view, event) or quoted(view, event))
    yield f"<p><strong>{escape(told)}</strong><br><small>{escape(_line(event))}</small></p>"
    for side, origins in (("Asserted by", event.origins_for), ("Denied by", event.origins_against)):
        if origins:
            yield f"<p>{side}</p><ul>{''.join(_origins(view, origins, event.claim_ids))}</ul>"


def _line(event: Event) -> str:
    kind = event.kind + (f"/{event.change}" if event.change else "")
    when = english.time_phrase(event.when) if event.when else ""
    place = event.place.name if event.place else ""
    return " · ".join(part for part in (event.status, kind, place, when, event.id) if part)


def _origins(view: View, origins: Sequence[Origin], claim_ids: Sequence[str]) -> Iterator[str]:
    for origin in by_reach(origins):
        claims = [view.claims[c] for c in asserted(view, origin) if c in claim_ids]
        words = "".join(_words(view, claim) for claim in claims)
        yield f"<li>{escape(english.capital(origin_name(view, origin)))}{words}</li>"


def _claim(view: View, claim: Claim) -> str:
    denied = "denied: " if claim.stance == "denies" else ""
    kind = claim.kind + (f"/{claim.change}" if claim.change else "")
    source = (claim.source.name or claim.source.text) if claim.source else view.outlet(claim.report)
    facts = {
        "Claim": denied + kind,
        "Who": "; ".join(a.name for a in claim.actors),
        "Against": "; ".join(a.name for a in claim.targets),
        "Where": "; ".join(w.name for w in claim.places),
        "When": english.time_phrase(claim.when) if claim.when else "",
        "How many": "; ".join(q.text for q in claim.quantities),
        "Source": " through ".join([source, *claim.via]),
        "Read by": claim.rule,
    }
    rows = "".join(f"<tr><th>{k}</th><td>{escape(v)}</td></tr>" for k, v in facts.items() if v)
    return f"{_words(view, claim)}<table>{rows}</table>"


def _words(view: View, claim: Claim) -> str:
    """The quote in its surroundings, and where it stands."""
    text = view.reports[claim.report].received_text
    before, after = text[max(0, claim.start - _AROUND) : claim.start], text[claim.end : claim.end + _AROUND]
    return (
        f"<blockquote>…{escape(before)}<mark>{escape(claim.quote)}</mark>{escape(after)}…<br>"
        f"<small>{escape(reference(view, claim))} [{escape(claim.id)}]</small></blockquote>"
    )
