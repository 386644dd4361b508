"""Decisions find their words again, change what is derived, and are listed when their words are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import fictional
from dateline import pipeline, wire
from dateline.decide import judge
from dateline.records import Actor, Anchor, Claim, Decision, Extraction, Record, Report, When

WAR = fictional.record()
RECORD = replace(WAR, reports=tuple(replace(r, digest=f"sha of {r.id}") for r in WAR.reports))


def extractions(record: Record = RECORD) -> list[Extraction]:
    return [Extraction(r, tuple(c for c in record.claims if c.report == r.id)) for r in record.reports]


def claim(id_: str) -> Claim:
    return next(c for c in RECORD.claims if c.id == id_)


def anchor(id_: str, group: int = 0) -> Anchor:
    found = claim(id_)
    digest = next(r.digest for r in RECORD.reports if r.id == found.report)
    return Anchor(found.report, digest, found.start, found.end, found.quote, id_, found.kind, group)


def decided(
    action: str, *anchors: Anchor, id_: str = "d", target: str = "claim:x", **payload: str
) -> Decision:
    return Decision(
        id_,
        datetime(2031, 3, 9, tzinfo=UTC),
        "Ana",
        action,
        target,
        payload=payload,
        anchors=anchors,
        why="misread",
    )


def derived(*decisions: Decision, given: Sequence[Extraction] | None = None) -> Record:
    judged, outcomes = pipeline.judge(given or extractions(), decisions)
    return pipeline.derive(judged, profile="latest-official", outcomes=outcomes)


def test_a_rejected_claim_is_kept_as_a_rejection_with_who_said_so() -> None:
    record = derived(decided("reject", anchor("c-24")))
    assert "c-24" not in {c.id for c in record.claims}
    (told,) = [r for r in record.rejections if r.stage == "desk"]
    assert told.reason == "rejected by Ana on 2031-03-09: misread"
    assert [o.state for o in record.outcomes] == ["applied"]


def test_what_was_undone_has_no_effect() -> None:
    record = derived(decided("reject", anchor("c-24")), decided("undo", id_="u", target="decision:d"))
    assert "c-24" in {c.id for c in record.claims}
    assert [o.state for o in record.outcomes] == ["undone", "applied"]


def test_of_two_decisions_the_later_stands() -> None:
    record = derived(decided("reject", anchor("c-24")), decided("accept", anchor("c-24"), id_="e"))
    assert "c-24" in {c.id for c in record.claims}


def test_a_denial_of_a_rejected_claim_points_at_nothing() -> None:
    pointing = next(c for c in RECORD.claims if c.denies)
    record = derived(decided("reject", anchor(pointing.denies or "")))
    assert next(c for c in record.claims if c.id == pointing.id).denies is None


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("kind", "fighting/shelling", lambda c: (c.kind, c.change) == ("fighting", "shelling")),
        ("stance", "denies", lambda c: c.stance == "denies"),
        (
            "actor",
            wire.dumps([Actor("The Ninth Army", "them")]),
            lambda c: c.actors[0].name == "The Ninth Army",
        ),
        ("place", wire.dumps([fictional.ORLO]), lambda c: c.places == (fictional.ORLO,)),
        ("when", wire.dumps(When(None, None, "day", None, "x")), lambda c: c.when.basis == "x"),
        ("source", "null", lambda c: c.source is None),
    ],
)
def test_a_correction_changes_one_field_and_no_other(field: str, value: str, read: object) -> None:
    record = derived(decided("correct", anchor("c-driver"), field=field, value=value))
    told, (found,) = claim("c-driver"), [c for c in record.claims if c.id == "c-driver"]
    assert callable(read)
    assert read(found)
    assert (found.quote, found.start, found.end) == (told.quote, told.start, told.end)


def reread(c: Claim) -> Claim:
    return replace(c, id=f"new-{c.id}", start=c.start + 7, end=c.end + 5, quote=c.quote[:-2])


def moved(report: Report, by: int) -> Report:
    return replace(report, received_text="x" * by + report.received_text)


def test_better_extraction_with_other_ids_and_offsets_keeps_a_decision() -> None:
    given = [
        Extraction(
            moved(e.report, 7),
            tuple(
                replace(c, id=f"new-{c.id}", start=c.start + 7, end=c.end + 5, quote=c.quote[:-2])
                for c in e.claims
            ),
        )
        for e in extractions()
    ]
    judged = judge(given, [decided("reject", anchor("c-24"))])
    (outcome,) = judged.outcomes
    assert (outcome.state, outcome.left) == ("applied", ("new-c-24",))


def test_a_decision_whose_words_are_gone_is_listed_with_the_reason() -> None:
    gone = [replace(e, report=replace(e.report, received_text="", digest="x")) for e in extractions()]
    silent = [replace(e, claims=()) for e in extractions()]
    without = [e for e in extractions() if e.report.id != "harbour-1"]
    told = []
    for given in ([replace(e, claims=()) for e in gone], silent, without):
        (outcome,) = judge(given, [decided("reject", anchor("c-24"))]).outcomes
        assert outcome.state == "lost"
        told.append(outcome.why)
    assert [w.split(" ", 2)[0] for w in told] == ["its", "no", "the"]


def test_events_are_merged_and_split_and_stay_so() -> None:
    before = pipeline.derive(extractions(), profile="latest-official")
    fell = next(e for e in before.events if "c-fell-1" in e.claim_ids)
    other = next(e for e in before.events if "c-24" in e.claim_ids)
    assert fell.id != other.id
    merge = decided("merge", anchor("c-fell-1"), anchor("c-24", 1), target=f"event:{fell.id}")
    merged = derived(merge)
    (one,) = [e for e in merged.events if "c-fell-1" in e.claim_ids]
    assert {*fell.claim_ids, "c-24"} <= set(one.claim_ids)
    split = decided("split", anchor("c-driver"), anchor("c-fell-1", 1), id_="s", target=f"event:{fell.id}")
    parted = derived(split)
    assert "c-driver" not in next(e for e in parted.events if "c-fell-1" in e.claim_ids).claim_ids
    assert any(e.claim_ids == ("c-driver",) for e in parted.events)


def told(record: Record) -> set[str]:
    """The claims that have an origin."""
    return {c for o in record.origins for c in o.claim_ids}


def test_a_repetition_counts_as_one_origin() -> None:
    record = derived(decided("duplicate", anchor("c-driver"), anchor("c-fell-1", 1)))
    (event,) = [e for e in record.events if "c-fell-1" in e.claim_ids]
    before = pipeline.derive(extractions(), profile="latest-official")
    (earlier,) = [e for e in before.events if "c-fell-1" in e.claim_ids]
    assert len(event.origins_for) == len(earlier.origins_for) - 1
    assert {c for o in record.origins for c in o.claim_ids} == {
        c for o in before.origins for c in o.claim_ids
    }


def test_what_was_known_earlier_follows_the_decisions_too() -> None:
    record = derived(decided("duplicate", anchor("c-driver"), anchor("c-fell-1", 1)))
    day = max(r.published.date for r in record.reports if r.published)
    known = pipeline.known_on(record, day, "latest-official")
    assert {(o.id, o.claim_ids) for o in known.origins} == {(o.id, o.claim_ids) for o in record.origins}
