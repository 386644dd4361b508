"""Whether the tables and the decisions of a case are in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.errors import UsageError
from dateline.records import Record
from dateline.store import audit, decisions
from dateline.store.case import Case


def check(case: Case) -> Iterator[str]:
    """One sentence for each fault of the decisions and tables; nothing where all is well.

    The archive is checked by the room that writes it.
    """
    yield from decisions.check(case.decisions)
    yield from audit.check(case.audit)
    try:
        record = case.record()
    except UsageError as fault:
        yield str(fault)
        return
    yield from _taken_out(case, record)
    yield from check_record(record)


def _taken_out(case: Case, record: Record) -> Iterator[str]:
    """Decisions that were applied and are gone from the file: losing its last lines leaves no trace in it."""
    kept = {decision.id for decision in decisions.known(case.decisions)}
    for outcome in record.outcomes:
        if outcome.decision.id not in kept:
            told = f"decision {outcome.decision.id} was applied and is gone; restore the file from a copy"
            yield f"{case.decisions.name}: {told}"


def check_record(record: Record) -> Iterator[str]:
    """Faults of the record itself: quotes that are not the report's words, ids that lead nowhere."""
    yield from _quotes(record)
    yield from _references(record)
    for part in ("reports", "claims", "origins", "events", "disagreements", "tolls", "control"):
        times = Counter(item.id for item in getattr(record, part))
        for repeated in sorted(id_ for id_, count in times.items() if count > 1):
            yield f"{part}: id {repeated} stands there more than once"


def _quotes(record: Record) -> Iterator[str]:
    texts = {report.id: report.received_text for report in record.reports}
    for claim in record.claims:
        text = texts.get(claim.report)
        if text is None:
            yield f"claim {claim.id}: its report {claim.report} is not in the case"
        elif text[claim.start : claim.end] != claim.quote:
            where = f"characters {claim.start} to {claim.end} of {claim.report}"
            yield f"claim {claim.id}: {where} are not its quote"


def _references(record: Record) -> Iterator[str]:
    claims = {claim.id for claim in record.claims}
    events = {event.id for event in record.events}
    for name, id_, used in _uses(record):
        for missing in sorted(set(used) - claims):
            yield f"{name} {id_}: claim {missing} is not in the case"
    for toll in record.tolls:
        if toll.event_id not in events:
            yield f"toll {toll.id}: event {toll.event_id} is not in the case"
    for dispute in record.disagreements:
        for missing in sorted(set(dispute.event_ids) - events):
            yield f"disagreement {dispute.id}: event {missing} is not in the case"


def _uses(record: Record) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name and id of each record that points at claims, with the claims it points at."""
    for claim in record.claims:
        if claim.denies:
            yield "claim", claim.id, (claim.denies,)
    for origin in record.origins:
        yield "origin", origin.id, origin.claim_ids
    for event in record.events:
        yield "event", event.id, event.claim_ids
    for dispute in record.disagreements:
        yield "disagreement", dispute.id, dispute.left + dispute.right
    for toll in record.tolls:
        yield "toll", toll.id, toll.claim_ids + toll.set_aside
    for period in record.control:
        yield "control period", period.id, period.claim_ids
    for crossing in record.crossings:
        yield "crossing status", crossing.id, crossing.claim_ids
